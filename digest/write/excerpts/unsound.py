"""What keeps an excerpt under its hed from being told, however well it reads: no other side, nobody who says so."""

from __future__ import annotations

from collections.abc import Sequence

from digest.model import Item
from digest.reading.article import read
from digest.reading.languages import Language
from digest.reading.names import names
from digest.reading.words import content, small
from digest.write.excerpts.additions import Told, denial

ABOUT = 2  # words that a denial has in common with what it denies


def why_unsound(told: Told, news: Sequence[Item]) -> str:
    """Why this should not be told of a story with these reports; empty where nothing is against it."""
    language = read(news[0]).language
    if any(_denies(item.title, told.hed, language) for item in news) and not _is_answered(told, news, language):
        return "another report has a denial in its title, and here nobody denies anything"
    if _rests_on_nobody(told.text, language):
        return "it says that something was found out, and not by whom"
    return ""


def _denies(title: str, hed: str, language: Language) -> bool:
    """Whether somebody denies in a title what a hed is about: "Airline denies that pilots stayed at home"."""
    denied = language["denials"] & language["contesting"] & set(small(title))
    return bool(denied) and len(set(content(title)) & set(content(hed))) >= ABOUT


def _is_answered(told: Told, news: Sequence[Item], language: Language) -> bool:
    """Whether it has a denial, or will have one added."""
    words = set(small(f"{told.hed} {told.text}"))
    return not (language["denials"] | language["fact_negations"]).isdisjoint(words) or denial(told, news) is not None


def _rests_on_nobody(text: str, language: Language) -> bool:
    """Whether it tells of a study and names nobody: "..., according to a new study"; Covid-19 is no name."""
    found = not language["studies"].isdisjoint(small(text))
    return found and not any(any(word.isalpha() for word in name.words) for name in names(text))
