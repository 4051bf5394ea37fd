"""`digest preview --serve` and `digest readers serve`: the pages, until they are interrupted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from socket import socket

from starlette.types import ASGIApp

from digest.commands.parts.previews import FilePreviews
from digest.config import Audience, load_audience
from digest.errors import ConfigError
from digest.web.door import Door
from digest.web.postman import Postman
from digest.web.preview import preview_app
from digest.web.readers import reader_app
from digest.web.serving import HOST, listen, port_of, server
from digest.wiring import open_store, pick_mailer, secrets, templates

Announce = Callable[[str], None]


def serve_preview(previews: FilePreviews, port: int, announce: Announce) -> None:
    """Serve the preview page; `announce` gets its address when it can be opened."""
    with listen(port) as listening:
        taken = port_of(listening)
        announce(f"http://{HOST}:{taken}/")
        _run(preview_app(previews, taken), listening)


def serve_readers(
    configs: Sequence[Path], place: tuple[str, int], clock: Callable[[], datetime], announce: Announce, tell: Announce
) -> None:
    """Serve the reader pages of these audiences at a host and port; `tell` gets a line for each mail not sent."""
    host, port = place
    with ExitStack() as open_, listen(port, host) as listening:
        doors = [_door(load_audience(config), open_) for config in configs]
        postman = Postman(tell)
        open_.callback(postman.stop)
        for door in doors:
            announce(f"http://{host}:{port_of(listening)}/  {_served(door)}")
        _run(reader_app(doors, postman, clock), listening, public=True)


def _door(audience: Audience, open_: ExitStack) -> Door:
    where = audience.delivery.leaving_url
    if "{token}" not in where:
        raise ConfigError(
            f"{audience.path}: no link of an issue would lead here; set delivery.pages.url to where these pages stand "
            "on the web, such as https://news.example.org"
        )
    [key] = secrets(audience, "delivery.unsubscribe.secret_env")
    store = open_store(audience)
    open_.callback(store.close)
    mailer = partial(pick_mailer, audience)
    door = Door(audience, key.encode(), store.readers, store.suppressions, templates(audience), mailer)
    if door.open:
        mailer()  # what is missing in the environment is told now
    return door


def _served(door: Door) -> str:
    name = door.audience.newsletter.name
    if door.open:
        return f"{name}: sign-up at {door.audience.delivery.page}/{door.newsletter}, and leaving"
    return f"{name}: leaving; for sign-up set `delivery.readers: store` and delivery.pages.url"


def _run(app: ASGIApp, listening: socket, *, public: bool = False) -> None:
    with suppress(KeyboardInterrupt):  # the server has shut down in order, then says so to its caller
        server(app, public=public).run(sockets=[listening])
