"""Runs a page on a port of loopback until it is interrupted."""

from __future__ import annotations

import socket

import uvicorn
from starlette.types import ASGIApp

from digest.errors import ConfigError

HOST = "127.0.0.1"


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


def server(app: ASGIApp) -> uvicorn.Server:
    """A server for this app; `run(sockets=[listen(port)])` starts it."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        proxy_headers=False,
        timeout_graceful_shutdown=1,  # pages keep a connection open for changes
    )
    return uvicorn.Server(config)
