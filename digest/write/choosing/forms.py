"""One form of an abbreviation in all heds of an issue: as the text below writes it, else as most of the issue does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.model import Brief
from digest.write.text.one_form import in_its_forms


def in_one_form(briefs: Sequence[Brief]) -> tuple[Brief, ...]:
    """The excerpted stories with heds in the forms of their texts; what a model wrote stays."""
    told = issue_text(briefs)
    return tuple(
        replace(brief, hed=in_its_forms(brief.hed, issue_text([brief]), told)) if brief.excerpt_of else brief
        for brief in briefs
    )


def issue_text(briefs: Sequence[Brief]) -> str:
    """All that these stories tell, on one line."""
    return " ".join(sentence.text for brief in briefs for sentence in (*brief.summary, *brief.adds))
