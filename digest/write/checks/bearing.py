"""Whether somebody whom our text names can be the one whom a report in another language quotes.

A name is the same by how it sounds. "Der Minister" can be the minister whom the report names: it is refused only where
it has the name of somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable

from digest.reading.forms import fold
from digest.reading.spellings import alike
from digest.reading.words import printed
from digest.write.facts.abroad import offices_of


def is_named(person: str, text: str) -> bool:
    """Whether a text has the last word of a person's name, in any spelling."""
    family = _capitals(person)[-1:]
    return any(alike(family[0], word) for word in _capitals(text)) if family else False


def may_be(named: str, speaker: str, others: Iterable[str], around: str, language: str) -> bool:
    """Whether `named` can be the `speaker`, one of those whom the reports quote.

    Where the report names no speaker, it must name ours `around` the words. What names nobody describes somebody.
    """
    if speaker and is_named(speaker, named):
        return True
    if any(is_named(other, named) for other in others if other != speaker):
        return False
    offices = offices_of(language)
    bare = [word for word in named.split() if fold(word) not in offices]
    is_name = bool(bare) and not any(word[0].islower() for word in bare)
    return not is_name or (not speaker and is_named(named, around))


def _capitals(text: str) -> list[str]:
    return [word for word in printed(text) if word[0].isupper()]
