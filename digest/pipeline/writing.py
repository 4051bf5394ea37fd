"""Stories told: by the model where there is one, else excerpted.

story ── draft_stories (drafting.py) ──> brief
      └─ excerpt of one report ────────> brief, or one line among the headlines
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from digest.boundary import within
from digest.curate.changes import what_is_new
from digest.model import Brief, Finding, Opening, Quote, Sentence, Story
from digest.pipeline.asking import Asker
from digest.pipeline.desk import Attempt, Desk
from digest.pipeline.drafting import Job, draft_stories
from digest.pipeline.opening import open_issue
from digest.write.answers import Form
from digest.write.checks.checking import pull_quotes
from digest.write.economy import Account
from digest.write.quotes.finding import candidates
from digest.write.telling import extractive

LEAD, SHORT = 8, 3  # sentences of the extractive writer for the lead, and for any other story


@dataclass(frozen=True, slots=True)
class Told:
    """What the writers made: briefs in the order of the stories, and the stories that can't be told in sentences."""

    briefs: tuple[Brief, ...]
    untold: tuple[Story, ...]
    attempts: tuple[Attempt, ...]
    opening: Opening = field(default_factory=Opening)
    of_opening: tuple[Finding, ...] = ()  # what was found in it

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found on the way, also what the second attempt repaired."""
        return (*(finding for attempt in self.attempts for finding in attempt.findings), *self.of_opening)


def write_stories(desk: Desk, told: Sequence[Story], account: Account, today: date, last_subject: str = "") -> Told:
    """Tell the stories, the lead first, and open the issue; `today` is its day, `last_subject` that of the one before.

    Raises a `ModelError` only where the config says `when_model_fails: stop`.
    """
    leads = desk.audience.issue.lead
    jobs = [Job(story, _candidates(story), today, _form(number, leads)) for number, story in enumerate(told)]
    desks = _askers(desk, account)
    if desks:
        draft_stories(*desks, jobs)
    for job in jobs:
        if job.brief is None:
            within(f"story {job.story.id}", partial(_extract, desk, job, account), partial(job.crash, "extractive"))
    _print_each_quote_once(jobs)
    briefs = tuple(job.brief for job in jobs if job.brief)
    untold = tuple(job.story for job in jobs if not job.brief)
    attempts = tuple(attempt for job in jobs for attempt in job.attempts)
    if not desks or not _worth_opening(desk, briefs):
        return Told(briefs, untold, attempts)
    opened = open_issue(*desks, briefs, today, last_subject)
    return Told(opened.briefs, untold, attempts, opened.opening, opened.findings)


def _askers(desk: Desk, account: Account) -> tuple[Asker, Asker | None] | None:
    """Who asks the model, and who asks for second opinions; None where there is no model."""
    if desk.model is None:
        return None
    asker = Asker(desk, desk.model, account)
    if not desk.audience.writer.second_opinion:
        return asker, None
    return asker, Asker(desk, desk.checker, account) if desk.checker else asker


def _worth_opening(desk: Desk, briefs: Sequence[Brief]) -> bool:
    """Whether the config wants an opening, and the model has written something to be opened."""
    written = any(desk.model and brief.writer == desk.model.name for brief in briefs)
    return desk.audience.writer.opening and written and len(briefs) > 1


def _form(number: int, leads: bool) -> Form:
    """How long the story in this place of the issue is to be."""
    longer: tuple[Form, ...] = ("lead", "second") if leads else ("second",)
    return longer[number] if number < len(longer) else "short"


def _candidates(story: Story) -> tuple[Quote, ...]:
    """The quotations to choose from; none where what nobody expected stands in a report."""
    return within(f"story {story.id}", lambda: candidates(story), lambda _: ())


def _print_each_quote_once(jobs: Sequence[Job]) -> None:
    """Where a story quotes what one before it has quoted, let it have its next best quotation, or none."""
    said: list[Sentence] = []
    for job in jobs:
        if job.brief and job.brief.quotes:
            told = (*job.brief.summary, *said)
            quotes = pull_quotes(job.brief.quotes, told) or pull_quotes(job.quotes, told)[:1]
            job.brief = replace(job.brief, quotes=quotes)
            said += [Sentence(quote.text, (quote.item.id,)) for quote in quotes]


def _extract(desk: Desk, job: Job, account: Account) -> None:
    """Tell a story in its articles' own sentences; a story too thin for that stays without a brief."""
    if desk.model:
        account.fell_back()
    new = [sentence.text for sentence in what_is_new(job.story)]
    length = LEAD if job.form == "lead" else SHORT
    draft = extractive.draft(job.story, job.quotes, job.today, sentences=length, new_sentences=new)
    job.check(draft, "extractive", rescue=True)
