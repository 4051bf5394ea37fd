"""The talk with a server, said by hand: what comes back decides what is said next."""

from __future__ import annotations

import pytest

from digest.adapters.mail.conversation import Conversation, Garbled
from digest.model import Message, Recipient

MESSAGE = Message(
    Recipient("ann@example.net"), "<1@example.org>", "desk@example.org", b"To: ann\r\n\r\n.dot\r\nend\r\n"
)
ENVELOPE = b"MAIL FROM:<desk@example.org>\r\nRCPT TO:<ann@example.net>\r\nDATA\r\n"
TEXT = b"To: ann\r\n\r\n..dot\r\nend\r\n.\r\n"


def talk(extensions, *replies):
    """All that was said, and the receipt."""
    conversation = Conversation(extensions)
    said, receipt = [conversation.begin(MESSAGE)], None
    for reply in replies:
        assert receipt is None, "the talk went on after its end"
        say, receipt = conversation.feed(reply)
        said.append(say)
    return said, receipt, conversation


def test_without_pipelining_each_command_waits_for_its_answer():
    said, receipt, _ = talk([], b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n", b"250 2.0.0 queued\r\n")
    assert b"".join(said) == ENVELOPE + TEXT
    assert (receipt.state, receipt.detail, receipt.blame) == ("accepted", "250 2.0.0 queued", None)


def test_with_pipelining_they_are_said_at_once_and_the_text_waits():
    said, receipt, _ = talk(["pipelining"], b"250 ok\r\n250-two\r\n250 lines\r\n354 go\r\n", b"250 queued\r\n")
    assert said == [ENVELOPE, TEXT, b""]
    assert receipt.state == "accepted"


@pytest.mark.parametrize(
    ("replies", "says"),
    [
        ([b"250 ok\r\n550 5.1.1 no\r\n503 5.5.1 no valid recipients\r\n", b"250 ok\r\n"], b"RSET\r\n"),
        ([b"250 ok\r\n550 5.1.1 no\r\n354 go\r\n", b"554 5.5.1 no valid recipients\r\n"], b".\r\n"),
        ([b"550 5.1.1 no\r\n503 mail first\r\n503 mail first\r\n", b"250 ok\r\n"], b"RSET\r\n"),
    ],
)
def test_a_refusal_in_the_middle_of_a_pipeline_hands_over_nothing(replies, says):
    said, receipt, conversation = talk(["pipelining"], *replies)
    assert said == [ENVELOPE, says, b""]
    assert (receipt.state, receipt.detail[:9]) == ("rejected", "550 5.1.1")
    assert not conversation.text_sent
    assert conversation.begin(MESSAGE) == ENVELOPE, "and the next message may begin"


def test_bytes_may_come_one_at_a_time():
    conversation = Conversation(["pipelining"])
    conversation.begin(MESSAGE)
    told = [conversation.feed(bytes([byte])) for byte in b"250 ok\r\n250-a\r\n250 b\r\n354 go\r\n250 queued\r\n"]
    assert b"".join(say for say, _ in told) == TEXT
    assert [receipt.state for _, receipt in told if receipt] == ["accepted"]


def test_a_server_that_says_421_closes_and_has_nothing():
    _, receipt, conversation = talk([], b"250 ok\r\n", b"421 4.3.2 closing\r\n")
    assert conversation.closing
    assert (receipt.state, conversation.text_sent) == ("deferred", False)


def test_an_answer_to_the_text_that_is_no_answer_is_uncertain():
    _, receipt, _ = talk([], b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n", b"334 what\r\n")
    assert receipt.state == "uncertain"


def test_what_is_no_mail_server_is_left():
    conversation = Conversation([])
    conversation.begin(MESSAGE)
    with pytest.raises(Garbled):
        conversation.feed(b"x" * 100_000)
