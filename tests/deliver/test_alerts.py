"""One alert for each crossing, and the mail about it."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy

from digest.deliver.alerts import alert_message, alerts, model_alert
from digest.model import FeedState

FEED = "courier.xml"
NOW = datetime(2025, 2, 27, 22, 30, tzinfo=UTC)


def state(failures: int, *, alerted: bool = False) -> dict[str, FeedState]:
    return {FEED: FeedState(FEED, last_success=NOW, failures=failures, last_error="410\nGone", alerted=alerted)}


def test_a_feed_breaks_once_and_comes_back_once(make_audience):
    audience = make_audience(alerts={"after": 3})
    assert alerts(audience, {}) == ()
    assert alerts(audience, state(2)) == ()
    (broken,) = alerts(audience, state(3))
    assert broken.line == (
        "feed is broken: Courier, courier.xml: 3 errors in a row, last success 2025-02-27 22:30 UTC; the last: 410 Gone"
    )
    assert broken.state.alerted
    assert alerts(audience, state(4, alerted=True)) == ()
    (back,) = alerts(audience, state(0, alerted=True))
    assert back.line == "feed is back: Courier, courier.xml"
    assert not back.state.alerted


def test_other_commands_may_have_made_the_last_try(make_audience):
    (broken,) = alerts(make_audience(alerts={"after": 3}), state(7))
    assert "7 errors in a row" in broken.line


def test_one_mail_says_it_all(make_audience):
    audience = make_audience(delivery={"envelope_sender": "bounces@example.org"})
    told = alerts(audience, state(3)) + alerts(audience, state(0, alerted=True))
    message = alert_message(audience, told, "Op <op@example.org>", NOW)
    email = message_from_bytes(message.data, policy=policy.default)
    assert (message.recipient.address, message.envelope_sender) == ("op@example.org", "bounces@example.org")
    assert email["Subject"] == "White House Watch: 1 feed broken, 1 feed back"
    assert email["Message-ID"] == message.id
    assert "410 Gone" in email.get_content()
    assert alert_message(audience, told, "op@example.org", NOW).id == message.id, "the same for the same news"


def test_a_mail_about_the_model_says_how_to_look(make_audience):
    message = model_alert(make_audience(), "white-house-watch/2025-02-27T17:30: test wrote none", "op@example.org", NOW)
    email = message_from_bytes(message.data, policy=policy.default)
    assert email["Subject"] == "White House Watch: the model wrote no story"
    assert "test wrote none" in email.get_content()
    assert "digest check --online" in email.get_content()
