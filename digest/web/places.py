"""Where on the preview page a finding can be seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from digest.model import Finding

_LINE = re.compile(r"\bline (\d+) of the (?:finished )?MJML")
_WORDS = re.compile(r"“([^”]{2,})”")
_LEFT = re.compile(r"(?:left in the text: | a field )([\[{]{2}.*?[\]}]{2})")
_SOURCE = re.compile(r"\((https?://[^\s)]+)|<([a-z][\w-]*)>|\b(h[1-6]) follows")


def place_of_finding(finding: Finding, heds: Mapping[str, str]) -> dict[str, Any]:
    """`{"view": "mjml", "line": 12}`, `{"view": "email", "words": "..."}`, `{"view": "text"}`, or `{}` for none.

    `heds` has the heds of the told stories: a finding about a story is shown at its story.
    """
    detail = finding.detail
    if found := _LINE.search(detail):
        return {"view": "mjml", "line": int(found[1])}
    if finding.kind == "lint":
        return _lint_place(detail)
    hed = heds.get(finding.story, "")
    return {"view": "email", "words": hed} if hed else {}


def _lint_place(detail: str) -> dict[str, Any]:
    if " subject " in f" {detail}" or "preheader" in detail:
        return {"view": "email", "part": "envelope"}
    if "KB of HTML" in detail:
        return {"view": "email", "part": "size"}
    if "text part" in detail:
        words = detail.rpartition(": ")[2].removesuffix("...")
        return {"view": "text", "words": words if words != detail else ""}
    if quoted := _WORDS.search(detail) or _LEFT.search(detail):
        return {"view": "email", "words": quoted[1].rstrip("….")}
    address, *tags = found.groups() if (found := _SOURCE.search(detail)) else ("", "")
    tag = "".join(filter(None, tags))
    return {"view": "html", "words": address or (f"<{tag}" if tag else "")}
