"""`digest check`: what is fine and what is not, before an issue depends on it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from digest.adapters.recipients import some_recipients
from digest.adapters.sources import Sources
from digest.commands.parts.previewing import slot_at
from digest.config import Audience, load_audience
from digest.console import Notes, Silence, counted
from digest.deliver.slots import next_slot
from digest.errors import BadReply, ConfigError, DigestError, FetchError, ParseError
from digest.gather.feeds import parse_feed
from digest.model import Prompt, Request
from digest.pipeline import make_issue
from digest.wiring import (
    SAMPLE,
    open_desk,
    open_store,
    pick_embedder,
    pick_mailer,
    pick_model,
    refuse_shared_slots,
    templates,
    token_key,
)

# What the shipped config, and one of `digest init`, has in place of one's own; nobody can own the domains (RFC 2606).
_EXAMPLE = re.compile(r"YOUR (?:NAME|STREET|TOWN)|1 Example Street|\bexample\.(?:com|net|org)\b")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was looked at. The detail may have several lines."""

    what: str
    detail: str
    ok: bool = True


def check(config: Path, now: datetime, *, online: bool) -> Iterator[Row]:
    """The rows, each as soon as it is known. Online: feeds are fetched, the mail server and the model are asked."""
    try:
        audience = load_audience(config)
    except ConfigError as error:
        yield Row("config", str(error), ok=False)
        return
    topics, sources = counted(len(audience.topics), "topic"), counted(len(audience.sources), "source")
    yield Row("config", f"{config}: {topics}, {sources}")
    yield Row("next issue", f"{next_slot(audience, now).local} {audience.newsletter.timezone.key}")
    yield _row("recipients", lambda: counted(len(some_recipients(audience)), "reader"))
    yield _row("delivery", lambda: _own_delivery(audience))
    yield _row("templates", lambda: _render_sample(audience))
    yield _row("unsubscribe", lambda: _way_out(audience))
    yield _row("store", lambda: _own_slots(audience))
    yield from _feeds(audience, now, online=online)
    yield _row("mail server", lambda: _ask_mail_server(audience, online=online))
    yield _row("model", lambda: _ask_model(audience, online=online))
    if audience.writer.embeddings:
        yield _row("embeddings", lambda: _ask_embedder(audience, online=online))


def _row(what: str, look: Callable[[], str]) -> Row:
    try:
        return Row(what, look())
    except DigestError as error:  # each row stands for itself
        return Row(what, str(error), ok=False)


# --- what stands in files ------------------------------------------------------------------------------


def _own_delivery(audience: Audience) -> str:
    """From whom mails come, once nothing under `delivery` is an example any more."""
    texts = _texts(audience.delivery.model_dump(by_alias=True), "delivery")
    left = [f"{audience.where(key)}: put your own in place of {text!r}" for key, text in texts if _EXAMPLE.search(text)]
    if left:
        raise ConfigError("\n".join(left))
    return f"{audience.delivery.sender}, {audience.delivery.postal_address}"


def _texts(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """Every text in a part of the config, with its key."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict | tuple):
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(part, f"{key}.{name}")


def _render_sample(audience: Audience) -> str:
    """Set an issue of the sample day in the audience's own template."""
    env = templates(audience)
    sample = load_audience(SAMPLE)
    due = datetime.fromisoformat("2025-02-27T17:30").replace(tzinfo=sample.newsletter.timezone)
    with open_desk(sample, Silence(), in_memory=True) as desk:
        issue = make_issue(desk, slot_at(desk, due), due).issue
        from digest.render.briefing import render_issue

        rendered = render_issue(issue, audience, env)
    blocking = [finding.detail for finding in rendered.findings if finding.blocks]
    if blocking:
        raise ConfigError(f"template {audience.template}: {'; '.join(blocking)}")
    return f"{audience.template}: {len(rendered.html.encode()) / 1024:.0f} KB of HTML with the sample day"


def _way_out(audience: Audience) -> str:
    way = audience.delivery.unsubscribe
    token_key(audience)
    return "one click and by mail" if way.url and way.mailto else "one click" if way.url else "by mail"


def _own_slots(audience: Audience) -> str:
    for other in _beside(audience):
        refuse_shared_slots((other, audience))
    with closing(open_store(audience)) as store:
        slots = counted(len(store.slots.history(audience.newsletter.slug, 1000)), "slot")
    return f"{audience.folder / audience.store}: {slots}"


def _beside(audience: Audience) -> Iterator[Audience]:
    """The other configs in the folder; a file that is none, or is wrong, is no concern of this one."""
    for path in sorted(audience.folder.glob("*.y*ml")):
        with suppress(ConfigError):
            yield load_audience(path)


# --- what is asked -------------------------------------------------------------------------------------


def _feeds(audience: Audience, now: datetime, *, online: bool) -> Iterator[Row]:
    """A row for each feed; those that are files can be read in any case."""
    sources = [source for source in audience.sources if online or source.is_file]
    try:
        answers = Sources(audience).fetch([Request(source.feed) for source in sources])
    except ConfigError as error:
        yield Row("feeds", str(error), ok=False)
        return
    for source, answer in zip(sources, answers, strict=True):
        what = f"feed {source.outlet}"
        parsed = answer if isinstance(answer, FetchError) else parse_feed(answer, source, now)
        if isinstance(parsed, FetchError | ParseError):
            yield Row(what, str(parsed), ok=False)
            continue
        newest = max((item.published for item in parsed.items), default=None)
        age = f", newest {newest:%Y-%m-%d %H:%M} UTC" if newest else ""
        missing = f"; {parsed.missing}" if parsed.missing else ""
        yield Row(what, f"{counted(len(parsed.items), 'item')}{age}{missing}", ok=bool(parsed.items))


def _ask_mail_server(audience: Audience, *, online: bool) -> str:
    mailer = pick_mailer(audience)
    return mailer.probe() if online else f"{mailer.where}; --online asks it"


def _ask_model(audience: Audience, *, online: bool) -> str:
    notes = Notes()
    model = pick_model(audience, notes)
    if model is None:
        return "\n".join(notes.lines) or "none: the extractive writer sets the issue"
    where = f"{model.name} at {audience.writer.base_url}"
    if not online:
        return f"{where}; --online asks it"
    schema = {
        "type": "object",
        "properties": {"ok": {"type": "boolean"}},
        "required": ["ok"],
        "additionalProperties": False,
    }
    cap = audience.writer.reply_tokens  # a reasoning model thinks before it says so much
    reply = model.ask(Prompt("You answer in JSON.", 'Answer {"ok": true}.', schema, "check", "check", cap))
    if not _is_ok(reply.text):
        raise BadReply(f'{where}: asked to answer {{"ok": true}}, it said {reply.text[:80]!r}')
    return f"{where} answers in JSON as it is asked to"


def _is_ok(text: str) -> bool:
    with suppress(ValueError):
        answer = json.loads(text)
        return isinstance(answer, dict) and answer.get("ok") is True
    return False


def _ask_embedder(audience: Audience, *, online: bool) -> str:
    notes = Notes()
    embedder = pick_embedder(audience, notes)
    if embedder is None:
        return "\n".join(notes.lines)
    if not online:
        return f"{embedder.name}; --online asks it"
    [vector] = embedder.embed(["A text"])
    return f"{embedder.name} answers: {counted(len(vector), 'number')} a text"
