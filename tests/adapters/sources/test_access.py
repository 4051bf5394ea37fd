"""What goes to an operator's own feeds: to their server, and to no other."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina
import yaml

from digest.adapters.sources import Sources
from digest.adapters.sources.manners import Manners
from digest.adapters.sources.web import WebFetcher
from digest.config import Audience, load_audience
from digest.errors import FetchError
from digest.model import Request, Response
from tests.test_config import MINIMAL
from tests.web_server import Page, WebServer


@pytest.fixture
def web() -> Iterator[WebServer]:
    with WebServer().running() as server:
        yield server


@pytest.fixture
def elsewhere() -> Iterator[WebServer]:
    with WebServer().running() as server:
        yield server


def audience(folder: Path, feed: str, **settings: object) -> Audience:
    config = yaml.safe_load(MINIMAL)
    config["sources"] = [{"outlet": "Wire", "feed": feed, **settings}]
    path = folder / "a.yaml"
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return load_audience(path)


def ask(audience: Audience, *requests: Request) -> list[Response | FetchError]:
    return list(Sources(audience).fetch(requests or [Request(audience.sources[0].feed)]))


def login_of(headers: dict[str, str]) -> str:
    return b64decode(headers["authorization"].removeprefix("Basic ")).decode()


def test_headers_and_cookies_go_to_the_feed_and_the_pages_of_its_items(tmp_path: Path, web: WebServer) -> None:
    feed, page = web.serve("/rss", Page(b"1")), web.serve("/story", Page(b"2"))
    settings = {"headers": {"User-Agent": "Desk/1", "X-Key": "k"}, "cookies": {"consent": "no", "lang": "en"}}
    ask(audience(tmp_path, feed, **settings), Request(feed), Request(page, feed=feed))
    asked = {path: headers for path, headers in web.seen if path != "/robots.txt"}
    assert set(asked) == {"/rss", "/story"}
    for headers in asked.values():
        assert (headers["user-agent"], headers["x-key"]) == ("Desk/1", "k")
        assert headers["cookie"] == "consent=no; lang=en"


def test_nothing_of_it_goes_to_another_server(tmp_path: Path, web: WebServer, elsewhere: WebServer) -> None:
    moved = elsewhere.serve("/rss", Page(b"1"))
    feed = web.serve("/rss", Page(status=302, headers={"Location": moved}))
    one = audience(tmp_path, feed, headers={"X-Key": "k"}, cookies={"a": "b"})
    fetcher = WebFetcher([feed, moved], Manners(respectful=False), access={feed: _access(one, feed)})
    list(fetcher.fetch([Request(feed), Request(moved, feed=moved)]))
    assert web.seen[0][1]["x-key"] == "k"
    for _, headers in elsewhere.seen:
        assert not {"x-key", "cookie", "authorization"} & headers.keys()


def _access(one: Audience, feed: str) -> object:
    from digest.adapters.sources.access import accesses

    return accesses(one, {})[feed]


def test_a_login_comes_from_the_environment(tmp_path: Path, web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = web.serve("/rss", Page(b"1"))
    monkeypatch.setenv("WIRE_USER", "ann")
    monkeypatch.setenv("WIRE_PASSWORD", "s:ecret ü")
    ask(audience(tmp_path, feed, user_env="WIRE_USER", password_env="WIRE_PASSWORD"))
    assert login_of(web.seen[0][1]) == "ann:s:ecret ü"


def test_a_login_that_is_not_there_costs_that_feed_and_says_where(tmp_path: Path, web: WebServer) -> None:
    feed = web.serve("/rss", Page(b"1"))
    one = audience(tmp_path, feed, user_env="NO_SUCH_USER")
    (answer,) = ask(one)
    assert isinstance(answer, FetchError)
    assert "a.yaml:" in str(answer)
    assert "sources.0.user_env: the environment variable NO_SUCH_USER is not set" in str(answer)
    assert web.seen == []
    assert one.variables["sources.0.user_env"] == "NO_SUCH_USER", "so that `digest crontab` names it"


def test_a_login_in_the_address_is_used_and_kept_apart(tmp_path: Path, web: WebServer) -> None:
    feed = web.serve("/rss", Page(b"1"))
    one = audience(tmp_path, feed.replace("://", "://ann:s%2Fecret@"))
    assert one.sources[0].feed == feed
    assert one.sources[0].address == feed.replace("://", "://ann:s%2Fecret@")
    (answer,) = ask(one)
    assert isinstance(answer, Response)
    assert answer.url == feed
    assert login_of(web.seen[0][1]) == "ann:s/ecret"


# --- a proxy: it is asked for whole addresses ------------------------------------------------------------


def test_all_goes_through_the_proxy(tmp_path: Path, web: WebServer) -> None:
    web.serve("http://wire.invalid/rss", Page(b"through"))
    config = audience(tmp_path, "http://wire.invalid/rss")
    proxied = config.model_copy(update={"proxy": web.url("").replace("://", "://gate:way@")})
    (answer,) = ask(proxied)
    assert isinstance(answer, Response), answer
    assert answer.body == b"through"
    assert b64decode(web.seen[0][1]["proxy-authorization"].removeprefix("Basic ")) == b"gate:way"


@pytest.mark.parametrize("page", ["http://intranet/", "http://10.0.0.1/", "http://localhost/"])
def test_a_proxy_opens_no_private_network(tmp_path: Path, web: WebServer, page: str) -> None:
    feed = "http://wire.invalid/rss"
    config = audience(tmp_path, feed).model_copy(update={"proxy": web.url("")})
    with stamina.set_testing(True, attempts=1):
        (answer,) = ask(config, Request(page, feed=feed))
    assert isinstance(answer, FetchError)
    assert "in a private network" in str(answer)
    assert web.count(page) == 0


def test_the_proxy_itself_may_not_be_read_through_a_link(tmp_path: Path, web: WebServer) -> None:
    config = audience(tmp_path, "http://wire.invalid/rss").model_copy(update={"proxy": web.url("")})
    (answer,) = ask(config, Request(web.url("/admin"), feed="http://wire.invalid/rss"))
    assert isinstance(answer, FetchError)
