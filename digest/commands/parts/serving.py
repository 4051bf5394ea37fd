"""`digest preview --serve` and `digest unsubscribe --serve`: the pages, until they are interrupted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from socket import socket

from starlette.types import ASGIApp

from digest.commands.parts.previews import FilePreviews
from digest.config import Audience, load_audience
from digest.errors import ConfigError
from digest.web.leaving import Door, leaving_app
from digest.web.preview import preview_app
from digest.web.serving import HOST, listen, port_of, server
from digest.wiring import open_store, templates, token_key

Announce = Callable[[str], None]


def serve_preview(
    configs: Sequence[Path],
    port: int,
    moment: Callable[[Audience, str], datetime],
    announce: Announce,
    days: Sequence[str] = (),
    *,
    in_memory: bool = False,
) -> None:
    """Serve the preview page; `announce` gets its address when it can be opened. Days, store: see `FilePreviews`."""
    previews = FilePreviews(configs, moment, days, in_memory=in_memory)
    with listen(port) as listening:
        taken = port_of(listening)
        announce(f"http://{HOST}:{taken}/")
        _run(preview_app(previews, taken), listening)


def serve_leaving(configs: Sequence[Path], port: int, clock: Callable[[], datetime], announce: Announce) -> None:
    """Serve the addresses that `delivery.unsubscribe.url` of these configs names, for a reverse proxy to pass on."""
    with ExitStack() as open_, listen(port) as listening:
        doors = [_door(config, open_) for config in configs]
        announce(f"http://{HOST}:{port_of(listening)}/")
        _run(leaving_app(doors, clock), listening)


def _door(config: Path, open_: ExitStack) -> Door:
    audience = load_audience(config)
    key = token_key(audience)
    if key is None:
        raise ConfigError(
            f"{config}: delivery.unsubscribe.url has no {{token}}, so no link says who asks; "
            "set it to something like https://news.example.org/leave/{token}"
        )
    store = open_store(audience)
    open_.callback(store.close)
    return Door(audience, key, store.suppressions, templates(audience))


def _run(app: ASGIApp, listening: socket) -> None:
    with suppress(KeyboardInterrupt):  # the server has shut down in order, then says so to its caller
        server(app).run(sockets=[listening])
