"""What a monitor is told of a run."""

from __future__ import annotations

from datetime import UTC, datetime

from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from digest.web.watching import Standing, watching_app

NOW = datetime(2025, 2, 27, 22, 31, tzinfo=UTC)
STATE = {
    "newsletter": "watch",
    "last": {
        "slot": "2025-02-27T17:30", "due_at": "2025-02-27T22:30:00Z", "outcome": "sent",
        "closed_at": "2025-02-27T22:30:09Z", "detail": "", "subject": "A", "readers": {"accepted": 9, "rejected": 1},
    },
    "due": None,
    "next": "2025-02-28T17:30",
    "next_at": "2025-02-28T22:30:00Z",
    "waiting": 2,
    "feeds_failing": [{"outlet": "Wire", "feed": "https://wire.example/rss", "errors": 3, "error": "404"}],
    "spent_today": {"calls": 7, "tokens": 900, "cost": 0.25, "currency": "USD"},
}  # fmt: skip


def asked(standing, path):
    return TestClient(watching_app(lambda: standing)).get(path)


def test_health_is_what_status_says_and_whether_all_is_well():
    answer = asked(Standing(True, NOW, (STATE,), {}), "/health")
    assert answer.status_code == 200
    assert answer.json() == {"ok": True, "looked_at": "2025-02-27T22:31:00Z", "audiences": [STATE], "wrong": {}}


def test_a_run_that_is_not_well_answers_503():
    answer = asked(Standing(False, NOW, (), {"a.yaml": "a.yaml:1:1: no"}), "/health")
    assert (answer.status_code, answer.json()["wrong"]) == (503, {"a.yaml": "a.yaml:1:1: no"})


def test_metrics_are_read_by_prometheus():
    answer = asked(Standing(True, NOW, (STATE,), {}), "/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    samples = {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }
    assert samples == {
        ("digest_up",): 1.0,
        ("digest_looked_timestamp_seconds",): NOW.timestamp(),
        ("digest_configs_failing",): 0.0,
        ("digest_last_issue_due_timestamp_seconds", "watch"): NOW.timestamp() - 60,
        ("digest_last_issue_closed_timestamp_seconds", "watch"): NOW.timestamp() - 51,
        ("digest_last_issue_sent", "watch"): 1.0,
        ("digest_next_issue_due_timestamp_seconds", "watch"): NOW.timestamp() - 60 + 86400,
        ("digest_feeds_failing", "watch"): 1.0,
        ("digest_readers_deferred", "watch"): 2.0,
        ("digest_model_calls_today", "watch"): 7.0,
        ("digest_model_tokens_today", "watch"): 900.0,
        ("digest_model_cost_today", "watch"): 0.25,
        ("digest_last_issue_readers", "watch", "accepted"): 9.0,
        ("digest_last_issue_readers", "watch", "rejected"): 1.0,
        ("digest_feed_errors", "https://wire.example/rss", "watch", "Wire"): 3.0,
    }


def test_before_the_first_issue_there_is_nothing_to_say_of_it():
    text = asked(Standing(True, NOW, ({**STATE, "last": None},), {}), "/metrics").text
    assert "digest_last_issue_sent{" not in text
    assert 'digest_readers_deferred{newsletter="watch"} 2.0' in text
