"""Which stories are worth one line below the told ones: news, told by none of them, under a title that says it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from digest.model import Brief, Dropped, Facts, Item, Story
from digest.reading.article import read
from digest.reading.standing import speaks_to_reader
from digest.write.excerpts.heds import is_coy, told_share
from digest.write.excerpts.openings import prose
from digest.write.excerpts.review import is_of_another_day
from digest.write.text.clean_titles import clean_title
from digest.write.text.typed import plain

AGAIN = 0.6  # of a title's words stand in hed and text of a story that tells the same
ALIKE = 0.25  # of that hed's words stand in the title then


@dataclass(frozen=True, slots=True)
class NewsLines:
    """The stories for a line each, a report that gives it first; the told ones, with the reports that are of them."""

    stories: tuple[Story, ...]
    briefs: tuple[Brief, ...]
    dropped: tuple[Dropped, ...] = ()


def news_lines(stories: Sequence[Story], briefs: Sequence[Brief], tells: Callable[[Item], bool]) -> NewsLines:
    """Sort the stories that are not told: listed, linked under a told one, or left out.

    `tells` says of a report whether it is surely news. Where nothing in the whole issue would be, all are listed: then
    its readers want other things.
    """
    told, kept, dropped = list(briefs), list[Story](), list[Dropped]()
    for story in stories:
        same = next((at for at, brief in enumerate(told) if _is_told(story, brief)), None)
        first = next((item for item in story.items if tells(item) and _says_it(item)), None)
        if same is not None:
            told[same] = _with_reports(told[same], story)
        elif first:
            kept.append(replace(story, items=(first, *(item for item in story.items if item is not first))))
        else:
            dropped += (Dropped(item.id, "no news", Facts.of("no line of news")) for item in story.items)
    if not kept and not briefs:
        return NewsLines(tuple(stories), tuple(briefs))
    return NewsLines(tuple(kept), tuple(told), tuple(dropped))


def _is_told(story: Story, brief: Brief) -> bool:
    """Whether it is the event of a told story in other words."""
    text = " ".join([brief.hed, *(sentence.text for sentence in brief.summary)])
    return any(
        (told_share(_title(item), text) >= AGAIN and told_share(brief.hed, _title(item)) >= ALIKE)
        or told_share(brief.hed, _beginning(item)) >= AGAIN
        for item in story.items
    )


def _beginning(item: Item) -> str:
    return " ".join([_title(item), *(line.text for line in prose(item)[:2])])


def _with_reports(brief: Brief, story: Story) -> Brief:
    known = {item.id for item in brief.story.items}
    more = tuple(item for item in story.items if item.id not in known)
    return replace(brief, story=replace(brief.story, items=(*brief.story.items, *more)))


def _says_it(item: Item) -> bool:
    """Whether a title tells what happened, on its day, and speaks to nobody: "We must reclaim that"."""
    title, language = _title(item), read(item).language
    return not is_coy(title, language) and not speaks_to_reader(title, language) and not is_of_another_day(item)


def _title(item: Item) -> str:
    return clean_title(plain(item.title), item.outlet)
