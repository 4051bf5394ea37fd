"""How a reader signs up and confirms: real pages, a real mail server, and once a real browser."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from digest.adapters.store import SqlStore
from digest.config import load_audience
from digest.deliver.confirming import SignUp
from digest.deliver.unsubscribe import make_token
from digest.model import Enrolment, Suppression
from digest.web import postman
from digest.web import serving as web_serving
from tests.adapters.mail_server import Sink
from tests.adapters.mail_server import serving as mail_server
from tests.commands import Shell
from tests.test_config import MINIMAL

from .test_browser import CHROMIUM, QUIET
from .test_readers import KEY, door, pages

SLUG, PAGE = "morning-brief", "https://news.example.org"
START = datetime(2025, 2, 27, 22, 30, tzinfo=UTC)


@dataclass
class Site:
    """The pages of one newsletter, its list, and the mails that were sent."""

    url: str
    store: SqlStore
    mail: Sink
    now: list[datetime] = field(default_factory=lambda: [START])

    def sign_up(self, address: str, host: str = "192.0.2.1", **more: str) -> httpx2.Response:
        form = {"address": address, **more}
        return httpx2.post(f"{self.url}/{SLUG}", data=form, headers={"X-Forwarded-For": host}, timeout=30)

    def mails(self, count: int) -> list[Any]:
        """Waits for so many mails, and a little for one too many."""
        until = time.monotonic() + 20
        while len(self.mail.contents) < count and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(0.1)
        assert len(self.mail.contents) == count
        return [message_from_bytes(content, policy=policy.default) for content in self.mail.contents]

    def link(self, mail: Any) -> str:
        """The address of the page that confirms, where the pages are really served."""
        [link] = re.findall(r"https://news\.example\.org/\S+", mail.get_content())
        return self.url + urlsplit(link).path

    def state(self, address: str) -> str:
        reader = self.store.readers.find(SLUG, address)
        return reader.state if reader else ""


def settings(port: int) -> str:
    smtp = f"smtp: {{host: 127.0.0.1, port: {port}, tls: none}}"
    return f"{MINIMAL}  readers: store\n  pages: {{url: {PAGE}}}\n  {smtp}\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("DIGEST_SECRET", KEY.decode())
    store, sink = SqlStore(None), Sink()
    with mail_server(sink) as port:
        (tmp_path / "config.yaml").write_text(settings(port), encoding="utf-8")
        opened = Site("", store, sink)
        with pages([door(load_audience(tmp_path / "config.yaml"), store)], lambda: opened.now[-1]) as opened.url:
            yield opened
    store.close()


def test_who_signs_up_and_confirms_is_on_the_list(site: Site) -> None:
    form = httpx2.get(f"{site.url}/{SLUG}")
    assert "Every day at 7:00" in form.text
    assert "frame-ancestors" not in form.headers["content-security-policy"], "a site may show it in a frame"
    assert site.sign_up("Ann@example.org").status_code == 200
    [mail] = site.mails(1)
    assert (mail["To"], mail["Subject"]) == ("Ann@example.org", "Please confirm: Morning Brief")
    assert site.state("ann@example.org") == "pending"
    link = site.link(mail)
    assert httpx2.get(link).status_code == 200
    assert site.state("ann@example.org") == "pending", "scanners follow links"
    site.now.append(START + timedelta(hours=2))
    answer = httpx2.post(link)
    assert "You are on the list" in answer.text
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    reader = site.store.readers.find(SLUG, "ann@example.org")
    assert reader
    assert (reader.state, reader.consented) == ("active", START + timedelta(hours=2))
    assert reader.source == f"signed up at {PAGE}/{SLUG} on 2025-02-27 22:30 UTC, confirmed by mail"


def test_answers_tell_nobody_who_is_on_the_list(site: Site) -> None:
    known = [Enrolment(f"{name}@example.org", "", "asked", START) for name in ("active", "left", "erased")]
    site.store.readers.add(SLUG, known)
    site.store.suppressions.add(Suppression("left@example.org", SLUG, "asked", START))
    site.store.readers.erase(SLUG, "erased@example.org", START)
    answers = {
        site.sign_up(f"{name}@example.org").text.replace(f"{name}@", "NAME@")
        for name in ("active", "left", "erased", "new")
    }
    assert len(answers) == 1
    assert len(site.mails(4)) == 4, "and all get the same mail"
    assert [site.state(f"{name}@example.org") for name in ("active", "left", "erased")] == ["active", "left", ""]


def test_who_left_or_was_erased_comes_back_by_confirming(site: Site) -> None:
    site.store.readers.add(SLUG, [Enrolment(f"{name}@example.org", "", "asked", START) for name in ("left", "erased")])
    site.store.suppressions.add(Suppression("left@example.org", SLUG, "asked", START))
    site.store.readers.erase(SLUG, "erased@example.org", START)
    for name in ("left", "erased"):
        site.sign_up(f"{name}@example.org")
    for mail in site.mails(2):
        httpx2.post(site.link(mail))
    assert [site.state(f"{name}@example.org") for name in ("left", "erased")] == ["active", "active"]
    assert site.store.suppressions.all() == ()


def test_a_program_that_fills_in_every_field_is_answered_and_not_heard(site: Site) -> None:
    assert "Look into your mailbox" in site.sign_up("ann@example.org", homepage="https://spam.example").text
    site.mails(0)
    assert site.state("ann@example.org") == ""


def test_an_address_gets_few_mails_a_day_and_nobody_is_told(site: Site) -> None:
    answers = {site.sign_up("ann@example.org").text for _ in range(5)} | {site.sign_up("ANN@example.org").text.lower()}
    assert len({answer.lower() for answer in answers}) == 1
    site.mails(3)
    site.now.append(START + timedelta(days=1))
    site.sign_up("ann@example.org")
    site.mails(4)


def test_a_network_signs_up_so_many_an_hour(site: Site) -> None:
    statuses = [site.sign_up(f"r{n}@example.org", f"192.0.2.{n}").status_code for n in range(21)]
    assert statuses == [200] * 20 + [429]
    assert site.sign_up("other@example.org", "198.51.100.1").status_code == 200
    assert site.sign_up("six@example.org", "2001:db8:1::1").status_code == 200
    site.now.append(START + timedelta(hours=1))
    assert site.sign_up("later@example.org").status_code == 200


@pytest.mark.parametrize(
    "typed",
    ["", "ann", "ann@", "@example.org", "ann@example.org\r\nBcc: bob@example.org", "a@example.org, b@example.org",
     "a" * 250 + "@example.org", "ann@example.org\0", "x" * 10_000],
)  # fmt: skip
def test_what_is_no_address_is_told_at_once(site: Site, typed: str) -> None:
    answer = site.sign_up(typed)
    assert answer.status_code == 400
    assert "That is no email address" in answer.text
    site.mails(0)


def test_a_link_ends(site: Site) -> None:
    site.sign_up("ann@example.org")
    link = site.link(site.mails(1)[0])
    site.now.append(START + timedelta(days=3, seconds=1))
    for method in ("GET", "POST"):
        assert httpx2.request(method, link).status_code == 410
    assert site.state("ann@example.org") == "pending"


def test_a_token_is_good_for_one_thing_only(site: Site) -> None:
    sign_up = SignUp(SLUG, "ann@example.org", START)
    assert httpx2.post(f"{site.url}/{sign_up.token(KEY)}").status_code == 200
    assert site.store.suppressions.all() == ()
    for stranger in (sign_up.token(b"guess"), SignUp("evening", "ann@example.org", START).token(KEY)):
        assert httpx2.post(f"{site.url}/{stranger}").status_code == 404
    site.store.suppressions.add(Suppression("ann@example.org", SLUG, "asked", START))
    assert httpx2.post(f"{site.url}/{make_token(SLUG, 'ann@example.org', KEY)}").status_code == 200
    assert site.state("ann@example.org") == "left"


def test_a_mail_server_that_says_later_is_asked_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postman, "_AGAIN", (timedelta(seconds=0.3),) * 20)
    site.mail.replies["ann@example.org"] = "451 4.7.1 greylisted"
    site.sign_up("ann@example.org")
    site.mails(0)
    del site.mail.replies["ann@example.org"]
    site.mails(1)


def test_who_never_comes_out_with_a_request_is_dropped(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_serving, "PATIENCE", 0.5)
    where = urlsplit(site.url)
    for said in (
        b"",
        b"GET / HTTP/1.1\r\nHost: x\r\n",
        b"POST /morning-brief HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\na",
    ):
        with socket.create_connection((where.hostname, where.port), timeout=30) as half_open:
            half_open.sendall(said)
            with suppress(ConnectionResetError):
                assert half_open.recv(100) == b""
    assert site.sign_up("ann@example.org").status_code == 200


def test_a_form_for_a_page_of_ones_own(shell: Shell, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(settings(25), encoding="utf-8")
    form = shell("readers", "form", "--config", config).out
    assert f'<form method="post" action="{PAGE}/{SLUG}">' in form
    assert "script" not in form
    config.write_text(MINIMAL, encoding="utf-8")
    ended = shell("readers", "form", "--config", config)
    assert (ended.code, "delivery.pages.url" in ended.err) == (2, True)


@pytest.mark.browser
def test_a_reader_joins_and_leaves_in_a_browser(site: Site) -> None:
    if not CHROMIUM:
        pytest.skip("needs Chromium; on Debian: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_context(java_script_enabled=False).new_page()
        page.set_default_timeout(60_000)
        complaints: list[str] = []
        page.on("console", lambda line: complaints.append(line.text))
        page.goto(f"{site.url}/{SLUG}")
        assert (
            not page.get_by_label("Leave this empty").is_visible()
            or page.get_by_label("Leave this empty").bounding_box()["x"] < 0
        ), "people don't see the trap"
        page.get_by_label("Your email address").fill("ann@example.org")
        page.get_by_role("button", name="Sign up").click()
        assert page.get_by_role("heading", name="Look into your mailbox").is_visible()
        page.goto(site.link(site.mails(1)[0]))
        page.get_by_role("button", name="Yes, send it to me").click()
        assert page.get_by_role("heading", name="You are on the list").is_visible()
        assert site.state("ann@example.org") == "active"
        page.goto(f"{site.url}/{make_token(SLUG, 'ann@example.org', KEY)}")
        page.get_by_role("button", name="Unsubscribe").click()
        assert page.get_by_role("heading", name="You have left").is_visible()
        assert site.state("ann@example.org") == "left"
        assert complaints == []
        browser.close()
