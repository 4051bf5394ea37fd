"""Keeps sign-ups and mails the links that confirm them, apart from the requests.

So every sign-up is answered alike and as fast, whoever is on the list already: nothing is to be learned from answers.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from digest.deliver.confirming import SignUp, confirmation
from digest.errors import DigestError, ServerUnavailable
from digest.model import Message, Receipt
from digest.render.invitation import reader_page
from digest.web.door import Door

_WAITING = 500  # sign-ups that wait for the mail server; more are asked to come back
_AGAIN = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=20))  # after the server wanted to wait


@dataclass(frozen=True, slots=True)
class _Errand:
    door: Door
    sign_up: SignUp
    tried: int = 0


class Postman:
    """One thread with a list of errands. `tell` gets a line for each mail that could not be sent."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._errands: queue.Queue[_Errand | None] = queue.Queue(_WAITING)
        self._timers: set[threading.Timer] = set()
        self._thread = threading.Thread(target=self._work, name="postman", daemon=True)
        self._thread.start()

    def take(self, door: Door, sign_up: SignUp) -> bool:
        """Keep the sign-up and mail its link soon; False where too many wait."""
        return self._put(_Errand(door, sign_up))

    def stop(self) -> None:
        """Finish the errand in hand and those that wait; not those that the mail server put off."""
        for timer in tuple(self._timers):
            timer.cancel()
        self._errands.put(None)
        self._thread.join()

    def _put(self, errand: _Errand) -> bool:
        try:
            self._errands.put_nowait(errand)
        except queue.Full:
            return False
        return True

    def _work(self) -> None:
        while errand := self._errands.get():
            try:
                self._run(errand)
            except ServerUnavailable as error:
                self._put_off(errand, str(error))
            except DigestError as error:
                self._tell(f"{errand.sign_up.address}: no mail to confirm with: {error}")

    def _run(self, errand: _Errand) -> None:
        door, sign_up = errand.door, errand.sign_up
        slug, within = door.newsletter, door.audience.delivery.pages.confirm_within
        door.readers.forget_pending(slug, sign_up.asked - within)
        door.readers.add(slug, [sign_up.enrolment(door.audience, sign_up.asked, confirmed=False)])
        said: list[Receipt] = []
        door.mailer().send([_mail(door, sign_up)], lambda _, receipts: said.extend(receipts))
        for receipt in said:
            if receipt.state == "deferred":
                raise ServerUnavailable(receipt.detail)
            if receipt.state != "accepted":
                self._tell(f"{receipt.address}: the mail to confirm with was {receipt.state}: {receipt.detail}")

    def _put_off(self, errand: _Errand, reason: str) -> None:
        if errand.tried == len(_AGAIN):
            self._tell(f"{errand.sign_up.address}: given up: no mail to confirm with: {reason}")
            return
        next_try = _Errand(errand.door, errand.sign_up, errand.tried + 1)
        timer = threading.Timer(_AGAIN[errand.tried].total_seconds(), self._put, [next_try])
        timer.daemon = True
        self._timers = {one for one in self._timers if one.is_alive()} | {timer}
        timer.start()


def _mail(door: Door, sign_up: SignUp) -> Message:
    audience = door.audience
    until = sign_up.asked + audience.delivery.pages.confirm_within
    url = f"{audience.delivery.page}/{sign_up.token(door.key)}"
    context = reader_page(audience, door.templates, address=sign_up.address, url=url, until=door.when(until))
    body = door.templates.get_template("readers/confirm.txt.j2").render(context)
    subject = context["words"].confirm_subject.format(newsletter=audience.newsletter.name)
    return confirmation(audience, sign_up, subject, body)
