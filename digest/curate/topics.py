"""What an audience asked for, and a reason for everything else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from digest.config import Audience, Topic
from digest.curate.describing import ON_TOPIC, Shelf, with_cut
from digest.curate.meaning import BACKGROUND, NO_VECTORS, Meanings, item_text
from digest.model import Dropped, Facts, Item, PastStory, Selection, TopicMatch, Vector
from digest.query import Document
from digest.reading.forms import fold, folded
from digest.spans import UNREADABLE

MEANING = 2 / 3  # how much the fit by meaning counts where there are vectors, against the fit by words
AHEAD = timedelta(minutes=15)  # how far a feed's clock may be fast
_SAME_TEXT = 200  # characters: shorter texts ("Read more") are alike by accident
_SAME_START = 600  # characters of two texts that are compared
_AT_ONE_ADDRESS = 20  # articles; what more stand there are copies of the latest
_MINUTE = "%Y-%m-%d %H:%M"
_SAME_TITLE = 4  # words: shorter titles ("Morning briefing") come back every day


def select(
    items: Iterable[Item],
    audience: Audience,
    now: datetime,
    since: datetime,
    past: Sequence[PastStory] = (),
    vectors: Mapping[str, Vector] = NO_VECTORS,
) -> Selection:
    """Keep what is on topic, from `since` to `now`, and new to the readers; every other item has a reason.

    An item that several topics want is kept once, for the topic it fits best. Of copies (the same address
    with like words, or the same outlet with the same text or title) one is kept. The order of `items` does not matter.
    `vectors` may have the vectors of `texts_to_embed`; without them descriptions are matched by words alone.
    """
    sifted = _sifted(items, audience, now, since, past)
    matches = _matches(sifted.rest, audience.topics, vectors)
    sifted.drop(_off_topic(sifted.rest, matches))
    return Selection(tuple(matches[item.id] for item in sifted.rest), tuple(sifted.dropped))


def texts_to_embed(
    items: Iterable[Item], audience: Audience, now: datetime, since: datetime, past: Sequence[PastStory] = ()
) -> tuple[str, ...]:
    """The texts whose vectors `select` can use: none where no topic has a description."""
    abouts = [topic.about for topic in audience.topics if topic.about]
    if not abouts:
        return ()
    rest = _sifted(items, audience, now, since, past).rest
    return tuple(dict.fromkeys([*BACKGROUND, *abouts, *map(item_text, rest)]))


def _sifted(
    items: Iterable[Item], audience: Audience, now: datetime, since: datetime, past: Sequence[PastStory]
) -> _Sifted:
    """The items that the topics are to be tried on, and what was dropped before."""
    ordered = sorted({item.id: item for item in sorted(items, key=_newest_text)}.values(), key=_age)
    sifted = _Sifted(ordered)
    sifted.drop(_out_of_time(sifted.rest, now, since))
    sifted.drop(_without_text(sifted.rest, audience))
    sifted.drop(_already_sent(sifted.rest, past))
    sifted.drop(_copies(sifted.rest))
    sifted.drop(_unwanted(sifted.rest, audience))
    return sifted


class _Sifted:
    """The items that are left, and the dropped ones: each item is in one of both."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.rest = list(items)
        self.dropped: list[Dropped] = []

    def drop(self, refused: Iterable[Dropped]) -> None:
        found = {refusal.id: refusal for refusal in refused}
        self.dropped += found.values()
        self.rest = [item for item in self.rest if item.id not in found]


def _age(item: Item) -> tuple[datetime, str]:
    return item.published, item.id


def _newest_text(item: Item) -> tuple[bool, datetime, str]:
    return item.full, item.published, item.text


def _out_of_time(items: Iterable[Item], now: datetime, since: datetime) -> Iterator[Dropped]:
    for item in items:
        if not item.dated and item.published <= UNREADABLE:
            yield Dropped(item.id, "undated", Facts.of("date not read"))
        elif item.published > now + AHEAD:
            yield Dropped(item.id, "in the future", Facts.of("waits", day=f"{item.published:{_MINUTE}}"))
        elif item.published < since:
            yield Dropped(
                item.id, "too old", Facts.of("before", day=f"{item.published:{_MINUTE}}", since=f"{since:{_MINUTE}}")
            )


def _without_text(items: Iterable[Item], audience: Audience) -> Iterator[Dropped]:
    """Items that carry nothing to write from, and whose article page nobody will fetch."""
    fetched = {source.feed for source in audience.sources if source.full_text}
    for item in items:
        if not item.text.strip() and item.feed not in fetched:
            yield Dropped(item.id, "no text", Facts.of("only a title"))


def _already_sent(items: Iterable[Item], past: Sequence[PastStory]) -> Iterator[Dropped]:
    """What an earlier issue linked: the same item, or its text at another address."""
    sent = {key: story for story in past for item in story.items for key in (item.id, _text_key(item))}
    for item in items:
        if story := sent.get(item.id) or sent.get(_text_key(item)):
            yield Dropped(item.id, "already sent", Facts.of("sent as", slot=story.slot, hed=story.hed))


