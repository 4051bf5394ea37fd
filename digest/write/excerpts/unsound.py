"""What keeps an excerpt under its hed from being told, however well it reads: no other side, nobody who says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from digest.model import Item
from digest.reading.article import read
from digest.reading.dates import local_days, mentions
from digest.reading.languages import Language
from digest.reading.names import names
from digest.reading.sentences import sentences
from digest.reading.words import content, small
from digest.write.excerpts.additions import Told, denial
from digest.write.excerpts.consensus import coming_of, put_off

ABOUT = 2  # words that a denial has in common with what it denies


def why_unsound(told: Told, item: Item, news: Sequence[Item], today: date) -> str:
    """Why what a report tells should not be told of a story with these reports; empty where nothing is against it."""
    language = read(item).language
    if any(_denies(item.title, told.hed, language) for item in news) and not _is_answered(told, news, language):
        return "another report has a denial in its title, and here nobody denies anything"
    if _is_over(told, item, today):
        return "its hed tells as to come what happens on the day of the issue"
    if _rests_on_nobody(told.text, language):
        return "it says that something was found out, and not by whom"
    return ""


def _is_over(told: Told, item: Item, today: date) -> bool:
    """Whether the hed says "to testify" and the lede that this will be "on Tuesday", which is the day of the issue."""
    lede = next((span.text for span in sentences(told.text)), "")
    now = (one for one in mentions(lede) if any(today in one.days(base) for base in local_days(item.published)))
    return any(coming_of(told.hed) & put_off(lede, item.published.date(), one.start) for one in now)


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
