"""A fetcher that asks once, for who looks at one day of news again and again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest.errors import FetchError
from digest.model import Request, Response
from digest.ports import Fetcher


class KeptAnswers:
    """A `ports.Fetcher` that asks for each page of the web once, failed or not; files are read every time.

    `kept` has the answers by address, and outlives it.
    """

    def __init__(self, fetcher: Fetcher, kept: dict[str, Response | FetchError]) -> None:
        self._fetcher, self._kept = fetcher, kept

    def fetch(self, requests: Sequence[Request]) -> Iterator[Response | FetchError]:
        """All answers, in the order of the requests."""
        kept = dict(self._kept)
        answers = self._fetcher.fetch([request for request in requests if request.url not in kept])
        for request in requests:
            if request.url in kept:
                yield kept[request.url]
                continue
            answer = next(answers)
            if request.url.startswith(("http://", "https://")):
                self._kept[request.url] = answer
            yield answer
