"""The whole circle of readers, against real servers: they sign up, confirm, get an issue, leave or bounce, and the next
issue goes to those who are left.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast
from urllib.parse import urlsplit

import httpx2
import pytest

from tests.adapters.imap_server import PASSWORD, Dovecot, dovecot
from tests.commands import Shell
from tests.deliver.test_returned import shape
from tests.pipeline.conftest import FRIDAY, THURSDAY, Newsroom
from tests.web.test_browser import CHROMIUM, QUIET

pytestmark = pytest.mark.browser
PAGES, BOUNCES = "https://news.example.org", "returns@news.example.org"


@pytest.fixture
def imap(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dovecot]:
    """The mailbox of returns, and a config in which everything hangs together."""
    if not CHROMIUM:
        pytest.skip("needs Chromium; on Debian: apt-get install chromium")
    with dovecot() as server:
        for name, value in {"IMAP_USER": "desk0", "IMAP_PASSWORD": PASSWORD, "DIGEST_SECRET": "a long secret"}.items():
            monkeypatch.setenv(name, value)
        newsroom.settings["delivery"] |= {"readers": "store", "pages": {"url": PAGES}, "envelope_sender": BOUNCES}
        login = {"username_env": "IMAP_USER", "password_env": "IMAP_PASSWORD"}
        newsroom.settings["returns"] = {"imap": {**server.where, **login}}
        yield server


@contextmanager
def reader_pages(newsroom: Newsroom) -> Iterator[str]:
    """Where `digest readers serve` answers, a program of its own as the operator starts it."""
    command = [sys.executable, "-m", "digest", "readers", "serve", "--port", "0", "--config", str(newsroom.config)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout
        told = served.stdout.readline()
        assert f"sign-up at {PAGES}/white-house-watch" in told
        yield told.split("/  ")[0]
        served.terminate()


def mails(newsroom: Newsroom) -> list[EmailMessage]:
    return [cast(EmailMessage, message_from_bytes(data, policy=policy.default)) for data in newsroom.mail.contents]


def mail_to(newsroom: Newsroom, address: str) -> EmailMessage:
    """The last mail to somebody, once it is there."""
    until = time.monotonic() + 30
    while address not in newsroom.mail.addresses and time.monotonic() < until:
        time.sleep(0.02)
    return [mail for mail in mails(newsroom) if mail["To"] == address][-1]


def sign_up(page: Any, pages: str, newsroom: Newsroom, address: str, *, confirm: bool) -> None:
    """What a reader does in a browser."""
    page.goto(f"{pages}/white-house-watch")
    page.get_by_label("Your email address").fill(address)
    page.get_by_role("button", name="Sign up").click()
    page.get_by_role("heading", name="Look into your mailbox").wait_for()
    [link] = re.findall(rf"{PAGES}/\S+", mail_to(newsroom, address).get_content())
    page.goto(pages + urlsplit(link).path)
    if confirm:
        page.get_by_role("button", name="Yes, send it to me").click()
        assert page.get_by_role("heading", name="You are on the list").is_visible()


def leave_by_one_click(pages: str, issue: EmailMessage) -> None:
    """What a mailbox provider does (RFC 8058)."""
    [url] = re.findall(r"<(https:[^>]+)>", issue["List-Unsubscribe"])
    assert issue["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    answer = httpx2.post(pages + urlsplit(url).path, data={"List-Unsubscribe": "One-Click"}, timeout=30)
    assert answer.status_code == 200


def leave_by_mail(imap: Dovecot, issue: EmailMessage) -> None:
    """What a mail program sends."""
    [(to, subject)] = re.findall(r"<mailto:([^?>]+)\?subject=([^>]+)>", issue["List-Unsubscribe"])
    subject = subject.replace("%20", " ")
    imap.deliver("desk0", f"From: b@elsewhere.example\r\nTo: {to}\r\nSubject: {subject}\r\n\r\n".encode())


def bounce(imap: Dovecot, newsroom: Newsroom, address: str) -> None:
    """What the reader's mail server sends back."""
    senders = dict(zip(newsroom.mail.addresses, newsroom.mail.senders, strict=True))
    mail = shape("postfix-unknown-user").replace(b"returns+b4ab.token@news.example.org", senders[address].encode())
    imap.deliver("desk0", mail)


def send(newsroom: Newsroom, shell: Shell, at: str) -> list[str]:
    """To whom the issue goes."""
    before = len(newsroom.mail.addresses)
    ended = shell("send", "--config", newsroom.config, "--at", at)
    assert (ended.code, ended.err) == (0, "")
    return sorted(newsroom.mail.addresses[before:])


def test_readers_come_and_go(newsroom: Newsroom, shell: Shell, imap: Dovecot) -> None:
    from playwright.sync_api import sync_playwright

    ann, bob, cyd, dee, eve = (f"{name}@example.org" for name in ("ann", "bob", "cyd", "dee", "eve"))
    with reader_pages(newsroom) as pages, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()
        page.set_default_timeout(60_000)
        for address in (ann, bob, cyd, dee, eve):
            sign_up(page, pages, newsroom, address, confirm=address != dee)
        browser.close()
        assert send(newsroom, shell, THURSDAY) == [ann, bob, cyd, eve]
        leave_by_one_click(pages, mail_to(newsroom, ann))
    leave_by_mail(imap, mail_to(newsroom, bob))
    bounce(imap, newsroom, cyd)
    assert send(newsroom, shell, FRIDAY) == [eve]
    told = shell("history", "--config", newsroom.config).out.splitlines()
    assert re.search(r"2025-02-28T17:30 +sent +1 accepted +\S", told[0])
    assert re.search(r"2025-02-27T17:30 +sent +4 accepted; then 1 bounced, 1 left by mail +\S", told[1])
    exported = [line.split(",") for line in shell("readers", "export", "--config", newsroom.config).out.splitlines()]
    assert {row[0]: row[2] for row in exported[1:]} == {
        ann: "left",
        bob: "left",
        cyd: "bounced",
        dee: "pending",
        eve: "active",
    }
