"""Runs a page on a port of loopback until it is interrupted."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from digest.errors import ConfigError

HOST = "127.0.0.1"
_NEAR = "127.0.0.0/8,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7"  # a container's web server speaks from these
PATIENCE = 10.0  # seconds that a whole request may take to come


class Impatient(H11Protocol):
    """uvicorn's HTTP/1.1, but who does not ask within some seconds is sent away.

    Without it a connection that sends half a request, or nothing, holds its place for ever.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def on_response_complete(self) -> None:
        """Begin to wait for the next."""
        super().on_response_complete()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        super().connection_lost(exc)
        if self._timer:
            self._timer.cancel()

    def _wait(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = self.loop.call_later(PATIENCE, self._look)

    def _look(self) -> None:
        asked = self.cycle is not None and not self.cycle.response_complete and not self.cycle.more_body
        if not asked and not self.transport.is_closing():
            self.transport.close()


def listen(port: int, host: str = HOST) -> socket.socket:
    """A socket that listens on this port, on any free one for 0; who connects at once waits for the server.

    Refuses a port that is in use. Two that are bound with SO_REUSEADDR may share a port until one of them listens, so
    it listens from here on.
    """
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()
    except (OSError, OverflowError) as error:
        listening.close()
        where = f"--port {port}" if host == HOST else f"--host {host} --port {port}"
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigError(f"{where}: {reason}; choose another, or 0 for any that is free") from None
    return listening


def port_of(listening: socket.socket) -> int:
    """The port it listens on."""
    return int(listening.getsockname()[1])


def server(app: ASGIApp, *, public: bool = False) -> uvicorn.Server:
    """A server for this app; `run(sockets=[listen(port)])` starts it.

    A public one stands behind a web server near by, which says in `X-Forwarded-For` who asks.
    """
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        http=Impatient,
        proxy_headers=public,
        forwarded_allow_ips=_NEAR,
        limit_concurrency=200 if public else None,
        timeout_graceful_shutdown=1,  # pages keep a connection open for changes
    )
    return uvicorn.Server(config)
