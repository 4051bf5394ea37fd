"""How one story was written: the quotations at hand, the drafts, and what the checks changed and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from digest.console import block
from digest.model import Brief, Draft, Quote, Sentence, Story
from digest.pipeline import Attempt, Workings
from digest.write.checks.evidence import Evidence, evidence
from digest.write.checks.reasons import why_not_beside, why_not_chosen, why_not_printable
from digest.write.choosing.candidates import candidates, quotations

SHOWN = 12  # quotations that are not printed
SAME = 0.6  # a printed sentence so like a drafted one was made from it


def explain_writing(workings: Workings, story: Story, brief: Brief | None) -> Iterator[str]:
    """Lines about the writing of one story; quotations only where no writer was asked for it."""
    attempts = [attempt for attempt in workings.attempts if attempt.story == story.id]
    yield from block("QUOTATIONS", _quotations(story, brief, attempts))
    for number, attempt in enumerate(attempts, 1):
        printed = brief if number == len(attempts) else None
        title = f"DRAFT {number} BY {attempt.writer.upper()}: {'printed' if printed else 'not printed'}"
        yield from block(title, _attempt(attempt, story, printed))


# --- quotations ----------------------------------------------------------------------------------------


Place = Literal["set apart", "in the excerpt", "in the story", ""]


@dataclass(frozen=True, slots=True)
class Fate:
    """Where a quotation is printed, or why it is not."""

    quote: Quote
    place: Place
    why: str


def fates(story: Story, brief: Brief | None, attempts: Sequence[Attempt]) -> list[Fate]:
    """All quotations of a story's articles, first those set apart, then those in the running text, then the others."""
    offered = candidates(story)
    asked = [offered[n] for attempt in attempts if attempt.draft for n in attempt.draft.quotes]
    apart = brief.quotes if brief else ()
    rest = dict.fromkeys(quote for quote in (*offered, *quotations(story)) if quote not in apart)
    running = [row for row in evidence(brief) if row.part == "quotation"] if brief else []
    told: Place = "in the excerpt" if brief and brief.excerpt_of else "in the story"
    within = [quote for quote in rest if any(_covers(row, quote) for row in running)]
    left = (Fate(quote, "", _why_not(quote, brief, offered, asked)) for quote in rest if quote not in within)
    return [*(Fate(q, "set apart", "") for q in apart), *(Fate(q, told, "") for q in within), *left]


def _covers(row: Evidence, quote: Quote) -> bool:
    return row.item.id == quote.item.id and row.start < quote.end and quote.start < row.end


def _why_not(quote: Quote, brief: Brief | None, offered: Sequence[Quote], asked: Sequence[Quote]) -> str:
    if why := why_not_printable(quote):
        return why
    if brief is None:
        return "its story is a headline, or left out"
    return why_not_beside(quote, brief) if brief.excerpt_of else why_not_chosen(quote, offered, asked)


def _quotations(story: Story, brief: Brief | None, attempts: Sequence[Attempt]) -> Iterator[str]:
    found = fates(story, brief, attempts)
    shown = SHOWN + sum(bool(fate.place) for fate in found)
    for fate in found[:shown]:
        yield from _quote(f"printed, {fate.place}" if fate.place else "not printed", fate.quote, story, fate.why)
    if len(found) > shown:
        yield f"and {len(found) - shown} more"
    if not found:
        yield "none: nobody is quoted in the articles"


def _quote(what: str, quote: Quote, story: Story, why: str) -> Iterator[str]:
    place = [item.id for item in story.items].index(quote.item.id) + 1
    who = ", ".join(part for part in (quote.speaker, quote.role) if part) or "nobody named"
    yield f"{what}: “{' '.join(quote.text.split())}”"
    sure = f"sure {quote.confidence:.2f}"
    yield f"    {who} ({sure}), [{place}] {quote.start}–{quote.end}{f'; {why}' if why else ''}"


# --- drafts --------------------------------------------------------------------------------------------


def _attempt(attempt: Attempt, story: Story, brief: Brief | None) -> Iterator[str]:
    if attempt.draft:
        yield from _draft(attempt.draft, story, brief)
    for finding in attempt.findings:
        yield f"! {finding.kind}: {finding.detail}"


def _draft(draft: Draft, story: Story, brief: Brief | None) -> Iterator[str]:
    yield from _part("hed", Sentence(draft.hed, ()), [brief.hed] if brief else None, story)
    summary = [sentence.text for sentence in brief.summary] if brief else None
    for sentence in draft.summary:
        yield from _part("summary", sentence, summary, story)
    for sentence in draft.accounts:
        yield from _part("accounts", sentence, [one.text for one in brief.accounts] if brief else None, story)
    for name in ("news", "why", "next"):
        if sentence := getattr(draft, name):
            kept = getattr(brief, name) if brief else None
            yield from _part(name, sentence, [kept.text] if kept else [] if brief else None, story)


def _part(name: str, drafted: Sentence, printed: Sequence[str] | None, story: Story) -> Iterator[str]:
    """One text as drafted, and what became of it where the draft was printed."""
    known = [item.id for item in story.items]
    cited = ", ".join(str(known.index(item) + 1) for item in drafted.items if item in known)
    yield f"{name}: {drafted.text}{f' [{cited}]' if cited else ''}"
    if printed is None or drafted.text in printed:
        return
    nearest = max(printed, key=lambda text: _likeness(text, drafted.text), default="")
    if nearest and _likeness(nearest, drafted.text) >= SAME:
        yield f"    became: {nearest}"
    else:
        yield "    left out"


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
