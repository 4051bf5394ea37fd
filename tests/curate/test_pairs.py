"""What links two reports: found among all, bounded before it is asked for, and read once."""

from __future__ import annotations

from array import array
from collections import defaultdict
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.curate import terms
from digest.curate.nearness import Nearness
from digest.curate.pairs import COMPARED, FAINT, Index, Links, candidates, fitted_weights, texts_of
from digest.curate.stories import fold
from digest.curate.terms import profiles
from digest.model import Item

MONDAY = datetime(2025, 2, 24, 9, tzinfo=UTC)
WORDS = [
    "tariff",
    "steel",
    "Ottawa",
    "quake",
    "Chile",
    "harbour",
    "budget",
    "senate",
    "vote",
    "strike",
    "railway",
    "Leeds",
    "minister",
    "Reyes",
    "court",
]


def item(number: int, words: list[str]) -> Item:
    title, text = " ".join(words[:3]), " ".join(words[3:])
    published = MONDAY + timedelta(hours=number)
    return Item(str(number), f"https://a.example/{number}", title, f"o{number % 3}", "feed", published, text)


news = st.lists(st.lists(st.sampled_from(WORDS), max_size=12), max_size=30).map(
    lambda texts: [item(number, words) for number, words in enumerate(texts)]
)


@settings(deadline=None)
@given(news)
def test_no_link_comes_to_more_than_it_may_come_to_at_most(items: list[Item]) -> None:
    links = Links(texts_of(items), Nearness(), fitted_weights())
    numbers = range(len(list(links)))
    assert all(links.together([number]) <= links.at_most([number]) for number in numbers)
    assert links.together(numbers) <= links.at_most(numbers)


@settings(deadline=None)
@given(news)
def test_the_earlier_items_that_share_most_strong_terms_are_found(items: list[Item]) -> None:
    found: list[list[int]] = []
    index: Index = defaultdict(lambda: (array("i"), array("d")))
    read = profiles(items)
    for here, one in enumerate(read):
        shared = {
            there: sum(one.vector[term] * other.vector[term] for term in one.strong if term in other.strong)
            for there, other in enumerate(read[:here])
        }
        best = sorted((-value, there) for there, value in shared.items() if value > FAINT)[:COMPARED]
        found.append(candidates(here, 0, one, index))
        assert [round(-value, 9) for value, _ in best] == [round(shared[there], 9) for there in found[-1]]


def test_items_of_a_busy_week_are_read_once() -> None:
    items = [item(number // 100, [f"word{number}"]) for number in range(6000)]
    terms._read.cache_clear()
    fold(items)
    read = terms._read.cache_info().misses
    fold(items)
    assert terms._read.cache_info().misses == read
