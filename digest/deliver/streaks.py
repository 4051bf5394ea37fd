"""When a mailbox that takes no mail for now is given up."""

from __future__ import annotations

from collections.abc import Sequence


def is_given_up(arrivals: Sequence[tuple[str, bool]], local: str, limit: int) -> bool:
    """Whether `limit` issues in a row did not arrive, the one of the slot at `local` among them.

    `arrivals` are the reader's issues, oldest first, and whether each arrived. Bounces come in any order, some after
    days: those after `local` count too.
    """
    row = 0
    holds = False
    for slot, arrived in arrivals:
        row, holds = (0, False) if arrived else (row + 1, holds or slot == local)
        if holds and row >= limit:
            return True
    return False
