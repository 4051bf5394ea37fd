"""`digest archive` and `digest withdraw`: the issues that were sent, as a website of plain files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from digest.commands.parts.lookup import ALL, the_slot
from digest.config import Audience
from digest.errors import ConfigError
from digest.model import Correction, SlotRecord, Withdrawal
from digest.ports import Store
from digest.web.archive import SentIssue, website
from digest.wiring import open_store, templates

LIST = ".digest-files"  # whose website it is, and the files that we wrote, one a line: only those are ever removed


def archive(audience: Audience, out: Path) -> int:
    """Write the website into `out` and say how many issues it shows. A file is whole or as it was, never half.

    Files that an earlier run wrote and that belong to no issue any more are removed, and no others. Refuses a
    folder with the website of another newsletter.
    """
    if not audience.archive.url:
        raise ConfigError(
            f"{audience.path}: archive.url is not set; permalinks and the feed need the address where {out} will stand"
        )
    slug = audience.newsletter.slug
    before = _written(out, slug)
    with closing(open_store(audience)) as store:
        issues = list(_sent(store, slug))
        corrections = _corrections(store, slug, issues)
    out.mkdir(parents=True, exist_ok=True)
    pages = dict(website(issues, corrections, audience, templates(audience)))
    _refuse_others(out, pages.keys() - before)
    _write(out / LIST, _list(slug, before | pages.keys()))  # a run that is killed now still owns what it wrote
    names = [_write(out / name, content) for name, content in pages.items()]
    for name in before - set(names):
        (out / name).unlink()
    _write(out / LIST, _list(slug, names))
    return sum(not one.withdrawal for one in issues)


def withdraw(audience: Audience, slot: str, reason: str, now: datetime) -> SlotRecord:
    """Keep an issue that was sent off the website, for a reason that readers will see.

    `slot` is the issue's time or the beginning of it (`2025-02-27`).
    """
    reason = " ".join(reason.split())
    if not reason:
        raise ConfigError("expected the reason, in words for readers")
    with closing(open_store(audience)) as store:
        record = _one_that_went_out(store, audience.newsletter.slug, slot)
        store.withdrawals.add(record.slot, Withdrawal(reason, now))
    return record


def restore(audience: Audience, slot: str) -> SlotRecord:
    """Put an issue that was withdrawn back on the website."""
    with closing(open_store(audience)) as store:
        record = _one_that_went_out(store, audience.newsletter.slug, slot)
        if not store.withdrawals.lift(record.slot):
            raise ConfigError(f"{record.slot.local}: the issue was not withdrawn")
    return record


def _one_that_went_out(store: Store, newsletter: str, wanted: str) -> SlotRecord:
    return the_slot(wanted, "issues that were sent", filter(_went_out, store.slots.history(newsletter, ALL)))


def _sent(store: Store, newsletter: str) -> Iterator[SentIssue]:
    """The issues whose sending is over, latest first; of two on one day, which share an address, the later."""
    days = set[str]()
    for record in filter(_went_out, store.slots.history(newsletter, ALL)):
        issue, rendered = store.issues.find(record.slot), store.issues.rendered(record.slot)
        if issue and rendered and record.closed and record.slot.date not in days:
            days.add(record.slot.date)
            yield SentIssue(issue, rendered.subject, rendered.preheader, record.closed, record.withdrawal)


def _corrections(store: Store, newsletter: str, issues: Iterable[SentIssue]) -> list[Correction]:
    """Those that an issue carried, also one that was withdrawn since, and those that wait for the next issue."""
    return [note for one in issues for note in one.issue.corrections] + list(store.corrections.waiting(newsletter))


def _went_out(record: SlotRecord) -> bool:
    """Whether the issue reached a reader; one that the server refused for every reader did not."""
    readers = record.counts.get("accepted", 0) + record.counts.get("uncertain", 0)
    return record.outcome == "sent" and bool(record.begun) and (readers > 0 or not record.counts)


def _written(out: Path, newsletter: str) -> set[str]:
    """The files that an earlier run wrote into this folder."""
    try:
        owner, *names = (out / LIST).read_text(encoding="utf-8").splitlines() or [newsletter]
    except FileNotFoundError:
        return set()
    if owner != newsletter:
        raise ConfigError(f"{out}: the website of {owner} stands here; give {newsletter} a folder of its own")
    return {name for name in names if name == Path(name).name and (out / name).is_file()}


def _refuse_others(out: Path, new: Iterable[str]) -> None:
    """Raise a `ConfigError` where a file of somebody else stands in the place of one that we would write."""
    if taken := sorted(name for name in new if (out / name).exists()):
        raise ConfigError(
            f"{out}: {', '.join(taken)} is not of this website, by {LIST}; give it a folder of its own, or move it away"
        )


def _list(newsletter: str, names: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in (newsletter, *names)).encode()


def _write(path: Path, content: bytes) -> str:
    whole = path.with_name(f".{path.name}.part")
    whole.write_bytes(content)
    os.replace(whole, path)
    return path.name
