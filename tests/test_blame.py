from __future__ import annotations

import pytest

from digest.blame import blame_for


@pytest.mark.parametrize(
    ("phase", "reply", "blame"),
    [
        ("RCPT", "550 5.1.1 <a@b.example>: Recipient address rejected: User unknown", "reader"),
        ("RCPT", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup", "reader"),
        ("RCPT", "550 5.2.1 The email account that you tried to reach is disabled", "reader"),
        ("RCPT", "550 Requested action not taken: mailbox unavailable", "reader"),
        ("RCPT", "550 No such user here", "reader"),
        ("RCPT", "550 5.4.1 Recipient address rejected: Access denied", "reader"),
        ("RCPT", "552 5.2.2 The email account that you tried to reach is over quota", "full"),
        ("RCPT", "550 5.4.5 Daily user sending limit exceeded", "quota"),
        ("END", "550 5.4.5 Daily SMTP relay sending limit exceeded", "quota"),
        ("END", "454 Throttling failure: Daily message quota exceeded.", "quota"),
        ("RCPT", "550 You have reached your hourly limit", "quota"),
        ("END", "554 5.2.252 SendAsDenied; watch@example.org not allowed to send as desk@example.org", "sender"),
        ("RCPT", "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen", "sender"),
        ("RCPT", "554 5.7.1 <a@b.example>: Relay access denied", "sender"),
        ("MAIL", "530 5.7.0 Authentication Required", "sender"),
        ("LOGIN", "535 5.7.8 Username and Password not accepted", "sender"),
        ("MAIL", "550 5.1.8 <x@nowhere.example>: Sender address rejected: Domain not found", "sender"),
        (
            "END",
            "550 5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy",
            "sender",
        ),
        ("END", "550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.", "sender"),
        ("MAIL", "552 5.3.4 Message size exceeds fixed limit", "message"),
        ("END", "554 5.7.1 Message contains spam or virus", "message"),
        ("END", "454 Throttling failure: Maximum sending rate exceeded.", "rate"),
        ("RCPT", "421 4.7.28 Our system has detected an unusual rate of unsolicited mail", "rate"),
        ("MAIL", "452 4.3.2 too many connections, slow down", "rate"),
        ("RCPT", "450-4.2.1 The user is receiving mail at a rate that prevents more", "rate"),
        ("RCPT", "451 4.7.1 Greylisting in action, please come back later", "temporary"),
        ("RCPT", "450 4.2.2 mailbox full", "temporary"),
        ("RCPT", "421 4.3.2 closing", "temporary"),
        ("RCPT", "550 5.7.1 Delivery not authorised, message refused", "unclear"),
        ("RCPT", "550 no", "unclear"),
    ],
)
def test_what_a_refusal_is_about(phase, reply, blame):
    assert blame_for(phase, int(reply[:3]), reply) == blame
