"""The opening of an issue: asked for once, after its stories are checked, and checked like them.

What can't be had, or does not hold, is set without the model; that costs no story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from digest.errors import ModelError
from digest.model import Brief, Facts, Finding, Opening, Prompt, Sentence
from digest.pipeline.asking import Ask, Asker
from digest.write.checks.opinion import in_own_words, opinion_prompt, read_opinion
from digest.write.opening import OpeningDraft, check_opening, in_order, opening_prompt, read_opening


@dataclass
class Opened:
    """The opening of an issue, its stories in their order, and what was found."""

    briefs: tuple[Brief, ...]
    opening: Opening = field(default_factory=Opening)
    findings: tuple[Finding, ...] = ()


@dataclass
class _Job:
    """One opening on its way."""

    briefs: Sequence[Brief]
    today: date
    last_subject: str
    draft: OpeningDraft | None = None
    claims: tuple[Sentence, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    def fail(self, why: Facts) -> None:
        self.draft = None
        self.findings.append(Finding("model failed", Facts.of("opening without", why=why)))


def open_issue(asker: Asker, checker: Asker | None, briefs: Sequence[Brief], today: date, last_subject: str) -> Opened:
    """Have the model open an issue with these stories; an empty opening where it can't."""
    job, desk = _Job(briefs, today, last_subject), asker.desk

    def prompt(job: _Job, _: int) -> Prompt:
        return opening_prompt(briefs, desk.audience, desk.templates, today, last_subject)

    asker.all("opening", [job], prompt, _ask, checked=checker is not None)
    refused = _doubts(checker, job) if checker and job.draft else frozenset[str]()
    if job.draft is None:
        return Opened(tuple(briefs), findings=tuple(job.findings))
    opening, _, _ = check_opening(job.draft, briefs, refused)
    return Opened(in_order(briefs, job.draft), opening, tuple(job.findings))


def _ask(job: _Job, ask: Ask | None) -> None:
    if ask is None:
        job.fail(Facts.of("nothing left"))
        return
    try:
        job.draft = read_opening(ask(), job.briefs)
    except ModelError as error:
        job.fail(Facts.foreign(error))
    else:
        _, claims, found = check_opening(job.draft, job.briefs)
        items = [item for brief in job.briefs for item in brief.story.items]
        job.claims = in_own_words(claims, items)
        job.findings += found


def _doubts(checker: Asker, job: _Job) -> frozenset[str]:
    """The texts that the second opinion doubts; all of them where there is none."""
    if not job.claims:
        return frozenset()
    refused = frozenset(claim.text for claim in job.claims)
    items = tuple(item for brief in job.briefs for item in brief.story.items)
    found: list[tuple[Finding, ...]] = []

    def prompt(job: _Job, allowance: int) -> Prompt:
        desk, writer = checker.desk, checker.desk.audience.writer.as_checker
        return opinion_prompt(job.claims, items, writer, desk.templates, today=job.today, allowance=allowance)

    def take(job: _Job, ask: Ask | None) -> None:
        try:
            found.append(read_opinion(ask(), job.claims, "") if ask else ())
        except ModelError as error:
            job.fail(Facts.of("no second opinion", why=str(error)))

    checker.all("second opinion", [job], prompt, take)
    if not found:
        return refused
    job.findings += found[0]
    return frozenset(finding.text for finding in found[0])
