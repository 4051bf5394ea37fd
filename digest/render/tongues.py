"""Quotations that stay in the language of their report, marked for screen readers and translators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from digest.model import Brief, Item, Sentence
from digest.reading.article import is_foreign, read
from digest.reading.speech.locate import locate
from digest.render.setter import Setter, locale_of
from digest.render.views import Foreign

_QUOTED = re.compile(r"“([^“”]+)”")  # as the checks of a model's text set them


def tongue_of(item: Item, newsletter: str) -> tuple[str, str]:
    """Language and direction of a report that is in another language than the newsletter; empty for any other."""
    if not is_foreign(item, newsletter):
        return "", ""
    code = read(item).language.code
    return code, locale_of(code).text_direction


def foreign_quotations(setter: Setter, brief: Brief) -> tuple[Foreign, ...]:
    """The quotations in a story's own sentences that are in another language than they, as they are printed."""
    told = (*brief.summary, *(line for line in (brief.why, brief.news, brief.next) if line))
    return () if brief.excerpt_of else tuple(_found(setter, told, brief.story.items))


def _found(setter: Setter, told: Iterable[Sentence], items: Sequence[Item]) -> Iterator[Foreign]:
    for sentence in told:
        cited = [item for item in items if item.id in sentence.items]
        for quoted in _QUOTED.finditer(sentence.text):
            place = locate(quoted[1], cited)
            lang, direction = tongue_of(place[0], setter.locale.language) if place else ("", "")
            if lang:
                followed = setter.ours(sentence.text[quoted.start() : quoted.end() + 1])
                yield Foreign(followed[: followed.rindex(setter.marks[1]) + len(setter.marks[1])], lang, direction)


def in_tongues(text: object, foreign: Iterable[Foreign]) -> Markup:
    """The text, escaped, with the language of each foreign quotation in it."""
    marked = escape(str(text))
    for quoted in foreign:
        words = escape(quoted.text)
        spoken = Markup('<span lang="{}" dir="{}">{}</span>').format(quoted.lang, quoted.dir, words)
        marked = Markup(str(marked).replace(str(words), str(spoken), 1))  # noqa: S704 (all of it is escaped)
    return marked
