"""How a reader joins and leaves, against real servers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest

from digest.adapters.store import SqlStore
from digest.config import Audience, load_audience
from digest.deliver.unsubscribe import make_token
from digest.errors import StoreError
from digest.model import Suppression
from digest.web.door import Door
from digest.web.postman import Postman
from digest.web.readers import reader_app
from digest.wiring import pick_mailer, templates
from tests.commands import Shell
from tests.test_config import MINIMAL

from .conftest import serving

KEY = b"a long secret"
NOW = datetime(2025, 2, 27, 22, 30, tzinfo=UTC)
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "config.yaml"
    path.write_text(MINIMAL, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def shared_store() -> Iterator[SqlStore]:
    opened = SqlStore(None)
    yield opened
    opened.close()


def door(audience: Audience, store: SqlStore, key: bytes = KEY) -> Door:
    return Door(audience, key, store.readers, store.suppressions, templates(audience), lambda: pick_mailer(audience))


@pytest.fixture(scope="module")
def client(shared_store: SqlStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """Asks the pages of a newsletter that takes sign-ups nowhere, and of another one."""
    path = tmp_path_factory.mktemp("leaving") / "config.yaml"
    path.write_text(MINIMAL, encoding="utf-8")
    audience = load_audience(path)
    other = audience.model_copy(
        update={"newsletter": audience.newsletter.model_copy(update={"name": "Evening", "slug": "evening"})}
    )
    doors = [door(audience, shared_store), door(other, shared_store, b"another key")]
    with pages(doors) as url, httpx2.Client(base_url=url, headers={"Host": "news.example.org"}, timeout=30) as opened:
        yield opened


@contextmanager
def pages(doors: list[Door], clock: Callable[[], datetime] = lambda: NOW) -> Iterator[str]:
    """The address of the pages while the block runs; afterwards all mails to confirm with are out."""
    postman = Postman(print)
    try:
        with serving(lambda _: reader_app(doors, postman, clock), public=True) as url:
            yield url
    finally:
        postman.stop()


@pytest.fixture
def store(shared_store: SqlStore) -> SqlStore:
    """The store of the server, with nobody on its list."""
    for one in shared_store.suppressions.all():
        shared_store.suppressions.lift(one.newsletter, one.address)
    return shared_store


def token(newsletter: str = "morning-brief", address: str = "Reader@example.org", key: bytes = KEY) -> str:
    return make_token(newsletter, address, key)


def listed(store: SqlStore) -> list[tuple[str, str]]:
    return [(one.newsletter, one.address) for one in store.suppressions.all()]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_link_that_is_followed_unsubscribes_nobody(client: httpx2.Client, store: SqlStore, method: str) -> None:
    answer = client.request(method, f"/leave/{token()}")
    assert answer.status_code == 200
    assert listed(store) == []
    if method == "GET":
        assert '<form method="post">' in answer.text
        assert "Reader@example.org" in answer.text


@pytest.mark.parametrize("path", ["/leave/{}", "/{}", "/a/b/{}", "/leave?token={}", "/leave?x=1&t={}"])
def test_one_click_is_enough(client: httpx2.Client, store: SqlStore, path: str) -> None:
    answer = client.post(path.format(token()), data=ONE_CLICK)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert listed(store) == [("morning-brief", "Reader@example.org")]
    assert store.suppressions.among("morning-brief", ["reader@EXAMPLE.org"])
    assert client.post(path.format(token()), data=ONE_CLICK).status_code == 200, "twice does no harm"


def test_a_form_in_parts_is_as_good(client: httpx2.Client, store: SqlStore) -> None:
    assert client.post(f"/leave/{token()}", files={"List-Unsubscribe": (None, "One-Click")}).status_code == 200
    assert len(listed(store)) == 1


def test_each_newsletter_has_its_own_door(client: httpx2.Client, store: SqlStore) -> None:
    assert client.post(f"/leave/{token('evening', key=b'another key')}").status_code == 200
    assert listed(store) == [("evening", "Reader@example.org")]


@pytest.mark.parametrize(
    "wrong",
    ["", "x", "x.y", token()[:-1], token(key=b"guess"), token("evening"), token("other"), token() + "a", "%00", "é"],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_other_token_opens(client: httpx2.Client, store: SqlStore, wrong: str, method: str) -> None:
    assert client.request(method, f"/leave/{wrong}").status_code == 404
    assert listed(store) == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_no_other_method(client: httpx2.Client, store: SqlStore, method: str) -> None:
    assert client.request(method, f"/leave/{token()}").status_code == 405
    assert listed(store) == []


@pytest.mark.parametrize(
    ("language", "asked", "left"),
    [("de", "Morning Brief abbestellen?", "Sie sind abgemeldet"), ("fr", "Quitter Morning Brief", "désabonnement")],
)
def test_the_page_speaks_the_language_of_its_readers(
    shared_store: SqlStore, tmp_path: Path, language: str, asked: str, left: str
) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(MINIMAL, encoding="utf-8")
    audience = load_audience(path)
    newsletter = audience.newsletter.model_copy(update={"language": language})
    audience = audience.model_copy(update={"newsletter": newsletter})
    with pages([door(audience, shared_store)]) as url:
        assert asked in httpx2.get(f"{url}/{token()}").text
        answer = httpx2.post(f"{url}/{token()}").text
    assert left in answer
    assert f'lang="{language}"' in answer


def test_the_page_tells_nobody_who_left(client: httpx2.Client) -> None:
    headers = client.get(f"/leave/{token()}").headers
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "form-action 'self'" in headers["content-security-policy"]
    assert "noindex" in headers["x-robots-tag"]


def test_an_address_is_text(client: httpx2.Client) -> None:
    answer = client.get(f"/leave/{token(address='<script>@example.org')}")
    assert "<script>" not in answer.text


def test_a_store_that_cant_write_asks_to_come_back(
    client: httpx2.Client, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Suppression) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(store.suppressions, "add", full)
    answer = client.post(f"/leave/{token()}", data=ONE_CLICK)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "600"


# --- the command ---------------------------------------------------------------------------------------


def test_addresses_are_put_on_the_list_and_taken_off(shell: Shell, config: Path) -> None:
    config.write_text(MINIMAL + "  recipients: [READER@example.org]\n", encoding="utf-8")
    ended = shell("unsubscribe", "Reader <reader@example.org>", "b@example.org")
    assert ended.code == 0
    assert ended.out.splitlines() == [
        "reader@example.org gets no further issue of Morning Brief",
        "b@example.org gets no further issue of Morning Brief; mind that it is not among the recipients",
    ]
    shown = shell("unsubscribe", "--list").out.splitlines()
    assert [line.split()[0] for line in shown] == ["b@example.org", "reader@example.org"]
    assert "taken off by hand" in shown[0]
    assert (
        shell("unsubscribe", "--lift", "READER@example.org").out == "READER@example.org may get Morning Brief again\n"
    )
    assert shell("unsubscribe", "--lift", "reader@example.org").out == "reader@example.org was not on the list\n"
    assert len(shell("unsubscribe", "--list").out.splitlines()) == 1


def test_a_wrong_address_changes_nothing(shell: Shell, config: Path) -> None:
    ended = shell("unsubscribe", "a@example.org", "nobody")
    assert ended.code == 2
    assert "'nobody': expected an email address" in ended.err
    assert shell("unsubscribe", "--list").out == "nobody has left Morning Brief\n"


def test_it_asks_for_something_to_do(shell: Shell, config: Path) -> None:
    assert shell("unsubscribe").code == 2


def test_pages_that_no_link_leads_to_are_not_served(shell: Shell, config: Path) -> None:
    ended = shell("readers", "serve", "--port", "0")
    assert ended.code == 2
    assert "delivery.pages.url" in ended.err


def test_a_port_in_use_is_named(shell: Shell, config: Path) -> None:
    from digest.web.serving import listen, port_of

    with listen(0) as listening:
        listening.listen()
        ended = shell("preview", "--serve", "--sample", "--port", port_of(listening))
    assert ended.code == 2
    assert "in use" in ended.err
