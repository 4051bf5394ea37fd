from __future__ import annotations

from datetime import UTC, datetime, timedelta


def test_vectors_are_kept_by_their_key(store):
    some = {str(number): [0.5, -0.25, number / 8] for number in range(1200)}
    store.vectors.save(some)
    store.vectors.save({})
    found = store.vectors.find([*some, "unknown"])
    assert {key: list(vector) for key, vector in found.items()} == some
    store.vectors.save({"1": [1.0]})
    assert list(store.vectors.find(["1"])["1"]) == [1.0]


def test_old_vectors_are_forgotten(store):
    store.vectors.save({"old": [1.0]})
    store.vectors.forget(datetime.now(UTC) - timedelta(days=1))
    assert list(store.vectors.find(["old"])) == ["old"]
    store.vectors.forget(datetime.now(UTC) + timedelta(days=1))
    assert store.vectors.find(["old"]) == {}
