"""What comes back by mail, from a real IMAP server, and whom the next issue goes to."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from digest.adapters.mail.mailbox import ImapMailbox
from digest.errors import ServerUnavailable
from tests.adapters.imap_server import PASSWORD, Dovecot, dovecot
from tests.adapters.mail_server import free_port
from tests.commands import Shell
from tests.deliver.test_returned import shape
from tests.pipeline.conftest import FRIDAY, THURSDAY, Newsroom

PLACEHOLDER = b"returns+b4ab.token@news.example.org"


@pytest.fixture(scope="module")
def imap() -> Iterator[Dovecot]:
    with dovecot() as server:
        yield server


@pytest.fixture
def user(imap: Dovecot, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> str:
    """The owner of an empty mailbox, which the config names."""
    name = next(imap.users)
    monkeypatch.setenv("IMAP_USER", name)
    monkeypatch.setenv("IMAP_PASSWORD", PASSWORD)
    monkeypatch.setenv("DIGEST_SECRET", "a long random string")
    login = {"username_env": "IMAP_USER", "password_env": "IMAP_PASSWORD"}
    newsroom.settings["delivery"]["envelope_sender"] = "returns@news.example.org"
    newsroom.settings["returns"] = {"imap": {**imap.where, **login}, "soft_bounces": 2}
    return name


def sender(newsroom: Newsroom, number: int) -> bytes:
    """The envelope sender that the last message to a reader had."""
    reader = f"reader{number}@example.org"
    return dict(zip(newsroom.mail.addresses, newsroom.mail.senders, strict=True))[reader].encode()


def back(newsroom: Newsroom, number: int, name: str) -> bytes:
    """A mail of this shape about the last message to a reader."""
    return shape(name).replace(PLACEHOLDER, sender(newsroom, number))


def leave(newsroom: Newsroom, number: int) -> bytes:
    """What a mail program sends when its owner presses `unsubscribe`."""
    [mail] = [data for data in newsroom.mail.contents if b"\nTo: reader%d@" % number in data][-1:]
    uri = re.search(rb"List-Unsubscribe:[^<]*<mailto:([^?]+)\?subject=([^>]+)>", mail)
    assert uri
    to, subject = uri[1], uri[2].replace(b"%20", b" ")
    return b"From: somebody@else.example\r\nTo: %b\r\nSubject: %b\r\n\r\n" % (to, subject)


def next_readers(newsroom: Newsroom, shell: Shell, at: str = FRIDAY) -> list[int]:
    """To whom the next issue goes."""
    before = len(newsroom.mail.addresses)
    ended = shell("send", "--config", newsroom.config, "--at", at)
    assert ended.code == 0, ended.err
    return sorted(int(re.sub(r"\D", "", address)) for address in newsroom.mail.addresses[before:])


def test_what_came_back_decides_who_gets_the_next_issue(
    newsroom: Newsroom, shell: Shell, imap: Dovecot, user: str
) -> None:
    config = ("--config", newsroom.config)
    shell("send", *config, "--at", THURSDAY)
    assert len(set(newsroom.mail.senders)) == 10
    imap.deliver(
        user,
        back(newsroom, 0, "qmail-unknown"),
        back(newsroom, 1, "gmail-over-quota"),
        back(newsroom, 2, "yahoo-complaint"),  # to another address: the signed one stands inside
        back(newsroom, 3, "postfix-listed"),
        back(newsroom, 4, "vacation-sieve"),
        back(newsroom, 5, "a-person"),
        leave(newsroom, 6),
    )
    ended = shell("returns", *config)
    assert ended.code == 0, ended.err
    assert ended.out.splitlines() == [
        "white-house-watch returns: 1 complaint, 1 hard, 1 left, 1 refused, 1 soft; 3 readers get no more; "
        "1 mail left there",
        "refused, not about the reader: 1 of reader3@example.org: 554 5.7.1 Service unavailable; "
        "Client host [198.51.100.4] blocked using zen.spamhaus.org",
    ]
    assert imap.subjects(user) == ["Re: Ceasefire talks, and what is new"]
    assert len(imap.subjects(user, "Handled")) == 6
    assert shell("returns", *config).out == ""  # read once
    told = shell("history", *config).out
    assert "10 accepted; then 1 bounced, 1 bounced for now, 1 refused by mail, 1 complained, 1 left by mail" in told
    assert "Sorry, no mailbox here by that name. (#5.1.1)" in shell("history", THURSDAY, *config).out
    assert "reader2@example.org  complained" in re.sub(" +", "  ", shell("history", THURSDAY, *config).out)

    imap.deliver(user, leave(newsroom, 7))  # read by `send` itself
    assert next_readers(newsroom, shell) == [1, 3, 4, 5, 8, 9]


def test_soft_bounces_of_issues_in_a_row(newsroom: Newsroom, shell: Shell, imap: Dovecot, user: str) -> None:
    next_readers(newsroom, shell, THURSDAY)
    imap.deliver(user, back(newsroom, 1, "postfix-full-after-days"), back(newsroom, 2, "postfix-full-after-days"))
    assert 1 in next_readers(newsroom, shell)
    imap.deliver(user, back(newsroom, 1, "exim-quota"))
    newsroom.settings["schedule"]["days"] = ["thu", "fri", "sat"]
    readers = next_readers(newsroom, shell, "2025-03-01T17:30")
    assert 1 not in readers
    assert 2 in readers
    listed = shell("unsubscribe", "--list", "--config", newsroom.config).out
    assert "reader1@example.org" in listed
    assert "bounced: 2 issues in a row did not arrive, the last: " in listed


def test_what_many_hear_and_nobody_understands_ends_nothing(
    newsroom: Newsroom, shell: Shell, imap: Dovecot, user: str
) -> None:
    for at in (THURSDAY, FRIDAY):
        next_readers(newsroom, shell, at)
        imap.deliver(user, *(back(newsroom, number, "no-reason-given") for number in range(6)))
        assert shell("returns", "--config", newsroom.config).code == 0
        alone = back(newsroom, 7, "no-reason-given").replace(b"Status:", b"Diagnostic-Code: smtp; 550 not now\nStatus:")
        imap.deliver(user, alone)
    newsroom.settings["schedule"]["days"] = ["thu", "fri", "sat"]
    assert next_readers(newsroom, shell, "2025-03-01T17:30") == [0, 1, 2, 3, 4, 5, 6, 8, 9]


def test_nobody_bounces_or_unsubscribes_somebody_else(
    newsroom: Newsroom, shell: Shell, imap: Dovecot, user: str
) -> None:
    next_readers(newsroom, shell, THURSDAY)
    mine, word = sender(newsroom, 0), back(newsroom, 0, "exim-unknown")
    last = b"a" if mine.split(b"@")[0].endswith(b"b") else b"b"
    imap.deliver(
        user,
        shape("postfix-unknown-user").replace(PLACEHOLDER, b"returns@news.example.org"),  # names a reader, unsigned
        word.replace(mine, mine.replace(b"@", last + b"@")[:-1]),
        word.replace(mine, mine.split(b"@")[0][:-1] + last + b"@news.example.org"),
        leave(newsroom, 0).replace(b"+u", b"+b"),  # a signature for another purpose
        b"From: reader3@example.org\r\nTo: returns@news.example.org\r\nSubject: unsubscribe me\r\n\r\n",
    )
    ended = shell("returns", "--config", newsroom.config)
    assert "nothing new; 0 readers get no more; 5 mails left there" in ended.out
    assert "reader3@example.org asks to leave and nothing proves" in ended.out
    assert len(next_readers(newsroom, shell)) == 10


def test_a_run_that_breaks_off_is_made_good_by_the_next(
    newsroom: Newsroom, shell: Shell, imap: Dovecot, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_readers(newsroom, shell, THURSDAY)
    imap.deliver(user, back(newsroom, 0, "sendmail-5"), back(newsroom, 1, "exim-quota"), leave(newsroom, 2))
    with monkeypatch.context() as broken:

        def gone(*_: object) -> None:
            raise ServerUnavailable("the line is dead")

        broken.setattr(ImapMailbox, "put_away", gone)
        assert shell("returns", "--config", newsroom.config).code == 75
    assert shell("unsubscribe", "--lift", "reader0@example.org", "--config", newsroom.config).code == 0
    assert len(imap.subjects(user)) == 3
    assert shell("returns", "--config", newsroom.config).code == 0
    assert (len(imap.subjects(user)), len(imap.subjects(user, "Handled"))) == (0, 3)
    assert next_readers(newsroom, shell) == [0, 1, 3, 4, 5, 6, 7, 8, 9]  # who was let in again stays in


def test_a_mailbox_that_is_down_holds_up_no_issue(newsroom: Newsroom, shell: Shell, user: str) -> None:
    newsroom.settings["returns"]["imap"]["port"] = free_port()
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.code == 0
    assert "returns were not read: 127.0.0.1" in ended.out
    assert len(newsroom.mail.addresses) == 10
    assert shell("returns", "--config", newsroom.config).code == 75


def test_without_returns_there_is_nothing_to_read(newsroom: Newsroom, shell: Shell) -> None:
    ended = shell("returns", "--config", newsroom.config)
    assert (ended.code, "returns: expected `imap:`" in ended.err) == (2, True)


def test_check_looks_into_the_mailbox(newsroom: Newsroom, shell: Shell, user: str) -> None:
    told = shell("check", "--online", "--config", newsroom.config).out
    assert re.search(rf"ok +returns +{user}@127\.0\.0\.1:\d+/INBOX: 0 mails", told)
