"""`digest archive`: the issues that were sent, as a website of plain files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from digest.config import Audience
from digest.errors import ConfigError
from digest.model import SlotRecord
from digest.ports import Store
from digest.web.archive import SentIssue, website
from digest.wiring import open_store, templates

_ALL = 1_000_000  # slots; more than a newsletter can have


def archive(audience: Audience, out: Path) -> int:
    """Write the website into `out` and say how many issues it has. A page is whole or as it was, never half."""
    if not audience.archive.url:
        raise ConfigError(
            f"{audience.path}: archive.url is not set; permalinks and the feed need the address where {out} will stand"
        )
    store = open_store(audience)
    try:
        sent = list(_sent(store, audience.newsletter.slug))
    finally:
        store.close()
    out.mkdir(parents=True, exist_ok=True)
    for name, content in website(sent, audience, templates(audience)):
        whole = out / f".{name}.part"
        whole.write_text(content, encoding="utf-8")
        os.replace(whole, out / name)
    return len(sent)


def _sent(store: Store, newsletter: str) -> Iterator[SentIssue]:
    """The issues whose sending is over, latest first."""
    for record in store.history(newsletter, _ALL):
        issue, rendered = store.issue(record.slot), store.rendered(record.slot)
        if issue and rendered and record.closed and _reached(record):
            yield SentIssue(issue, rendered.subject, rendered.preheader, record.closed)


def _reached(record: SlotRecord) -> bool:
    """Whether the issue went out; one that the server refused for every reader did not."""
    readers = record.counts.get("accepted", 0) + record.counts.get("uncertain", 0)
    return record.outcome == "sent" and (readers > 0 or not record.counts)
