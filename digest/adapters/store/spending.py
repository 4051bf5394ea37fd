"""What models have cost: the `Spending` of `digest.ports`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select

from digest.adapters.store import schema
from digest.adapters.store.database import Database
from digest.model import Spend

_COUNTED = ("calls", "prompt_tokens", "reply_tokens", "cost")
_LONGEST = timedelta(hours=1)  # a run that holds so long was killed


class SqlSpending:
    """A row a call, and one a run at work. Money is spent on the real day by `clock`, whatever day an issue is for."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._begin, self._clock = database.begin, clock

    def book(self, spend: Spend) -> None:
        """Keep what one call has cost, under the moment of the call."""
        values = {name: getattr(spend, name) for name in ("model", "prompt_tokens", "reply_tokens", "cost")}
        with self._begin() as connection:
            connection.execute(schema.calls.insert().values(asked=self._clock(), **values))

    def today(self) -> Spend:
        """What the calls of this UTC day have cost, those of all newsletters and previews in this store."""
        table, midnight = schema.calls, self._clock().replace(hour=0, minute=0, second=0, microsecond=0)
        sums = (func.coalesce(func.sum(table.c[name]), 0) for name in ("prompt_tokens", "reply_tokens", "cost"))
        with self._begin() as connection:
            row = connection.execute(select(func.count(), *sums).where(table.c.asked >= midnight)).one()
        return Spend("", *row)

    def hold(self, run: str, spend: Spend) -> None:
        """Set aside what a run may spend, in place of what it held before."""
        table, now = schema.holds, self._clock()
        values = {name: getattr(spend, name) for name in _COUNTED}
        with self._begin() as connection:
            connection.execute(delete(table).where(or_(table.c.run == run, table.c.made < now - _LONGEST)))
            if spend.calls:
                connection.execute(table.insert().values(run=run, made=now, **values))

    def held(self, but: str) -> Spend:
        """What all runs but this one hold."""
        table, since = schema.holds, self._clock() - _LONGEST
        sums = (func.coalesce(func.sum(table.c[name]), 0) for name in _COUNTED)
        with self._begin() as connection:
            row = connection.execute(select(*sums).where(table.c.run != but, table.c.made >= since)).one()
        return Spend("", *row)
