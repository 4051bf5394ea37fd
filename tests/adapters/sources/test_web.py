from __future__ import annotations

import gzip
import socket
import tracemalloc
import zlib
from collections.abc import Iterator
from threading import Thread

import pytest
import stamina

from digest.adapters.sources.manners import Manners
from digest.adapters.sources.web import WebFetcher
from digest.errors import FetchError
from digest.model import Request, Response
from tests.web_server import Page, WebServer, gzipped

FEED = b"<rss version='2.0'><channel><title>T</title></channel></rss>"


@pytest.fixture
def web() -> Iterator[WebServer]:
    with WebServer().running() as server:
        yield server


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3):
        yield


def get(url: str, *, own: str = "", etag: str = "", last_modified: str = "", **settings: float) -> Response:
    answer = ask(url, own=own, etag=etag, last_modified=last_modified, **settings)
    assert isinstance(answer, Response), answer
    return answer


def fail(url: str, *, own: str = "", **settings: float) -> str:
    answer = ask(url, own=own, **settings)
    assert isinstance(answer, FetchError), answer
    assert answer.url == url
    return answer.reason


def ask(
    url: str, *, own: str = "", etag: str = "", last_modified: str = "", **settings: float
) -> Response | FetchError:
    fetcher = WebFetcher([own or url], Manners(**settings))  # type: ignore[arg-type]
    (answer,) = fetcher.fetch([Request(url, etag, last_modified)])
    return answer


def test_a_page_comes_with_lower_case_headers_and_its_final_address(web: WebServer) -> None:
    web.serve("/feed", Page(FEED, headers={"ETag": '"1"', "Content-Type": "application/rss+xml"}))
    url = web.serve("/old", Page(status=301, headers={"Location": "/feed"}))
    answer = get(url)
    assert answer.body == FEED
    assert answer.url == web.url("/feed")
    assert answer.headers["etag"] == '"1"'
    assert answer.headers["content-type"] == "application/rss+xml"
    assert "digest/" in web.seen[0][1]["user-agent"]


def test_a_page_that_did_not_change_is_not_sent_again(web: WebServer) -> None:
    url = web.serve("/feed", Page(FEED, headers={"ETag": '"1"'}))
    first = get(url)
    again = get(url, etag=first.headers["etag"], last_modified="Thu, 27 Feb 2025 10:00:00 GMT")
    assert again.not_modified
    assert again.body == b""
    assert web.seen[1][1]["if-modified-since"] == "Thu, 27 Feb 2025 10:00:00 GMT"


def test_answers_come_in_the_order_of_the_requests_and_a_dead_feed_is_a_value(web: WebServer) -> None:
    urls = [web.serve(f"/{n}", Page(str(n).encode(), hold=0.05 if n % 3 == 0 else 0.0)) for n in range(9)]
    urls[4] = web.url("/missing")
    answers = list(WebFetcher(urls).fetch([Request(url) for url in urls]))
    assert [a.body.decode() if isinstance(a, Response) else a.reason[:23] for a in answers] == [
        *("0", "1", "2", "3", "the server answered 404", "5", "6", "7", "8"),
    ]


def test_a_host_is_asked_for_two_pages_at_once_at_most(web: WebServer) -> None:
    urls = [web.serve(f"/{n}", Page(b"x", hold=0.02)) for n in range(12)]
    assert len(list(WebFetcher(urls, Manners(workers=12)).fetch([Request(url) for url in urls]))) == 12
    assert web.busiest <= 2


def test_no_requests_no_answers() -> None:
    assert list(WebFetcher().fetch([])) == []


def test_a_caller_may_stop_early(web: WebServer) -> None:
    urls = [web.serve(f"/{n}", Page(b"x")) for n in range(50)]
    answers = WebFetcher(urls).fetch([Request(url) for url in urls])
    assert isinstance(next(answers), Response)
    answers.close()  # type: ignore[attr-defined]
    assert len(web.seen) <= 50


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_server_is_asked_again(web: WebServer, status: int) -> None:
    url = web.serve("/feed", Page(status=status, headers={"Retry-After": "0"}), Page(FEED))
    assert get(url).body == FEED


def test_a_busy_server_is_not_asked_for_ever(web: WebServer) -> None:
    url = web.serve("/feed", Page(status=503))
    assert "503 Service Unavailable; the next run tries again" in fail(url)
    assert web.count("/feed") == 3


