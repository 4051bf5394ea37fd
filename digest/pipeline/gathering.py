"""What the feeds offer, and the articles behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from digest.addresses import public_address
from digest.boundary import within
from digest.config import Source
from digest.errors import FeedError, FetchError, ParseError, WorkFailed
from digest.gather.aggregators import is_aggregated
from digest.gather.articles import with_article
from digest.gather.feeds import parse_feed
from digest.gather.furniture import without_repeated
from digest.gather.identity import tell_apart
from digest.gather.sites import named_by_site
from digest.model import Facts, FeedState, Finding, Item, Request, Response, TopicMatch
from digest.pipeline.desk import Desk
from digest.ports import Store

_AT_ONCE = 4  # feeds, where each waits for its turn
_IN_VAIN = timedelta(minutes=5)  # before another worker tries a feed that failed


def read_feeds(desk: Desk, since: datetime, now: datetime) -> tuple[tuple[Item, ...], tuple[Finding, ...]]:
    """All items the audience's feeds offer now, and those they offered since `since`."""
    sources = desk.audience.sources
    offered, findings = _gathered_by_workers(desk, now) if desk.fresh else gather(desk, sources, now)
    feeds = [source.feed for source in sources]
    before = desk.store.gathered.items(feeds, since, {item.id for item in offered})
    known = {item.id: item for item in (*before, *offered)}
    return named_by_site(without_repeated(_as_configured(known.values(), sources))), findings


def gather(desk: Desk, sources: Sequence[Source], now: datetime) -> tuple[tuple[Item, ...], tuple[Finding, ...]]:
    """Ask feeds, and keep what they say: their items, and what went wrong."""
    states = desk.store.gathered.states(source.feed for source in sources)
    requests = [_request(source, states.get(source.feed)) for source in sources]
    answers = desk.progress.track("feeds tried", desk.fetcher.fetch(requests), len(sources))

    offered: list[Item] = []
    findings: list[Finding] = []
    told: list[FeedState] = []
    for source, answer in zip(sources, answers, strict=True):
        state = replace(states.get(source.feed, FeedState(source.feed)), tried=now)
        kept = _kept(desk, answer, source, now)
        if isinstance(kept, FeedError):
            findings.append(Finding("feed failed", Facts.foreign(kept)))
            state = replace(state, failures=state.failures + 1, last_error=public_address(kept.reason))
        else:
            response, items = kept
            offered += items
            state = _succeeded(state, response, now)
        told.append(state)
    desk.store.gathered.save_state(*told)  # after the items: a feed that says "not modified" must have them here
    return tuple(offered), tuple(findings)


def _gathered_by_workers(desk: Desk, now: datetime) -> tuple[tuple[Item, ...], tuple[Finding, ...]]:
    """No items, since all are in the store; and what went wrong, whoever asked."""
    sources = desk.audience.sources
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(partial(gather_in_turn, desk, now=now), stale_feeds(desk.store, sources, desk.fresh, now)))
    states = desk.store.gathered.states(source.feed for source in sources).values()
    failed = (FetchError(state.url, state.last_error) for state in states if state.failures)
    return (), tuple(Finding("feed failed", Facts.foreign(error)) for error in failed)


def gather_in_turn(desk: Desk, source: Source, now: datetime) -> None:
    """Ask one feed, unless another worker did in the meantime."""
    with desk.store.locks.in_turn(f"feed {source.feed}"):
        gather(desk, stale_feeds(desk.store, [source], desk.fresh, now), now)


def stale_feeds(store: Store, sources: Sequence[Source], fresh: datetime | None, now: datetime) -> tuple[Source, ...]:
    """Those feeds that nobody tried since then, or a while ago in vain; all where that is not asked."""
    if fresh is None:
        return tuple(sources)
    again = max(fresh, now - _IN_VAIN)
    states = store.gathered.states(source.feed for source in sources)
    tried = {one.url for one in states.values() if one.tried and one.tried >= (again if one.failures else fresh)}
    return tuple(source for source in sources if source.feed not in tried)


