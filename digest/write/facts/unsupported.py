"""Check our text against a story's articles: every number, date and name must be carried by them, and nothing may say
the opposite of what they say.

This is a gate against inventions, not a measure of truth; `support.support` says how well the articles carry a
sentence as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from digest.model import Facts, Finding, FindingKind, Item
from digest.reading.dates import Mention, local_days, mentions
from digest.reading.languages import Language
from digest.reading.names import FORMER, OFFICES, SAME, Name, acronym, is_common, is_title_case, names
from digest.reading.numbers import Quantity, quantities
from digest.reading.outcomes import contradicts, outcomes
from digest.reading.parts import seats
from digest.reading.words import content, stem, tokens
from digest.write.facts.source import Source, read_source
from digest.write.facts.worked_out import is_worked_out, slack

_Found = tuple[int, FindingKind, str, bool]  # where, what, the words, whether it is firm

_PLACED = re.compile(r"(\w*)\W*\bin\s+$", re.IGNORECASE)
_SPANS = frozenset(stem(form) for word in Language.load("en")["spans"] for form in (word, f"{word}s"))
_REACH = 40  # characters behind a number in which stands what it counts
_ROUNDED_OFF = 50  # from here on decimals may be left off
_FEW = 12  # up to here a writer may have counted what the articles list


def unsupported(text: str, items: Sequence[Item], story: str = "") -> tuple[Finding, ...]:
    """What of `text` no article carries: numbers, dates, names and titles, in the order of the text.

    Empty for every sentence of the articles themselves. Rounding counts as carried where the text says so
    ("about", "nearly") or writes a scale ("3.5 million"); weekdays are those around the articles' dates. An office that
    no article contradicts is a doubt.
    """
    source = read_source(items)
    if source.has_verbatim(text):
        return ()
    found: set[_Found] = {*_numbers(text, source), *_dates(text, source), *_names(text, source)}
    return tuple(Finding(kind, Facts.of(kind, words=words), story, firm=firm) for _, kind, words, firm in sorted(found))


def _numbers(text: str, source: Source) -> Iterator[_Found]:
    dated = [(mention.start, mention.end) for mention in mentions(text)]
    counted = quantities(text)
    for number, fate in zip(counted, outcomes(text, counted), strict=True):
        if any(start < number.end and number.start < end for start, end in dated) or _is_pair(text, number):
            continue
        low, high = slack(number, text)
        same = [at for at, other in enumerate(source.quantities) if same_number(number, other, low, high)]
        if not same and not is_worked_out(number, text, source) and not _may_be_counted(number, text, source):
            yield number.start, "unsupported number", number.text, True
        elif fate and all(contradicts(fate, source.outcomes[at]) for at in same):
            yield number.start, "unsupported number", text[number.start :][:40], True


def _may_be_counted(number: Quantity, text: str, source: Source) -> bool:
    """A few of what the articles count nowhere: "the three men" of three who are named, "half a degree"."""
    if number.unit not in ("", "part") or number.value > _FEW or number.text[0].isdecimal() or number.decimals:
        return False
    things = _behind(text, number)
    counted = {thing for s in source.statements for other in s.numbers if other.unit != "ordinal"
               for thing in _behind(s.text, other)}  # fmt: skip
    return bool(things) and things[0] not in counted and not _SPANS & set(things)


def _behind(text: str, number: Quantity) -> tuple[str, ...]:
    return content(text[number.end : number.end + _REACH])[:2]


def _is_pair(text: str, number: Quantity) -> bool:
    """ "the two", of two that were named."""
    return number.value == 2 and re.search(r"\bthe\s+$", text[: number.start], re.IGNORECASE) is not None


def same_number(ours: Quantity, theirs: Quantity, low: float, high: float) -> bool:
    """Whether a number of the articles carries ours, which may be off by these shares of it."""
    if "vague" in (ours.unit, theirs.unit):
        return _vague(ours, theirs)
    if theirs.unit == "ordinal" and ours.unit == "part" and ours.text[0] in "aA":
        return round(1 / ours.value) == theirs.value  # "a third accuser"
    value = _as_share(theirs) if ours.unit in ("%", "part") else theirs.value
    goal = _as_share(ours) if ours.unit in ("%", "part") else ours.value
    if not _same_unit(ours.unit, theirs.unit):
        return False
    rounding = min(ours.step / 2, 0.05 * abs(goal)) if ours.scale or ours.decimals else 0.0
    if theirs.decimals and not ours.decimals and not (ours.scale or theirs.scale) and abs(goal) >= _ROUNDED_OFF:
        rounding = 0.5  # "$1,246" for $1,245.86
    if "part" in (ours.unit, theirs.unit) and ours.unit != theirs.unit:
        rounding = 2.0  # percentage points: "a third" for 34 %
    slack = 1e-9 * max(1.0, abs(goal))
    return goal * (1 + low) - rounding - slack <= value <= goal * (1 + high) + rounding + slack


def _as_share(number: Quantity) -> float:
    return 100 * number.value if number.unit == "part" else number.value


def _same_unit(ours: str, theirs: str) -> bool:
    if ours == theirs:
        return True
    shares, plain = {"%", "part"}, {"", "ordinal"}
    if ours in shares or theirs in shares:
        return ours in shares and theirs in shares
    return ours in plain or theirs in plain


def _vague(ours: Quantity, theirs: Quantity) -> bool:
    """Hundreds: the articles say so, or name a number of at least 150 and under 2,000."""
    if ours.unit == theirs.unit:
        return ours.value == theirs.value
    return ours.unit == "vague" and 1.5 * ours.value <= theirs.value < 20 * ours.value


def _dates(text: str, source: Source) -> Iterator[_Found]:
    for mention in mentions(text):
        if not carries_date(mention, source):
            yield mention.start, "unsupported date", mention.text, True


def carries_date(ours: Mention, source: Source) -> bool:
    """Whether the articles have this date, or one that it can mean."""
    if ours.period:
        return _carries_period(ours.period, source)
    if any(_same_words(ours, theirs) for _, theirs in source.mentions):
        return True
    days = frozenset(day for item in source.items for base in local_days(item.published) for day in ours.days(base))
    if ours.day or days:
        return bool(days & source.days)
    if ours.month:
        months: set[tuple[int | None, int | None]] = {(day.year, day.month) for day in source.days} | {
            (theirs.year, theirs.month) for _, theirs in source.mentions if theirs.month
        }
        months |= {
            (None, (item.published.month + step - 1) % 12 + 1)
            for item, theirs in source.mentions
            for step in [_MONTHS_AHEAD.get(theirs.period, 0)]
            if step
        }
        if not ours.year and ours.month in source.months_away:
            return True
        return any(month == ours.month and (not ours.year or year in (ours.year, None))
                   for year, month in months)  # fmt: skip
    return ours.year in source.years or any(number.value == ours.year for number in source.quantities)


_MONTHS_AHEAD = {"next month": 1, "last month": -1, "previous month": -1}


def _same_words(ours: Mention, theirs: Mention) -> bool:
    if ours.year and theirs.year and ours.year != theirs.year:
        return False
    named = (ours.month, ours.day, ours.weekday, ours.offset)
    return named == (theirs.month, theirs.day, theirs.weekday, theirs.offset) and any(
        part is not None for part in named
    )


def _carries_period(period: str, source: Source) -> bool:
    """ "last year": the articles speak of years so, or name the year."""
    which, unit = period.split()
    if {unit, unit + "s", unit + "ly"} & source.words:
        return True
    step = 1 if which == "next" else -1
    published = [day for item in source.items for day in local_days(item.published)]
    if unit == "year":
        return any(day.year + step in source.years for day in published)
    if unit == "month":
        return any((other.month - day.month) % 12 == step % 12 for day in published for other in source.days)
    return any(0 < step * (other - day).days <= 13 for day in published for other in source.days)


def _names(text: str, source: Source) -> Iterator[_Found]:
    title_case = is_title_case(text)
    outlets = [frozenset(tokens(item.outlet)) for item in source.items]
    for name in names(text):
        if any(outlet.issuperset(name.words) for outlet in outlets):  # "The New York Times reported"
            continue
        before = _PLACED.search(text, 0, name.start)
        placed = before is not None and before[1].lower() not in OFFICES  # "its ambassador in Berlin"
        wrong = _unknown_words(name, source, title_case, placed) or (not title_case and _unknown_person(name, source))
        if wrong or _wrong_office(name, source, title_case):
            bare = replace(name, words=tuple(word for word in name.words if word not in OFFICES))
            firm = not bare.words or _last(name) in source.offices or _unknown_person(bare, source)
            yield name.start, "unsupported name", name.text, firm or _unknown_words(bare, source, title_case, placed)
    for qualifier in re.finditer(r"\bformer(?:ly)?\b|\bex-(?=\w)", text, re.IGNORECASE):
        if not source.former and not any(word.startswith("ex-") for word in source.words):
            yield qualifier.start(), "unsupported name", text[qualifier.start() : qualifier.start() + 40].strip(), True


def _is_well_known(name: Name, source: Source) -> bool:
    """Whether the articles have the family name of a head of state whom we name in full."""
    bare = [word for word in name.words if word not in OFFICES]
    return " ".join(bare) in Language.load("en")["given_names"] and source.has(bare[-1])


def _unknown_words(name: Name, source: Source, title_case: bool, placed: bool) -> bool:
    if "".join(word[0] for word in name.words) in source.words:
        return False  # Federal Bureau of Investigation for FBI
    if _is_well_known(name, source):
        return False
    ordinary = (word for word in name.words if not (title_case and is_common(word)))
    unknown = [word for word in ordinary if not _is_known(word, source, placed)]
    return bool(unknown) and not (len(unknown) > 1 and acronym(unknown) in source.words)  # Rhode Island for R.I.


def _is_known(word: str, source: Source, placed: bool) -> bool:
    """Whether the articles have the word or another of its office; of "Cuban-born" only what can be a name. A seat of
    government is told for its state, but not as the place where something was.
    """
    if word in OFFICES and _says_office(OFFICES[word], source):
        return True
    parts = [part for part in word.split("-") if not is_common(part)] if "-" in word else [word]
    return all(
        source.has(part)
        or (stem(part) in source.stems and is_common(part))
        or (not placed and any(map(source.has, seats(frozenset([part])))))
        for part in parts
    )


def _unknown_person(name: Name, source: Source) -> bool:
    """A first name and a surname that the articles never join; of a longer name, no two words."""
    if _is_well_known(name, source):
        return False
    pairs = [(one, other) for one, other in pairwise(name.words) if _personal(one) and _personal(other)]
    return bool(pairs) and not any(source.near(one, other) for one, other in pairs)


def _personal(word: str) -> bool:
    return not (word in OFFICES or word in FORMER or word in SAME or is_common(word) or not word.isalpha())


def _wrong_office(name: Name, source: Source, title_case: bool) -> bool:
    """Another office than the articles give the same person, or a former one as if it were held today; of a run of
    capitals as in a title only of somebody whom the articles give one.
    """
    offices = name.offices - Language.load("en")["beside_an_office"]
    if not offices or not _last(name):
        return False
    known = source.offices.get(_last(name), [])
    if not known:
        return not title_case and not all(_says_office(office, source) for office in offices)
    same = [other for other in known if offices & other.offices or _heads(offices, other.offices)]
    vice = all("vice" in other.offices for other in same) != ("vice" in offices)
    return not same or ("president" in offices and vice) or name.former not in {other.former for other in same}


def _last(name: Name) -> str:
    """The surname; empty of an office without a name."""
    return next((word for word in reversed(name.words) if word not in OFFICES), "")


def _heads(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether both are at the head of something, ours by a word for any such office: "the CIA's chief"."""
    heads = Language.load("en")["heads_of_any_kind"]
    return bool(ours & heads) and bool(theirs & (heads | Language.load("en")["heads_of_bodies"]))


def _says_office(office: str, source: Source) -> bool:
    told = any(word in source.words for word, same in OFFICES.items() if same == office)
    return told or (office in Language.load("en")["heads_of_any_kind"] and "head" in source.words)
