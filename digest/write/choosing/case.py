"""Titles of outlets in one case: title case set as a sentence, every word as the day's reports write it.

How a word, or a run of words, is written is seen in mid-sentence: first in the report below the title, then in the
other reports of the day; what most of them write counts, and longer runs count before shorter ones. Only a word that
nobody writes is judged by what it is: small where it is a common word, or where the report is long enough to have had
a name somewhere else too. A title that is a sentence keeps its words but those that its own report writes otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from digest.model import Item
from digest.reading.languages import Language
from digest.reading.names import COMMON, OFFICES
from digest.reading.words import PRINTED, STOP, stem, word_key
from digest.write.choosing.written import Written, count_written, first, written

_RUN = 6  # words of a name in a title
_BEGINS = re.compile(
    r"\A\W*|\b(?P<last>\w\w+)[”\"’']?[.!?][”\"’']? |(?<=[:,] )[“\"‘'](?=\w+ )"
)  # a sentence, quoted or not
_ENDING = re.compile(r"['’](?:s|re|ve|ll|d|m|t)$")
_LONG = 100  # words
_TWICE = 2  # times that the day's reports write a name
_BREAKS = re.compile(r"[:–—“\"‘'-]\s?$")  # what comes after may begin with a capital


class Case:
    """How the reports of a day write their words: what they capitalise in mid-sentence is a name."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._day = Written(Counter(), Counter(), Counter())
        for item in items:
            self._day.update(count_written(item.text))  # not kept: of most items nothing is told
        english = Language.load("en")  # the one language whose titles are set in title case
        common = {word for word, count in self._day.small.items() if count >= self._day.names[word.capitalize()]}
        self._known = common | english["small"] | english["common"] | STOP
        self._stems = COMMON | {
            stem(word_key(word)) for word in (*common, *english["written_small"]) if " " not in word
        }

    def sentence(self, title: str, language: Language, report: str = "") -> str:
        """A title in title case as a sentence; one that is a sentence already stays, but for words written otherwise.

        `report` is the text below it, whose way of writing a word counts before that of other reports. Where a language
        has no title case, a capital says something: its titles stay as they are.
        """
        if "titles have capitals" not in language["habits"]:
            return title
        told = title if _is_sentence(title, language) else self._without_capitals(title, report)
        return self._as_in(written(report), told) if report else told

    def _without_capitals(self, title: str, report: str) -> str:
        kept, begins = _with_offices(title, self._named(title, report)), _begins(title)
        cased = ((self._cased(part, at, kept, report), at in begins) for part, at in _parts(title))
        return "".join(part[:1].upper() + part[1:] if begun else part for part, begun in cased)

    def _named(self, title: str, report: str) -> set[int]:
        """Where words of names stand: the longest runs of words that reports write with capitals."""
        marks = list(PRINTED.finditer(title))
        places: set[int] = set()
        for at in range(len(marks)):
            for last in range(min(len(marks), at + _RUN), at, -1):
                if self._is_name(title[marks[at].start() : marks[last - 1].end()], report):
                    places |= {mark.start() for mark in marks[at:last]}
                    break
        return places

    def _is_name(self, run: str, report: str) -> bool:
        run = self._in_full(run.replace("’", "'"), report)
        bare = run.removesuffix("'s")
        if _is_listed_body(run) and (" " in run or not (written(report) if report else self._day).small[run.lower()]):
            return True
        if " " not in run and ((bare.isupper() and len(bare) > 1) or "." in bare):
            return True
        # the "Service" of "Secret Service" is no name
        common = " " not in bare and stem(word_key(bare)) in COMMON
        return (written(report).verdict(run, whole=common) or self._day.verdict(run, whole=common)) > 0

    def _in_full(self, run: str, report: str) -> str:
        """A run with its last word in full, where that is cut and texts have the whole name: "Justice Dept."."""
        before, _, last = run.rpartition(" ")
        if not before or last.lower() not in Language.load("en")["abbreviations"]:
            return run
        bodies = (body.title() for body in Language.load("en")["named_bodies"])
        known = (*written(report).whole, *self._day.whole, *bodies) if before[0].isupper() else ()
        full = (name for name in known if name.startswith(f"{before} {last[0]}") and name.count(" ") == run.count(" "))
        return next((name for name in full if name[-1] == last[-1] or name.startswith(run)), run)

    def _cased(self, part: str, at: int, kept: set[int], report: str) -> str:
        if at in kept or not part[:1].isalnum() or part[:1].islower():
            return part
        if "-" in part and first(part) in written(report).small:
            return first(part)  # "pro-Palestinian"
        head, *others = part.split("-")  # "Iran-Backed": a name, and what is none
        told = self._single(head, report)
        return "-".join((told, *(self._later(other, report, common=told.islower()) for other in others)))

    def _single(self, part: str, report: str) -> str:
        """A word that no report writes as a name: small, unless it may be one all the same."""
        bare = _ENDING.sub("", part)
        if bare == "I" or not _is_capitalised(part) or self._is_name(part, report):
            return part
        plain = part.lower() in OFFICES or _is_strange(bare, report) or self._is_common(bare, report)
        return part.lower() if plain else part

    def _later(self, part: str, report: str, *, common: bool) -> str:
        """What stands behind a hyphen, after a `common` word or a name: small, unless it is a name or may be one."""
        if not _is_capitalised(part) or part.lower() in Language.load("en")["neutral_capitals"]:
            return part
        named = self._is_name(part, report) or not (common or self._is_common(part, report))
        return part if named else part.lower()

    def _is_common(self, word: str, report: str) -> bool:
        """Whether a word is written small in the reports; what is nowhere may be a name."""
        small = word.lower()
        return bool(word) and (
            small in self._known or small in written(report).small or stem(word_key(small)) in self._stems
        )

    def _as_in(self, report: Written, title: str) -> str:
        """A sentence with its words as its own report writes them, where it writes them in one other way."""
        begins, marks = _begins(title), list(PRINTED.finditer(title))
        words = [self._spelled(mark[0], report) for mark in marks]
        for n, (one, other) in enumerate(pairwise(marks), 1):
            after = words[n + 1] if n + 1 < len(words) else ""
            if other.start() == one.end() + 1 and self._is_body(words[n - 1], words[n], report):
                words[n - 1 : n + 1] = [word[:1].upper() + word[1:] for word in words[n - 1 : n + 1]]
            elif other.start() not in begins and not _BREAKS.search(title, 0, other.start()):
                words[n] = _put_down(words[n], words[n - 1], after, report)
        told = dict(zip((mark.start() for mark in marks), words, strict=True))
        return "".join(told.get(at, part) for part, at in _parts(title))

    def _is_body(self, one: str, other: str, report: Written) -> bool:
        """Whether two words, of which the second is small, are a name in the report and elsewhere: "Border patrol"."""
        run = f"{one[:1].upper()}{one[1:]} {other[:1].upper()}{other[1:]}"
        if not other[:1].islower() or report.small[run.lower()] or not OFFICES.keys().isdisjoint(run.lower().split()):
            return False
        return _is_listed_body(run) or bool(report.whole[run] and self._day.whole[run] >= _TWICE)

    def _spelled(self, word: str, report: Written) -> str:
        """A name as the report spells it: "WhatsApp", "COVID"; a common word has no spelling of its own."""
        bare = re.sub(r"['’]s$", "", word)
        if bare.lower() in self._known or report.small[bare.lower()]:
            return word
        forms = report.forms(bare) - ({bare.capitalize()} if bare.islower() else set())  # "president", an office
        return f"{forms.pop()}{word[len(bare) :]}" if len(forms) == 1 else word


