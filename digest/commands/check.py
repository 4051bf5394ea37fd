"""`digest check`: what is fine and what is not, before an issue depends on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from digest.adapters.recipients import load_recipients
from digest.commands.preview import slot_at
from digest.config import Audience, load_audience
from digest.console import Silence
from digest.deliver.slots import next_slot
from digest.errors import ConfigError, DigestError, FetchError, ParseError
from digest.gather.feeds import parse_feed
from digest.model import Prompt, Recipient, Request
from digest.pipeline import make_issue
from digest.wiring import SAMPLE, open_desk, pick_embedder, pick_mailer, pick_model, templates, token_key


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was looked at."""

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
    yield Row("config", f"{config}: {len(audience.topics)} topics, {len(audience.sources)} sources")
    yield Row("next issue", f"{next_slot(audience, now).local} {audience.newsletter.timezone.key}")
    yield _row("recipients", lambda: f"{len(_some_recipients(audience))} readers")
    yield _row("templates", lambda: _render_sample(audience))
    yield _row("unsubscribe", lambda: _way_out(audience))
    yield _row("store", lambda: _open_store(audience))
    if online:
        yield from _feeds(audience, now)
        yield _row("mail server", lambda: pick_mailer(audience).probe())
        yield _row("model", lambda: _ask_model(audience))
        if audience.writer.embeddings:
            yield _row("embeddings", lambda: _ask_embedder(audience))


def _row(what: str, look: Callable[[], str]) -> Row:
    try:
        return Row(what, look())
    except DigestError as error:  # each row stands for itself
        return Row(what, str(error), ok=False)


def _some_recipients(audience: Audience) -> tuple[Recipient, ...]:
    recipients = load_recipients(audience)
    if not recipients:
        raise ConfigError(f"{audience.path}: nobody to send to; fill `delivery.recipients`")
    return recipients


def _render_sample(audience: Audience) -> str:
    """Set an issue of the sample day in the audience's own template."""
    sample = load_audience(SAMPLE)
    due = datetime.fromisoformat("2025-02-27T17:30").replace(tzinfo=sample.newsletter.timezone)
    with open_desk(sample, Silence(), in_memory=True) as desk:
        issue = make_issue(desk, slot_at(desk, due), due).issue
        from digest.render.briefing import render_issue

        rendered = render_issue(issue, audience, templates(audience))
    blocking = [finding.detail for finding in rendered.findings if finding.blocks]
    if blocking:
        raise ConfigError(f"template {audience.template}: {'; '.join(blocking)}")
    return f"{audience.template}: {len(rendered.html.encode()) / 1024:.0f} KB of HTML with the sample day"


def _way_out(audience: Audience) -> str:
    way = audience.delivery.unsubscribe
    token_key(audience)
    return "one click and by mail" if way.url and way.mailto else "one click" if way.url else "by mail"


def _open_store(audience: Audience) -> str:
    with open_desk(audience, Silence()) as desk:
        return f"{audience.folder / audience.store}: {len(desk.store.history(audience.newsletter.slug, 1000))} slots"


def _feeds(audience: Audience, now: datetime) -> Iterator[Row]:
    with open_desk(audience, Silence(), in_memory=True) as desk:
        answers = desk.fetcher.fetch([Request(source.feed) for source in audience.sources])
        for source, answer in zip(audience.sources, answers, strict=True):
            what = f"feed {source.outlet}"
            parsed = answer if isinstance(answer, FetchError) else parse_feed(answer, source, now)
            if isinstance(parsed, FetchError | ParseError):
                yield Row(what, str(parsed), ok=False)
                continue
            newest = max((item.published for item in parsed.items), default=None)
            age = f", newest {newest:%Y-%m-%d %H:%M} UTC" if newest else ""
            yield Row(what, f"{len(parsed.items)} items{age}", ok=bool(parsed.items))


def _ask_model(audience: Audience) -> str:
    model = pick_model(audience, Silence())
    if model is None:
        return "none: the extractive writer sets the issue"
    schema = {
        "type": "object",
        "properties": {"ok": {"type": "boolean"}},
        "required": ["ok"],
        "additionalProperties": False,
    }
    reply = model.ask(Prompt("You answer in JSON.", 'Answer {"ok": true}.', schema, "check", "check", 50))
    return f"{reply.model} at {audience.writer.base_url} answers"


def _ask_embedder(audience: Audience) -> str:
    embedder = pick_embedder(audience, Silence())
    if embedder is None:
        return "the key is not in the environment: topics are matched by their words"
    [vector] = embedder.embed(["A text"])
    return f"{embedder.name} answers: {len(vector)} numbers a text"
