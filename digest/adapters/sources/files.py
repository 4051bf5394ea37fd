"""Feeds that are files beside the config."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from digest.config import Audience, file_name
from digest.errors import FetchError
from digest.journal import record_answer
from digest.model import Request, Response

MAX_BYTES = 10_000_000


class FileFetcher:
    """A `ports.Fetcher` for file names and `file:` addresses, which count from `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fetch(self, requests: Sequence[Request]) -> Iterator[Response | FetchError]:
        """The files' bytes, in the order of the requests. A file that can't be read is a value."""
        return map(self._noted, requests)

    def _noted(self, request: Request) -> Response | FetchError:
        began = time.monotonic()
        answer = self._read(request)
        record_answer(request, answer, time.monotonic() - began)
        return answer

    def _read(self, request: Request) -> Response | FetchError:
        path = self._folder / file_name(request.url)
        try:
            with path.open("rb") as file:
                body = file.read(MAX_BYTES + 1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            return FetchError(request.url, f"cannot read {path}: {reason}; names in `sources` count from the config")
        if len(body) > MAX_BYTES:
            return FetchError(request.url, f"{path} is larger than {MAX_BYTES / 1e6:g} MB")
        return Response(request.url, body)


def open_source(audience: Audience, _turn: object = None) -> FileFetcher:
    """Files beside the config of an audience, which nobody has to wait for."""
    return FileFetcher(audience.folder)
