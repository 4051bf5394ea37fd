from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from digest.adapters.store import SqlStore
from digest.model import (
    Spend,
)


def test_the_day_is_that_of_the_clock_and_ends_at_midnight(tmp_path: Path) -> None:
    moments = iter([datetime(2025, 2, 27, 23, 59, tzinfo=UTC)] * 3 + [datetime(2025, 2, 28, tzinfo=UTC)] * 3)
    store = SqlStore(tmp_path / "digest.sqlite", clock=lambda: next(moments))
    try:
        for _ in range(2):
            store.spending.book(Spend("test", 1, 1000, 100, 0.25))
        assert store.spending.today() == Spend("", 2, 2000, 200, 0.5)
        assert store.spending.today() == Spend()
        store.spending.book(Spend("test", 1, 10, 1, 0.125))
        assert store.spending.today() == Spend("", 1, 10, 1, 0.125)
    finally:
        store.close()


def test_what_runs_hold_is_known_to_the_others(store):
    store.spending.hold("one", Spend("", 2, 1000, 200, 0.25))
    store.spending.hold("two", Spend("", 1, 10, 1, 0.5))
    assert store.spending.held("two") == Spend("", 2, 1000, 200, 0.25)
    store.spending.hold("one", Spend("", 1, 500, 100, 0.125))
    assert store.spending.held("") == Spend("", 2, 510, 101, 0.625)
    store.spending.hold("one", Spend())
    assert store.spending.held("two") == Spend()
    assert store.spending.today() == Spend()
