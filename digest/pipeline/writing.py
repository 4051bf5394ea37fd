"""Stories told, checked, repaired once, and told by the extractive writer where the model fails.

story ── ask ──> draft ── check ──> brief ── second opinion, where the config asks for it ──> brief
           ^                │ findings              │ findings
           └── once more ───┴───────────────────────┘
         extractive ──> draft ── check ──> brief, or one line among the headlines
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from digest.boundary import within
from digest.curate.accounts import accounts_differ
from digest.curate.changes import what_is_new
from digest.errors import BadReply, ModelError, ModelRefused
from digest.model import Brief, Draft, Finding, FindingKind, Prompt, Quote, Sentence, Story
from digest.pipeline.asking import Ask, Asker
from digest.pipeline.desk import Attempt, Desk
from digest.write.checks.checking import check_draft, pull_quotes
from digest.write.checks.opinion import is_doubtful, opinion_prompt, read_opinion
from digest.write.economy import Account
from digest.write.prompts import read_reply, story_prompt
from digest.write.quotes.finding import candidates
from digest.write.telling import extractive

ROUNDS = 2  # asked, and asked once more with what was wrong
LEAD, SHORT = 8, 3  # sentences of the extractive writer for the lead, and for any other story
_NO_ROOM = "no call, token or money left in `writer.limits` or `writer.daily_limits`"


@dataclass(frozen=True, slots=True)
class Told:
    """What the writers made: briefs in the order of the stories, and the stories that can't be told in sentences."""

    briefs: tuple[Brief, ...]
    untold: tuple[Story, ...]
    attempts: tuple[Attempt, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found on the way, also what the second attempt repaired."""
        return tuple(finding for attempt in self.attempts for finding in attempt.findings)


@dataclass
class _Job:
    """One story on its way; `again` are the findings to repair, None where the model is of no more use."""

    story: Story
    quotes: tuple[Quote, ...]
    today: date
    leads: bool
    brief: Brief | None = None
    again: tuple[Finding, ...] | None = ()
    attempts: list[Attempt] = field(default_factory=list)

    def note(self, writer: str, draft: Draft | None, *findings: Finding) -> None:
        """Keep what was tried and found."""
        self.attempts.append(Attempt(self.story.id, writer, draft, findings))

    def fail(self, writer: str, kind: FindingKind, detail: str) -> None:
        """Note a failure of the model; the extractive writer takes over."""
        self.note(writer, None, Finding(kind, detail, self.story.id))
        self.again = None

    def add(self, *findings: Finding) -> None:
        """Keep what was found later in the last draft."""
        last = self.attempts.pop()
        self.attempts.append(replace(last, findings=(*last.findings, *findings)))

    def refuse(self, findings: tuple[Finding, ...]) -> None:
        """Take back a brief that had passed the checks."""
        self.add(*findings)
        self.brief, self.again = None, findings

    def check(self, draft: Draft, writer: str, *, rescue: bool = False) -> tuple[Finding, ...]:
        """Check a draft, with what the articles contradict each other in; keeps the brief, gives what was found."""
        draft = replace(draft, accounts=accounts_differ(self.story) or ())
        self.brief, findings = check_draft(draft, self.story, self.quotes, writer, today=self.today, rescue=rescue)
        self.note(writer, draft, *findings)
        return findings


def write_stories(desk: Desk, told: Sequence[Story], account: Account, today: date) -> Told:
    """Tell the stories, the lead first; `today` is the day of the issue.

    Raises a `ModelError` only where the config says `when_model_fails: stop`.
    """
    jobs = [_Job(story, _candidates(story), today, leads=not number) for number, story in enumerate(told)]
    if desk.model:
        asker = Asker(desk, desk.model, account)
        for _ in range(ROUNDS):
            asked = [job for job in jobs if job.brief is None and job.again is not None]
            asker.all("stories", asked, partial(_story_prompt, desk), partial(_ask, asker))
            if desk.audience.writer.second_opinion:
                doubtful = [job for job in asked if job.brief and is_doubtful(job.brief)]
                asker.all("second opinions", doubtful, partial(_opinion_prompt, desk), _doubt)
        _stop_without(asker, jobs)
    for job in jobs:
        if job.brief is None:
            within(f"story {job.story.id}", partial(_extract, desk, job, account), partial(_fail, job, "extractive"))
    _print_each_quote_once(jobs)
    briefs = tuple(job.brief for job in jobs if job.brief)
    untold = tuple(job.story for job in jobs if not job.brief)
    return Told(briefs, untold, tuple(attempt for job in jobs for attempt in job.attempts))


def _stop_without(asker: Asker, jobs: Sequence[_Job]) -> None:
    """Raise `BadReply` where the model wrote none of the stories, and the config wants no issue without it."""
    if asker.desk.audience.writer.when_model_fails == "stop" and jobs and not any(job.brief for job in jobs):
        why = [finding.detail for job in jobs for attempt in job.attempts for finding in attempt.findings]
        raise BadReply(
            f"{asker.model.name} wrote none of {len(jobs)} stories: {next(iter(why), 'nothing is left of them')}"
        )


def _candidates(story: Story) -> tuple[Quote, ...]:
    """The quotations to choose from; none where what nobody expected stands in a report."""
    return within(f"story {story.id}", lambda: candidates(story), lambda _: ())


def _fail(job: _Job, writer: str, reason: str) -> None:
    """A story that fails in a way nobody expected becomes a headline, and only that story."""
    job.brief = None
    job.fail(writer, "story failed", reason)


def _print_each_quote_once(jobs: Sequence[_Job]) -> None:
    """Where a story quotes what one before it has quoted, let it have its next best quotation, or none."""
    said: list[Sentence] = []
    for job in jobs:
        if job.brief and job.brief.quotes:
            told = (*job.brief.summary, *said)
            quotes = pull_quotes(job.brief.quotes, told) or pull_quotes(job.quotes, told)[:1]
            job.brief = replace(job.brief, quotes=quotes)
            said += [Sentence(quote.text, (quote.item.id,)) for quote in quotes]


def _story_prompt(desk: Desk, job: _Job, allowance: int) -> Prompt:
    findings = job.again or ()
    return story_prompt(
        job.story, job.quotes, desk.audience, desk.templates, findings, leads=job.leads, allowance=allowance
    )


def _ask(asker: Asker, job: _Job, ask: Ask | None) -> None:
    """Ask for one story and check the answer."""
    name = asker.model.name
    if ask is None:
        job.fail(name, "limit reached", f"{_NO_ROOM} for this story")
        return
    try:
        reply = ask()
        draft = read_reply(reply, job.story, job.quotes)
    except BadReply as error:
        job.again = (Finding("bad reply", str(error), job.story.id),)
        job.note(name, None, *job.again)
    except ModelError as error:
        if asker.desk.audience.writer.when_model_fails == "stop":
            raise
        job.fail(name, _failure(error), str(error))
    else:
        job.again = within(f"story {job.story.id}", partial(job.check, draft, reply.model), partial(_fail, job, name))


def _failure(error: ModelError) -> FindingKind:
    if isinstance(error, BadReply):
        return "bad reply"
    return "model refused" if isinstance(error, ModelRefused) else "model failed"


def _opinion_prompt(desk: Desk, job: _Job, allowance: int) -> Prompt:
    assert job.brief  # noqa: S101 (only told stories are doubted)
    return opinion_prompt(job.brief, desk.audience, desk.templates, allowance=allowance)


def _doubt(job: _Job, ask: Ask | None) -> None:
    """Ask for a second opinion; without one the story stands, because it has passed the checks."""
    assert job.brief  # noqa: S101
    if ask is None:
        job.add(Finding("limit reached", f"{_NO_ROOM} for a second opinion", job.story.id))
        return
    try:
        findings = read_opinion(ask(), job.brief)
    except ModelError as error:
        job.add(Finding(_failure(error), f"no second opinion: {error}", job.story.id))
    else:
        if findings:
            job.refuse(findings)


def _extract(desk: Desk, job: _Job, account: Account) -> None:
    """Tell a story in its articles' own sentences; a story too thin for that stays without a brief."""
    if desk.model:
        account.fell_back()
    new = [sentence.text for sentence in what_is_new(job.story)]
    length = LEAD if job.leads else SHORT
    draft = extractive.draft(job.story, job.quotes, job.today, sentences=length, new_sentences=new)
    job.check(draft, "extractive", rescue=True)
