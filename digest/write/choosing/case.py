"""Titles of outlets in one case: title case set as a sentence, with the names that the day's reports capitalise.

Each word is written as the report itself writes it in mid-sentence; else as the other reports of the day do; else small
where it is a common word, or where the report is long enough to have had a name somewhere else too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from digest.model import Item
from digest.reading.languages import Language
from digest.reading.names import COMMON, OFFICES
from digest.reading.words import PRINTED, STOP, stem, word_key

_LONGEST = 12  # words of a name
_BEGINS = re.compile(r"\A\W*|(?<=[a-z][.!?]) |(?<!\w)[“\"‘'](?=[^”\"’']*[.,!?][”\"’'])")  # a sentence, quoted or not
_ENDS = re.compile(r"(?<=[a-z]{3})\. ")
_ENDING = re.compile(r"['’](?:s|re|ve|ll|d|m|t)$")
_LONG = 100  # words
_CAPITAL_AHEAD = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'&.-]*(?: (?:of |the |and |for )?[A-Z][\w’'&.-]*)*\b(?! \d)")


class Case:
    """How the reports of a day write their words: what they capitalise in mid-sentence is a name."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._small: Counter[str] = Counter()
        self._names: Counter[str] = Counter()
        for item in items:
            small, names = _cases(item.text)
            self._small.update(small)
            self._names.update(names)
        english = Language.load("en")  # the one language whose titles are set in title case
        common = {word for word, count in self._small.items() if count >= self._names[word.capitalize()]}
        self._known = common | english["small"] | english["common"] | STOP
        self._stems = COMMON | {stem(word_key(word)) for word in common}

    def sentence(self, title: str, language: Language, report: str = "") -> str:
        """A title in title case as a sentence; one that is a sentence already stays.

        `report` is the text below it, whose way of writing a word counts before that of other reports. Where a language
        has no title case, a capital says something: its titles stay as they are.
        """
        if "titles have capitals" not in language["habits"]:
            return title
        words, small = PRINTED.findall(title), language["small"]
        plain_words = [word for word in words[1:] if word.lower() not in small and not word[0].isdigit()]
        if sum(word[0].islower() for word in plain_words) > 0.25 * len(plain_words):
            return title
        kept = _with_offices(title, self._named(title, report))
        begins = {found.end() for found in _BEGINS.finditer(title)}
        cased = ((self._cased(part, at, kept, report), at in begins) for part, at in _parts(title))
        return "".join(part[:1].upper() + part[1:] if begun else part for part, begun in cased)

    def _named(self, title: str, report: str) -> set[int]:
        """Where words of names stand: the longest runs of words that reports write with capitals."""
        marks = list(PRINTED.finditer(title))
        places: set[int] = set()
        for first in range(len(marks)):
            for last in range(min(len(marks), first + 6), first, -1):
                run = title[marks[first].start() : marks[last - 1].end()]
                if self._is_name(run, report):
                    places |= {mark.start() for mark in marks[first:last]}
                    break
        return places

    def _is_name(self, run: str, report: str) -> bool:
        bare = re.sub(r"['’]s$", "", run)
        if run.lower() in Language.load("en")["named_bodies"]:
            return True
        if " " in run:
            written_small = run.lower() in report  # "Office of Gun Violence Prevention" names no gun violence
            return not written_small and bool(self._names[run] or (bare != run and self._names[bare]))
        if (bare.isupper() and len(bare) > 1) or "." in bare:
            return True
        small, names = _cases(report)
        if bare in names or _small_first(bare) in small:
            return names[bare] > small[_small_first(bare)]
        return self._names[run] + (self._names[bare] if bare != run else 0) > self._small[bare.lower()]

    def _cased(self, part: str, at: int, kept: set[int], report: str) -> str:
        bare = _ENDING.sub("", part)
        if at in kept or not part[:1].isalnum() or bare == "I" or not _is_capitalised(part):
            return part
        if written := _as_written(part, report):
            return written
        if part.lower() in OFFICES or _is_strange(bare, report):
            return part.lower()
        if self._is_common(bare, report):
            return part.lower()
        head, dash, rest = part.partition("-")  # "Iran-Backed": a name, and what is none
        if dash and self._is_common(head, report):
            return part.lower()  # "Photo-Op"
        return f"{head}{dash}{rest.lower()}" if self._is_common(_ENDING.sub("", rest), report) else part

    def _is_common(self, word: str, report: str) -> bool:
        """Whether a word, or each part of it, is written small in the reports; what is nowhere may be a name."""
        small, _ = _cases(report)
        return bool(word) and all(
            part in self._known or part in small or stem(word_key(part)) in self._stems
            for part in word.lower().split("-")
            if not part.isdigit()
        )


