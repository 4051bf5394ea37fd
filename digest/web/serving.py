"""Runs a page on a port of loopback until it is interrupted."""

from __future__ import annotations

import socket

import uvicorn
from starlette.types import ASGIApp

from digest.errors import ConfigError

HOST = "127.0.0.1"


def listen(port: int) -> socket.socket:
    """A socket on this port of 127.0.0.1, on any free one for 0. Refuses a port that is in use."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise ConfigError(f"--port {port}: {error.strerror}; choose another, or 0 for any that is free") from None
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
