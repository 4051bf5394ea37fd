"""RenderedIssue -> one email per reader: MIME, headers, the reader's own fields.

The email is built once an issue by the standard library and cut into pieces at the fields. A message is then a
join of these pieces with the reader's values, so that a value is never searched for fields, and 100,000
messages take seconds (`bench/messages.py`). In the body a value stands on a line of its own between two soft
line breaks of quoted-printable (RFC 2045, section 6.7), which no reader sees.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email import policy, quoprimime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from html import escape
from typing import NamedTuple
from urllib.parse import quote as url_quote
from zoneinfo import ZoneInfo

from digest.config import Audience
from digest.deliver import headers
from digest.deliver.unsubscribe import make_token, unsubscribe_url
from digest.deliver.verp import ReturnAddresses
from digest.errors import ConfigError, DeliveryError, RenderError
from digest.model import RECIPIENT_FIELDS, Attachment, Message, Recipient, RenderedIssue, Slot

FIELD = re.compile(r"\[\[\s*(\w+)\s*\]\]")


class Composer:
    """Makes the messages of one issue.

    `now` is the Date of a message that is given none, `key` signs the unsubscribe tokens. Refused: an issue with a
    finding that blocks (`DeliveryError`), a field that is not one of `RECIPIENT_FIELDS` (`RenderError`), a web
    address for leaving that needs a key where there is none (`ConfigError`).
    """

    def __init__(
        self, rendered: RenderedIssue, audience: Audience, slot: Slot, *, now: datetime, key: bytes | None = None
    ) -> None:
        refuse_unsound(rendered, slot)
        self._slot = slot
        self._returns = _return_addresses(audience, key)
        self._leaving = _Leaving(audience, key, slot, self._returns)
        self._domain = headers.domain(audience.delivery.sender)
        self._sender = headers.address(audience.delivery.envelope_sender or audience.delivery.sender)
        self._head = _head(rendered, audience)
        self._now, self._zone = now, audience.newsletter.timezone
        self._body = _Form(_body(rendered, slot))

    def message(self, recipient: Recipient, now: datetime | None = None) -> Message:
        """The email to one reader, dated `now`; the same bytes for the same arguments."""
        name = headers.one_line(recipient.name)
        number = hashlib.sha256(f"{self._slot.key}\0{recipient.address.lower()}".encode()).hexdigest()[:32]
        message_id = f"<{number}@{self._domain}>"
        url, uris = self._leaving.ways(recipient.address)
        values = {"name": name, "address": recipient.address, "unsubscribe_url": url}
        own_headers = (
            f"Date: {self._date(now or self._now)}\r\n"
            f"To: {headers.mailbox(name, recipient.address)}\r\n"
            f"Message-ID: {message_id}\r\nList-Unsubscribe: {uris}\r\n"
        )
        data = b"".join((self._head, own_headers.encode(), self._body.fill(values)))
        sender = self._returns.address("b", self._slot.local, recipient.address) if self._returns else self._sender
        return Message(recipient, message_id, sender, data)

    def _date(self, moment: datetime) -> str:
        return _written(moment.replace(microsecond=0), self._zone)


@lru_cache(maxsize=4)
def _written(moment: datetime, zone: ZoneInfo) -> str:
    return format_datetime(moment.astimezone(zone))


def refuse_unsound(rendered: RenderedIssue, slot: Slot) -> None:
    """Raise `DeliveryError` where the lint found what would harm a reader."""
    if blocking := [finding.detail for finding in rendered.findings if finding.blocks]:
        raise DeliveryError(f"the issue {slot.key} must not go out: {'; '.join(blocking)}")


# --- built once ----------------------------------------------------------------------------------------


def _head(rendered: RenderedIssue, audience: Audience) -> bytes:
    """The header lines that all messages share."""
    delivery, newsletter = audience.delivery, audience.newsletter
    list_id = f"{newsletter.slug}.{headers.domain(delivery.sender)}"  # RFC 2919
    lines = {
        "From": headers.mailbox(*parseaddr(delivery.sender)),
        "Reply-To": headers.mailbox(*parseaddr(delivery.reply_to)) if delivery.reply_to else None,
        "Subject": headers.unstructured("Subject", rendered.subject),
        "List-Id": headers.mailbox(newsletter.name, list_id),
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" if delivery.leaving_url else None,  # RFC 8058
        "Precedence": "bulk",
        "Auto-Submitted": "auto-generated",  # RFC 3834: keeps holiday replies away
        "AI-Disclosure": _disclosure(rendered.model),
        "MIME-Version": "1.0",
    }
    return "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value is not None).encode("ascii")


def _disclosure(model: str) -> str | None:
    """That a model wrote the text, for machines: draft-abaris-aicdh, a dictionary of RFC 9651; None where none did."""
    if not model:
        return None
    named = "".join(c for c in model.encode("ascii", "ignore").decode() if c.isprintable() and c not in '"\\')
    return f'mode=ai-originated, model="{named[:100]}"'


def _body(rendered: RenderedIssue, slot: Slot) -> str:
    """The two parts in their envelope, with the fields still in them."""
    email = EmailMessage(policy=policy.SMTP)
    email["Content-Type"] = "multipart/alternative"
    boundary = hashlib.sha256(f"{slot.key}{rendered.html}{rendered.text}".encode()).hexdigest()[:24]
    email.set_boundary(f"=_{boundary}")  # "=_" occurs in no quoted-printable text
    email.attach(_part("plain", rendered.text))
    email.attach(_with_pictures(_part("html", rendered.html), rendered.attachments, boundary))
    return email.as_bytes().decode("ascii")


def _with_pictures(html: EmailMessage, attachments: Sequence[Attachment], boundary: str) -> EmailMessage:
    """The HTML together with the pictures it shows (RFC 2387, RFC 2392); alone where it shows none."""
    if not attachments:
        return html
    related = EmailMessage(policy=policy.SMTP)
    related["Content-Type"] = 'multipart/related; type="text/html"'
    related.set_boundary(f"=_{boundary[:23]}.")
    related.attach(html)
    for attachment in attachments:
        picture = EmailMessage(policy=policy.SMTP)
        picture["Content-Type"] = "image/png"
        picture["Content-Transfer-Encoding"] = "base64"
        picture["Content-ID"] = f"<{attachment.cid}>"
        picture["Content-Disposition"] = f'inline; filename="{attachment.cid.partition("@")[0]}.png"'
        lines = (attachment.data[at : at + 76] for at in range(0, len(attachment.data), 76))
        picture.set_payload("\n".join(lines))
        related.attach(picture)
    return related


def _part(kind: str, content: str) -> EmailMessage:
    part = EmailMessage(policy=policy.SMTP)
    part["Content-Type"] = f'text/{kind}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "quoted-printable"
    pieces = FIELD.split(content)
    for at, piece in enumerate(pieces):
        is_field = at % 2 == 1
        if is_field and piece not in RECIPIENT_FIELDS:
            known = ", ".join(f"[[ {name} ]]" for name in RECIPIENT_FIELDS)
            raise RenderError(f"the {kind} part has a field [[ {piece} ]] that no reader has; known: {known}")
        # Behind a soft line break a mark can't be taken for text: there "=" is always written "=3D".
        pieces[at] = f"=\n=[{kind}:{piece}]=\n" if is_field else _quoted_printable(piece)
    part.set_payload("".join(pieces))
    return part


class _Hole(NamedTuple):
    """Where a message has words of its own: in which part, and which field of the reader."""

    part: str
    field: str

    def text(self, value: str) -> str:
        """The value as this part shows it."""
        return escape(value) if self.part == "html" else value


class _Form:
    """What all messages have, with holes in it."""

    def __init__(self, body: str) -> None:
        marks = re.split(r"(=\[\w+:\w+\])", body)
        self._pieces = [mark.encode() for mark in marks]
        at = [number for number, mark in enumerate(marks) if mark[:2] == "=["]
        self._holes = [(number, _Hole(*marks[number][2:-1].split(":"))) for number in at]

    def fill(self, values: Mapping[str, str]) -> bytes:
        pieces, written = self._pieces.copy(), dict[str, bytes]()
        for number, hole in self._holes:
            text = hole.text(values[hole.field])
            if text not in written:  # most are alike in both parts
                written[text] = _quoted_printable(text).replace("\n", "\r\n").encode("ascii")
            pieces[number] = written[text]
        return b"".join(pieces)


def _quoted_printable(text: str) -> str:
    """Lines of at most 75 characters, so that a soft line break may follow the last one."""
    octets = text.replace("\r\n", "\n").encode().decode("latin-1")
    return quoprimime.body_encode(octets, maxlinelen=75)


# --- built for each reader -----------------------------------------------------------------------------


class _Leaving:
    """The ways out of a newsletter: for the reader's eye and for the header (RFC 2369, RFC 8058)."""

    def __init__(self, audience: Audience, key: bytes | None, slot: Slot, returns: ReturnAddresses | None) -> None:
        way = audience.delivery.unsubscribe
        self._slot, self._returns = slot, returns
        self._newsletter = audience.newsletter.slug
        self._url = audience.delivery.leaving_url
        self._key = key
        self._needs_key = "{token}" in self._url
        if self._needs_key and not key:
            raise ConfigError(
                f"{audience.path}: delivery.unsubscribe.url has a {{token}}, which needs a secret key; "
                f"put one in the environment variable {way.secret_env}"
            )
        self._plain = mail_to_leave(audience)

    def ways(self, address: str) -> tuple[str, str]:
        """The link to print, and the value of List-Unsubscribe."""
        url = self._url
        if self._needs_key and self._key:
            url = unsubscribe_url(url, make_token(self._newsletter, address, self._key))
        mailto = self._mailto(address)
        return url or mailto, ",\r\n ".join(f"<{way}>" for way in (url, mailto) if way)

    def _mailto(self, address: str) -> str:
        """A mail that asks to leave: to a signed address where somebody reads what comes there."""
        if self._returns is None:
            return self._plain
        return _mailto(self._returns.address("u", self._slot.local, address), self._newsletter)


def _return_addresses(audience: Audience, key: bytes | None) -> ReturnAddresses | None:
    if audience.returns is None:
        return None
    if not key:
        raise ConfigError(
            f"{audience.path}: returns: signed addresses need a secret key; put one in the environment variable "
            f"{audience.delivery.unsubscribe.secret_env}"
        )
    return ReturnAddresses(audience, key)


def mail_to_leave(audience: Audience) -> str:
    """The `mailto:` address by which a reader leaves; empty where there is only a web address.

    With no way given at all a reply still reaches a person.
    """
    delivery = audience.delivery
    mailbox = delivery.unsubscribe.mailto or ("" if delivery.leaving_url else delivery.reply_to or delivery.sender)
    return _mailto(headers.address(mailbox), audience.newsletter.slug) if mailbox else ""


def _mailto(mailbox: str, newsletter: str) -> str:
    return f"mailto:{url_quote(mailbox, safe='@+=')}?subject={url_quote(f'unsubscribe {newsletter}')}"
