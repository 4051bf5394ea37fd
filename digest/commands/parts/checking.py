"""`digest check`: what is fine and what is not, before an issue depends on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from digest.adapters.names import Names
from digest.commands.parts.authenticating import dns_rows
from digest.commands.parts.enrolling import unused_list
from digest.commands.parts.probing import ask_checker, ask_embedder, ask_mail_server, ask_mailbox, ask_model, feeds
from digest.commands.parts.queries import catches, doubts
from digest.commands.parts.rows import Row, row
from digest.commands.parts.state import state_of
from digest.commands.parts.which_issue import slot_at
from digest.config import Audience, load_audience
from digest.console import Silence, counted
from digest.deliver.parcels import Parcels
from digest.deliver.slots import next_slot
from digest.errors import ConfigError, StoreError
from digest.model import Item
from digest.pipeline import make_issue
from digest.render.briefing import rehearsed, render_issue
from digest.render.document import issue_document
from digest.spans import LOOKED_AT
from digest.wiring import (
    SAMPLE,
    count_readers,
    has_store,
    open_desk,
    open_store,
    pick_signer,
    refuse_shared_slots,
    templates,
    token_key,
)
from digest.yaml12 import read_document

# What the shipped config, and one of `digest init`, has in place of one's own; nobody can own the domains (RFC 2606).
_EXAMPLE = re.compile(r"\bYOUR [A-Z]{2,}|1 Example Street|\bexample\.(?:com|net|org)\b")


def check(config: Path, now: datetime, *, online: bool, name_server: str | None = None) -> Iterator[Row]:
    """The rows, each as soon as it is known. Online: feeds are fetched, the mail server and the model are asked.

    `name_server` is asked what the DNS says of the sender, empty for this machine's own; None for nobody.
    """
    try:
        audience = load_audience(config)
    except ConfigError as error:
        yield Row("config", str(error), ok=False)
        return
    topics, sources = counted(len(audience.topics), "topic"), counted(len(audience.sources), "source")
    yield Row("config", f"{config}: {topics}, {sources}")
    yield _next_issue(audience, now)
    if not audience.delivery.whole:
        yield row("recipients", lambda: _readers(audience))
        yield from _unused_list(audience)
    yield row("placeholders", lambda: _nothing_left_over(audience))
    yield row("queries", lambda: _queries(audience))
    yield row("templates", lambda: _render_sample(audience))
    yield row("unsubscribe", lambda: _way_out(audience))
    if audience.delivery.dkim:
        yield row("dkim", lambda: _signature(audience))
    yield row("store", lambda: _own_slots(audience))
    offered: list[Item] = []
    yield from feeds(audience, now, offered, online=online)
    yield from _topics(audience, now, offered)
    yield row("webhook" if audience.delivery.whole else "mail server", lambda: ask_mail_server(audience, online=online))
    if audience.returns:
        yield row("returns", lambda: ask_mailbox(audience, online=online))
    if name_server is not None:
        yield from dns_rows(audience, Names(name_server))
    yield row("model", lambda: ask_model(audience, offered, online=online))
    if audience.writer.checker:
        yield row("second opinion", lambda: ask_checker(audience, online=online))
    if audience.writer.embeddings:
        yield row("embeddings", lambda: ask_embedder(audience, online=online))


def _next_issue(audience: Audience, now: datetime) -> Row:
    """When it is due, and why not earlier where a day has had its issue."""
    try:
        state = state_of(audience, now)
    except StoreError:  # which the row of the store says
        return Row("next issue", f"{next_slot(audience.calendar, now).local} {audience.newsletter.timezone.key}")
    line = f"{state['next']} {audience.newsletter.timezone.key}"
    return Row("next issue", "; ".join(filter(None, (line, state["held_back"]))), look=bool(state["held_back"]))


def _unused_list(audience: Audience) -> Iterator[Row]:
    """Readers whom the store lists while issues go to others."""
    with suppress(StoreError):  # which the row of the store says
        if idle := unused_list(audience):
            yield Row("recipients", idle, look=True)


def _readers(audience: Audience) -> str:
    number, remark = count_readers(audience)
    return "; ".join(filter(None, (counted(number, "reader"), remark)))


# --- what stands in files ------------------------------------------------------------------------------


def _nothing_left_over(audience: Audience) -> str:
    """That nothing in the config is an example any more."""
    texts = _texts(read_document(audience.path).value, "")
    left = [f"{audience.where(key)}: put your own in place of {text!r}" for key, text in texts if _EXAMPLE.search(text)]
    if left:
        raise ConfigError("\n".join(left))
    return "none is left to fill in"


def _texts(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """Every text in a part of the config, with its key."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict | list):
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(part, f"{key}.{name}" if key else f"{name}")


