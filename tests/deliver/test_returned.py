from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver.returned import read_returned

SHAPES = sorted((Path(__file__).parents[1] / "data" / "returns").glob("*.eml"))


def shape(name: str) -> bytes:
    [path] = [path for path in SHAPES if path.stem == name]
    return path.read_bytes().split(b"\n", 2)[2]


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_what_a_mail_that_came_back_says(path):
    _, expect, mail = path.read_bytes().split(b"\n", 2)
    assert f"Expect: {read_returned(mail).kind}" == expect.decode()


def test_the_words_are_the_servers():
    assert read_returned(shape("gmail-disabled")).words.startswith(
        "550-5.2.1 The email account that you tried to reach"
    )
    assert "no such user here" in read_returned(shape("exim-unknown")).words
    assert read_returned(shape("exchange-2003")).words == "5.1.1"


def test_line_ends_of_mail_make_no_difference():
    for name in ("postfix-unknown-user", "qmail-over-quota", "status-in-the-text", "html-only"):
        unix, mail = shape(name), shape(name).replace(b"\n", b"\r\n")
        assert read_returned(mail).kind == read_returned(unix).kind


def test_signed_addresses_are_found_where_machines_put_them():
    complaint, bounce = read_returned(shape("yahoo-complaint")), read_returned(shape("exim-unknown"))
    assert "b4ab.token" not in complaint.to
    assert "b4ab.token" in complaint.inside
    assert "b4ab.token" in bounce.to
    assert "b4ab.token" not in read_returned(b"To: x@example.org\n\nsee returns+b4ab.token@news.example.org").inside


def test_words_of_our_own_issue_are_not_the_servers():
    """Each of these mails holds a copy of ours, with words that mean something else."""
    kinds = {
        name: read_returned(shape(name)).kind for name in ("qmail-unknown", "postfix-text-only", "attached-as-message")
    }
    assert set(kinds.values()) == {"hard"}


@given(st.binary(max_size=500))
def test_any_bytes_are_read(data):
    assert read_returned(data).kind
    assert read_returned(
        b"Content-Type: multipart/report; boundary=a\n\n--a\nContent-Type: message/delivery-status\n\n" + data
    )


@pytest.mark.parametrize("depth", [50, 5000])
def test_parts_within_parts_within_parts_end_somewhere(depth):
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(depth))
    assert read_returned(b"From: a@b.example\n" + nested).kind == "other"


@pytest.mark.parametrize(
    "piece", [b"<style", b"550 ", b"5.1.", b"=?utf-8?q?", b"\nFinal-Recipient: a\n\n", b"--=_b1\n", b"From: "]
)
def test_a_large_mail_takes_no_longer_than_its_length(piece):
    began = time.process_time()
    read_returned(b"From: mailer-daemon@a.example\nSubject: failure notice\n\n" + piece * (2_000_000 // len(piece)))
    assert time.process_time() - began < 5
