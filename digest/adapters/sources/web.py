"""Pages from the web: concurrent, conditional, bounded in time and size, polite to servers.

At most two pages at once come from one host; 429 and 502 to 504 are tried again after the time the server
names; nothing is fetched from private networks unless the operator's own config names it (`adapters.sources.bounds`).
"""

from __future__ import annotations

import logging
import os
import ssl
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from threading import Event, Semaphore

import httpcore2
import httpx2
import stamina

from digest.adapters.sources.access import Access, accesses
from digest.adapters.sources.bounds import (
    GuardedBackend,
    RefusedAddress,
    is_private,
    origin,
    private_origins,
    time_limit,
)
from digest.adapters.sources.complaints import advice, status, why_failed
from digest.adapters.sources.manners import USUAL, Manners, TryAgain, retry_after, wait_before_next
from digest.adapters.sources.reservations import forbids, reserved
from digest.adapters.sources.unpacking import Unpacker
from digest.addresses import split_login
from digest.boundary import within
from digest.config import Audience
from digest.errors import FetchError, StoreError
from digest.journal import record_answer
from digest.model import Request, Response

MAX_REDIRECTS = 5
_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"
_TOO_OFTEN = 2
_AHEAD, _PAUSE = 32, 0.3  # pages that may wait to be read, and seconds for which the next one then waits at most
_FEED_STAYS = "the feed's own text is used; `limits.robots: false` would fetch it"
_PACKED = ("gzip", "x-gzip", "deflate")
_UNREADABLE = ("br", "zstd", "compress", "x-compress", "dcb", "dcz")
_PLAIN = Access()
_WHOLE = (200, 203)  # 203: a proxy on the way changed something (RFC 9110, 15.3.4)
# stamina logs each attempt; without a handler Python prints that on stderr, and cron would mail it
logging.getLogger("stamina").addHandler(logging.NullHandler())


Turn = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class _Round:
    """The requests of one `fetch`, with the answers that come in."""

    requests: Sequence[Request]
    answers: Mapping[int, Future[Response | FetchError]]
    client: httpx2.Client
    until: float  # when no more pages are asked for, by the monotonic clock
    stop: Event = field(default_factory=Event)
    room: Semaphore = field(default_factory=lambda: Semaphore(_AHEAD))


