"""Where feeds come from: a file a kind, found by the scheme of an address.

A new kind is one file here, with `open_source(audience, turn) -> Fetcher`, and one line in `SCHEMES`. `turn(name)`
waits for one's turn where workers on other machines ask the same hosts; None where nobody does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from importlib import import_module

from digest.config import Audience, did_you_mean, scheme_of
from digest.errors import ConfigError, FetchError
from digest.model import Request, Response
from digest.ports import Fetcher

SCHEMES = {"https": "web", "http": "web", "file": "files"}


class Sources:
    """A `ports.Fetcher` that hands each request to the kind of source its scheme names.

    A kind is imported and opened when its first address is asked for: a config of files loads no web client.
    Raises `ConfigError` where a source's scheme is of no kind.
    """

    def __init__(self, audience: Audience, turn: Callable[[str], AbstractContextManager[None]] | None = None) -> None:
        for number, source in enumerate(audience.sources):
            if source.scheme not in SCHEMES:
                known = ", ".join(f"{scheme}:" for scheme in SCHEMES)
                raise ConfigError(
                    f"{audience.where(f'sources.{number}.feed')}: expected {known} or a file name"
                    f"{did_you_mean(source.scheme, SCHEMES)}, found {source.feed!r}"
                )
        self._audience, self._turn = audience, turn
        self._open: dict[str, Fetcher] = {}

    def fetch(self, requests: Sequence[Request]) -> Iterator[Response | FetchError]:
        """All answers, in the order of the requests."""
        kinds = [SCHEMES[scheme_of(request.url)] for request in requests]
        asked: dict[str, list[Request]] = defaultdict(list)
        for kind, request in zip(kinds, requests, strict=True):
            asked[kind].append(request)
        answers = {kind: self._source(kind).fetch(some) for kind, some in asked.items()}
        for kind in kinds:
            yield next(answers[kind])

    def _source(self, kind: str) -> Fetcher:
        if kind not in self._open:
            source: Fetcher = import_module(f"{__name__}.{kind}").open_source(self._audience, self._turn)
            self._open[kind] = source
        return self._open[kind]
