"""Queries that hardly find what was meant, with the nearest that would; and how much each topic finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from digest.config import Audience
from digest.console import counted
from digest.curate.describing import ON_TOPIC
from digest.curate.topics import tried
from digest.model import Item
from digest.pipeline import Workings
from digest.query import FIELDS, Document, Query, Words, parse_query

_PHRASE = re.compile(r'(["“”„«»][^"“”„«»]*["“”„«»])')
# What people write, and what it is in a query. Outside of phrases, in this order.
_MEANT = (
    (re.compile(rf"\b({'|'.join(FIELDS)}):\s+", re.IGNORECASE), r"\1:"),
    (re.compile(r"(?<!\w)['‘’]([^'‘’]+)['‘’](?!\w)"), r'"\1"'),
    (re.compile(r"(\w{3,}\*?)\s*/\s*(?=\w{3,})"), r"\1 OR "),  # not AC/DC, not 24/7
    (re.compile(r"\s*[,;]\s*(?=\S)"), " OR "),
    (re.compile(r"(?<=\w{3})[,;.?!]+(?=\s|$|\))"), ""),
)
_NOWHERE = Item("", "", "", "", "", datetime(1, 1, 1, tzinfo=UTC), "")


def doubts(audience: Audience) -> Iterator[tuple[str, str]]:
    """The key of each query that hardly finds what was meant, and what is wrong with it."""
    asked = {f"topics.{number}.match": topic.match for number, topic in enumerate(audience.topics)}
    asked |= {"exclude": audience.exclude, "pin": audience.pin, "mute": audience.mute}
    for key, query in asked.items():
        if query and (doubt := _doubt(query)):
            yield key, doubt


def _doubt(query: Query) -> str:
    meant = nearest(query.source)
    if meant != query.source:
        return f"{query.source!r} looks for {query}; write {meant} if that is what you mean"
    for words in query.tree.leaves():
        if not _finds_itself(words):
            return f"{' '.join(words.words)!r} finds not even itself; write its words one by one, in quotation marks"
    return ""


def nearest(source: str) -> str:
    """The query that was probably meant; the same where nothing looks odd, or no better one can be read."""
    parts = _PHRASE.split(" ".join(source.split()))
    for number in range(0, len(parts), 2):  # between the phrases
        for pattern, meant in _MEANT:
            parts[number] = pattern.sub(meant, parts[number])
    changed = re.sub(r"(?:\s+OR)*\s+(OR|AND)\s+(?:OR\s+)*", r" \1 ", "".join(parts)).strip()
    try:
        return source if str(parse_query(changed)) == str(parse_query(source)) else changed
    except ValueError:
        return source


def _finds_itself(words: Words) -> bool:
    text = " ".join(words.words).replace("*", "")
    item = replace(_NOWHERE, title=text, text=text, outlet=text, authors=(text,))
    return Words(words.words, words.field).hits(Document(item)) != ()


def catches(audience: Audience, items: Sequence[Item], days: str = "") -> Iterator[tuple[str, str, bool]]:
    """For each topic how many of the items it matches, where none why, and whether it matches any.

    `days` says of which days the items are.
    """
    fits, documents = tried(items, audience.topics), [Document(item) for item in items]
    for number, topic in enumerate(audience.topics):
        caught = sum(matches[number].fit >= ON_TOPIC for matches in fits.values())
        line = f"{caught} of {counted(len(items), 'item')}{days}"
        if not caught and topic.match:
            mentioned = sum(bool(topic.match.mentions(document)) for document in documents)
            line += (
                f"; {mentioned} mention it, too little or without the rest of the query"
                if mentioned
                else ("; none has a word of the query")
            )
        yield topic.name, line, bool(caught)


def empty_topics(workings: Workings, audience: Audience) -> Iterator[str]:
    """Which topics found nothing in what was read for an issue, and why."""
    kept = {match.topic for match in workings.selection.kept}
    silent = [topic for topic in audience.topics if topic.name not in kept]
    if silent and workings.items:
        only = audience.model_copy(update={"topics": tuple(silent)})
        yield from (f"topic {name}: {found}" for name, found, any_ in catches(only, workings.items) if not any_)