@pytest.mark.parametrize("wait", ["3600", "Fri, 31 Dec 2199 23:59:59 GMT"])
def test_a_long_wait_is_left_to_the_next_run(web: WebServer, wait: str) -> None:
    url = web.serve("/feed", Page(status=429, headers={"Retry-After": wait}))
    assert "429 Too Many Requests" in fail(url)
    assert web.count("/feed") == 1


@pytest.mark.parametrize(
    ("status", "advice"),
    [(403, "ask its owner"), (404, "check the address"), (410, "remove it from `sources`"), (500, "the next run")],
)
def test_an_answer_without_a_page_says_the_next_step(web: WebServer, status: int, advice: str) -> None:
    url = web.serve("/feed", Page(b"sorry", status))
    assert advice in fail(url)
    assert web.count("/feed") == 1


def test_a_connection_that_is_cut_is_tried_again() -> None:
    callers = []

    def hang_up() -> None:
        for _ in range(3):
            callers.append(server.accept()[0])
            callers[-1].close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=hang_up, daemon=True).start()
        assert "check the address" in fail(f"http://127.0.0.1:{server.getsockname()[1]}/")
    assert len(callers) == 3


def test_nobody_listens_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert fail(f"http://127.0.0.1:{port}/").startswith("no connection: ")


def test_redirects_end(web: WebServer) -> None:
    url = web.serve("/a", Page(status=302, headers={"Location": "/b"}))
    web.serve("/b", Page(status=302, headers={"Location": "/a"}))
    assert "more than 5 redirects" in fail(url)
    assert len(web.seen) == 6


@pytest.mark.parametrize("target", ["ftp://127.0.0.1/x", "file:///etc/passwd", "gopher://127.0.0.1/"])
def test_a_redirect_out_of_the_web_is_refused(web: WebServer, target: str) -> None:
    url = web.serve("/feed", Page(status=302, headers={"Location": target}))
    assert "not an http or https address" in fail(url)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/", "", "http://", "http://[::1", "https://exa mple.org"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert fail(url)


# --- time and size -----------------------------------------------------------------------------------


def test_a_server_that_drips_does_not_hold_us(web: WebServer) -> None:
    url = web.serve("/feed", Page(b"x" * 10_000, drip=True))
    assert fail(url, page_seconds=0.3) == "too slow; the next run tries again"


def test_a_server_that_drips_its_headers_does_not_hold_us() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=drip_headers, args=(server,), daemon=True).start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        assert fail(url, page_seconds=0.3) == "too slow; the next run tries again"


def drip_headers(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        try:
            while True:
                connection.sendall(b"X")
                connection.settimeout(0.02)
                try:
                    connection.recv(1000)
                except TimeoutError:
                    continue
        except OSError:
            return


def test_a_server_that_never_answers_does_not_hold_us(web: WebServer) -> None:
    url = web.serve("/feed", Page(FEED, hold=2.0))
    assert fail(url, read_seconds=0.1) == "too slow; the next run tries again"


def test_a_large_page_is_refused(web: WebServer) -> None:
    url = web.serve("/feed", Page(b"x" * 30_000_000))
    assert "larger than 10 MB" in fail(url)


def test_a_bomb_is_refused_before_it_fills_the_memory(web: WebServer) -> None:
    url = web.serve("/feed", gzipped(b"\0" * 60_000_000))
    tracemalloc.start()
    try:
        assert "larger than 10 MB" in fail(url)
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("packed", "coding"),
    [
        (gzip.compress(FEED, mtime=0), "gzip"),
        (zlib.compress(FEED), "deflate"),
        (gzip.compress(FEED[:20], mtime=0) + gzip.compress(FEED[20:], mtime=0), "gzip"),
        (FEED, "identity"),
    ],
    ids=["gzip", "deflate", "gzip in two members", "identity"],
)
def test_a_packed_page_is_unpacked(web: WebServer, packed: bytes, coding: str) -> None:
    url = web.serve("/feed", Page(packed, headers={"Content-Encoding": coding}))
    assert get(url).body == FEED


def test_an_empty_packed_page_is_empty(web: WebServer) -> None:
    assert get(web.serve("/feed", Page(b"", headers={"Content-Encoding": "gzip"}))).body == b""


