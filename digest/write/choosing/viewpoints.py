"""What an opinion piece argues, in its own words."""

from __future__ import annotations

from digest.model import Item, Viewpoint
from digest.reading.article import read
from digest.reading.standing import leans, stands_alone
from digest.reading.words import small
from digest.write.excerpts.openings import can_be_printed, prose, strangers
from digest.write.text.clean_titles import clean_title

_CLAIM = 5  # words; a shorter title teases
_WORDS = range(8, 31)
_EARLY = 8  # sentences in which a piece says what it is about; its last ones are about its author


def viewpoint(item: Item) -> Viewpoint:
    """The piece with its title where that is a claim, else with its first sentence that stands alone, if any does."""
    title, language = clean_title(item.title, item.outlet), read(item).language
    asks = bool(language["openings_of_questions"].intersection(small(title)[:1]))  # "Why ...", without its mark
    if len(title.split()) >= _CLAIM and not title.endswith("?") and (asks or not leans(title, language)):
        return Viewpoint(item, title)
    fit = (line for line in prose(item)[:_EARLY] if line.words in _WORDS and can_be_printed(line, item))
    return Viewpoint(item, next((line.text for line in fit if _stands(line.text, item)), title))


def _stands(text: str, item: Item) -> bool:
    """Whether nothing in a sentence points at another one: no "he", no "the senator", no bare surname."""
    language = read(item).language
    first, *_ = *small(text)[:1], ""
    if not stands_alone(text, language) or first in language["definite"] or any(strangers(text, item)):
        return False
    if any(author in text for author in item.authors):
        return False
    return language["demonstratives"].isdisjoint(small(text)) and language["personal"].isdisjoint(small(text))
