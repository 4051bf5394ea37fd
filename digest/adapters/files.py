"""Feeds that are files beside the config, and configs that mix them with the web."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from digest.errors import FetchError
from digest.model import Request, Response
from digest.ports import Fetcher

MAX_BYTES = 10_000_000


class FileFetcher:
    """A `ports.Fetcher` for file names, which count from `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fetch(self, requests: Sequence[Request]) -> Iterator[Response | FetchError]:
        """The files' bytes, in the order of the requests. A file that can't be read is a value."""
        return map(self._read, requests)

    def _read(self, request: Request) -> Response | FetchError:
        path = self._folder / request.url
        try:
            with path.open("rb") as file:
                body = file.read(MAX_BYTES + 1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            return FetchError(request.url, f"cannot read {path}: {reason}; names in `sources` count from the config")
        if len(body) > MAX_BYTES:
            return FetchError(request.url, f"{path} is larger than {MAX_BYTES / 1e6:g} MB")
        return Response(request.url, body)


class SourceFetcher:
    """A `ports.Fetcher` for whatever stands in `sources`: http and https go to the web, all else to `files`.

    `web` is called when the first address of the web is asked for: a config of files loads no web client.
    """

    def __init__(self, web: Callable[[], Fetcher], files: Fetcher) -> None:
        self._web, self._files = web, files

    def fetch(self, requests: Sequence[Request]) -> Iterator[Response | FetchError]:
        """All answers, in the order of the requests."""
        remote = [request.url.lower().startswith(("http://", "https://")) for request in requests]
        far = [request for request, is_far in zip(requests, remote, strict=True) if is_far]
        web = self._web().fetch(far) if far else iter(())
        files = self._files.fetch([request for request, is_far in zip(requests, remote, strict=True) if not is_far])
        for is_far in remote:
            yield next(web if is_far else files)
