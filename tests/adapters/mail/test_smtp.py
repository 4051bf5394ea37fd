from __future__ import annotations

import ssl
from itertools import islice

import pytest
import trustme

from digest.adapters.mail.login import Login
from digest.adapters.mail.smtp import SmtpMailer
from digest.config import Smtp
from digest.errors import DeliveryError, ServerUnavailable
from digest.model import Message, Recipient
from tests.adapters.mail_server import Sink, breaking_off, free_port, only, serving

READERS = [f"reader{number}@example.net" for number in range(12)]
ODD = READERS[5]


def messages(addresses=READERS):
    for address in addresses:
        data = f"To: {address}\r\nSubject: x\r\n\r\n.one dot\r\n..\r\n.\r\nend {address}\r\n".encode()
        yield Message(Recipient(address), f"<{address}>", "bounce@example.org", data)


def mailer(port, username="", password="", tls="none", connections=2, context=None, **settings):
    smtp = Smtp(host="localhost", port=port, tls=tls, connections=connections, timeout="5s", **settings)
    return SmtpMailer(smtp, Login(username, password), context=context)


def hand_over(sender, supply, receipts=None, noted=None):
    """All receipts, and the addresses that were noted before."""
    receipts, noted = [] if receipts is None else receipts, [] if noted is None else noted

    def note(begun, ended):
        noted.extend(one.recipient.address for one in begun)
        receipts.extend(ended)

    sender.send(supply, note)
    return receipts, noted


def send(sender, addresses=READERS):
    """The states by address, and the addresses that were noted before."""
    receipts, noted = hand_over(sender, messages(addresses))
    states = {receipt.address: receipt.state for receipt in receipts}
    assert len(states) == len(receipts)
    return states, noted


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def server_tls(authority):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


@pytest.fixture(scope="module")
def trusting(authority):
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


# --- the good day -----------------------------------------------------------------------------------


def test_each_reader_gets_one_message_unchanged():
    sink = Sink()
    with serving(sink) as port:
        states, noted = send(mailer(port))
    assert states == dict.fromkeys(READERS, "accepted")
    assert sorted(noted) == sorted(sink.addresses) == sorted(READERS)
    assert sorted(sink.contents) == sorted(message.data for message in messages())
    assert set(sink.senders) == {"bounce@example.org"}


def test_connections_are_reused_and_no_more_than_allowed():
    sink = Sink()
    with serving(sink) as port:
        send(mailer(port, connections=3))
    assert 1 <= len(sink.peers) <= 3


def test_no_messages_no_connection():
    assert send(mailer(free_port()), []) == ({}, [])


def test_a_receipt_holds_the_servers_words():
    with serving(Sink()) as port:
        [receipt], _ = hand_over(mailer(port), messages(READERS[:1]))
    assert receipt.detail == "250 2.0.0 queued"


# --- refusals ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("reply", "state"), [("550 5.1.1 no such user", "rejected"), ("451 later", "deferred")])
def test_one_refused_reader_is_a_receipt_and_the_others_go_on(reply, state):
    sink = Sink({ODD: reply})
    with serving(sink) as port:
        receipts = {receipt.address: receipt for receipt in hand_over(mailer(port), messages())[0]}
    assert receipts.pop(ODD).detail == reply
    assert {receipt.state for receipt in receipts.values()} == {"accepted"}
    assert len(sink.addresses) == len(READERS) - 1


def test_all_readers_refused():
    sink = Sink(dict.fromkeys(READERS, "550 no"))
    with serving(sink) as port:
        states, _ = send(mailer(port))
    assert states == dict.fromkeys(READERS, "rejected")


@pytest.mark.parametrize(
    ("sink", "blame"),
    [
        (Sink(sender_reply="553 5.7.1 not your address"), "sender"),
        (Sink(sender_reply="552 5.3.4 message size exceeds fixed limit"), "message"),
        (Sink(dict.fromkeys(READERS, "550 5.4.5 Daily user sending limit exceeded")), "quota"),
        (Sink(dict.fromkeys(READERS, "554 5.7.1 Client host [192.0.2.1] blocked using a list")), "sender"),
        (Sink(dict.fromkeys(READERS, "550 5.1.1 no such user")), "reader"),
    ],
)
def test_a_refusal_says_what_it_is_about(sink, blame):
    with serving(sink) as port:
        receipts, _ = hand_over(mailer(port), messages(READERS[:3]))
    assert [(one.state, one.blame) for one in receipts] == [("rejected", blame)] * 3


def test_a_message_too_large_is_the_issues_fault():
    with serving(Sink(), data_size_limit=20) as port:
        receipts, _ = hand_over(mailer(port), messages(READERS[:1]))
    assert receipts[0].blame == "message"
    assert receipts[0].detail.startswith("552")


