"""Where a reader leaves: the address of `List-Unsubscribe` (RFC 8058), for a reverse proxy to pass on.

    GET   a page with one button; unsubscribes nobody, because scanners and mail programs follow links
    POST  with a token that we signed: the reader is on the suppression list when the answer comes

Neither needs a cookie, a login or an address typed in. The token may be the last part of the path or a value of
the query, as `delivery.unsubscribe.url` has it; the proxy may change the rest. Any other token gets a 404.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jinja2
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from digest.config import Audience
from digest.deliver.unsubscribe import read_token
from digest.errors import StoreError
from digest.model import Suppression
from digest.ports import Suppressions
from digest.render.page import locale_of
from digest.render.theme import scheme_of
from digest.render.words import words_of

REASON = "asked to leave by link"
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",  # the address holds the token
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Door:
    """One newsletter that readers may leave: the key that signs its tokens, its list, its templates."""

    audience: Audience
    key: bytes
    suppressions: Suppressions
    templates: jinja2.Environment

    @property
    def newsletter(self) -> str:
        """The slug."""
        return self.audience.newsletter.slug


def leaving_app(doors: Sequence[Door], clock: Callable[[], datetime]) -> Starlette:
    """The pages of these newsletters' ways out."""

    def ask(request: Request) -> Response:
        found = _find(doors, request)
        return _page(found[0], "ask", found[1]) if found else _page(doors[0], "unknown", "", 404)

    def leave(request: Request) -> Response:
        found = _find(doors, request)
        if found is None:
            return _page(doors[0], "unknown", "", 404)
        door, address = found
        try:
            door.suppressions.add(Suppression(address, door.newsletter, REASON, clock()))
        except StoreError:
            return _page(door, "later", address, 503)
        return _page(door, "done", address)

    return Starlette(routes=[Route("/{path:path}", ask), Route("/{path:path}", leave, methods=["POST"])])


def _find(doors: Sequence[Door], request: Request) -> tuple[Door, str] | None:
    """The newsletter and the reader of the first valid token in the address."""
    for text in _candidates(request):
        for door in doors:
            subject = read_token(text, door.key)
            if subject and subject[0] == door.newsletter:
                return door, subject[1]
    return None


def _candidates(request: Request) -> Iterator[str]:
    yield request.path_params["path"].rpartition("/")[2]
    yield from request.query_params.values()


def _page(door: Door, state: str, address: str, status: int = 200) -> Response:
    newsletter = door.audience.newsletter
    context: dict[str, Any] = {
        "newsletter": newsletter,
        "direction": locale_of(newsletter.language).text_direction,
        "theme": scheme_of(door.audience.theme),
        "words": words_of(door.templates, newsletter.language),
        "state": state,
        "address": address,
    }
    headers = {**_HEADERS, "Retry-After": "600"} if status == 503 else _HEADERS
    return HTMLResponse(door.templates.get_template("archive/leave.html.j2").render(context), status, headers)
