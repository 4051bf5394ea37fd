"""`digest preview --serve` and `digest unsubscribe --serve`: the pages, until they are interrupted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from digest.commands.galleys import FileGalleys
from digest.config import Audience
from digest.web.preview import preview_app
from digest.web.serving import HOST, listen, port_of, server

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
    """Serve the preview page; `announce` gets its address when it can be opened. Days, store: see `FileGalleys`."""
    galleys = FileGalleys(configs, moment, days, in_memory=in_memory)
    with listen(port) as listening:
        taken = port_of(listening)
        listening.listen()  # who opens the address at once waits until the server is up
        announce(f"http://{HOST}:{taken}/")
        server(preview_app(galleys, taken)).run(sockets=[listening])
