"""An issue that fits: what Gmail would clip is told as a headline instead."""

from __future__ import annotations

from dataclasses import replace

import jinja2

from digest.config import Audience
from digest.model import Facts, Finding, Issue, RenderedIssue, Section
from digest.render.briefing import render_issue
from digest.render.lint import CLIPPED_BYTES


def fit_issue(issue: Issue, audience: Audience, env: jinja2.Environment) -> tuple[Issue, RenderedIssue]:
    """The issue as it can be sent whole, and set.

    As long as the HTML is longer than what Gmail shows, the last told story becomes the first headline, with a
    finding of the kind `trimmed`. An issue that is too long with one story left is given as it is: the lint
    blocks it. Raises `RenderError` like `render_issue`.
    """
    rendered = render_issue(issue, audience, env)
    while len(rendered.html.encode()) > CLIPPED_BYTES and len(issue.briefs) > 1 and issue.sections:
        issue = _shorter(issue)
        rendered = render_issue(issue, audience, env)
    return issue, rendered


def _shorter(issue: Issue) -> Issue:
    *sections, last = (section for section in issue.sections if section.briefs)
    brief = last.briefs[-1]
    kept = Section(last.topic, last.briefs[:-1])
    return replace(
        issue,
        sections=(*sections, kept) if kept.briefs else tuple(sections),
        headlines=(brief.story, *issue.headlines),
        findings=(*issue.findings, Finding("trimmed", Facts.of("headline only"), brief.story.id)),
    )
