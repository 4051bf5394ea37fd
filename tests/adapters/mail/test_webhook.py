from __future__ import annotations

import base64
import hashlib
import hmac

import pytest
import stamina

from digest.adapters.mail.webhook import Permit, WebhookMailer, signature
from digest.errors import DeliveryError
from digest.model import Message, Recipient
from digest.ports import Mailer
from tests.web_server import Page, WebServer

BODY = b'{"issue": "\xc3\xa9"}'
MESSAGE = Message(Recipient("webhook"), "digest_1", "", BODY)


@pytest.fixture
def web():
    with WebServer().running() as server, stamina.set_testing(True, attempts=3):
        yield server


def sent(url, permit=None, **settings):
    noted, receipts = [], []

    def note(begun, ended):
        noted.extend(begun)
        receipts.extend(ended)

    try:
        WebhookMailer(url, permit or Permit(), **settings).send([MESSAGE], note)
    finally:
        assert noted == [MESSAGE]
        assert [one.address for one in receipts] == ["webhook"]
    return receipts[0]


def test_it_is_posted_once_with_what_the_other_side_asks_for(web):
    url = web.serve("/hook", Page(b'{"id": 7}', 201))
    permit = Permit("Token abc", secret="whsec_" + base64.b64encode(b"key").decode())
    receipt = sent(url, permit, headers={"Accept-Version": "v5.0"}, clock=lambda: 1740677400.9)
    assert (receipt.state, receipt.detail) == (
        "accepted",
        f'http://127.0.0.1:{web.port} answers 201 Created: {{"id": 7}}',
    )
    [(_, headers)] = web.seen
    assert web.posted == [BODY]
    assert (headers["authorization"], headers["accept-version"]) == ("Token abc", "v5.0")
    assert (headers["content-type"], headers["webhook-id"]) == ("application/json", "digest_1")
    signed = hmac.new(b"key", b"digest_1.1740677400." + BODY, hashlib.sha256).digest()
    assert headers["webhook-timestamp"] == "1740677400"
    assert headers["webhook-signature"] == "v1," + base64.b64encode(signed).decode()


def test_the_signature_is_that_of_the_specification():
    """The example of https://github.com/standard-webhooks/standard-webhooks, as its libraries have it."""
    secret, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b'{"test": 2432232314}'
    assert signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body) == (
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_was_not_taken_is_tried_again(web, status):
    url = web.serve("/hook", Page(b"busy", status, {"Retry-After": "0"}), Page(b"ok"))
    assert sent(url).state == "accepted"
    assert len(web.posted) == 2
    assert web.seen[0][1]["webhook-id"] == web.seen[1][1]["webhook-id"]


def test_what_is_never_taken_in_this_run_is_left_for_the_next(web):
    receipt = sent(web.serve("/hook", Page(b"no room", 503)))
    assert (receipt.state, len(web.posted)) == ("deferred", 3)
    assert receipt.detail.endswith("answers 503 Service Unavailable: no room")


def test_nobody_there_is_left_for_the_next_run():
    with WebServer().running() as web:
        url = web.url("/hook")
    with stamina.set_testing(True, attempts=2):
        receipt = sent(url)
    assert receipt.state == "deferred"
    assert "ConnectError" in receipt.detail


@pytest.mark.parametrize("answer", [Page(b"ok", hold=1.0), Page(b"slow upstream", 504), Page(b"cut", length=99)])
def test_what_may_have_been_taken_is_not_sent_again(web, answer):
    receipt = sent(web.serve("/hook", answer), timeout=0.3)
    assert (receipt.state, len(web.posted)) == ("uncertain", 1)
    assert receipt.detail.endswith("look there whether it has the issue")


@pytest.mark.parametrize(("status", "advice"), [(401, "authorization"), (422, "extra"), (301, "elsewhere")])
def test_what_will_never_be_taken_is_told_and_the_slot_stays_open(web, status, advice):
    with pytest.raises(DeliveryError, match=advice):
        sent(web.serve("/hook", Page(b"no", status, {"Location": "http://x.example/secret"})))
    assert len(web.posted) == 1


def test_a_command_prints_the_authorization(web):
    assert sent(web.serve("/hook", Page(b"ok")), Permit(command="echo Ghost abc.def")).state == "accepted"
    assert web.seen[0][1]["authorization"] == "Ghost abc.def"
    with pytest.raises(DeliveryError, match=r"delivery\.webhook\.authorization_command: 'false' ended with 1"):
        sent(web.url("/hook"), Permit(command="false"))


def test_a_probe_posts_nothing_and_names_no_secret_part_of_the_address(web):
    mailer: Mailer = WebhookMailer(web.serve("/services/T0/SECRET", Page()), Permit())
    assert (
        mailer.probe() == f"{mailer.where} is there: it answers 405 Method Not Allowed to a HEAD, which posts nothing"
    )
    assert web.posted == []
    assert "SECRET" not in mailer.where