def _copies(items: Sequence[Item]) -> Iterator[Dropped]:
    """Of one text at two addresses the first is kept, of two states of one article the latest."""
    rest = list(items)
    kept_for: dict[str, str] = {}
    for key, keep_latest in ((_text_key, False), (_url_key, True), (_title_key, True)):
        kept: dict[tuple[str, str], list[Item]] = defaultdict(list)
        for item in sorted(rest, key=_age, reverse=keep_latest):
            first = next((one for one in kept[key(item)] if key is not _url_key or _one_article(one, item)), None)
            if first:
                kept_for[item.id] = first.id
            elif len(kept[key(item)]) < _AT_ONE_ADDRESS:
                kept[key(item)].append(item)
            else:
                kept_for[item.id] = kept[key(item)][0].id
        rest = [item for items in kept.values() for item in items]
    for copy, kept_id in kept_for.items():
        while kept_id in kept_for:  # what one pass kept, a later one may have found a copy itself
            kept_id = kept_for[kept_id]  # noqa: PLW2901
        yield Dropped(copy, "same item", same_as=kept_id)


def _one_article(one: Item, other: Item) -> bool:
    """Whether two items at one address are states of one article: some sites have one address for all their news."""
    titles, texts = ([set(fold(text).split()) for text in pair] for pair in _title_and_text(one, other))
    return any(2 * len(first & second) >= min(len(first), len(second)) for first, second in (titles, texts))


def _title_and_text(one: Item, other: Item) -> tuple[tuple[str, str], tuple[str, str]]:
    return (one.title, other.title), (one.text[:_SAME_START], other.text[:_SAME_START])


def _text_key(item: Item) -> tuple[str, str]:
    text = " ".join(folded(item.text).folded.split())
    return (fold(item.outlet), text if len(text) >= _SAME_TEXT else f"{fold(item.title)}\n{text}")


def _url_key(item: Item) -> tuple[str, str]:
    return ("", item.url or item.id)


def _title_key(item: Item) -> tuple[str, str]:
    title = " ".join(fold(item.title).split())
    return (fold(item.outlet), title if title.count(" ") >= _SAME_TITLE - 1 else f"{title}\n{item.id}")


def _unwanted(items: Iterable[Item], audience: Audience) -> Iterator[Dropped]:
    for item in items:
        document = Document(item)
        if audience.mute and (found := audience.mute.match(document)):
            yield Dropped(item.id, "muted", Facts.of("muted", terms=", ".join(found.terms)))
        elif audience.exclude and (found := audience.exclude.match(document)):
            yield Dropped(item.id, "off topic", Facts.of("excluded", terms=", ".join(found.terms)))


def tried(
    items: Sequence[Item], topics: Sequence[Topic], vectors: Mapping[str, Vector] = NO_VECTORS
) -> dict[str, tuple[TopicMatch, ...]]:
    """How well each item fits every topic, in the order of the config; descriptions are read against all `items`."""
    documents = [Document(item) for item in items]
    shelf = Shelf(items if any(topic.about for topic in topics) else ())
    meanings = Meanings(items, vectors)
    fits: dict[str, list[TopicMatch]] = {item.id: [] for item in items}
    for topic in topics:
        described = described_fits(shelf, meanings, topic.about) if topic.about else [0.0] * len(items)
        for number, (item, document) in enumerate(zip(items, documents, strict=True)):
            found = topic.match.match(document) if topic.match else None
            fit = max(described[number], found.fit if found else 0.0)
            terms = found.terms if found else shelf.shared(topic.about, number) if topic.about else ()
            fits[item.id].append(TopicMatch(item, topic.name, fit, terms))
    return {identity: tuple(matches) for identity, matches in fits.items()}


def described_fits(shelf: Shelf, meanings: Meanings, about: str) -> list[float]:
    """The fit of each item to a description: by words, and by meaning where it has a vector."""
    pairs = zip(shelf.fits(about), meanings.fits(about), strict=True)
    return with_cut([by_words if near is None else by_words + MEANING * (near - by_words) for by_words, near in pairs])


def _matches(items: Sequence[Item], topics: Sequence[Topic], vectors: Mapping[str, Vector]) -> dict[str, TopicMatch]:
    """The best topic of each item that has one; between equals the one that stands first in the config."""
    best = (max(matches, key=lambda match: match.fit) for matches in tried(items, topics, vectors).values())
    return {match.item.id: match for match in best if match.fit > 0}


def _off_topic(items: Iterable[Item], matches: dict[str, TopicMatch]) -> Iterator[Dropped]:
    for item in items:
        match = matches.get(item.id)
        if match is None:
            yield Dropped(item.id, "off topic")
        elif match.fit < ON_TOPIC:
            terms, how = ", ".join(match.terms), "only mentions" if match.terms else "hardly near"
            yield Dropped(item.id, "off topic", Facts.of(how, terms=terms, topic=match.topic, fit=match.fit))
