"""Signatures, checked by dkimpy as a receiving server would."""

from __future__ import annotations

from datetime import UTC, datetime

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat

from digest.deliver.dkim import Signer, public_record, read_key
from digest.deliver.letters import letter
from digest.deliver.messages import Composer
from digest.model import Recipient, RenderedIssue, Slot

NOW = datetime(2025, 2, 27, 17, 30, tzinfo=UTC)
SLOT = Slot("watch", "2025-02-27T17:30", NOW)
HTML = '<p>Dear [[ name ]],</p>\n<a href="[[ unsubscribe_url ]]">Leave</a>' + "<p>a  b \t c</p>\n" * 40 + "\n\n\n"
RENDERED = RenderedIssue(
    "A subject that is so long that it has to be folded once, or even twice — at least", "", HTML, HTML
)


def pem(key, password=NoEncryption()):  # noqa: B008
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, password)


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(scope="module")
def signer(key):
    return Signer("example.org", "2025a", read_key(pem(key)))


def verified(signer, message):
    """What dkimpy says of it, and the fields that were signed."""
    asked = []

    def dns(name, timeout=5):
        asked.append(name)
        return public_record(signer.key).encode()

    checked = dkim.DKIM(message)
    try:
        good = checked.verify(dnsfunc=dns)
    except dkim.ValidationError:  # of the body; of the head it is False
        good = False
    assert asked == [b"2025a._domainkey.example.org."]
    return good, set(checked.include_headers)


@pytest.fixture(scope="module")
def issue(signer, make_audience):
    way = {"url": "https://example.org/leave/{token}", "mailto": "leave@example.org"}
    composer = Composer(RENDERED, make_audience(delivery={"unsubscribe": way}), SLOT, now=NOW, key=b"k")
    return signer.sign(composer.message(Recipient("ann@example.net", "Ann Böll, who has a very long name indeed")).data)


def test_an_issue_is_signed_with_all_that_readers_go_by(signer, issue):
    good, signed = verified(signer, issue)
    assert good
    assert signed >= {
        b"from",
        b"to",
        b"subject",
        b"date",
        b"list-unsubscribe",
        b"list-unsubscribe-post",
        b"content-type",
    }


def test_a_letter_is_signed(signer, make_audience):
    message = letter(make_audience(), ("", "ann@example.net"), "Please confirm", "A line.\n" * 30 + "\n\n", NOW)
    assert verified(signer, signer.sign(message.data))[0]


@pytest.mark.parametrize("field", [b"From", b"Subject", b"To", b"Date", b"Reply-To"])
def test_nobody_may_add_a_field_that_would_be_shown_instead(signer, issue, field):
    assert not verified(signer, issue.replace(b"MIME-Version:", field + b": x@example.com\r\nMIME-Version:", 1))[0]


@pytest.mark.parametrize(("was", "becomes"), [(b"/leave/", b"/spam_/"), (b"Dear", b"Bear"), (b"Ann", b"Bob")])
def test_what_was_changed_is_seen(signer, issue, was, becomes):
    assert not verified(signer, issue.replace(was, becomes, 1))[0]


def test_a_relay_may_fold_lines_anew_and_add_its_own(signer, issue):
    head, _, body = issue.partition(b"\r\n\r\n")
    folded = head.replace(b"\r\nMIME-Version: 1.0", b"\r\nMIME-Version:\r\n \t1.0 ")
    assert folded != head
    assert verified(signer, b"Received: from a by b\r\n" + folded + b"\r\n\r\n" + body)[0]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: b"ssh-rsa AAAA", "PEM format"),
        (lambda: b"", "PEM format"),
        (lambda: pem(ec.generate_private_key(ec.SECP256R1())), "RSA key"),
        (lambda: pem(rsa.generate_private_key(65537, 1024), BestAvailableEncryption(b"x")), "has a password"),
    ],
)
def test_what_is_no_key_is_told(make, said):
    with pytest.raises(ValueError, match=said):
        read_key(make())
