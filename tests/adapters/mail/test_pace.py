from __future__ import annotations

from collections import deque

import pytest

from digest.adapters.mail.pace import Pace


def sent_within(pace, seconds, allowed=None):
    """Moments at which messages were taken, by a server that takes `allowed` in any second; time is played."""
    now, taken, window, refused = 0.0, [], deque(), 0
    while now < seconds:
        if wait := pace.wait(now):
            now += wait
            continue
        pace.begin(now)
        while window and window[0] <= now - 1:
            window.popleft()
        if allowed is not None and len(window) >= allowed:
            refused += 1
            pace.throttled(now)
        else:
            window.append(now)
            taken.append(now)
            pace.accepted(now)
        now += 0.001
    return taken, refused


def test_the_operators_rate_is_kept():
    taken, _ = sent_within(Pace(14), 10)
    assert 130 <= len(taken) <= 141


def test_without_one_nobody_waits():
    assert len(sent_within(Pace(), 1)[0]) >= 990


@pytest.mark.parametrize("allowed", [1, 14, 200])
def test_a_server_that_throttles_is_found_out_and_seldom_asked_for_more(allowed):
    taken, refused = sent_within(Pace(), 60, allowed)
    assert len(taken) > 60 * allowed * 0.5
    assert refused < len(taken) * 0.15


def test_many_put_off_in_a_row_are_throttling_by_another_name():
    pace = Pace()
    for _ in range(3):
        assert pace.wait(0) == 0
        pace.temporary(0)
    assert pace.wait(0) >= 1


class Meter:
    """Room at so many messages a second, for all who take of it; time is played."""

    def __init__(self, rate):
        self.rate, self.now, self.free = rate, 0.0, 0.0

    def take(self, messages):
        wait = max(0.0, self.free - self.now)
        self.free = max(self.free, self.now) + messages / self.rate
        return wait


@pytest.mark.parametrize("rate", [0.5, 14, 200])
def test_two_workers_together_keep_the_operators_rate(rate):
    meter = Meter(rate)
    paces, taken, now = [Pace(rate, meter.take) for _ in range(2)], [0, 0], 0.0
    while now < 20:
        meter.now = now
        for number, pace in enumerate(paces):
            if not pace.wait(now):
                pace.begin(now)
                taken[number] += 1
        now += 0.0005
    assert sum(taken) <= 20 * rate + 2 * max(1, rate / 2)
    assert sum(taken) >= 0.85 * 20 * rate
    assert min(taken) >= 0.3 * sum(taken)


def test_where_room_cannot_be_asked_for_nothing_begins():
    answers = [None, 0.0]
    pace = Pace(10, lambda _: answers.pop(0))
    assert pace.wait(0) == 1
    assert pace.wait(1) == 0
