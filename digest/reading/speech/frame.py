"""An article as a row of words in which each quotation is one opaque token.

What stands inside the marks must not be read when we look for the speaker: a name or a "said" in a quotation
belongs to the quotation. So the frame is the article without the words quoted, cut into sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from digest.reading.datelines import dateline_length
from digest.reading.languages import Language
from digest.reading.speech.lexicon import Lexicon, lexicon_of
from digest.reading.speech.marks import Marked, marked_spans

_ABBREVIATED = (
    r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Fr|St|Hon|Sens?|Reps?|Govs?|Lt|Gen|Col|Maj|Capt|Sgt|Cmdr|Adm|Atty|Amb|Del|Sec|Supt"
    r"|Jr|Sr|No|vs|Inc|Corp|Co|Ltd|Dept|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Ga|Fla|Va|Md|Mass|Calif|Conn|Ill|Ind|Wis|Minn|Mich"
    r"|Pa|Tenn|Ky|La|Miss|Mo|Ala|Ariz|Ark|Colo|Del|Kan|Neb|Nev|Okla|Ore|Wash|Tex|Mont|Wyo)\."
)
_TOKEN = re.compile(
    rf"(?P<word>{_ABBREVIATED}(?=[\s,)])|(?:Gov|Sen|Rep)\.-elect"
    r"|(?:[^\W\d_]\.){2,}|[A-Z]\.(?=\s[A-Z])"  # U.S., Harry M. Reid
    r"|[RDI]-(?:(?:[A-Z]\.)+(?:[A-Z][a-z]+\.)?|[A-Z][a-z]+\.(?=\s?[),]))"  # R-S.D., D-W.Va., R-Ky.
    r"|[$€£¥]?\w+(?:[-‑–/&@]\w+|\.[a-z\d]\w*|['’](?!s\b)\w+)*"
    r"|['’‘]s\b|&)"
    r"|(?P<stop>\.{3}|[.!?…]+|[^\w\s])"
)
_BREAKS = re.compile(r"[\n\r\u2028\u2029]+")
_END = re.compile(r"[.!?…]+\Z")
_LOOK = 16  # words after "...?" in which a reporting verb still belongs to the question

Kind = Literal["word", "stop", "quote"]
_NO_WORDS = lexicon_of(Language.load(""))


@dataclass(frozen=True, slots=True)
class Token:
    """One word, punctuation mark or whole quotation; `number` counts the quotations, -1 for all else."""

    text: str
    start: int
    end: int
    kind: Kind
    paragraph: int
    sentence: int
    number: int = -1
    low: str = ""  # lower case with a straight apostrophe: how word lists are asked
    capital: bool = False  # a word with a capital letter
    lexicon: Lexicon = field(default=_NO_WORDS, repr=False, compare=False)  # of the article's language

    def is_in(self, *names: str) -> bool:
        """Whether the word stands in one of these lists of the language."""
        return any(self.low in self.lexicon[name] for name in names)

    @property
    def comma(self) -> bool:
        """A comma, also one inside the closing mark of a quotation."""
        return self.text == "," or (self.kind == "quote" and self.text.endswith(","))


@dataclass(frozen=True)
class Frame:
    """The tokens of one article, its quotations, and where each sentence and paragraph begins and ends."""

    text: str
    spans: tuple[Marked, ...]
    tokens: tuple[Token, ...]
    lexicon: Lexicon

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The token range `first:end` of each sentence."""
        return _ranges([token.sentence for token in self.tokens])

    @cached_property
    def paragraphs(self) -> dict[int, tuple[int, int]]:
        """The token range of each paragraph that has words."""
        ranges = _ranges([token.paragraph for token in self.tokens])
        return {self.tokens[first].paragraph: (first, end) for first, end in ranges}

    @cached_property
    def places(self) -> dict[int, int]:
        """Number of a quotation -> its token."""
        return {token.number: at for at, token in enumerate(self.tokens) if token.kind == "quote"}

    def words(self, first: int, end: int) -> str:
        """The article's characters from one token up to another, white space made even."""
        return " ".join(self.text[self.tokens[first].start : self.tokens[end - 1].end].split()) if end > first else ""


def frame_of(text: str, language: Language) -> Frame:
    """Read a text into its frame."""
    lexicon = lexicon_of(language)
    spans = marked_spans(text)
    raw: list[Token] = []
    paragraph = 0
    at = dateline_length(text)  # nobody called Washington has spoken
    for number, span in enumerate([*spans, None]):
        stop = span.left if span else len(text)
        raw += _words_of(text, at, stop, paragraph, lexicon)
        paragraph += len(_BREAKS.findall(text, at, stop))
        if span:
            inner = text[span.start : span.end]
            raw.append(
                Token(inner, span.left, span.right, "quote", paragraph, 0, number, low=inner.lower(), lexicon=lexicon)
            )
            at = span.right
    return Frame(text, spans, tuple(_with_sentences(raw)), lexicon)


def _words_of(text: str, start: int, stop: int, paragraph: int, lexicon: Lexicon) -> Iterator[Token]:
    """Words and marks between two places of the text, the first of which is in this paragraph."""
    breaks = [found.span() for found in _BREAKS.finditer(text, start, stop)]
    at = start
    for end, after in (*breaks, (stop, stop)):
        for match in _TOKEN.finditer(text, at, end):
            kind: Kind = "word" if match.lastgroup == "word" else "stop"
            word = match.group()
            capital = kind == "word" and word[0].isupper()
            low = word.lower().replace("’", "'").replace("‘", "'")
            yield Token(word, match.start(), match.end(), kind, paragraph, 0, -1, low, capital, lexicon)
        at, paragraph = after, paragraph + 1


def _with_sentences(raw: list[Token]) -> list[Token]:
    out: list[Token] = []
    sentence = 0
    for at, token in enumerate(raw):
        if at and (token.paragraph != raw[at - 1].paragraph or _ends_sentence(raw, at - 1)):
            sentence += 1
        out.append(replace(token, sentence=sentence))
    return out


def _ends_sentence(raw: list[Token], at: int) -> bool:
    """Whether a sentence ends with this token (another one follows in the same paragraph)."""
    token, following = raw[at], raw[at + 1]
    starts = following.kind == "quote" or following.text[0].isupper() or following.text[0].isdigit()
    starts = starts or following.text in "([“‘"
    if token.kind == "stop":
        return bool(_END.match(token.text)) and starts
    if token.kind == "word" or not starts:
        return False
    if token.text[-1] in ".’'\"" and not token.text.endswith(("...", ". .")):
        return token.text.rstrip("’'\"")[-1:] == "."
    return token.text[-1] in "?!.…—–-:;" and not _attribution_follows(raw, at)


def _attribution_follows(raw: list[Token], at: int) -> bool:
    if raw[at + 1].capital and raw[at + 1].is_in("not_names"):
        return False  # "...?" He answered: house styles keep "he asked" in lower case
    for token in raw[at + 1 : at + 1 + _LOOK]:
        if token.kind == "quote" or token.text in (".", "!", "?", ";", ":") or token.paragraph != raw[at].paragraph:
            return False
        if token.is_in("cues"):
            return True
    return False


def _ranges(keys: list[int]) -> tuple[tuple[int, int], ...]:
    ranges = []
    first = 0
    for at in range(1, len(keys) + 1):
        if at == len(keys) or keys[at] != keys[first]:
            ranges.append((first, at))
            first = at
    return tuple(ranges)