def _queries(audience: Audience) -> str:
    """That every query finds what it looks like."""
    if wrong := [f"{audience.where(key)}: {doubt}" for key, doubt in doubts(audience)]:
        raise ConfigError("\n".join(wrong))
    return "each looks for what it says"


def _topics(audience: Audience, now: datetime, offered: Sequence[Item]) -> Iterator[Row]:
    """How many items of the last days each topic matches: of the stored ones and those that feeds offer now."""
    stored: Sequence[Item] = ()
    if has_store(audience):
        with suppress(StoreError), closing(open_store(audience)) as store:
            stored = store.gathered.items((source.feed for source in audience.sources), now - LOOKED_AT)
    items = {item.id: item for item in (*offered, *stored)}.values()
    known = [item for item in items if now - LOOKED_AT <= item.published <= now]
    days = f" of the last {LOOKED_AT / timedelta(days=1):.0f} days"
    for name, found, any_ in catches(audience, known, days) if known else ():
        yield Row(f"topic {name}", found, look=not any_)


def _render_sample(audience: Audience) -> str:
    """Set an issue of the sample day in the audience's own template."""
    env = templates(audience)
    sample = load_audience(SAMPLE)
    due = datetime.fromisoformat("2025-02-27T17:30").replace(tzinfo=sample.newsletter.timezone)
    with open_desk(sample, Silence(), in_memory=True) as desk:
        issue = make_issue(desk, slot_at(desk, due), due).issue
    rendered = render_issue(issue, audience, env)
    if audience.delivery.whole:
        Parcels(rendered, audience, issue.slot, issue_document(issue, rendered), env)
    today, another_day = rendered.findings, rehearsed(replace(rendered, findings=()), audience, env).findings
    blocking = [finding.detail for finding in (*today, *another_day) if finding.blocks or finding in another_day]
    if blocking:
        raise ConfigError(f"template {audience.template}: {'; '.join(blocking)}")
    return f"{audience.template}: {len(rendered.html.encode()) / 1024:.0f} KB of HTML with the sample day"


def _way_out(audience: Audience) -> str:
    url, mailto = audience.delivery.leaving_url, audience.delivery.unsubscribe.mailto
    token_key(audience)
    return "one click and by mail" if url and mailto else "one click" if url else "by mail"


def _signature(audience: Audience) -> str:
    """Where the DNS must have the public key, and the record."""
    signer = pick_signer(audience)
    assert signer  # noqa: S101
    from digest.deliver.dkim import public_record

    return f"signed; the DNS needs, at {signer.name}, the TXT record\n{public_record(signer.key)}"


def _own_slots(audience: Audience) -> str:
    for other in _beside(audience):
        refuse_shared_slots((other, audience))
    path = audience.store_at
    if isinstance(path, Path) and not path.exists() and not any(path.parent.glob(f"{path.name}.*")):  # else it is lost
        return f"{path}: none yet; the first run makes it"
    with closing(open_store(audience)) as store:
        records = store.slots.history(audience.newsletter.slug, 1000)
        strange = set(store.slots.newsletters()) - {one.newsletter.slug for one in (audience, *_beside(audience))}
    if strange and not records:
        raise ConfigError(
            f"{audience.where('newsletter.slug')}: {store.database.name} holds no slot of "
            f"{audience.newsletter.slug} but those of {', '.join(sorted(strange))}; if that is this newsletter under "
            f"an earlier name, keep its history with `slug: {min(strange)}`"
        )
    others = f", and of {', '.join(sorted(strange))}, which no config beside this one is about" if strange else ""
    return f"{store.database.name}: {counted(len(records), 'slot')}{others}"


def _beside(audience: Audience) -> Iterator[Audience]:
    """The other configs in the folder; a file that is none, or is wrong, is no concern of this one."""
    for path in sorted(audience.folder.glob("*.y*ml")):
        with suppress(ConfigError):
            yield load_audience(path)
