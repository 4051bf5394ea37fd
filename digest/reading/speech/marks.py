"""Pairs quotation marks: which stretches of a text stand between marks, and how well closed they are.

Straight and curly doubles, guillemets in both directions, German low-high marks, and single marks where an
article uses those for speech (the British house style). Doubled apostrophes (``''so''``) and TeX pairs are
what archives make of marks: they are paired, so that nobody reads what they enclose as narration, but flagged
`makeshift`, because such texts lost marks on the way and can't be cut with certainty.
Nested marks belong to the outer quotation. A paragraph is one line: marks never pair across a line break,
because a quotation of several paragraphs opens each of them anew and closes only the last; each of its
paragraphs is a span of its own, so that a span is always exactly the words between two places of the text.

Inches, feet, apostrophes, possessives and clipped years are not marks. One pass, linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

_CLOSERS = {
    '"': '"”',
    "“": '”"',
    "”": "”",  # a closing mark typed where an opening one was meant
    "„": "“”",
    "«": "»",
    "»": "«",
    "''": "''",
    "``": "''",
}
_DOUBLE = re.compile(r"''|``|[\"“”„«»]")
_FEET_AND_INCHES = re.compile(r"\d\s?['’′]\s?\d{1,2}(?:½)?\s?\Z")
_SINGLE_OPENER = re.compile(r"(?<![\w’'.,!?%)])['‘‚‹](?=[\w$£€…\[(“\"])")
_SINGLE_CLOSER = re.compile(r"(?<=\S)['’›](?!\w)")
_CLIPPED = re.compile(r"['‘’](?:tis|twas|til|till|em|cause|bout|round|n|\d\ds?)\b", re.IGNORECASE)
_WORD = re.compile(r"\w")
_SPEECH_WORDS = 3  # a single-marked stretch shorter than this says nothing about the house style


@dataclass(frozen=True, slots=True)
class Marked:
    """The words between two marks, `text[start:end]`, without white space at the ends.

    `left` and `right` are where the marks themselves begin and end. `closed` is False where the paragraph
    ended first; `continues` where the next paragraph opens the same quotation again; `makeshift` where the
    marks are pairs of apostrophes.
    """

    start: int
    end: int
    left: int
    right: int
    closed: bool = True
    continues: bool = False
    makeshift: bool = False


@lru_cache(maxsize=512)
def marked_spans(text: str) -> tuple[Marked, ...]:
    """Every outermost stretch between quotation marks, in order, without overlaps.

    Single marks count only where more of the speech stands in them than in double marks.
    An opening mark without a partner counts to the end of its paragraph (`closed` is False) if no other
    mark opens before that; else it is dropped.
    """
    paragraphs = [(match.start(), match.end()) for match in re.finditer(r"[^\n\r\u2028\u2029]+", text)]
    doubles = [span for start, end in paragraphs for span in _pair_doubles(text, start, end)]
    singles = [span for start, end in paragraphs for span in _pair_singles(text, start, end)]
    if singles and _singles_are_speech(text, doubles, singles):
        doubles = singles + _outside(doubles, singles)
        doubles = _without_overlaps(sorted(doubles, key=lambda span: span.start))
    return tuple(_mark_continued(text, doubles))


def _pair_doubles(text: str, start: int, end: int) -> list[Marked]:
    tokens = [m for m in _DOUBLE.finditer(text, start, end) if not _is_prime(text, m.start(), m.group(), start)]
    spans: list[Marked] = []
    openers: list[re.Match[str]] = []
    closers_left = sum(_may_close(text, m, end) for m in tokens)
    for token in tokens:
        mark = token.group()
        closers_left -= _may_close(text, token, end)
        if openers and mark in _CLOSERS[openers[-1].group()] and not _must_open(text, token, end):
            opener = openers.pop()
            if not openers:
                spans += _span(text, opener, token, end)
        elif _may_open(text, token, start, end):
            if openers and closers_left < len(openers) + 1:
                openers.clear()  # not nested: the earlier mark lost its partner
            openers.append(token)
    if openers:
        first = openers[0]
        spans += _span(text, first, None, end)
    return spans


def _must_open(text: str, token: re.Match[str], end: int) -> bool:
    """A straight mark after a space or bracket and before a letter opens, even inside an open quotation."""
    before, after = text[token.start() - 1 : token.start()], text[token.end() : min(token.end() + 1, end)]
    return token.group() == '"' and (before.isspace() or before in "([") and after.isalnum() and before != ""


def _may_open(text: str, token: re.Match[str], start: int, end: int) -> bool:
    mark = token.group()
    if mark in "“„«" or mark == "``":
        return True
    before = text[token.start() - 1] if token.start() > start else " "
    after = text[token.end()] if token.end() < end else " "
    if mark == "”":
        return before.isspace() and after.isalnum()
    return not (before.isalnum() and after.isspace()) and not (before in ".,!?" and after.isspace())


def _may_close(text: str, token: re.Match[str], end: int) -> bool:
    after = text[token.end()] if token.end() < end else " "
    return token.group() in "”»\"''" and not after.isalnum()


def _is_prime(text: str, at: int, mark: str, start: int) -> bool:
    """Inches: a straight mark after feet (6'2"), or after a number where no quotation can have been open."""
    if mark not in ('"', "''"):
        return False
    if _FEET_AND_INCHES.search(text, max(start, at - 8), at):
        return text[at + len(mark) : at + len(mark) + 1] not in ("", '"') or text.count('"', start, at) % 2 == 0
    return False


def _pair_singles(text: str, start: int, end: int) -> list[Marked]:
    spans: list[Marked] = []
    openers = [m for m in _SINGLE_OPENER.finditer(text, start, end) if not _CLIPPED.match(text, m.start())]
    closers = list(_SINGLE_CLOSER.finditer(text, start, end))
    places = [m.start() for m in closers]
    for number, opener in enumerate(openers):
        if spans and opener.start() < spans[-1].right:
            continue
        limit = openers[number + 1].start() if number + 1 < len(openers) else end
        first = bisect_right(places, opener.end())
        reach = closers[first : bisect_right(places, limit)]
        closer = _best_closer(text, reach)
        if closer:
            spans += _span(text, opener, closer, end)
        elif opener.start() == start:
            spans += _span(text, opener, None, end)
    return spans


def _best_closer(text: str, closers: list[re.Match[str]]) -> re.Match[str] | None:
    """The first after punctuation; else the first that can't be a plural's possessive; else the first."""
    for test in (lambda c: c in ".,!?…;:", lambda c: c != "s", lambda c: True):
        for closer in closers:
            if test(text[closer.start() - 1]):
                return closer
    return None


def _span(text: str, opener: re.Match[str], closer: re.Match[str] | None, end: int) -> list[Marked]:
    """What stands between two marks; up to `end` where the second is missing."""
    left, start = opener.span()
    stop, right = closer.span() if closer else (end, end)
    inner = text[start:stop]
    if not _WORD.search(inner):
        return []
    start += len(inner) - len(inner.lstrip())
    makeshift = text[left : left + 2] in ("''", "``")
    return [Marked(start, start + len(inner.strip()), left, right, closer is not None, makeshift=makeshift)]


def _singles_are_speech(text: str, doubles: list[Marked], singles: list[Marked]) -> bool:
    speech = [s for s in _outside(singles, doubles) if text.count(" ", s.start, s.end) >= _SPEECH_WORDS - 1]
    return len(speech) > len(_outside(doubles, singles))


def _outside(spans: list[Marked], others: list[Marked]) -> list[Marked]:
    """The spans that no other one encloses; both lists are in order and without overlaps."""
    lefts = [other.left for other in others]
    found = []
    for span in spans:
        at = bisect_right(lefts, span.left) - 1
        if at < 0 or others[at].right < span.right:
            found.append(span)
    return found


def _without_overlaps(spans: list[Marked]) -> list[Marked]:
    kept: list[Marked] = []
    for span in spans:
        if not kept or span.left >= kept[-1].right:
            kept.append(span)
    return kept


def _mark_continued(text: str, spans: list[Marked]) -> list[Marked]:
    out: list[Marked] = []
    for number, span in enumerate(spans):
        following = spans[number + 1] if number + 1 < len(spans) else None
        reopened = not span.closed and following is not None and not text[span.end : following.left].strip()
        out.append(replace(span, continues=reopened))
    return out
