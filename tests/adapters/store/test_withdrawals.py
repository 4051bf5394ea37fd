from __future__ import annotations

from digest.model import Withdrawal
from tests.adapters.store.examples import NOW, SLOT


def test_an_issue_is_withdrawn_with_the_last_reason_and_put_back_once(begun):
    begun.withdrawals.add(SLOT, Withdrawal("a mistake", NOW))
    begun.withdrawals.add(SLOT, Withdrawal("a great mistake", NOW))
    assert begun.slots.history("watch", 1)[0].withdrawal == Withdrawal("a great mistake", NOW)
    assert begun.withdrawals.lift(SLOT)
    assert not begun.withdrawals.lift(SLOT)
    assert begun.slots.history("watch", 1)[0].withdrawal is None
