"""The reader pages: where readers sign up, confirm and leave, for the operator's web server to pass on.

The last part of the address says what is meant, or a value of its query; the web server may change the rest.

    a newsletter's slug     GET   what you get and how often, and a form for an address
                            POST  of that form: a mail with a link to that address; nothing else is done
    a token from that mail  GET   a page with one button; puts nobody on the list, because scanners follow links
                            POST  the reader is on the list when the answer comes
    a token from an issue   GET   a page with one button
                            POST  the reader is on the suppression list when the answer comes (RFC 8058)

No page needs a script, a cookie or a login. Anything else gets a 404. What is answered to a sign-up depends on what was
typed and on how often, never on who is on the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from digest.config import check_reader
from digest.deliver.confirming import SignUp, read_sign_up
from digest.deliver.unsubscribe import read_token
from digest.errors import StoreError
from digest.model import Suppression
from digest.render.invitation import reader_page
from digest.web.allowance import Allowance, network_of
from digest.web.door import Door
from digest.web.postman import Postman

REASON = "asked to leave by link"
_LONGEST = 8192  # bytes of a form that are read
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'"
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",  # the address may hold a token
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_PRIVATE = {  # where a click means something: in nobody's frame, in no index
    "Content-Security-Policy": f"{_POLICY}; frame-ancestors 'none'",
    "X-Robots-Tag": "noindex",
}
_STATUS = {"unknown": 404, "too old": 410, "wrong address": 400, "too often": 429, "later": 503}
_RETRY = {"too often": {"Retry-After": "3600"}, "later": {"Retry-After": "600"}}
_FRAMED = ("join", "look", "wrong address", "too often")  # pages that a site may show in a frame of its own


class ReaderPages:
    """Decides what a request means. Sign-ups go to the postman; the rest is done here, in a thread."""

    def __init__(self, doors: Sequence[Door], postman: Postman, clock: Callable[[], datetime]) -> None:
        self._doors, self._postman, self._clock = doors, postman, clock
        self._networks = Allowance(20, 2000, timedelta(hours=1))
        self._addresses = Allowance(3, 20_000, timedelta(days=1))

    async def show(self, request: Request) -> Response:
        """A page to look at; changes nothing."""
        if found := self._leaver(request):
            return _page(found[0], "leave", found[1])
        if asked := self._signed_up(request):
            door, sign_up = asked
            return _page(
                door, "too old" if sign_up.too_old(door.audience, self._clock()) else "confirm", sign_up.address
            )
        named = self._named(request)
        return _page(named, "join") if named else _page(self._doors[0], "unknown")

    async def act(self, request: Request) -> Response:
        """What the button of that page does."""
        if found := self._leaver(request):
            return await run_in_threadpool(self._leave, *found)
        if asked := self._signed_up(request):
            return await run_in_threadpool(self._confirm, *asked)
        named = self._named(request)
        return self._join(named, request, await _form(request)) if named else _page(self._doors[0], "unknown")

    def _join(self, door: Door, request: Request, form: Mapping[str, str]) -> Response:
        """Mail the link, unless a program typed, or this address has had enough of them; the answer does not tell."""
        now = self._clock()
        address = _address(form.get("address", ""))
        if not address:
            return _page(door, "wrong address")
        if not self._networks.take(network_of(request.client.host if request.client else ""), now):
            return _page(door, "too often")
        wanted = not form.get("homepage") and self._addresses.take(f"{door.newsletter}\0{address.lower()}", now)
        if wanted and not self._postman.take(door, SignUp(door.newsletter, address, now.replace(microsecond=0))):
            return _page(door, "later")
        return _page(door, "look", address)

    def _confirm(self, door: Door, sign_up: SignUp) -> Response:
        now = self._clock()
        if sign_up.too_old(door.audience, now):
            return _page(door, "too old", sign_up.address)
        try:
            door.readers.confirm(door.newsletter, sign_up.enrolment(door.audience, now, confirmed=True))
        except StoreError:
            return _page(door, "later", sign_up.address)
        return _page(door, "joined", sign_up.address)

    def _leave(self, door: Door, address: str) -> Response:
        try:
            door.suppressions.add(Suppression(address, door.newsletter, REASON, self._clock()))
        except StoreError:
            return _page(door, "later", address)
        return _page(door, "left", address)

    # --- what an address means ------------------------------------------------------------------------

    def _leaver(self, request: Request) -> tuple[Door, str] | None:
        """The newsletter and the reader of a token from an issue."""
        for text, door in self._tried(request):
            subject = read_token(text, door.key)
            if subject and subject[0] == door.newsletter:
                return door, subject[1]
        return None

    def _signed_up(self, request: Request) -> tuple[Door, SignUp] | None:
        """The newsletter and what was asked by who got a token to confirm with."""
        for text, door in self._tried(request):
            sign_up = read_sign_up(text, door.key) if door.open else None
            if sign_up and sign_up.newsletter == door.newsletter:
                return door, sign_up
        return None

    def _named(self, request: Request) -> Door | None:
        """The newsletter whose slug it is, where it takes sign-ups."""
        return next((door for text, door in self._tried(request) if door.open and text == door.newsletter), None)

    def _tried(self, request: Request) -> Iterator[tuple[str, Door]]:
        last = request.path_params["path"].rstrip("/").rpartition("/")[2]
        return ((text, door) for text in (last, *request.query_params.values()) for door in self._doors)


def reader_app(doors: Sequence[Door], postman: Postman, clock: Callable[[], datetime]) -> Starlette:
    """The pages of these newsletters; the first lends its looks to the page that nothing stands behind."""
    pages = ReaderPages(doors, postman, clock)
    return Starlette(routes=[Route("/{path:path}", pages.show), Route("/{path:path}", pages.act, methods=["POST"])])


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form, the last value of each; none where it is not one, or is longer than any of ours."""
    body = b""
    try:
        async for part in request.stream():
            body += part
            if len(body) > _LONGEST:
                return {}
        return dict(parse_qsl(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=20))
    except (ClientDisconnect, ValueError):  # ValueError: more fields than that
        return {}


def _address(text: str) -> str:
    """The address in what was typed; empty where there is none that can be mailed."""
    try:
        address = parseaddr(check_reader(text.strip()))[1]
    except ValueError:
        return ""
    return address if len(address) <= 254 else ""  # RFC 5321, section 4.5.3.1.3


def _page(door: Door, state: str, address: str = "") -> Response:
    context = reader_page(door.audience, door.templates, state=state, address=address)
    headers = _HEADERS | ({} if state in _FRAMED else _PRIVATE) | _RETRY.get(state, {})
    html = door.templates.get_template("readers/page.html.j2").render(context)
    return HTMLResponse(html, _STATUS.get(state, 200), headers)
