"""What a careful production editor checks before an issue goes out."""

from __future__ import annotations

from digest.config import Audience
from digest.model import Finding, Issue, RenderedIssue


def lint(rendered: RenderedIssue, audience: Audience, issue: Issue) -> tuple[Finding, ...]:
    """Everything wrong with a rendered issue; errors block the sending, the rest is advice."""
    return ()
