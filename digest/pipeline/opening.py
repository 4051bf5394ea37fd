"""The opening of an issue: asked for once, after its stories are checked, and checked like them.

What can't be had, or does not hold, is set without the model; that costs no story.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from digest.errors import ModelError
from digest.model import Brief, Facts, Finding, Opening, Prompt, Sentence, Viewpoint
from digest.pipeline.asking import Ask, Asker
from digest.write.checks.copy_desk import Round
from digest.write.checks.opinion import Claims, in_own_words, opinion_prompt, read_opinion
from digest.write.opening import (
    Contents,
    OpeningDraft,
    check_opening,
    check_viewpoints,
    in_order,
    opening_prompt,
    read_opening,
)


@dataclass
class Opened:
    """The opening of an issue, its stories in their order, its viewpoints, and what was found."""

    briefs: tuple[Brief, ...]
    viewpoints: tuple[Viewpoint, ...]
    opening: Opening = field(default_factory=Opening)
    findings: tuple[Finding, ...] = ()


@dataclass
class _Job:
    """One opening on its way."""

    contents: Contents
    terms: Round
    draft: OpeningDraft | None = None
    claims: tuple[Sentence, ...] = ()
    doubts: list[Finding] = field(default_factory=list)  # about the claims, which a second opinion may set aside
    findings: list[Finding] = field(default_factory=list)

    def fail(self, why: Facts) -> None:
        self.draft = None
        self.findings.append(Finding("model failed", Facts.of("opening without", why=why)))


def open_issue(asker: Asker, checker: Asker | None, contents: Contents) -> Opened:
    """Have the model open an issue with these stories and viewpoints; an empty opening where it can't."""
    desk = asker.desk
    language = desk.audience.newsletter.language
    briefs, viewpoints = contents.briefs, contents.viewpoints
    job = _Job(contents, Round(language=language, asks=checker is not None))

    def prompt(job: _Job, _: int) -> Prompt:
        return opening_prompt(contents, desk.audience, desk.templates)

    asker.all("opening", [job], prompt, _ask, checked=checker is not None)
    terms = replace(job.terms, refused=_doubts(checker, job)) if checker and job.draft else job.terms
    if job.draft is None:
        return Opened(briefs, viewpoints, findings=tuple(job.findings))
    opening, _, _ = check_opening(job.draft, briefs, terms)
    argued, _, _ = check_viewpoints(job.draft, viewpoints, terms)
    return Opened(in_order(briefs, job.draft), argued, opening, tuple(job.findings))


def _ask(job: _Job, ask: Ask | None) -> None:
    if ask is None:
        job.fail(Facts.of("nothing left"))
        return
    try:
        job.draft = read_opening(ask(), job.contents.briefs, job.contents.viewpoints)
    except ModelError as error:
        job.fail(Facts.foreign(error))
    else:
        _, lines, in_lines = check_opening(job.draft, job.contents.briefs, job.terms)
        _, arguments, in_arguments = check_viewpoints(job.draft, job.contents.viewpoints, job.terms)
        for finding in (*in_lines, *in_arguments):
            (job.findings if finding.firm else job.doubts).append(finding)
        job.claims = in_own_words((*lines, *arguments), job.contents.items, job.doubts)


def _doubts(checker: Asker, job: _Job) -> frozenset[str]:
    """The texts that the second opinion doubts; all of them where there is none."""
    if not job.claims:
        return frozenset()
    refused = frozenset(claim.text for claim in job.claims)
    found: list[tuple[Finding, ...]] = []

    def prompt(job: _Job, allowance: int) -> Prompt:
        desk, writer = checker.desk, checker.desk.audience.writer.as_checker
        claims = Claims(job.claims, job.contents.items, job.contents.today, job.terms.language, job.doubts)
        return opinion_prompt(claims, writer, desk.templates, allowance=allowance)

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