def _request(source: Source, state: FeedState | None) -> Request:
    return Request(source.feed, state.etag, state.last_modified) if state else Request(source.feed)


def _kept(
    desk: Desk, answer: Response | FetchError, source: Source, now: datetime
) -> tuple[Response, tuple[Item, ...]] | FeedError:
    """A usable answer with its items as the store has them. Whatever its bytes do ends here."""

    def keep() -> tuple[Response, tuple[Item, ...]] | FeedError:
        parsed = _parsed(desk, answer, source, now)
        if isinstance(parsed, FeedError):
            return parsed
        response, items = parsed
        return response, desk.store.gathered.save(items, now, tell_apart)

    return within(f"feed {public_address(source.feed)}", keep, lambda reason: ParseError(source.feed, reason))


def _parsed(
    desk: Desk, answer: Response | FetchError, source: Source, now: datetime
) -> tuple[Response, tuple[Item, ...]] | FeedError:
    """A usable answer with its items, none where the feed was not modified."""
    if isinstance(answer, FetchError):
        return answer
    if answer.not_modified:
        return answer, ()
    parsed = parse_feed(answer, source, now)
    if isinstance(parsed, ParseError):
        return parsed
    if parsed.missing:
        desk.progress.note(f"{public_address(source.feed)}: {parsed.missing}")
    return answer, parsed.items


def _succeeded(state: FeedState, answer: Response, now: datetime) -> FeedState:
    """The state after an answer that could be used. A 304 may leave the validators out: they stay as they were."""
    headers = answer.headers
    return replace(
        state,
        etag=headers.get("etag", state.etag if answer.not_modified else ""),
        last_modified=headers.get("last-modified", state.last_modified if answer.not_modified else ""),
        last_success=now,
        failures=0,
        last_error="",
    )


def _as_configured(items: Iterable[Item], sources: Sequence[Source]) -> tuple[Item, ...]:
    """Items from the store with the weight that the config gives their feed today, and its outlet if it is theirs."""
    by_feed = {source.feed: source for source in sources}
    return tuple(_of_source(item, by_feed[item.feed]) for item in items if item.feed in by_feed)


def _of_source(item: Item, source: Source) -> Item:
    if (item.outlet, item.weight) == (source.outlet, source.weight):
        return item
    outlet = item.outlet if is_aggregated(item.url, source) else source.outlet
    return replace(item, outlet=outlet, weight=source.weight)


def read_articles(
    desk: Desk, matches: Sequence[TopicMatch], wanted: Sequence[Item], now: datetime
) -> tuple[tuple[TopicMatch, ...], tuple[Finding, ...]]:
    """The matches, those of the wanted items with the text of their pages."""
    answers = desk.fetcher.fetch([Request(item.url, feed=item.feed) for item in wanted])
    tried = list(zip(wanted, desk.progress.track("articles tried", answers, len(wanted)), strict=True))
    failed: list[FeedError] = [answer for _, answer in tried if isinstance(answer, FetchError)]
    pages = [(item, answer) for item, answer in tried if isinstance(answer, Response)]
    read: dict[str, Item] = {}
    for (item, _), outcome in zip(pages, desk.workers.each(_page, pages), strict=True):
        article = _article(item, outcome)
        if isinstance(article, FeedError):
            failed.append(article)
        else:
            read[item.id] = article
    findings = [Finding("article failed", Facts.foreign(error)) for error in failed]
    desk.store.gathered.save(read.values(), now)
    items = without_repeated([read.get(match.item.id, match.item) for match in matches])
    return tuple(replace(match, item=item) for match, item in zip(matches, items, strict=True)), tuple(findings)


def _page(page: tuple[Item, Response]) -> Item:
    return with_article(*page)


def _article(item: Item, outcome: Callable[[], Item]) -> Item | FeedError:
    """The item with the text of its page. Whatever the page does ends here."""

    def failed(reason: str) -> Item | FeedError:
        return ParseError(item.url, reason)

    try:
        return within(f"article {item.url}", outcome, failed)
    except WorkFailed as error:
        return failed(str(error))
