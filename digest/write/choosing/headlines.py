"""One-line headlines: the titles of outlets, cleaned, and let through only if they can be printed as they are.

A title is the outlet's own text: its words, and the quotation marks in it, are not compared with the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from digest.model import Dropped, Facts, Finding, Item, Story, Viewpoint
from digest.reading.article import read
from digest.write.choosing.case import Case
from digest.write.text.clean_titles import clean_title
from digest.write.text.one_form import in_its_forms
from digest.write.text.orders import orders
from digest.write.text.typed import Unpaired, foreign, plain, runs, without_sites

_LONGEST = 200  # characters
_BARE_TAG = re.compile(r"<\w{1,20}>")  # "List<int>": what markup of a feed is has gone before


@dataclass(frozen=True, slots=True)
class Listed:
    """What can stand in one line, and what can't, with the reason for each."""

    stories: tuple[Story, ...] = ()
    viewpoints: tuple[Viewpoint, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    findings: tuple[Finding, ...] = ()


def list_headlines(stories: Iterable[Story], viewpoints: Iterable[Viewpoint], case: Case, told: str = "") -> Listed:
    """The stories with the report first whose title can be printed, that title cleaned; and the viewpoints likewise.

    `case` sets titles in title case as sentences; their abbreviations are those of what was `told` above them.
    """
    listed = Listed()
    for story in stories:
        listed = _with_story(listed, story, case, told)
    for viewpoint in viewpoints:
        listed = _with_viewpoint(listed, viewpoint, case, told)
    return listed


def why_unprintable(text: str) -> Facts | None:
    """What keeps one line from being printed; None where it may be."""
    if not any(map(str.isalnum, text)):
        return Facts.of("no words")
    if len(text) > _LONGEST:
        return Facts.of("characters", count=len(text))
    if stranger := foreign(without_sites(_BARE_TAG.sub(" ", text))):
        return Facts.of("stranger", words=stranger)
    if orders(text):
        return Facts.of("order")
    try:
        runs(text)
    except Unpaired as error:
        return error.facts
    return None


def _with_story(listed: Listed, story: Story, case: Case, told: str) -> Listed:
    first = next((item for item in story.items if not why_unprintable(_title(item))), None)
    if first is None:
        return _refused(listed, story.items, story.id, _title(story.items[0]))
    rest = tuple(item for item in story.items if item is not first)
    shown = replace(story, items=(replace(first, title=_set(first, case, told)), *rest))
    return replace(listed, stories=(*listed.stories, shown))


def _with_viewpoint(listed: Listed, viewpoint: Viewpoint, case: Case, told: str) -> Listed:
    item = viewpoint.item
    title = _set(item, case, told)
    titled = viewpoint.argument == clean_title(item.title, item.outlet)
    shown = Viewpoint(replace(item, title=title), title if titled else plain(viewpoint.argument))
    for text in (shown.item.title, shown.argument):
        if why_unprintable(text):
            return _refused(listed, [item], "", text)
    return replace(listed, viewpoints=(*listed.viewpoints, shown))


def _set(item: Item, case: Case, told: str) -> str:
    return in_its_forms(case.sentence(_title(item), read(item).language, item.text), told)


def _title(item: Item) -> str:
    return clean_title(plain(item.title), item.outlet)


def _refused(listed: Listed, items: Iterable[Item], story: str, text: str) -> Listed:
    why = why_unprintable(text)
    assert why  # noqa: S101 (nothing else is refused)
    return replace(
        listed,
        dropped=(*listed.dropped, *(Dropped(item.id, "unprintable", why) for item in items)),
        findings=(
            *listed.findings,
            Finding("unprintable headline", Facts.of("unprintable", why=why, text=text[:80]), story),
        ),
    )
