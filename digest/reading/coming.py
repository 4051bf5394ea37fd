"""Whether a sentence tells of a dated event that is still to come: "The tariffs take effect on March 4".

A weekday may lie before or behind the day of the article, so the date alone does not tell. It counts where the sentence
has no verb in the past and does not name today, or where a verb of the future governs it, with no other verb,
and no "after" or "since", between the two.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from digest.reading.dates import Mention, local_days, mentions
from digest.reading.figures import mentions_in
from digest.reading.languages import Language
from digest.reading.parts import Passage, Word

_REACH = 16  # words between the verb and its date
_VERB = re.compile(
    r"(?<!who )(?<!which )(?<!that )\b(?:will(?! not\b| have\b)"
    r"|(?:is|are) (?:also |now |still )?(?:to\b(?! blame)|(?:due|set|expected|scheduled|slated|planned|coming)\b)"
    r"|(?<!announced )(?<!made )(?<!no )(?<!the )(?<!his )(?<!her )(?<!its )(?<!their )plans? to"
    r"|takes? effect|(?:comes?|goes|go) into (?:effect|force)|expires?|resumes?|begins?|convenes?"
    r"|(?:goes|go) (?:to the polls|on trial))\b"
)
_REPORTED = re.compile(  # "said that they would"
    r"\b(?:said|says|told|announced|confirmed|ordered)\b[^.;]{0,90}?\bwould\b(?! have\b| like\b)"
)
# What may come, and what will not: wishes, conditions, threats, events that are off.
_UNCERTAIN = re.compile(
    r"\b(?:may|might|could|should|hop(?:e|es|ed|ing)|want(?:s|ed)?|wish(?:es)?|if|whether|how|threat\w*|cancel\w*|postpon\w*"
    r"|called off|scrapped|delayed|suspend\w*|had been|until now)\b"
)
# Another verb, or what turns the date into that of something else.
_BETWEEN = re.compile(
    r"\b(?:was|were|had|has|have|did|said|says|told|took|made|came|went|held|met|began|won|lost|gave|sent|saw|left"
    r"|according|after|following|since|despite|over|amid|about|regarding|because"
    r"|(?<!\bthe )(?<!\ba )(?<!\ban )[a-z]{2,}ed)\b|[;:“”\"]"
)
_PAST = Language.load("en")["past_auxiliaries"]
# "agreed to meet on May 3", "put off until Friday"
_TOWARDS = re.compile(r"\bto [a-z]+\b|\b(?:to|for|until|till|by|from|before)\s+(?:the\s+)?$")
_SAID = Language.load("en")["strong_cues"]
_PASSIVE = re.compile(r"\b(?:be|been|being|get)\s+(?:[a-z]+ly\s+)?[a-z]+")
_DESCRIBED = r"\b(?:{})\s+\Z"
_FRONTED = re.compile(r"^(?:(?:On|In|By|Starting|Beginning|From|Early|Late|Later) )*(?:on )?$", re.IGNORECASE)


def is_coming(text: str, published: datetime, today: date) -> bool:
    """Whether a sentence dates an event later than `today`; its days are those of an article of that moment in UTC."""
    if _UNCERTAIN.search(text):
        return False
    bases = local_days(published)
    dates = (m for m in mentions(text) if _is_an_event(m, text) and all(_later(m, base, today) for base in bases))
    words = Passage(text, published.date()).words
    present = not any(word.mood in ("told", "planned", "denied") or word.key in _PAST for word in words)
    present = present and not any(today in mention.days(base) for mention in mentions(text) for base in bases)
    return any(_governed(m, text) or (present and not _BETWEEN.search(text[: m.start])) for m in dates)


def looks_ahead(text: str, published: datetime, today: date, language: str = "en") -> bool:
    """Whether a sentence that was written to tell what comes next does: by a date later than `today`, or undated by a
    verb or noun of what shall or may come. Looser than `is_coming`, which finds such sentences among all others.

    In another language than English only its days are read; one without days is taken at its word.
    """
    if language != "en":
        days = mentions_in(text, language)
        return not days or any(_later(day, base, today) for day in days for base in local_days(published))
    bases, found = local_days(published), mentions(text)
    ahead = [one for one in found if all(_later(one, base, today) for base in bases) or _is_later(one, today)]
    behind = [one for one in found if one not in ahead and (one.period or one.year or any(map(one.days, bases)))]
    passage = Passage(text, published.date())
    expected = any(word.key in Language.load("en")["still_to_come"] for word in passage.words)
    words = zip(("", *(word.key for word in passage.words)), passage.words, passage.clauses, strict=False)
    told = {clause for before, word, clause in words if _tells(before, word)}
    if ahead:
        clauses = {_clause(passage, one.start) for one in ahead}
        return expected or not clauses <= told or any(_TOWARDS.search(text[: one.start]) for one in ahead)
    return not behind and (expected or not told)


def _tells(before: str, word: Word) -> bool:
    """Whether a verb tells what has happened; "is sentenced" may be to come, and that somebody said it is no event."""
    return (word.mood == "told" and word.key not in _SAID and before not in ("is", "are")) or word.key in _PAST


def _clause(passage: Passage, start: int) -> int:
    return max((clause for word, clause in zip(passage.words, passage.clauses, strict=True) if word.start <= start),
               default=0)  # fmt: skip


def _is_later(mention: Mention, today: date) -> bool:
    """Whether it is next week, month or year, or a later year."""
    later = mention.month is None and mention.year is not None and mention.year > today.year
    return later or mention.period.startswith("next")


def _later(mention: Mention, published: date, today: date) -> bool:
    day = mention.ahead(published)
    return day is not None and day > today


def _is_an_event(mention: Mention, text: str) -> bool:
    """Not "Tuesday's vote", "the March 4 deadline", "on Fridays", "last March"."""
    described = Language.load("en").pattern("before_described_dates", _DESCRIBED)
    named = mention.weekday is None or mention.text.endswith("day")
    apart = not described.search(text[: mention.start]) and not re.match(r"['’]s\b", text[mention.end :])
    acts = re.match(r"\s+[a-z]+ed\b", text[mention.end :])  # "who will retire late on Monday released"
    return named and apart and not acts and not re.match(r"(?:last|since)\b", mention.text, re.IGNORECASE)


def _governed(mention: Mention, text: str) -> bool:
    """Whether a verb of the future stands shortly before the date, or after one that opens the sentence."""
    before, after = text[: mention.start], text[mention.end :]
    verbs = [*_VERB.finditer(before), *_REPORTED.finditer(before)]
    between = [before[verb.end() :] for verb in verbs]
    if _FRONTED.match(before):
        between += [after[: verb.start()] for verb in _VERB.finditer(after)]
    return any(len(part.split()) <= _REACH and not _BETWEEN.search(_PASSIVE.sub("", part)) for part in between)
