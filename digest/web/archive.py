"""The website of a newsletter's issues: plain files, no script, a permalink for every issue and story.

index.html    every issue, latest first       2025-02-27.html    one issue; #story-id is one story
feed.xml      the latest as Atom (RFC 4287)   style.css          paper and ink of the config
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jinja2
from babel.dates import format_date

from digest.config import Audience
from digest.model import Correction, Issue
from digest.render.page import build_page, locale_of
from digest.render.places import template_error
from digest.render.theme import scheme_of
from digest.render.views import Page
from digest.render.words import words_of

LATEST = 30  # issues in the feed


@dataclass(frozen=True, slots=True)
class SentIssue:
    """An issue as readers got it. `subject` and `preheader` are those of the email."""

    issue: Issue
    subject: str
    preheader: str
    sent: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """A correction where the mistake was made. `date` is when it was added, as the language writes it."""

    text: str
    date: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One issue as the templates of the website see it. `notes` are the corrections to it, by story."""

    name: str  # of its file
    url: str
    subject: str
    preheader: str
    date: str
    sent: str  # RFC 3339
    updated: str  # the same, after the last correction
    page: Page
    notes: dict[str, tuple[Note, ...]]


def website(sent: Sequence[SentIssue], audience: Audience, env: jinja2.Environment) -> Iterator[tuple[str, str]]:
    """File names and contents. `sent` is latest first; `audience.archive.url` must be set.

    Raises `RenderError` with file and line for a template that is wrong.
    """
    entries = [_entry(one, sent, audience) for one in sent]
    archive = audience.archive
    context: dict[str, Any] = {
        "newsletter": audience.newsletter,
        "direction": locale_of(audience.newsletter.language).text_direction,
        "entries": entries,
        "home": f"{archive.url.rstrip('/')}/",
        "updated": max((entry.updated for entry in entries), default="1970-01-01T00:00:00Z"),
        "latest": entries[:LATEST],
        "words": words_of(audience.newsletter.language),
        "theme": scheme_of(audience.theme),
    }
    for name in ("index.html", "feed.xml", "style.css"):
        yield name, _fill_in(env, name, context)
    for number, entry in enumerate(entries):
        beside = {"earlier": entries[number + 1 : number + 2], "later": entries[max(0, number - 1) : number]}
        yield entry.name, _fill_in(env, "issue.html", {**context, **beside, "entry": entry, "page": entry.page})


def _entry(one: SentIssue, sent: Sequence[SentIssue], audience: Audience) -> Entry:
    slot, language = one.issue.slot, audience.newsletter.language
    found = [note for other in sent for note in other.issue.corrections if note.slot == slot]
    page = build_page(one.issue, audience)
    return Entry(
        name=f"{slot.date}.html",
        url=audience.archive.issue_url(slot.date),
        subject=one.subject,
        preheader=one.preheader,
        date=page.date,
        sent=_moment(one.sent),
        updated=_moment(max([one.sent, *(note.added for note in found)])),
        page=page,
        notes={
            story: tuple(_note(note, audience, language) for note in found if note.story == story)
            for story in {note.story for note in found}
        },
    )


def _note(correction: Correction, audience: Audience, language: str) -> Note:
    day = correction.added.astimezone(audience.newsletter.timezone).date()
    return Note(" ".join(correction.text.split()), format_date(day, "long", locale=locale_of(language)))


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _fill_in(env: jinja2.Environment, name: str, context: dict[str, Any]) -> str:
    template = f"archive/{name}.j2"
    try:
        return env.get_template(template).render(context)
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise template_error(template, error) from error