def _is_sentence(title: str, language: Language) -> bool:
    """Whether more than a quarter of the words that title case would capitalise are small."""
    words = [word for word in PRINTED.findall(title)[1:] if word.lower() not in language["small"]]
    plain_words = [word for word in words if not word[0].isdigit()]
    return len([word for word in plain_words if word[0].islower()]) > 0.25 * len(plain_words)


def _begins(title: str) -> set[int]:
    abbreviations = Language.load("en")["abbreviations"]
    return {found.end() for found in _BEGINS.finditer(title) if (found["last"] or "").lower() not in abbreviations}


def _is_listed_body(run: str) -> bool:
    bodies: frozenset[str] = Language.load("en")["named_bodies"]
    return run.lower() in bodies


def _put_down(word: str, before: str, after: str, report: Written) -> str:
    """A word whose capital is left from title case, small in its report: one that stands alone, an office, a job."""
    role = word.lower() in OFFICES or word.lower() in Language.load("en")["roles"]
    alone = role or not _is_capitalised(before)
    whole = after[:1].isupper() or after[:1].isdigit() or after == "of"  # "Day 7", "Secretary of State"
    left = _is_capitalised(word) and alone and not whole and not _is_neutral(word)
    return word.lower() if left and report.small[word.lower()] and not report.in_a_name(word) else word


def _is_neutral(word: str) -> bool:
    """Whether a capital, or none, says nothing: days, months, courtesies; articles and prepositions."""
    english = Language.load("en")
    return word.lower() in english["neutral_capitals"] or word.lower() in english["small"]


def _is_strange(word: str, report: str) -> bool:
    """Whether a report that is long enough has this word nowhere: a name that its title has it would have too."""
    return len(report.split()) >= _LONG and word not in report and not _is_neutral(word)


def _with_offices(title: str, names: set[int]) -> set[int]:
    """The places of names, with those of offices before a name, and without those of offices alone: "a judge rules"."""
    marks = list(PRINTED.finditer(title))
    offices = {mark.start() for mark in marks if mark[0].lower() in OFFICES}
    beside = ((one, other) for one, other in pairwise(marks) if title[one.end() : other.start()] in (" ", ". "))
    held = {one.start() for one, other in beside if other.start() in names}
    return offices & held | names - offices


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
