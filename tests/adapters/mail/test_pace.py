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
