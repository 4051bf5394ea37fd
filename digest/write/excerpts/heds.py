"""The hed of an excerpted story: a report's own title that its text bears out, set as a sentence."""

from __future__ import annotations

import re

from digest.model import Item
from digest.reading.article import read
from digest.reading.languages import Language
from digest.reading.numbers import Quantity, quantities
from digest.reading.sentences import sentences
from digest.reading.words import PRINTED, bare_line, content
from digest.write.choosing.case import Case
from digest.write.choosing.headlines import why_unprintable
from digest.write.choosing.written import written
from digest.write.excerpts.openings import own_words, surnames, without_s
from digest.write.text.clean_titles import clean_title
from digest.write.text.typed import plain

LEAST_TOLD = 0.45  # of a hed's content words must stand in the first two sentences below it
ACTS = 2  # common words; fewer say nothing by themselves
LEAST_ACT = 0.33  # of them must stand in those sentences too: one of three
NEAR = 0.1  # by which a number of the hed may be rounded
FEW = 10  # a smaller number may count what the text names one by one
_NAMED = re.compile(r"[A-Za-z]+-\d+|\d+-[a-z]+")  # "Covid-19", "F-22"; "32-year" is an age or a term
_QUOTED = re.compile(r"(?<!\w)[‘'“\"]([^‘“”\"]{4,}?)[’'”\"](?!\w)")
LONGEST = 120  # characters

TOPIC = 4  # words
_SPEAKING = ("roles", "speaking_things", "speech_nouns", "organisations")  # lists of who and what says something
_COY = re.compile(r"[?!]|\.\.\.|…")


def told_share(hed: str, text: str) -> float:
    """The share of a hed's content words that stand in a text, as stems; 0 where it has none."""
    words = set(content(hed))
    return len(words & set(content(text))) / len(words) if words else 0.0


def hed_of(beginning: str, text: str, item: Item, case: Case) -> str:
    """The title of a report, set as a sentence, where the beginning of a text tells so much of it; else nothing.

    Its common words count once more by themselves, because names alone tell nothing; what it quotes, whom it names and
    what it counts must stand in the text.
    """
    title, language = clean_title(plain(item.title), item.outlet), read(item).language
    if len(title) > LONGEST or is_coy(title, language) or why_unprintable(title):
        return ""
    hed = case.sentence(title, language, item.text)
    common = " ".join(word for word in hed.split()[1:] if word[0].islower())
    acts = len(set(content(common))) < ACTS or told_share(common, beginning) >= LEAST_ACT
    quoted = all(bare_line(run) in bare_line(text) for run in _QUOTED.findall(title))
    told = acts and quoted and told_share(hed, beginning) >= LEAST_TOLD
    borne = told and not _is_firmer(hed, beginning, language) and not _is_more(hed, text, item)
    return _without_topic(hed, text, language) if borne else ""


def _without_topic(hed: str, text: str, language: Language) -> str:
    """The hed without the topic that a page of running news has before it: "Canada election result: Trudeau wins".

    Who says it is no topic ("UN report:", "CDC:"). A topic stays that the text does not tell, or that must say of whom
    a hed is which begins with no name: "Texas abortion: Doctor sued".
    """
    topic, _, rest = hed.partition(": ")
    words = topic.split()
    if not rest or not 1 < len(words) <= TOPIC or not words[-1].islower() or not topic[0].isalnum():
        return hed
    speaking = frozenset().union(*(language[name] for name in _SPEAKING))
    speaks = not speaking.isdisjoint(form for word in words for form in (word.lower(), word.lower().rstrip("s")))
    named = written(text).in_a_name(without_s(rest.split()[0]))
    return rest if named and not speaks and set(content(topic)) <= set(content(text)) else hed


def _is_more(hed: str, text: str, item: Item) -> bool:
    """Whether a hed names somebody, or counts something, that the text does not."""
    named = {without_s(word) for word in PRINTED.findall(hed)} & surnames(item)
    figures = [number for number in counted(hed) if _counts(number)]
    told = [number.value for number in quantities(text)]
    near = (any(abs(number.value - value) <= NEAR * value for value in told) for number in figures)
    return not all(name in text for name in named) or not all(near)


def counted(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text but for those in names and terms."""
    return quantities(_NAMED.sub(" ", text))


def _counts(number: Quantity) -> bool:
    """Whether it counts something: no year, no "third", no "millions", nothing small."""
    exact = not number.year and number.unit not in ("vague", "ordinal", "part")
    return exact and bool(number.unit or number.value >= FEW)


def _is_firmer(hed: str, beginning: str, language: Language) -> bool:
    """Whether a hed tells as a fact what the sentence that tells most of it does not vouch for: "allegedly"."""
    telling = max(sentences(beginning), key=lambda sentence: told_share(hed, sentence.text)).text
    doubted = not language["not_vouched"].isdisjoint(own_words(telling))
    return doubted and (language["not_vouched"] | language["attributing"]).isdisjoint(own_words(hed))


def is_coy(title: str, language: Language) -> bool:
    """Whether a title asks, teases, counts or exclaims instead of telling, or begins with somebody's words."""
    words = title.split()
    if not words or _COY.search(title) or title[0] in "'‘\"“„«":
        return True
    first = re.sub(r"\W+$", "", words[0].lower().replace("’", "'"))
    counts = first.isdigit() and words[1:2] and words[1].lower() in language["counted"]
    return first in language["openings_of_questions"] or bool(counts)
