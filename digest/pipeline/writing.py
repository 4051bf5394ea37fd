"""Stories told, checked, repaired once, and told by the extractive writer where the model fails.

story ── ask ──> draft ── check ──> brief
           ^                │ findings
           └── once more ───┘
         extractive ──> draft ── check ──> brief, or one line among the headlines
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial

from digest.curate.accounts import accounts_differ
from digest.curate.changes import what_is_new
from digest.errors import BadReply, ModelError, ModelRefused
from digest.model import Brief, Draft, Finding, FindingKind, Prompt, Quote, Reply, Story
from digest.pipeline.desk import Attempt, Desk
from digest.ports import Model
from digest.write import extractive
from digest.write.checking import check_draft
from digest.write.economy import Account
from digest.write.prompts import read_reply, story_prompt
from digest.write.quotes import candidates

ROUNDS = 2  # asked, and asked once more with what was wrong
LEAD, SHORT = 6, 3  # sentences of the extractive writer for the lead, and for any other story


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

    def check(self, draft: Draft, writer: str, *, rescue: bool = False) -> tuple[Finding, ...]:
        """Check a draft, with what the articles contradict each other in; keeps the brief, gives what was found."""
        draft = replace(draft, accounts=accounts_differ(self.story) or ())
        self.brief, findings = check_draft(draft, self.story, self.quotes, writer, rescue=rescue)
        self.note(writer, draft, *findings)
        return findings


def write_stories(desk: Desk, told: Sequence[Story], account: Account) -> Told:
    """Tell the stories, the lead first.

    Raises a `ModelError` only where the config says `when_model_fails: stop`.
    """
    jobs = [_Job(story, candidates(story), leads=not number) for number, story in enumerate(told)]
    if desk.model:
        for _ in range(ROUNDS):
            _ask_all(desk, desk.model, [job for job in jobs if job.brief is None and job.again is not None], account)
    for job in jobs:
        if job.brief is None:
            _extract(desk, job, account)
    briefs = tuple(job.brief for job in jobs if job.brief)
    untold = tuple(job.story for job in jobs if not job.brief)
    return Told(briefs, untold, tuple(attempt for job in jobs for attempt in job.attempts))


def _ask_all(desk: Desk, model: Model, jobs: Sequence[_Job], account: Account) -> None:
    """One round: a prompt for each story within the limits, all asked in parallel."""
    makers = [partial(_prompt, desk, job) for job in jobs]
    prompts = account.plan(makers, kept=lambda prompt: desk.store.reply(prompt.key) is not None)
    with ThreadPoolExecutor(desk.audience.writer.parallel) as pool:
        steps = pool.map(partial(_ask, desk, model, account), jobs, prompts)
        for _ in desk.progress.track("stories", steps, len(jobs)):
            pass


def _prompt(desk: Desk, job: _Job, allowance: int) -> Prompt:
    findings = job.again or ()
    return story_prompt(
        job.story, job.quotes, desk.audience, desk.templates, findings, leads=job.leads, allowance=allowance
    )


def _ask(desk: Desk, model: Model, account: Account, job: _Job, prompt: Prompt | None) -> None:
    """Ask for one story and check the answer."""
    if prompt is None:
        job.fail(model.name, "limit reached", "no call, token or money left in `writer.limits` for this story")
        return
    try:
        reply = _reply(desk, model, account, prompt)
        draft = read_reply(reply, job.story, job.quotes)
    except BadReply as error:
        job.again = (Finding("bad reply", str(error), job.story.id),)
        job.note(model.name, None, *job.again)
    except ModelError as error:
        if desk.audience.writer.when_model_fails == "stop":
            raise
        job.fail(model.name, "model refused" if isinstance(error, ModelRefused) else "model failed", str(error))
    else:
        job.again = job.check(draft, reply.model)


def _reply(desk: Desk, model: Model, account: Account, prompt: Prompt) -> Reply:
    """The reply from the cache, or from the model; what is paid for is kept at once."""
    if kept := desk.store.reply(prompt.key):
        account.found()
        return kept
    try:
        reply = model.ask(prompt)
    except ModelError:
        account.settle(prompt, None)
        raise
    account.settle(prompt, reply)
    desk.store.save_reply(prompt.key, reply)
    return reply


def _extract(desk: Desk, job: _Job, account: Account) -> None:
    """Tell a story in its articles' own sentences; a story too thin for that stays without a brief."""
    if desk.model:
        account.fell_back()
    new = [sentence.text for sentence in what_is_new(job.story)]
    draft = extractive.draft(job.story, job.quotes, sentences=LEAD if job.leads else SHORT, new_sentences=new)
    job.check(draft, "extractive", rescue=True)
