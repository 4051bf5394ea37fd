from __future__ import annotations

import time

import pytest


def test_room_is_taken_at_the_rate_whoever_asks(store):
    began = time.monotonic()
    waits = [store.paces.take("mail.example:25", 10, 5) for _ in range(20)]
    assert waits[0] == 0
    assert waits == sorted(waits)
    assert waits[-1] + (time.monotonic() - began) == pytest.approx(19 * 5 / 10, abs=time.monotonic() - began + 0.01)
    assert store.paces.take("other.example:25", 10, 5) == 0


def test_room_that_nobody_took_is_gone(store):
    store.paces.take("mail.example:25", 1000, 10)
    time.sleep(0.03)
    assert store.paces.take("mail.example:25", 1000, 10) == 0
