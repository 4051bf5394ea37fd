"""The website of a newsletter's issues: plain files, no script, a permalink for every issue and story.

index.html    every issue, latest first       2025-02-27.html               one issue; #story-id is one story
feed.xml      the latest as Atom (RFC 4287)   2025-02-27-reports-1.png      its chart, a picture a topic
style.css     paper and ink of the config

The page of an issue that was withdrawn says so, and why: its readers have the address. Nothing else mentions it.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

import jinja2
from babel.dates import format_date, format_skeleton

from digest.config import Audience
from digest.model import Correction, Issue, Withdrawal
from digest.render.chart import draw_bars
from digest.render.invitation import sign_up_url
from digest.render.page import build_page
from digest.render.places import template_error
from digest.render.plain import plain
from digest.render.setter import locale_of
from digest.render.theme import scheme_of
from digest.render.views import ChartView, Page
from digest.render.words import Words, words_of

LATEST = 30  # issues in the feed


@dataclass(frozen=True, slots=True)
class SentIssue:
    """An issue as readers got it. `subject` and `preheader` are those of the email."""

    issue: Issue
    subject: str
    preheader: str
    sent: datetime
    withdrawal: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A correction where the mistake was made. `date` is when it was added, as the language writes it."""

    story: str
    hed: str
    text: str
    date: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One issue as the templates of the website see it."""

    name: str  # of its file
    url: str
    subject: str
    preheader: str
    date: str
    day: str  # without the year
    month: str  # with it
    sent: str  # RFC 3339
    updated: str  # the same, after the last correction
    page: Page
    notes: dict[str, tuple[Note, ...]]  # the corrections to a story that is told, by its id
    others: tuple[Note, ...]  # those to a headline or a viewpoint


def website(
    issues: Sequence[SentIssue], corrections: Sequence[Correction], audience: Audience, env: jinja2.Environment
) -> Iterator[tuple[str, bytes]]:
    """File names and contents. `issues` is latest first, one a day; `audience.archive.url` must be set.

    Raises `RenderError` with file and line for a template that is wrong.
    """
    words = words_of(env, audience.newsletter.language)
    entries = [_entry(one, corrections, audience, words) for one in issues if not one.withdrawal]
    withdrawn = [one for one in issues if one.withdrawal]
    context = _context(entries, withdrawn, audience, words)
    for name in ("index.html", "feed.xml", "style.css"):
        yield name, _fill_in(env, name, context)
    for number, entry in enumerate(entries):
        beside = {"earlier": entries[number + 1 : number + 2], "later": entries[max(0, number - 1) : number]}
        yield entry.name, _fill_in(env, "issue.html", {**context, **beside, "entry": entry, "page": entry.page})
        yield from _pictures(entry.page.chart, audience)
    for one in withdrawn:
        yield _name(one.issue), _fill_in(env, "withdrawn.html", {**context, **_farewell(one, audience, words)})


def _context(
    entries: Sequence[Entry], withdrawn: Sequence[SentIssue], audience: Audience, words: Words
) -> dict[str, Any]:
    """What every template of the website may print."""
    gone = (_moment(one.withdrawal.added) for one in withdrawn if one.withdrawal)
    return {
        "newsletter": audience.newsletter,
        "direction": locale_of(audience.newsletter.language).text_direction,
        "entries": entries,
        "months": [(month, list(group)) for month, group in groupby(entries, lambda entry: entry.month)],
        "sign_up": sign_up_url(audience),
        "home": f"{audience.archive.url.rstrip('/')}/",
        "updated": max((*(entry.updated for entry in entries), *gone), default="1970-01-01T00:00:00Z"),
        "latest": entries[:LATEST],
        "words": words,
        "theme": scheme_of(audience.theme),
    }


def _entry(one: SentIssue, corrections: Sequence[Correction], audience: Audience, words: Words) -> Entry:
    slot, locale = one.issue.slot, locale_of(audience.newsletter.language)
    found = sorted((note for note in corrections if note.slot == slot), key=lambda note: note.added)
    notes = [_note(note, audience) for note in found]
    page = _with_files(build_page(one.issue, audience, words), slot.date)
    told, day = {story.id for story in page.stories}, date.fromisoformat(slot.date)
    return Entry(
        name=_name(one.issue),
        url=audience.archive.issue_url(slot.date),
        subject=one.subject,
        preheader=one.preheader,
        date=page.date,
        day=format_skeleton("MMMd", day, locale=locale),
        month=format_skeleton("yMMMM", day, locale=locale),
        sent=_moment(one.sent),
        updated=_moment(max([one.sent, *(note.added for note in found)])),
        page=page,
        notes={story: tuple(note for note in notes if note.story == story) for story in told},
        others=tuple(note for note in notes if note.story not in told),
    )


def _name(issue: Issue) -> str:
    return f"{issue.slot.date}.html"


def _note(correction: Correction, audience: Audience) -> Note:
    added = _day(correction.added, audience)
    return Note(correction.story, plain(correction.hed), " ".join(correction.text.split()), added)


def _farewell(one: SentIssue, audience: Audience, words: Words) -> dict[str, str]:
    assert one.withdrawal is not None  # noqa: S101
    said = words.withdrawn.format(date=_day(one.withdrawal.added, audience))
    return {"date": _day(one.issue.slot.due, audience), "said": said, "reason": one.withdrawal.reason}


def _day(moment: datetime, audience: Audience) -> str:
    newsletter = audience.newsletter
    return format_date(moment.astimezone(newsletter.timezone).date(), "long", locale=locale_of(newsletter.language))


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _with_files(page: Page, day: str) -> Page:
    """The page with its chart in files of the website, in place of parts of a message."""
    if not page.chart:
        return page
    rows = (replace(row, src=f"{day}-reports-{number}.png") for number, row in enumerate(page.chart.rows, 1))
    return replace(page, chart=replace(page.chart, rows=tuple(rows)))


def _pictures(chart: ChartView | None, audience: Audience) -> Iterator[tuple[str, bytes]]:
    for row in chart.rows if chart else ():
        yield row.src, b64decode(draw_bars(row, scheme_of(audience.theme).light).data)


def _fill_in(env: jinja2.Environment, name: str, context: dict[str, Any]) -> bytes:
    template = f"archive/{name}.j2"
    try:
        return env.get_template(template).render(context).encode()
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise template_error(template, error) from error
