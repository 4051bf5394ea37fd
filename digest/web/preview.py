"""The preview page of `digest preview --serve`: an issue in every view, and what stands behind each sentence.

    GET  /         the page           GET  /state    everything it prints, as JSON
    GET  /issue    the email          GET  /changes  a line whenever a file changes (server-sent events)
    POST /proof    send it to me      POST /fetch    read the feeds again

`/state`, `/issue` and `/changes` take `audience`, `day` and `template`; `/issue` takes the `stamp` that `/state`
gave, and then shows the very preview that it told of. Nothing runs while no page is open.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
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
from digest.web.display_modes import LOOKS, as_shown
from digest.web.loopback import LoopbackGuard
from digest.web.previewed import Choice, Preview, Previews, as_json
from digest.web.tracing import trace

WATCH = 0.1  # seconds between two looks at the files
_MOST, _DIGITS = 10_000, 4  # bytes of a POST, digits of an audience

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# The email brings its own style and may show pictures; it runs nothing, sends nothing, opens nothing.
_ISSUE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: http: data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)


def preview_app(previews: Previews, port: int) -> Starlette:
    """The page over these previews, for a server on this port of loopback."""
    pages = _Pages(previews)
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
    def __init__(self, previews: Previews) -> None:
        self._previews = previews
        self._shown: dict[Choice, tuple[str, Preview]] = {}  # what `/state` told last, by stamp

    def state(self, request: Request) -> Response:
        choice = _choice(request.query_params)
        self._previews.menu(choice)  # which reads the configs, so that the stamp covers all their files
        stamp = self._previews.stamp(choice)
        try:
            preview = self._previews.preview(choice)
            self._shown[choice] = stamp, preview
            told = {**as_json(preview), "error": ""}
        except DigestError as error:
            told = {"error": str(error)}
        return JSONResponse({"stamp": stamp, "menu": asdict(self._previews.menu(choice)), **told})

    def issue(self, request: Request) -> Response:
        look = request.query_params.get("look", "light")
        if look not in LOOKS:
            raise HTTPException(404)
        preview = self._preview(_choice(request.query_params), request.query_params.get("stamp", ""))
        html = trace(preview.html, preview.rows, preview.audience.newsletter.language)
        shown = as_shown(html, look, images=request.query_params.get("images") != "off")
        return HTMLResponse(shown, headers={"Content-Security-Policy": _ISSUE_POLICY})

    def _preview(self, choice: Choice, stamp: str) -> Preview:
        """What `/state` told under this stamp, also when the files are broken by now; else the preview of now."""
        known = self._shown.get(choice)
        if known and known[0] == stamp:
            return known[1]
        try:
            return self._previews.preview(choice)
        except DigestError as error:
            raise HTTPException(409, str(error)) from error

    async def changes(self, request: Request) -> Response:
        return StreamingResponse(self._stamps(_choice(request.query_params)), media_type="text/event-stream")

    async def _stamps(self, choice: Choice) -> AsyncIterator[str]:
        last = ""
        while True:
            stamp = await run_in_threadpool(self._previews.stamp, choice)
            if stamp != last:
                yield f"data: {stamp}\n\n"
            last = stamp
            await asyncio.sleep(WATCH)

    async def proof(self, request: Request) -> Response:
        asked = await _asked(request)
        try:
            said = await run_in_threadpool(self._previews.proof, _choice(asked), str(asked.get("address", "")))
        except DigestError as error:
            return JSONResponse({"error": str(error)})
        return JSONResponse({"error": "", "said": said})

    async def fetch(self, request: Request) -> Response:
        await run_in_threadpool(self._previews.fetch_again, _choice(await _asked(request)))
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
    except (ValueError, RecursionError):
        raise HTTPException(400) from None
    if not isinstance(asked, dict):
        raise HTTPException(400)
    return asked


def _choice(asked: Any) -> Choice:
    number = str(asked.get("audience", "0"))
    if not number.isdecimal() or len(number) > _DIGITS:
        raise HTTPException(404)
    return Choice(int(number), str(asked.get("day", "")), str(asked.get("template", "")))


def _asset(name: str, kind: str, policy: str = "default-src 'none'") -> Any:
    def answer(_: Request) -> Response:
        return Response(_read(name), media_type=kind, headers={"Content-Security-Policy": policy})

    return answer


@cache
def _read(name: str) -> bytes:
    return (Path(__file__).parent / name).read_bytes()
