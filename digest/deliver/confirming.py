"""Double opt-in: a mail to who was signed up, with a link that nobody else gets.

The link's token says who asked for which newsletter, and when. It ends (`delivery.pages.confirm_within`), so that
an old mail puts nobody on a list who has forgotten about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from digest.config import Audience
from digest.deliver import tokens
from digest.deliver.letters import letter
from digest.model import Enrolment, Message

_PURPOSE = "confirm"


@dataclass(frozen=True, slots=True)
class SignUp:
    """Somebody typed an address into the form of a newsletter (its slug). `asked` counts whole seconds."""

    newsletter: str
    address: str
    asked: datetime

    def token(self, key: bytes) -> str:
        """The token of the link that confirms it."""
        return tokens.make_token(_PURPOSE, f"{self.newsletter}\0{self.address}\0{self.asked.timestamp():.0f}", key)

    def too_old(self, audience: Audience, now: datetime) -> bool:
        """Whether its link has ended."""
        return now > self.asked + audience.delivery.pages.confirm_within

    def enrolment(self, audience: Audience, now: datetime, *, confirmed: bool) -> Enrolment:
        """What the list is to keep of it."""
        where = f"signed up at {audience.delivery.page}/{self.newsletter}"
        source = f"{where} on {self.asked:%Y-%m-%d %H:%M} UTC, confirmed by mail" if confirmed else where
        return Enrolment(self.address, "", source, now, confirmed)


def read_sign_up(token: str, key: bytes) -> SignUp | None:
    """What a token of ours says; None for any other text."""
    subject = tokens.read_token(_PURPOSE, token, key)
    if subject is None:
        return None
    newsletter, address, asked = subject.split("\0")
    return SignUp(newsletter, address, datetime.fromtimestamp(int(asked), UTC))


def confirmation(audience: Audience, sign_up: SignUp, subject: str, body: str) -> Message:
    """The mail that asks to confirm."""
    return letter(audience, ("", sign_up.address), subject, body, sign_up.asked)