@pytest.mark.parametrize(
    "packed", [gzip.compress(FEED, mtime=0)[:-12], b"not gzip at all"], ids=["cut short", "not gzip"]
)
def test_broken_packing_is_said(web: WebServer, packed: bytes) -> None:
    assert "broken or cut short" in fail(web.serve("/feed", Page(packed, headers={"Content-Encoding": "gzip"})))


def test_a_packing_nobody_asked_for_is_said(web: WebServer) -> None:
    assert "'br'" in fail(web.serve("/feed", Page(b"x", headers={"Content-Encoding": "br"})))


def test_a_page_that_breaks_off_is_a_failure_not_half_a_feed(web: WebServer) -> None:
    assert "check the address" in fail(web.serve("/feed", Page(FEED, length=10_000)))
    assert web.count("/feed") == 3


# --- private networks ----------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]"])
def test_a_link_into_a_private_network_is_refused(web: WebServer, host: str) -> None:
    web.serve("/admin", Page(b"secret"))
    url = f"http://{host}:{web.port}/admin"
    assert "private network" in fail(url, own="https://example.org/feed")
    assert web.seen == []


@pytest.mark.parametrize(
    "host",
    [
        *(
            "10.0.0.1",
            "169.254.169.254",
            "192.168.1.1",
            "0.0.0.0",
            "100.64.0.1",
            "[fd00::1]",
            "[fec0::1]",
            "[::10.0.0.1]",
        ),
        *(
            "[64:ff9b::10.0.0.1]",
            "[64:ff9b:1::1]",
            "[::ffff:0:10.0.0.1]",
            "[2001:db8::5efe:10.0.0.1]",
            "[2002:a00:1::1]",
        ),
    ],
)
def test_every_private_range_is_refused(host: str) -> None:
    assert "private network" in fail(f"http://{host}/", own="https://example.org/feed")


def test_a_redirect_into_a_private_network_is_refused(web: WebServer) -> None:
    with WebServer().running() as other:
        other.serve("/admin", Page(b"secret"))
        url = web.serve("/feed", Page(status=302, headers={"Location": other.url("/admin")}))
        assert "private network" in fail(url)
        answers = list(WebFetcher([url, other.url("/")]).fetch([Request(url)]))
        assert isinstance(answers[0], FetchError)  # not even where another source of ours lives
        assert other.seen == []


def test_the_operators_own_source_may_be_on_localhost(web: WebServer) -> None:
    web.serve("/feed", Page(FEED))
    web.serve("/article", Page(b"words"))
    own = f"http://localhost:{web.port}/feed"
    assert get(own).body == FEED
    assert get(f"http://localhost:{web.port}/article", own=own).body == b"words"


def test_a_public_name_that_leads_home_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    home = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr("digest.adapters.sources.bounds.socket.getaddrinfo", lambda *_, **__: home)
    assert "rebind.example.org is in a private network (127.0.0.1)" in fail("http://rebind.example.org/")


