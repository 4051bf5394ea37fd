"""Stories told: by the model where there is one, else excerpted.

story ── draft_stories (drafting.py) ──> brief
      └─ excerpt of one report ────────> brief, or one line among the headlines
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from uuid import uuid4

from digest.boundary import within
from digest.curate.accounts import accounts_differ
from digest.curate.news_value import leading
from digest.curate.ranking import lack_of_room
from digest.curate.telling import central, tellers
from digest.journal import record
from digest.model import EXCERPT, Brief, Finding, Lineup, Opening, Quote, Sentence, Slot, Story, Viewpoint
from digest.pipeline.asking import Asker
from digest.pipeline.desk import Attempt, Desk
from digest.pipeline.drafting import Job, draft_stories
from digest.pipeline.opening import open_issue
from digest.write.answers import Form
from digest.write.choosing.candidates import candidates
from digest.write.choosing.case import Case
from digest.write.choosing.pull_quotes import pull_quotes
from digest.write.choosing.unread import unread
from digest.write.choosing.viewpoints import viewpoint
from digest.write.economy import Account
from digest.write.excerpts.review import press_review
from digest.write.opening import Contents


@dataclass(frozen=True, slots=True)
class Told:
    """What the writers made: briefs in the order of the stories, the stories that can't be told, the opinion pieces."""

    briefs: tuple[Brief, ...]
    untold: tuple[Story, ...]
    attempts: tuple[Attempt, ...]
    viewpoints: tuple[Viewpoint, ...]
    opening: Opening = field(default_factory=Opening)
    of_opening: tuple[Finding, ...] = ()  # what was found in it

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found on the way, also what the second attempt repaired."""
        return (*(finding for attempt in self.attempts for finding in attempt.findings), *self.of_opening)


def write_stories(desk: Desk, lineup: Lineup, account: Account, slot: Slot, case: Case) -> Told:
    """Tell the stories, the lead first, and open the issue.

    `case` knows how its reports write names. Of the headlines as many are excerpted as could not
    be told of the stories.

    Raises a `ModelError` only where the config says `when_model_fails: stop`.
    """
    for line in unread([item for story in lineup.stories for item in story.items]):
        desk.progress.note(line)
    leads, today = desk.audience.issue.lead, date.fromisoformat(slot.date)
    language = desk.audience.newsletter.language
    jobs = [
        Job(story, _candidates(story), today, _form(number, leads), language)
        for number, story in enumerate(lineup.stories)
    ]
    desks = _askers(desk, account)
    if desks:
        draft_stories(*desks, jobs)
    jobs = [_told(desk, job, jobs, account, case) for job in _in_turn(jobs, leads)]
    jobs += _in_their_place(desk, jobs, lineup.headlines, case)
    _print_each_quote_once(jobs)
    briefs = tuple(job.brief for job in jobs if job.brief)
    untold = tuple(job.story for job in jobs if not job.brief)
    for job in jobs:
        found = ", ".join(sorted({finding.kind for attempt in job.attempts for finding in attempt.findings}))
        record("story", job.story.items[0].title, job.brief.writer if job.brief else "not told", detail=found)
    attempts = tuple(attempt for job in jobs for attempt in job.attempts)
    viewpoints = tuple(map(viewpoint, lineup.viewpoints))
    if not desks or not _worth_opening(desk, briefs):
        return Told(briefs, untold, attempts, viewpoints)
    opened = open_issue(*desks, Contents(briefs, viewpoints, today, _last_subject(desk, slot)))
    return Told(opened.briefs, untold, attempts, opened.viewpoints, opened.opening, opened.findings)


def _last_subject(desk: Desk, slot: Slot) -> str:
    """The subject of the issue before this one; empty where none went out."""
    records = desk.store.slots.history(slot.newsletter, 5)
    return next((record.subject for record in records if record.subject and record.slot.due < slot.due), "")


def _in_turn(jobs: Sequence[Job], leads: bool) -> Iterator[Job]:
    """The jobs in their order, but that an untold lead has a successor: of the others the one that leads."""
    waiting = list(jobs)
    while waiting:
        lead = None if not leads or any(job.brief for job in jobs) else leading([job.story for job in waiting])
        yield waiting.pop(next((place for place, job in enumerate(waiting) if job.story is lead), 0))


def _told(desk: Desk, job: Job, jobs: Sequence[Job], account: Account, case: Case) -> Job:
    """Told by one report where no model told it."""
    if job.brief is None:
        job.form = _form(sum(other.brief is not None for other in jobs), desk.audience.issue.lead)
        if desk.model:
            account.fell_back()
        _excerpt(job, case, desk.audience.newsletter.language)
    return job


def _askers(desk: Desk, account: Account) -> tuple[Asker, Asker | None] | None:
    """Who asks the model, and who asks for second opinions; None where there is no model."""
    if desk.model is None:
        return None
    run = uuid4().hex
    asker = Asker(desk, desk.model, account, run)
    if not desk.audience.writer.second_opinion:
        return asker, None
    return asker, Asker(desk, desk.checker, account, run) if desk.checker else asker


def _worth_opening(desk: Desk, briefs: Sequence[Brief]) -> bool:
    """Whether the config wants an opening, and the model has written something to be opened."""
    written = any(desk.model and brief.writer == desk.model.name for brief in briefs)
    return desk.audience.writer.opening and written and len(briefs) > 1


def _form(number: int, leads: bool) -> Form:
    """How long the story in this place of the issue is to be."""
    longer: tuple[Form, ...] = ("lead", "second") if leads else ("second",)
    return longer[number] if number < len(longer) else "short"


def _candidates(story: Story) -> tuple[Quote, ...]:
    """The quotations to choose from, of its own event; none where what nobody expected stands in a report."""
    return within(f"story {story.id}", lambda: _of_the_event(candidates(story), story), lambda _: ())


def _of_the_event(quotes: Sequence[Quote], story: Story) -> tuple[Quote, ...]:
    ids = {item.id for item in central(story.items)}
    return tuple(quote for quote in quotes if quote.item.id in ids)


def _in_their_place(desk: Desk, jobs: Sequence[Job], spare: Sequence[Story], case: Case) -> list[Job]:
    """Excerpts of the stories that come next, where some could not be told and the config leaves room for these."""
    found: list[Job] = []
    for story in spare:
        told = [job.story for job in (*jobs, *found) if job.brief]
        if len(told) < len(jobs) and not lack_of_room(story, told, desk.audience.issue):
            form, language = _form(len(told), desk.audience.issue.lead), desk.audience.newsletter.language
            job = Job(story, _candidates(story), jobs[0].today, form, language)
            _excerpt(job, case, language)
            found += [job] if job.brief else []
    return found


def _print_each_quote_once(jobs: Sequence[Job]) -> None:
    """Where a story quotes what one before it has quoted, let it have its next best quotation, or an excerpt none."""
    said: list[Sentence] = []
    for job in jobs:
        if job.brief and job.brief.quotes:
            told = (*job.brief.summary, *said)
            spare = () if job.brief.excerpt_of else job.quotes
            quotes = pull_quotes(job.brief.quotes, told) or pull_quotes(spare, told)[:1]
            job.brief = replace(job.brief, quotes=quotes)
            said += [Sentence(quote.text, (quote.item.id,)) for quote in quotes]


def _excerpt(job: Job, case: Case, language: str) -> None:
    """Show how one report opens the story; where none does so under a title it bears out there is no brief."""
    job.note(EXCERPT, None)
    review = partial(_press_review, job, case, language)
    job.brief = within(f"story {job.story.id}", review, partial(job.crash, EXCERPT))


def _press_review(job: Job, case: Case, language: str) -> Brief | None:
    story = job.story
    return press_review(
        story,
        job.quotes,
        job.today,
        case,
        news=tellers(story, language),
        leads=job.form == "lead",
        accounts=accounts_differ(story) or (),
    )
