"""One problem that was found, and where it can be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digest.model.facts import Facts

FindingKind = Literal[
    "feed failed",
    "article failed",
    "story failed",
    "model failed",
    "model refused",
    "bad reply",
    "limit reached",
    "invented quotation",
    "unsupported number",
    "unsupported name",
    "unsupported date",
    "foreign link",
    "unsupported sentence",
    "unprintable headline",
    "excerpt instead",
    "trimmed",
    "lint",
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding can be seen: in the email as shown, its text part, its HTML or its MJML."""

    view: Literal["email", "text", "html", "mjml"]
    words: str = ""  # that stand there
    line: int = 0  # of the MJML, from 1
    part: Literal["", "envelope", "size"] = ""  # subject and preheader, or how large it is


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem that was found. `story` is empty where it concerns the whole issue; `text` are our words at fault."""

    kind: FindingKind
    facts: Facts
    story: str = ""
    blocks: bool = False  # an issue with a blocking finding is not sent
    text: str = ""
    firm: bool = True  # else a doubt about our words, which a second opinion may set aside
    place: Place | None = None  # where it can be seen; of a story's finding, at the story

    @property
    def detail(self) -> str:
        """The facts as a line for people."""
        return str(self.facts)
