"""Keeps strangers out of a server on loopback, and scripts out of its pages.

A page on the web can make a browser talk to 127.0.0.1. Three headers that it can't forge tell us: `Host`, which
names the attacker's own domain after DNS rebinding, `Origin`, which names the page that sends a request, and
`Sec-Fetch-Site`, which says so also where there is no origin: of a link, a picture, a frame.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class LoopbackGuard:
    """Lets pass what the page itself asks for: 403 for any other host or origin, and for a POST without an origin.

    Another site may link to the page, and to nothing behind it: `/state` fetches feeds and may ask a model.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope["method"], scope["path"], headers)
        app = PlainTextResponse(refusal + "\n", 403) if refusal else self._app
        await app(scope, receive, lambda message: send(_sealed(message)))

    def _refusal(self, method: str, path: str, headers: Headers) -> str:
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self._hosts:
            return f"this server is not {host or 'nameless'}"
        if path != "/" and headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return "another site may only link to the page"
        if origin is None:
            return "" if method in ("GET", "HEAD") else "a request that changes something must say where it comes from"
        return "" if origin in self._origins else f"{origin} may not use this server"


def _sealed(message: Message) -> Message:
    if message["type"] == "http.response.start":
        headers = MutableHeaders(scope=message)
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
    return message
