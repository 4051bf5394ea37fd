"""Where on the preview page a finding can be seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from digest.model import Finding


def place_of_finding(finding: Finding, heds: Mapping[str, str]) -> dict[str, Any]:
    """`{"view": "mjml", "line": 12}`, `{"view": "email", "words": "..."}`, `{"view": "text"}`, or `{}` for none.

    `heds` has the heds of the told stories: a finding about a story is shown at its story.
    """
    place = finding.place
    if place is None:
        hed = heds.get(finding.story, "")
        return {"view": "email", "words": hed} if hed else {}
    if place.line:
        return {"view": place.view, "line": place.line}
    return {"view": place.view, "part": place.part} if place.part else {"view": place.view, "words": place.words}
