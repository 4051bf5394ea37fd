from __future__ import annotations

from dataclasses import replace

import jinja2

from digest.render.fitting import fit_issue
from digest.render.lint import CLIPPED_BYTES

from .example_issue import BRIEFS, HEADLINES, LEAD, an_audience, an_issue


def test_an_issue_that_fits_is_left_alone(env: jinja2.Environment) -> None:
    issue, rendered = fit_issue(an_issue(), an_audience(), env)
    assert issue == an_issue()
    assert rendered.findings == ()


def test_what_would_be_clipped_becomes_a_headline(env: jinja2.Environment) -> None:
    many = tuple(replace(b, story=replace(b.story, id=f"{b.story.id}-{n}")) for n in range(8) for b in BRIEFS)
    issue, rendered = fit_issue(an_issue(LEAD, many), an_audience(template="bullets"), env)
    assert len(rendered.html.encode()) <= CLIPPED_BYTES
    assert not any(finding.blocks for finding in rendered.findings)
    told, lines = {b.story.id for b in issue.briefs}, {story.id for story in issue.headlines}
    assert told | lines == {LEAD.story.id} | {b.story.id for b in many} | {story.id for story in HEADLINES}
    assert {f.story for f in issue.findings if f.kind == "trimmed"} == lines - {story.id for story in HEADLINES}


def test_one_story_that_is_too_long_is_blocked(env: jinja2.Environment) -> None:
    endless = replace(LEAD, summary=LEAD.summary * 300)
    issue, rendered = fit_issue(an_issue(endless, ()), an_audience(), env)
    assert issue.lead == endless
    assert any(finding.blocks and "Gmail clips" in finding.detail for finding in rendered.findings)
