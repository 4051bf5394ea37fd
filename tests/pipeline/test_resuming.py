"""A run that goes on where a killed one stopped reads the list from there, and still forgets nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest

from digest.adapters.recipients import open_recipients
from digest.adapters.store import SqlStore
from digest.config import Audience, load_audience
from digest.model import Enrolment, Issue, Message, Receipt, Recipient, RenderedIssue, Slot, Spend
from digest.pipeline.ledger import Ledger
from digest.ports import Recipients
from tests.test_config import MINIMAL

NOW = datetime(2025, 2, 27, 17, 30, tzinfo=UTC)
SLOT = Slot("morning-brief", "2025-02-27T17:30", NOW)
READERS = [f"reader{number:05}@example.net" for number in range(2600)]


class Counted:
    """Recipients that note how many were read."""

    def __init__(self, recipients: Recipients) -> None:
        self._recipients, self.read = recipients, 0

    def parts(self, place: str = "") -> Iterator[tuple[str, Sequence[Recipient]]]:
        for begins, part in self._recipients.parts(place):
            self.read += len(part)
            yield begins, part

    def __iter__(self) -> Iterator[Recipient]:
        return iter(self._recipients)

    def count(self) -> int:
        return self._recipients.count()

    @property
    def remark(self) -> str:
        return ""


@pytest.fixture
def store() -> Iterator[SqlStore]:
    opened = SqlStore(None)
    issue = Issue("Brief", SLOT, None, (), (), (), (), Spend())
    opened.issues.begin(SLOT, issue, RenderedIssue("s", "", "h", "t"), NOW)
    yield opened
    opened.close()


@pytest.fixture(params=["file", "store"])
def audience(request: pytest.FixtureRequest, store: SqlStore, tmp_path: Path) -> Audience:
    """2,600 readers, in a file or in the store."""
    path = tmp_path / "config.yaml"
    if request.param == "store":
        store.readers.add("morning-brief", [Enrolment(one, "", "test", NOW) for one in READERS])
        path.write_text(MINIMAL + "  readers: store\n", encoding="utf-8")
    else:
        (tmp_path / "readers.csv").write_text("\n".join(["email", *READERS, ""]), encoding="utf-8")
        path.write_text(MINIMAL + "  recipients: readers.csv\n", encoding="utf-8")
    return load_audience(path)


def run(audience: Audience, store: SqlStore, most: int | None = None, **replies: str) -> tuple[list[str], int]:
    """Hands over to at most so many readers, two in hand at a time; gives whom, and how many were read."""
    recipients = Counted(open_recipients(audience, store))
    ledger = Ledger(store, SLOT, lambda: NOW)
    ledger.begin()
    had: list[str] = []
    for one in islice(ledger.left(recipients), most):
        settled = [Receipt(had[-1], replies.get(had[-1].partition("@")[0], "accepted"))] if had else []  # type: ignore[arg-type]
        ledger.note([Message(one, "", "", b"")], settled)
        had.append(one.address)
    if most is None and had:
        ledger.note([], [Receipt(had[-1], "accepted")])
    return had, recipients.read


def test_nobody_twice_nobody_missed_and_little_read_again(audience: Audience, store: SqlStore) -> None:
    first, read = run(audience, store, 2101)
    assert (first, read) == (READERS[:2101], 2500)
    second, read = run(audience, store)
    assert second == READERS[2101:], "the one in hand is uncertain, those that were only promised get theirs"
    assert read == 2600 - 1500, "a part is 500, and the place lags one behind"
    assert run(audience, store) == ([], 600)
    states = store.receipts.counts(SLOT)
    assert states == {"accepted": 2599, "uncertain": 1}


def test_who_was_put_off_before_that_place_comes_last(audience: Audience, store: SqlStore) -> None:
    run(audience, store, 2101, reader00007="deferred")
    second, _ = run(audience, store)
    assert second == [*READERS[2101:], READERS[7]]


def test_a_list_that_was_changed_is_read_from_its_beginning(store: SqlStore, tmp_path: Path) -> None:
    path, file = tmp_path / "config.yaml", tmp_path / "readers.csv"
    path.write_text(MINIMAL + "  recipients: readers.csv\n", encoding="utf-8")
    file.write_text("\n".join(["email", *READERS, ""]), encoding="utf-8")
    audience = load_audience(path)
    run(audience, store, 2101)
    file.write_text("\n".join(["email", "new@example.net", *READERS, ""]), encoding="utf-8")
    assert run(audience, store)[0] == ["new@example.net", *READERS[2101:]]
