"""The preview page of `digest preview --serve`: an issue in every view, and what stands behind each sentence.

    GET  /         the page           GET  /state    everything it prints, as JSON
    GET  /issue    the email          GET  /changes  a line whenever a file changes (server-sent events)
    POST /proof    send it to me      POST /fetch    read the feeds again

`/state`, `/issue` and `/changes` take `audience`, `day` and `template`. Nothing runs while no page is open.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from digest.errors import DigestError
from digest.web.galley import Choice, Galleys, as_json
from digest.web.guard import LoopbackGuard
from digest.web.looks import LOOKS, as_shown
from digest.web.tracing import trace

WATCH = 0.25  # seconds between two looks at the files
_MOST = 10_000  # bytes of a POST

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# The email brings its own style and may show pictures; it runs nothing, sends nothing, opens nothing.
_ISSUE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: http: data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)


def preview_app(galleys: Galleys, port: int) -> Starlette:
    """The page over these galleys, for a server on this port of loopback."""
    pages = _Pages(galleys)
    routes = [
        Route("/", _asset("preview.html", "text/html", _PAGE_POLICY)),
        Route("/preview.css", _asset("preview.css", "text/css")),
        Route("/preview.js", _asset("preview.js", "text/javascript")),
        Route("/state", pages.state),
        Route("/issue", pages.issue),
        Route("/changes", pages.changes),
        Route("/proof", pages.proof, methods=["POST"]),
        Route("/fetch", pages.fetch, methods=["POST"]),
    ]
    return Starlette(routes=routes, middleware=[Middleware(LoopbackGuard, port=port)])


class _Pages:
    def __init__(self, galleys: Galleys) -> None:
        self._galleys = galleys

    def state(self, request: Request) -> Response:
        choice = _choice(request.query_params)
        stamp, menu = self._galleys.stamp(choice), self._galleys.menu(choice)
        known = {"stamp": stamp, "menu": {"audiences": menu.audiences, "days": menu.days, "templates": menu.templates}}
        try:
            return JSONResponse({**known, **as_json(self._galleys.galley(choice)), "error": ""})
        except DigestError as error:
            return JSONResponse({**known, "error": str(error)})

    def issue(self, request: Request) -> Response:
        look = request.query_params.get("look", "light")
        if look not in LOOKS:
            raise HTTPException(404)
        try:
            galley = self._galleys.galley(_choice(request.query_params))
        except DigestError as error:
            raise HTTPException(409, str(error)) from error
        html = trace(galley.html, galley.rows, galley.audience.newsletter.language)
        shown = as_shown(html, look, images=request.query_params.get("images") != "off")
        return HTMLResponse(shown, headers={"Content-Security-Policy": _ISSUE_POLICY})

    async def changes(self, request: Request) -> Response:
        return StreamingResponse(self._stamps(_choice(request.query_params)), media_type="text/event-stream")

    async def _stamps(self, choice: Choice) -> AsyncIterator[str]:
        last = ""
        while True:
            stamp = await run_in_threadpool(self._galleys.stamp, choice)
            if stamp != last:
                yield f"data: {stamp}\n\n"
            last = stamp
            await asyncio.sleep(WATCH)

    async def proof(self, request: Request) -> Response:
        asked = await _asked(request)
        try:
            said = await run_in_threadpool(self._galleys.proof, _choice(asked), str(asked.get("address", "")))
        except DigestError as error:
            return JSONResponse({"error": str(error)})
        return JSONResponse({"error": "", "said": said})

    async def fetch(self, request: Request) -> Response:
        await run_in_threadpool(self._galleys.fetch_again, _choice(await _asked(request)))
        return JSONResponse({"error": ""})


async def _asked(request: Request) -> dict[str, Any]:
    """The JSON object of a POST. A form of another site can't send this type without asking first."""
    if request.headers.get("content-type") != "application/json":
        raise HTTPException(415)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST:
            raise HTTPException(413)
    try:
        asked = json.loads(body)
    except ValueError:
        raise HTTPException(400) from None
    if not isinstance(asked, dict):
        raise HTTPException(400)
    return asked


def _choice(asked: Any) -> Choice:
    number = str(asked.get("audience", "0"))
    if not number.isdecimal():
        raise HTTPException(404)
    return Choice(int(number), str(asked.get("day", "")), str(asked.get("template", "")))


def _asset(name: str, kind: str, policy: str = "default-src 'none'") -> Any:
    def answer(_: Request) -> Response:
        return Response(_read(name), media_type=kind, headers={"Content-Security-Policy": policy})

    return answer


@cache
def _read(name: str) -> bytes:
    return (Path(__file__).parent / name).read_bytes()