def _as_written(word: str, report: str) -> str:
    """A word of a title as its report spells it, if that is otherwise: "pro-Palestinian", "WhatsApp"."""
    small, names = _cases(report)
    if "-" in word and _small_first(word) in small:
        return _small_first(word)
    spelled = (name for name in names if name.lower() == word.lower() and name[1:] != name[1:].lower())
    return next((name for name in spelled if name != word and not name.isupper() and name.isalpha()), "")


def _small_first(word: str) -> str:
    return word[:1].lower() + word[1:]


def _is_strange(word: str, report: str) -> bool:
    """Whether a report that is long enough has this word nowhere: a name that its title has it would have too."""
    return len(report.split()) >= _LONG and word.partition("-")[0] not in report


def _with_offices(title: str, names: set[int]) -> set[int]:
    """The places of names, with those of offices before a name, and without those of offices alone: "a judge rules"."""
    places = [(mark.start(), mark[0].lower() in OFFICES) for mark in PRINTED.finditer(title)]
    held = {at for (at, office), (after, _) in pairwise(places) if office and after in names}
    return held | {at for at, office in places if at in names and not office}


def _is_capitalised(word: str) -> bool:
    """ "House", "Right-To-Work", "Gain-of-Function", "17-Year"; not "McCain", "FBI", "iPhone"."""
    parts = [part for part in re.split(r"['’]", word)[0].split("-") if part and not part.isdigit()]
    small = Language.load("en")["small"]
    capital = (part[:1].isupper() and part[1:].islower() for part in parts if part not in small and len(part) > 1)
    return bool(parts) and not word[0].islower() and all(capital)


def _parts(title: str) -> Iterable[tuple[str, int]]:
    """The words of a title and what stands between them, with their places."""
    at = 0
    for mark in PRINTED.finditer(title):
        yield title[at : mark.start()], -1
        yield mark[0], mark.start()
        at = mark.end()
    yield title[at:], -1


def _within_sentence(name: str) -> str:
    """A run of capitals up to the end of its sentence: not "Supreme Court. A"; "Gov. Jane Dow" goes on."""
    return _ENDS.split(name, maxsplit=1)[0]


@lru_cache(maxsize=4096)
def _cases(text: str) -> tuple[Counter[str], Counter[str]]:
    """How often a text writes words small, and names in mid-sentence, whole and in part.

    Of a name of several words only the last stands by itself: "Judge" is no name for "Judge Kavanaugh"; nor is it where
    the text writes it small too: "War" in "Vietnam War".
    """
    titled = Language.load("en")["small"]
    small = Counter(word for word in PRINTED.findall(text) if word[0].islower())
    names: Counter[str] = Counter()
    for name in map(_within_sentence, _CAPITAL_AHEAD.findall(text)):
        if any(word.istitle() and word.lower() in titled for word in name.split()):
            continue  # a headline that stands in the text: "Criticism From Trump"
        bare = re.sub(r"['’]s$", "", name).rstrip(".,")
        parts = bare.split()
        if len(parts) > _LONGEST:
            continue  # a list, or shouting
        surname = {parts[-1]} if parts[-1].lower() not in small else set()
        names.update({bare} | surname | {" ".join(parts[:n]) for n in range(2, len(parts))})
        names.update(" ".join(parts[n:]) for n in range(1, len(parts) - 1))
    return small, names
