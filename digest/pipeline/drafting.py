"""Stories written by the model, checked, repaired once, and read once more by a second opinion.

story ── ask ──> draft ── check ──> brief ── second opinion ──> brief
           ^                │ findings              │ doubts
           └── once more ───┴───────────────────────┘
in the last round what is at fault is left out, and the story stands while its lede stands and tells its hed

A story without a second opinion, where the config asks for one, is not told by the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from digest.boundary import within
from digest.curate.accounts import accounts_differ
from digest.errors import BadReply, ModelError, ModelRefused
from digest.model import Brief, Draft, Facts, Finding, FindingKind, Prompt, Quote, Story
from digest.pipeline.asking import Ask, Asker
from digest.pipeline.desk import Attempt, Desk
from digest.write.answers import Form, read_reply
from digest.write.checks.checking import check_draft
from digest.write.checks.copy_desk import Round
from digest.write.checks.opinion import Claims, doubtful, opinion_prompt, read_opinion
from digest.write.prompts import Assignment, story_prompt

_NO_ROOM = Facts.of("no room left")


@dataclass
class Job:
    """One story on its way; `again` are the findings to repair, None where the model is of no more use."""

    story: Story
    quotes: tuple[Quote, ...]
    today: date
    form: Form
    language: str  # of the newsletter
    asks: bool = False  # a second opinion about what the checks doubt
    doubts: tuple[Finding, ...] = ()  # about sentences of the brief, which a second opinion may set aside
    brief: Brief | None = None
    again: tuple[Finding, ...] | None = ()
    spare: Brief | None = None  # what the first round left of the story without what was doubted
    last: str = ""  # the model's last answer
    draft: Draft | None = None
    attempts: list[Attempt] = field(default_factory=list)

    def note(self, writer: str, draft: Draft | None, *findings: Finding) -> None:
        """Keep what was tried and found."""
        self.attempts.append(Attempt(self.story.id, writer, draft, findings))

    def fail(self, writer: str, kind: FindingKind, facts: Facts) -> None:
        """Note a failure of the model; what it wrote in the round before is trimmed, if there is any."""
        self.note(writer, None, Finding(kind, facts, self.story.id))
        self.again = None
        if self.draft and self.spare is None:
            self.brief, _ = self._checked(self.draft, Round(rescue=True), writer)

    def crash(self, writer: str, reason: str) -> None:
        """A story that fails in a way nobody expected: nothing that was written of it is trusted."""
        self.brief = self.spare = self.draft = None
        self.fail(writer, "story failed", Facts.foreign(reason))

    def add(self, *findings: Finding) -> None:
        """Keep what was found later in the last draft."""
        last = self.attempts.pop()
        self.attempts.append(replace(last, findings=(*last.findings, *findings)))

    def check(self, draft: Draft, writer: str, *, rescue: bool) -> None:
        """Check a draft, with what the articles contradict each other in; keeps the brief and what was found."""
        self.draft = replace(draft, accounts=accounts_differ(self.story) or ())
        self.brief, self.again = self._checked(self.draft, Round(rescue=rescue), writer)
        self.note(writer, self.draft, *self.again)

    def doubt(self, findings: tuple[Finding, ...], *, last: bool) -> None:
        """Leave out what the second opinion doubts: of the story, or in the first round of what it may fall back to."""
        assert self.brief is not None  # noqa: S101
        assert self.draft is not None  # noqa: S101
        self.add(*findings)
        refused = {finding.text for finding in findings}
        trimmed, more = self._checked(self.draft, Round(rescue=True, refused=refused), self.brief.writer)
        if last and trimmed is None:
            self.add(*more[-1:])
        self.brief, self.spare = (trimmed, None) if last else (None, trimmed)
        self.again = findings

    def _checked(self, draft: Draft, terms: Round, writer: str) -> tuple[Brief | None, tuple[Finding, ...]]:
        """The brief and what is wrong; what is only doubted is kept apart, for the second opinion."""
        terms = replace(terms, today=self.today, language=self.language, asks=self.asks)
        brief, found = check_draft(draft, self.story, self.quotes, writer, terms)
        self.doubts = tuple(finding for finding in found if not finding.firm)
        return brief, tuple(finding for finding in found if finding.firm)

    def withdraw(self, kind: FindingKind, why: Facts) -> None:
        """Take back a story that nobody could check."""
        self.add(Finding(kind, Facts.of("not told without", why=why), self.story.id))
        self.brief = self.again = None


def draft_stories(asker: Asker, checker: Asker | None, jobs: Sequence[Job]) -> None:
    """Have the model write the stories, in two rounds; `checker` gives the second opinion.

    Raises a `ModelError` only where the config says `when_model_fails: stop`.
    """
    for job in jobs:
        job.asks = checker is not None
    for last in (False, True):
        asked = [job for job in jobs if job.brief is None and job.again is not None]
        take = partial(_ask, asker, last=last)
        asker.all("stories", asked, partial(_story_prompt, asker.desk, jobs), take, checked=checker is not None)
        if checker:
            written = [job for job in asked if job.brief and doubtful(job.brief, job.doubts)]
            doubt = partial(_doubt, checker, last=last)
            checker.all("second opinions", written, partial(_opinion_prompt, checker.desk), doubt)
    for job in jobs:
        job.brief = job.brief or job.spare
    _stop_without(asker, jobs)


def _stop_without(asker: Asker, jobs: Sequence[Job]) -> None:
    """Raise `BadReply` where the model wrote none of the stories, and the config wants no issue without it."""
    if asker.desk.audience.writer.when_model_fails == "stop" and jobs and not any(job.brief for job in jobs):
        why = [finding.detail for job in jobs for attempt in job.attempts for finding in attempt.findings]
        reason = next(iter(why), "nothing is left of them")
        raise BadReply(f"{asker.model.name} wrote none of {len(jobs)} stories: {reason}")


def _story_prompt(desk: Desk, jobs: Sequence[Job], job: Job, allowance: int) -> Prompt:
    assignment = Assignment(
        job.story,
        job.quotes,
        job.form,
        job.today,
        accounts=accounts_differ(job.story) or (),
        others=[other.story.items[0].title for other in jobs if other is not job],
        last=job.last,
        findings=job.again or (),
    )
    return story_prompt(assignment, desk.audience, desk.templates, allowance=allowance)


def _ask(asker: Asker, job: Job, ask: Ask | None, *, last: bool) -> None:
    """Ask for one story and check the answer."""
    name = asker.model.name
    if ask is None:
        job.fail(name, "limit reached", Facts.of("no room for story", why=_NO_ROOM))
        return
    try:
        reply = ask()
        job.last = reply.text
        draft = read_reply(reply, job.story, job.quotes)
    except BadReply as error:
        job.fail(name, "bad reply", Facts.foreign(error))
        job.again = job.attempts[-1].findings
    except ModelError as error:
        if asker.desk.audience.writer.when_model_fails == "stop":
            raise
        job.fail(name, _failure(error), Facts.foreign(error))
    else:
        check = partial(job.check, draft, reply.model, rescue=last)
        within(f"story {job.story.id}", check, partial(job.crash, name))


def _failure(error: ModelError) -> FindingKind:
    if isinstance(error, BadReply):
        return "bad reply"
    return "model refused" if isinstance(error, ModelRefused) else "model failed"


def _opinion_prompt(desk: Desk, job: Job, allowance: int) -> Prompt:
    assert job.brief  # noqa: S101 (only told stories are doubted)
    claims = Claims(doubtful(job.brief, job.doubts), job.story.items, job.today, job.language, job.doubts)
    return opinion_prompt(claims, desk.audience.writer.as_checker, desk.templates, allowance=allowance)


def _doubt(checker: Asker, job: Job, ask: Ask | None, *, last: bool) -> None:
    """Ask for a second opinion on one story."""
    assert job.brief  # noqa: S101
    if ask is None:
        job.withdraw("limit reached", _NO_ROOM)
        return
    try:
        findings = read_opinion(ask(), doubtful(job.brief, job.doubts), job.story.id)
    except ModelError as error:
        if checker.desk.audience.writer.when_model_fails == "stop":
            raise
        job.withdraw(_failure(error), Facts.foreign(error))
    else:
        if findings:
            job.doubt(findings, last=last)