class WebFetcher:
    """A `ports.Fetcher` for http and https.

    `own` are the addresses of the operator's sources: those with a private host may be fetched, and what
    they link to on the same host and port. `access` is what feeds are asked with beside that, by their address; `proxy`
    stands between us and all servers. `turn` waits for one's turn at a host: then one page at a time.
    """

    def __init__(
        self,
        own: Collection[str] = (),
        manners: Manners = USUAL,
        *,
        access: Mapping[str, Access] | None = None,
        proxy: str | None = None,
        turn: Turn | None = None,
    ) -> None:
        self._allowed = private_origins([*own, *([proxy] if proxy else [])])
        self._access, self._proxy = access or {}, proxy
        self._backend = GuardedBackend(self._allowed)
        self._headers = {"User-Agent": manners.user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
        self._turn = turn or (lambda _: nullcontext())
        self._manners = manners.in_turn() if turn else manners
        self._timeout = httpx2.Timeout(manners.read_seconds, connect=manners.connect_seconds)
        self._robots: dict[str, bytes] = {}  # by the start of an address
        self._slow: Counter[str] = Counter()  # how often a host was too slow

    def fetch(self, requests: Sequence[Request]) -> Iterator[Response | FetchError]:
        """All answers, in the order of the requests. Failures are values that say the next step."""
        if not requests:
            return
        answers: dict[int, Future[Response | FetchError]] = {number: Future() for number in range(len(requests))}
        until = time.monotonic() + self._manners.all_seconds
        with self._client() as client, ThreadPoolExecutor(self._manners.workers, "fetch") as pool:
            begun = _Round(requests, answers, client, until)
            try:
                for lane in self._lanes(requests):
                    pool.submit(self._drive, lane, begun)
                for number in range(len(requests)):
                    yield answers[number].result()
                    del answers[number]  # or all pages are held until the last one came
                    begun.room.release()
            finally:
                begun.stop.set()

    def _lanes(self, requests: Sequence[Request]) -> Iterator[deque[int]]:
        """For each host one queue of requests, given out once for each page that may come from it at a time."""
        queues: dict[str, deque[int]] = defaultdict(deque)
        for number, request in enumerate(requests):
            queues[origin(request.url)[0]].append(number)
        for queue in queues.values():
            for _ in range(min(self._manners.per_host, len(queue))):
                yield queue

    def _drive(self, lane: deque[int], begun: _Round) -> None:
        while not begun.stop.is_set():
            begun.room.acquire(timeout=_PAUSE)
            try:
                number = lane.popleft()
            except IndexError:
                return
            try:
                answer = self._in_time(begun.requests[number], begun.client, begun.until)
                begun.answers[number].set_result(answer)
            except BaseException as error:  # hand it to the caller, who stops the run
                begun.answers[number].set_exception(error)

    def _client(self) -> httpx2.Client:
        return httpx2.Client(
            transport=_Transport(self._backend, self._manners.workers, self._proxy),
            headers=self._headers,
            timeout=self._timeout,
            follow_redirects=False,  # each hop is looked at first
            trust_env=False,  # a proxy from the environment would resolve names in our place
        )

    def _in_time(self, request: Request, client: httpx2.Client, until: float) -> Response | FetchError:
        """The page, unless the time for all is over or its host has been too slow too often."""
        host = origin(request.url)[0]
        if time.monotonic() > until:
            return FetchError(request.url, "not asked: a third of `limits.run` is over; the next run tries again")
        if self._slow[host] >= _TOO_OFTEN:
            return FetchError(request.url, f"not asked: {host} was too slow twice; the next run tries again")
        began = time.monotonic()
        answer = self._held(request, client)
        record_answer(request, answer, time.monotonic() - began)
        return answer

    def _held(self, request: Request, client: httpx2.Client) -> Response | FetchError:
        def failed(reason: str) -> Response | FetchError:
            return FetchError(request.url, reason)

        return within(request.url, lambda: self._allowed_page(request, client), failed)

    def _allowed_page(self, request: Request, client: httpx2.Client) -> Response | FetchError:
        if not (request.feed and self._manners.respectful):
            return self._page(request, client)
        if forbids(self._robots_of(request, client), request.url):
            return FetchError(request.url, f"its robots.txt asks programs not to fetch it; {_FEED_STAYS}")
        answer = self._page(request, client)
        if isinstance(answer, Response) and (how := reserved(answer.headers, answer.body)):
            return FetchError(request.url, f"reserved from machines by {how}; {_FEED_STAYS}")
        return answer

    def _robots_of(self, request: Request, client: httpx2.Client) -> bytes:
        """The robots.txt of a page's host, asked for once; empty where there is none."""
        start = str(httpx2.URL(request.url).join("/"))
        if start not in self._robots:
            answer = self._page(Request(f"{start}robots.txt", feed=request.feed), client)
            self._robots[start] = answer.body if isinstance(answer, Response) else b""
        return self._robots[start]

    def _page(self, request: Request, client: httpx2.Client) -> Response | FetchError:
        if missing := self._access_of(request).missing:
            return FetchError(request.url, missing)
        try:
            with self._turn(f"host {origin(request.url)[0]}"), time_limit(self._manners.page_seconds):
                for attempt in stamina.retry_context(
                    on=wait_before_next,
                    attempts=self._manners.attempts,
                    timeout=self._manners.page_seconds,
                    wait_initial=0.2,
                ):
                    with attempt:
                        return self._follow(request, client)
        except FetchError as error:
            return error
        except StoreError as error:
            return FetchError(request.url, f"could not wait for its turn: {error}")
        except TryAgain as error:
            return FetchError(request.url, f"{error}; the next run tries again")
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            self._slow[origin(request.url)[0]] += isinstance(error, httpx2.TimeoutException)
            return FetchError(request.url, why_failed(error))
        raise AssertionError("stamina gives at least one attempt")

    def _follow(self, request: Request, client: httpx2.Client) -> Response:
        address = httpx2.URL(request.url)
        for _ in range(MAX_REDIRECTS + 1):
            own = self._access_of(request).for_hop(request.feed or request.url, str(address))
            hop = client.build_request("GET", address, headers={**_conditions(request), **own})
            self._check_hop(request, str(hop.url))
            answer = client.send(hop, stream=True)
            try:
                if answer.next_request is None:
                    return self._answer(request, answer)
                address = answer.next_request.url
            finally:
                answer.close()
        raise FetchError(request.url, f"more than {MAX_REDIRECTS} redirects, the last to {address}; check the address")

    def _check_hop(self, request: Request, url: str) -> None:
        if not url.startswith(("http://", "https://")):
            raise FetchError(request.url, f"leads to {url}, which is not an http or https address")
        place = origin(url)
        if is_private(place) and place != origin(request.feed or request.url):
            how = "a redirect" if place != origin(request.url) else "a link"
            raise RefusedAddress(f"{how} to {place[0]}, which is in a private network")
        if self._proxy:
            self._backend.look_up(*place)  # the proxy connects to what it finds itself; this is what can be done here

    def _access_of(self, request: Request) -> Access:
        return self._access.get(request.feed or request.url, _PLAIN)

    def _answer(self, request: Request, answer: httpx2.Response) -> Response:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        url = str(answer.url)
        if answer.status_code == httpx2.codes.NOT_MODIFIED:
            return Response(url, b"", headers, not_modified=True)
        if answer.status_code in (429, 502, 503, 504):
            raise TryAgain(status(answer), retry_after(headers.get("retry-after", "")))
        if answer.status_code not in _WHOLE:
            raise FetchError(request.url, f"{status(answer)}; {advice(answer.status_code)}")
        return Response(url, self._body(request, answer), headers)

    def _body(self, request: Request, answer: httpx2.Response) -> bytes:
        coding = answer.headers.get("content-encoding", "").strip().lower()
        if coding in _UNREADABLE:
            raise FetchError(request.url, f"is packed as {coding!r}, though we asked for gzip; tell its owner")
        unpack = Unpacker(coding in _PACKED, self._manners.max_bytes)  # `utf-8` and `none` are no packing
        wire = 0
        for chunk in answer.iter_raw():  # without a chunk size: with one it waits until so much has come
            wire += len(chunk)
            if wire > self._manners.max_bytes or not unpack.feed(chunk):
                raise FetchError(
                    request.url, f"larger than {self._manners.max_bytes / 1e6:g} MB; a feed or page has less"
                )
        if unpack.broken:
            raise FetchError(request.url, f"the {coding} data is broken or cut short; the next run tries again")
        return unpack.body


def open_source(audience: Audience, turn: Turn | None = None) -> WebFetcher:
    """The web, where the audience's own sources may stand in a private network."""
    return WebFetcher(
        [source.feed for source in audience.sources],
        Manners(all_seconds=audience.limits.run.total_seconds() / 3, respectful=audience.limits.robots),
        access=accesses(audience, os.environ),
        proxy=audience.proxy,
        turn=turn,
    )


@cache
def _certificates() -> ssl.SSLContext:
    """Whom we trust, read once: it takes 40 ms."""
    return httpcore2.default_ssl_context()


class _Transport(httpx2.HTTPTransport):
    """httpx2's transport over a guarded network."""

    def __init__(self, backend: GuardedBackend, connections: int, proxy: str | None) -> None:
        super().__init__(verify=_certificates(), trust_env=False)
        # httpx2 offers no other place for httpcore2's `network_backend`; a test fails if this one goes.
        self._pool = httpcore2.ConnectionPool(
            ssl_context=_certificates(),
            max_connections=connections,
            network_backend=backend,
            proxy=_proxy(proxy) if proxy else None,
        )


def _proxy(address: str) -> httpcore2.Proxy:
    url, login = split_login(address)
    return httpcore2.Proxy(url, auth=login if any(login) else None)


def _conditions(request: Request) -> dict[str, str]:
    """The headers of a conditional GET (RFC 9110, 13.1)."""
    headers = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
    return {name: value for name, value in headers.items() if value}
