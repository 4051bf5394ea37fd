"""What `digest check` asks of the world where it may: feeds, mail servers, models."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from digest.adapters.sources import Sources
from digest.commands.parts.rows import Row
from digest.config import Audience
from digest.console import Notes, counted
from digest.errors import BadReply, ConfigError, FetchError, ParseError
from digest.gather.feeds import parse_feed
from digest.model import Item, Prompt, Request, Sentence, Story
from digest.reading.article import is_foreign, read
from digest.wiring import (
    pick_checker,
    pick_embedder,
    pick_mailbox,
    pick_mailer,
    pick_model,
    prompts,
    token_key,
)
from digest.write.answers import read_reply
from digest.write.checks.opinion import Claims, opinion_prompt, read_opinion
from digest.write.prompts import Assignment, story_prompt

_FRESH = 2  # days


def feeds(audience: Audience, now: datetime, offered: list[Item], *, online: bool) -> Iterator[Row]:
    """A row for each feed; those that are files can be read in any case. What they hold is added to `offered`."""
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
        offered += parsed.items
        newest = max((item.published for item in parsed.items if item.dated), default=None)
        age = f", newest {newest:%Y-%m-%d %H:%M} UTC{_how_old(newest, now)}" if newest else ", none with a date"
        missing = f"; {parsed.missing}" if parsed.missing else ""
        yield Row(
            what, f"{counted(len(parsed.items), 'item')}{age}{missing}", ok=bool(parsed.items) and not parsed.stale
        )


def _how_old(newest: datetime, now: datetime) -> str:
    days = (now - newest).days
    return f", {counted(days, 'day')} ago" if days > _FRESH else ""


def ask_mail_server(audience: Audience, *, online: bool) -> str:
    """Whether it would take our mail."""
    mailer = pick_mailer(audience)
    return mailer.probe() if online else f"{mailer.where}; --online asks it"


def ask_mailbox(audience: Audience, *, online: bool) -> str:
    """Whether it can be read."""
    mailbox = pick_mailbox(audience)
    token_key(audience)
    if mailbox is None:
        return ""
    return mailbox.probe() if online else f"{mailbox.where}; --online asks it"


def ask_model(audience: Audience, offered: Sequence[Item], *, online: bool) -> str:
    """Whether it writes a short story as it is asked to, and what can't be checked of what it writes of `offered`."""
    notes = Notes()
    model = pick_model(audience, notes)
    if model is None:
        return "\n".join(notes.lines) or "none: stories are excerpted from one report each"
    where = f"{model.name} at {audience.writer.base_url}"
    limits = _unchecked(audience, offered)
    if not online:
        return "\n".join([f"{where}; --online asks it", *limits])
    asked = _question(audience)
    began = time.monotonic()
    reply = model.ask(asked)
    seconds = time.monotonic() - began
    try:
        draft = read_reply(reply, _STORY, ())
    except BadReply as error:
        raise BadReply(f"{where}: asked for a short story in JSON, it said {reply.text[:80]!r}: {error}") from None
    lines = [f"{where} wrote “{draft.hed}” in {seconds:.0f} s, in JSON as it is asked to", *model.shortfalls()]
    if not reply.prompt_tokens:
        lines.append("it counts no tokens; `writer.limits` go by estimates")
    return "\n".join([*lines, *limits])


def _unchecked(audience: Audience, offered: Sequence[Item]) -> Iterator[str]:
    """What the rules can't check of what a model writes in this language, or from feeds in another one."""
    language = audience.newsletter.language
    written = language.partition("-")[0]
    strange = {read(item).language.code or "an unknown language" for item in offered if is_foreign(item, language)}
    if written == "en" and not strange:
        return
    where = f"in {language}" if written != "en" else f"from reports in {', '.join(sorted(strange))}"
    left = "the second opinion" if audience.writer.second_opinion else "nobody: `writer.second_opinion` is off"
    yield (
        f"{where} quotations, numbers in digits, days, and who bears an office or a first name are compared with the "
        "reports; numbers in words, names that stand alone, and what was done, by whom and how surely are left to "
        f"{left}"
    )


def ask_checker(audience: Audience, *, online: bool) -> str:
    """Whether it tells a true sentence from a false one."""
    notes = Notes()
    checker = pick_checker(audience, notes)
    writer = audience.writer.as_checker
    if checker is None:
        return "\n".join(notes.lines) or "not asked: `writer.model` is empty, or `writer.second_opinion` false"
    where = f"{checker.name} at {writer.base_url}"
    if not online:
        return f"{where}; --online asks it"
    claims = (Sentence("The bridge reopens on 3 May.", ("check",)), Sentence("The bridge was sold in May.", ("check",)))
    reply = checker.ask(opinion_prompt(Claims(claims, _STORY.items), writer, prompts(audience)))
    doubted = [finding.text for finding in read_opinion(reply, claims, _STORY.id)]
    judged = "tells" if doubted == [claims[1].text] else "does not tell"
    return "\n".join([f"{where} {judged} a true sentence from a false one", *checker.shortfalls()])


def _question(audience: Audience) -> Prompt:
    """What a model is asked about a story, at its shortest."""
    return story_prompt(Assignment(_STORY), audience, prompts(audience))


def _story_of_one(outlet: str, text: str) -> Story:
    published = datetime(2025, 2, 27, 12, tzinfo=UTC)
    item = Item("check", "https://example.org/bridge", "Bridge to reopen in May", outlet, "", published, text)
    return Story("check", "", (item,))


_STORY = _story_of_one(
    "Example Courier",
    "The bridge over the Elm will reopen on 3 May, the mayor, Ann Strong, said on Thursday. It was closed in January "
    "after engineers found cracks in two of its six piers. The repairs cost 4 million dollars, a third of it paid by "
    "the state. Buses will use the northern lane first. Shops on the east bank have lost a fifth of their sales since "
    "the closure, according to their association.",
)


def ask_embedder(audience: Audience, *, online: bool) -> str:
    """Whether it gives vectors."""
    notes = Notes()
    embedder = pick_embedder(audience, notes)
    if embedder is None:
        return "\n".join(notes.lines)
    settings = audience.writer.embeddings
    if not online and not (settings and settings.is_local):
        return f"{embedder.name}; --online asks it"
    [vector] = embedder.embed(["A text"])
    return f"{embedder.name} answers: {counted(len(vector), 'number')} a text"
