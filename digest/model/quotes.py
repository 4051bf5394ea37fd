"""Words cut from one article, with who said them and on what terms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from digest.model.articles import Item

# On what terms the words stand in the article; `fabrication` are forged words, `impostor` a forged speaker.
Terms = Literal[
    "asserted",
    "denial",
    "doubt",
    "fabrication",
    "jest",
    "hypothetical",
    "relayed",
    "fiction",
    "impostor",
    "withdrawn",
]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words cut from one article, with who said them.

    There is no field for the words: `text` is always the slice of the item's own characters. Two are equal if they
    are the same words, however their speaker is introduced.
    """

    item: Item = field(repr=False)
    start: int
    end: int
    speaker: str = field(compare=False)
    role: str = field(default="", compare=False)
    cue: str = ""  # the reporting verb: "said", "warned"
    confidence: float = 1.0  # that this speaker said it, 0 to 1
    named: bool = True  # the speaker has a name, or a description that says who it is
    whole: bool = True  # the words begin and end as the sentence that was said does
    terms: Terms = "asserted"  # how the words were said; only asserted ones are printed

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.item.text):
            raise ValueError(f"item {self.item.id} has no span {self.start}:{self.end}")
        if self.text != self.text.strip():
            raise ValueError(f"the span {self.start}:{self.end} of item {self.item.id} begins or ends in white space")

    @property
    def text(self) -> str:
        """The quotation in the article's own characters, without the marks."""
        return self.item.text[self.start : self.end]