def test_the_address_that_was_checked_is_the_one_connected_to(web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    web.serve("/feed", Page(FEED))
    looked_up = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[object]:
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr("digest.adapters.sources.bounds.socket.getaddrinfo", resolve)
    assert get(f"http://feeds.internal:{web.port}/feed").body == FEED
    assert looked_up == ["feeds.internal", "127.0.0.1"]


def test_a_proxy_from_the_environment_is_not_used(web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    assert get(web.serve("/feed", Page(FEED))).body == FEED


@pytest.mark.parametrize("coding", ["utf-8", "none", "UTF-8", "binary"])
def test_a_coding_that_is_none_is_read_as_it_stands(web: WebServer, coding: str) -> None:
    assert get(web.serve("/", Page(FEED, headers={"Content-Encoding": coding}))).body == FEED


def test_deflate_without_its_header_is_unpacked(web: WebServer) -> None:
    packer = zlib.compressobj(wbits=-15)
    body = packer.compress(FEED * 50) + packer.flush()
    assert get(web.serve("/", Page(body, headers={"Content-Encoding": "deflate"}))).body == FEED * 50
    assert get(web.serve("/slow", Page(body, headers={"Content-Encoding": "deflate"}, drip=True))).body == FEED * 50


def test_a_page_that_a_proxy_changed_is_a_page(web: WebServer) -> None:
    assert get(web.serve("/", Page(FEED, status=203))).body == FEED


@pytest.mark.parametrize(
    "wait", ["\u00b2", "9" * 5_000, "-1", "nan", "1e400", "Fri, 99 Feb 99999 10:00:00 GMT", "\u0662"]
)
def test_a_time_to_wait_that_is_none(web: WebServer, wait: str) -> None:
    raw = wait if wait.isascii() else wait.encode("utf-8").decode("latin-1")
    assert "503" in fail(web.serve("/", Page(status=503, headers={"Retry-After": raw})))


def test_a_request_that_fails_in_a_way_nobody_expected_is_one_failure(
    web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def follow(self: WebFetcher, request: Request, client: object) -> Response:
        if request.url.endswith("/bad"):
            raise ValueError("odd header")
        return Response(request.url, b"well")

    monkeypatch.setattr(WebFetcher, "_follow", follow)
    monkeypatch.setattr("digest.boundary.strict", False)
    bad, good = WebFetcher().fetch([Request(web.url("/bad")), Request(web.url("/good"))])
    assert isinstance(bad, FetchError)
    assert "ValueError: odd header" in bad.reason
    assert isinstance(good, Response)


def test_a_host_that_is_too_slow_twice_is_left_alone(web: WebServer) -> None:
    urls = [web.serve(f"/{number}", Page(FEED, hold=0.4)) for number in range(5)]
    fetcher = WebFetcher(urls, Manners(read_seconds=0.1, per_host=1))
    answers = [*fetcher.fetch([Request(url) for url in urls])]
    assert all(isinstance(answer, FetchError) for answer in answers)
    assert [str(answer).rpartition(": ")[2] for answer in answers[2:]] == [
        "127.0.0.1 was too slow twice; the next run tries again"
    ] * 3
    assert len({path for path, _ in web.seen}) == 2


def test_when_the_time_for_all_is_over_the_rest_is_not_asked(web: WebServer) -> None:
    urls = [web.serve(f"/{number}", Page(FEED, hold=0.2)) for number in range(6)]
    answers = [*WebFetcher(urls, Manners(per_host=1, all_seconds=0.3)).fetch([Request(url) for url in urls])]
    assert isinstance(answers[0], Response)
    assert isinstance(answers[-1], FetchError)
    assert "a third of `limits.run` is over" in answers[-1].reason


def test_an_outsiders_feed_cannot_read_a_page_of_the_intranet(web: WebServer) -> None:
    page, feed = web.serve("/page", Page(b"secret")), web.url("/feed")
    outside, own = WebFetcher([feed]).fetch(
        [Request(page, feed="https://outsider.example/feed"), Request(page, feed=feed)]
    )
    assert isinstance(outside, FetchError)
    assert "in a private network" in outside.reason
    assert isinstance(own, Response)


def articles(web: WebServer, *paths: str, **settings: bool) -> list[Response | FetchError]:
    feed = web.url("/feed")
    return [*WebFetcher([feed], Manners(**settings)).fetch([Request(web.url(path), feed=feed) for path in paths])]  # type: ignore[arg-type]


def test_robots_txt_is_heeded_for_articles_and_asked_for_once(web: WebServer) -> None:
    web.serve("/robots.txt", Page(b"User-agent: *\nDisallow: /kept/\n"))
    for path in ("/kept/1", "/open/1", "/open/2"):
        web.serve(path, Page(b"text"))
    kept, *rest = articles(web, "/kept/1", "/open/1", "/open/2")
    assert isinstance(kept, FetchError)
    assert "robots.txt asks" in kept.reason
    assert all(isinstance(answer, Response) for answer in rest)
    assert web.count("/kept/1") == 0
    assert isinstance(articles(web, "/kept/1", respectful=False)[0], Response)
    assert get(web.url("/kept/1")).body == b"text"  # a feed is there to be fetched by programs


@pytest.mark.parametrize(
    "page",
    [
        Page(b"text", headers={"X-Robots-Tag": "noarchive, noai"}),
        Page(b"text", headers={"TDM-Reservation": "1"}),
        Page(b'<html><head><meta name="robots" content="noai, noimageai"></head>'),
        Page(b'<html><head><meta name="tdm-reservation" content="1">'),
    ],
)
def test_a_page_reserved_from_machines_is_not_read(web: WebServer, page: Page) -> None:
    web.serve("/1", page)
    (answer,) = articles(web, "/1")
    assert isinstance(answer, FetchError)
    assert "reserved from machines" in answer.reason
    assert isinstance(articles(web, "/1", respectful=False)[0], Response)
