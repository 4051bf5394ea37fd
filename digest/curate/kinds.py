"""What kind of text an item is: a report of one event, or something that may touch several.

First what the outlet itself says, in a label, the address, its own name or the first line; then the grammar of the
title, how the text is written and what kind of outlet prints it, weighed together (`style`). Where they are not sure
it is a report, since a wrong guess costs a report its voice; but where they are in doubt another report tells the
story (`may_tell`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal, get_args

from digest.curate.lists import read_lines, read_words
from digest.curate.style import OPENING, is_argued, is_of_views, no_news, threshold
from digest.model import Item

Kind = Literal["report", "live", "roundup", "podcast", "video", "release", "opinion", "explainer"]
NEWS: tuple[Kind, ...] = ("report", "live")  # kinds that tell what happened

FIRST_LINE = 300  # characters of the text in which an outlet says what a text is
_RUN = re.compile(r"\w+")
_OUTSIDE = ("label", "folder", "slug", "host", "outlet", "opening")  # places outside the title's own words
_TITLED = ("title", "start", "end", "claim")
_PLACES = (*_OUTSIDE, *_TITLED)
_NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten)"


def kind_of(item: Item) -> Kind:
    """What kind of text this is; `report` where nothing says that it is something else."""
    signed = tuple(author.casefold() for author in item.authors)
    return _kind(item.title, item.url, item.outlet, signed, item.text[:OPENING])


def is_news(item: Item) -> bool:
    """Whether the item tells what happened: a report or a live page."""
    return kind_of(item) in NEWS


def marked_kind(item: Item) -> Kind | None:
    """What the outlet or the title says that it is, whatever the text is like; None where they say nothing."""
    return _marked(_places(item.title, item.url, item.outlet, item.text), _PLACES)


def may_tell(item: Item) -> bool:
    """Whether a story may be told in this item's words: a report, and nothing makes it look like anything else."""
    doubt = no_news(item.title, item.text[:OPENING], item.outlet, titled_kind(item) or "")
    return kind_of(item) == "report" and (doubt is None or doubt < threshold("doubt"))


def tells_news(item: Item) -> bool:
    """Whether what the item tells is surely news: a live page, or a report that may tell a story."""
    return kind_of(item) == "live" or may_tell(item)


def may_head(item: Item) -> bool:
    """Whether its title may stand among the day's headlines: news, and where its text is too short to judge by, of no
    journal of views.
    """
    judged = no_news(item.title, item.text[:OPENING], item.outlet, titled_kind(item) or "") is not None
    return tells_news(item) and (judged or not is_of_views(item.outlet))


def looks_ahead(item: Item) -> bool:
    """Whether the title announces what is still to come."""
    return bool(_previews().search(item.title.casefold().replace("’", "'")))


def titled_kind(item: Item) -> Kind | None:
    """What the grammar of the title speaks for; it is weighed with how the text is written."""
    return _marked(_places(item.title, item.url, item.outlet, item.text), _TITLED)


@lru_cache(maxsize=4096)
def _kind(title: str, url: str, outlet: str, authors: tuple[str, ...], text: str) -> Kind:
    places = _places(title, url, outlet, text)
    if said := _marked(places, _OUTSIDE):
        return said
    if outlet.casefold() in authors:  # an outlet of one writer
        return "opinion"
    titled = _marked(places, _TITLED)
    if titled not in (None, "opinion", "explainer"):
        return titled
    likely = no_news(title, text, outlet, titled or "")
    if likely is None:
        return titled or "report"
    if likely < threshold("sure"):
        return "report"
    return "opinion" if is_argued(title, text, outlet, titled or "") else "explainer"


def _places(title: str, url: str, outlet: str, text: str) -> dict[str, str]:
    """The parts of an item in which a mark can stand, in small letters, with plain apostrophes."""
    host, _, path = url.partition("//")[2].partition("/")
    path = path.partition("?")[0]
    plain = title.casefold().replace("’", "'").strip()
    return {
        "label": plain,
        "title": plain,
        "start": plain,
        "end": plain,
        "claim": "" if _attributed(plain) else plain,
        "folder": f"/{path.rpartition('/')[0]}/".casefold(),
        "slug": re.sub(r"[\W_]+", " ", path.casefold()),
        "host": re.sub(r"\W", " ", host.casefold()),
        "outlet": outlet.casefold(),
        "opening": " ".join(text[:FIRST_LINE].casefold().replace("’", "'").split()),
    }


def _marked(places: dict[str, str], among: tuple[str, ...]) -> Kind | None:
    """The first kind, in the order of `Kind`, that one of these places names."""
    words = {text: frozenset(_RUN.findall(text)) for text in {places[at] for at in among}}  # many have the title
    said = {at: words[places[at]] for at in among}
    return next(
        (
            kind
            for kind, at, keys, mark in _marks()
            if at in said and not keys.isdisjoint(said[at]) and mark.search(places[at])
        ),
        None,
    )


def _attributed(title: str) -> bool:
    """Whether a title says whose claim it is, or may: by a word for it, a colon, a quotation mark."""
    words = set(re.findall(r"[\w']+", title))
    return bool(words & read_words("attributed.txt") or re.search(r"[:;,|–—‘“”\"]|(?<!\w)'|'(?!\w)", title))


@cache
def _marks() -> tuple[tuple[Kind, str, frozenset[str], re.Pattern[str]], ...]:
    """In the order of `Kind`, for each place where a mark of it can stand a pattern of all of them.

    With the words of which one stands in whatever it finds: to look for these first takes a tenth of the time.
    """
    found: dict[tuple[Kind, str], list[str]] = defaultdict(list)
    for kind, at, phrase in _listed():
        found[kind, at].append(phrase)
    ordered = sorted(found, key=lambda key: get_args(Kind).index(key[0]))
    return tuple((kind, at, _keys(found[kind, at]), _any_of(at, found[kind, at])) for kind, at in ordered)


def _keys(phrases: list[str]) -> frozenset[str]:
    """Of each phrase its longest whole word, as `_RUN` finds it."""
    return frozenset(max(re.findall(r"(?<![\w*])\w+", phrase), key=len) for phrase in phrases)


@cache
def _previews() -> re.Pattern[str]:
    return _any_of("title", read_lines("previews.txt"))


def _listed() -> Iterator[tuple[Kind, str, str]]:
    for line in read_lines("kinds.txt"):
        kind, at, phrase = line.split(maxsplit=2)
        if kind not in get_args(Kind) or at not in _PLACES:
            raise ValueError(f"words/kinds.txt: expected a kind, a place and words, found {line!r}")
        yield kind, at, phrase  # type: ignore[misc]  # checked above; mypy doesn't narrow by `get_args`


def _any_of(at: str, phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases as it stands in that place. What is around them is asked once, not for each of them."""
    words = rf"(?:{'|'.join(map(_words, phrases))})"
    match at:
        case "label":
            return re.compile(rf"^\W*{words} ?[:|–—]|^\W*{words} - |[:|–—] ?{words}$| - {words}$")
        case "start":
            return re.compile(rf"^\W*{words}(?!\w)")
        case "end":
            return re.compile(rf"(?<!\w){words}\W*$")
        case "folder":
            return re.compile(rf"/{words}/")
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _words(phrase: str) -> str:
    """The phrase as a pattern; `#` is a number, `*` a word."""
    return re.escape(phrase).replace(r"\#", _NUMBER).replace(r"\*", r"[\w'-]+").replace(r"\ ", " ")