# --- lost connections -------------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["RCPT", "DATA", "RCPT 421", "DATA 421"])
def test_a_connection_lost_before_the_text_is_opened_again(at):
    with breaking_off(at, ODD, times=1) as (port, accepted):
        states, noted = send(mailer(port))
    assert states == dict.fromkeys(READERS, "accepted")
    assert sorted(accepted) == sorted(noted) == sorted(READERS)


def test_a_connection_lost_twice_defers_the_reader():
    with breaking_off("RCPT", ODD, times=2) as (port, accepted):
        states, _ = send(mailer(port))
    assert states == dict.fromkeys(READERS, "accepted") | {ODD: "deferred"}
    assert ODD not in accepted


def test_a_connection_lost_in_the_text_is_uncertain_and_never_tried_again():
    with breaking_off("text", ODD, times=9) as (port, accepted):
        states, _ = send(mailer(port))
    assert states == dict.fromkeys(READERS, "accepted") | {ODD: "uncertain"}
    assert sorted(accepted) == sorted(set(READERS) - {ODD})


def test_a_server_that_always_breaks_off_is_given_up():
    addresses = [ODD] * 20
    with breaking_off("text", ODD, times=20) as (port, _):
        seen = []
        with pytest.raises(ServerUnavailable, match="3 messages in a row"):
            hand_over(mailer(port), messages(addresses), seen)
        assert len(seen) <= 6


def test_without_a_server_nothing_is_noted():
    noted = []
    with pytest.raises(ServerUnavailable, match="cannot be reached"):
        hand_over(mailer(free_port()), messages(), [], noted)
    assert noted == []


# --- stopping ---------------------------------------------------------------------------------------


def test_the_end_of_the_messages_finishes_those_in_hand():
    sink = Sink()
    with serving(sink) as port:
        receipts, noted = hand_over(mailer(port), islice(messages(), 5))
    assert len(receipts) == len(sink.addresses) == len(noted) == 5


def test_messages_that_break_off_finish_those_in_hand():
    sink, receipts, noted = Sink(), [], []

    def breaking():
        yield from islice(messages(), 4)
        raise OSError("the list is gone")

    with serving(sink) as port, pytest.raises(OSError, match="the list is gone"):
        hand_over(mailer(port), breaking(), receipts, noted)
    assert sorted(noted) == sorted(sink.addresses) == sorted(one.address for one in receipts)
    assert len(noted) >= 3


def test_a_note_that_fails_stops_before_the_message():
    sink = Sink()

    def note(begun, receipts):
        raise OSError("disk full")

    with serving(sink) as port, pytest.raises(OSError, match="disk full"):
        mailer(port).send(messages(), note)
    assert sink.addresses == []


# --- TLS and login ----------------------------------------------------------------------------------


def test_starttls_and_login(server_tls, trusting):
    sink = Sink()
    options = {"tls_context": server_tls, "require_starttls": True, "authenticator": only("desk", "s3cret")}
    with serving(sink, **options, auth_required=True) as port:
        sender = mailer(port, "desk", "s3cret", tls="starttls", context=trusting)
        states, _ = send(sender)
        assert sender.probe() == f"{sender.where} takes mail: it answers 250 OK"
    assert set(states.values()) == {"accepted"}
    assert len(sink.addresses) == len(READERS)


def test_tls_from_the_first_byte(server_tls, trusting):
    sink = Sink()
    with serving(sink, implicit_tls=server_tls) as port:
        states, _ = send(mailer(port, tls="tls", context=trusting))
    assert set(states.values()) == {"accepted"}


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_certificate_nobody_trusts_is_refused(server_tls, tls):
    options = {"tls_context": server_tls} if tls == "starttls" else {"implicit_tls": server_tls}
    with serving(Sink(), **options) as port, pytest.raises(DeliveryError, match="certificate is not to be trusted"):
        mailer(port, tls=tls).probe()


def test_a_server_without_starttls_gets_nothing():
    noted = []
    with serving(Sink()) as port, pytest.raises(DeliveryError, match=r"STARTTLS.*delivery.smtp.tls"):
        hand_over(mailer(port, "desk", "s3cret", tls="starttls"), messages(), [], noted)
    assert noted == []


def test_a_wrong_password_names_the_variables(server_tls, trusting):
    options = {"tls_context": server_tls, "authenticator": only("desk", "s3cret")}
    with serving(Sink(), **options) as port:
        sender = mailer(
            port, "desk", "wrong", tls="starttls", context=trusting, username_env="MAIL_USER", password_env="MAIL_PASS"
        )
        with pytest.raises(DeliveryError, match=r"login of desk: 535 .*MAIL_USER and MAIL_PASS") as caught:
            send(sender)
    assert not isinstance(caught.value, ServerUnavailable)


def test_probe_needs_a_server():
    with pytest.raises(ServerUnavailable, match="cannot be reached"):
        mailer(free_port()).probe()
