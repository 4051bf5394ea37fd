"""What is kept for an audience, and the reason for everything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config import load_audience
from digest.curate.topics import AHEAD, select
from digest.errors import ConfigError
from digest.model import Dropped, Item, Selection
from tests.curate.newsdesk import NOW, SINCE, audience, item, past

LONG = "Negotiators from both sides met again in the capital of Ukraine and agreed on nothing but a date. " * 4


def reasons(selection: Selection) -> dict[str, str]:
    return {dropped.id: dropped.reason for dropped in selection.dropped}


def chosen(*items: Item, **more: object) -> Selection:
    return select(items, audience(**more), NOW, SINCE)


@pytest.mark.parametrize(
    ("published", "reason"),
    [
        (SINCE - timedelta(seconds=1), "too old"),
        (NOW + AHEAD + timedelta(seconds=1), "in the future"),
        (SINCE, None),
        (NOW + AHEAD, None),
    ],
)
def test_the_window(published: object, reason: str | None) -> None:
    assert reasons(chosen(item(1, "Ukraine", published=published))).get("item-1") == reason


def test_an_item_of_an_earlier_issue_is_not_sent_again_also_under_another_address() -> None:
    first = item(1, "Ukraine votes", LONG, outlet="Wire")
    again = item(2, "Ukraine votes, again", LONG, outlet="Wire")
    selection = select([first, again], audience(), NOW, SINCE, [past(1, first)])
    assert reasons(selection) == {"item-1": "already sent", "item-2": "already sent"}
    assert "2025-02-26" in selection.dropped[0].detail


@pytest.mark.parametrize(
    "copy",
    [
        {"text": LONG, "outlet": "Wire", "title": "Ukraine, another headline"},
        {"url": "https://example.org/1", "text": "Ukraine: other words."},
        {"text": "Ukraine: other words.", "outlet": "WIRE", "title": "Talks on Ukraine begin today"},
    ],
)
def test_of_copies_one_is_kept_and_named(copy: dict[str, str]) -> None:
    title = copy.pop("title", "Talks on Ukraine begin today")
    one = item(1, "Talks on Ukraine begin today", LONG, outlet="Wire")
    two = item(2, title, published=NOW, **{"outlet": "Wire", **copy})
    selection = chosen(one, two)
    (kept,), (dropped,) = selection.kept, selection.dropped
    assert dropped == Dropped(({"item-1", "item-2"} - {kept.item.id}).pop(), "same item", same_as=kept.item.id)


def test_a_copy_of_a_copy_names_what_is_kept() -> None:
    items = [
        item(1, "Talks on Ukraine begin today", LONG, outlet="Wire"),
        item(2, "Talks on Ukraine begin at last", LONG, outlet="Wire", published=NOW),
        item(3, "Talks on Ukraine begin today", "Ukraine: new state.", outlet="Wire", published=NOW),
    ]
    assert {dropped.same_as for dropped in chosen(*items).dropped} == {"item-3"}


def test_short_texts_and_short_titles_are_alike_by_accident() -> None:
    one = item(1, "Ukraine briefing", "Read more about Ukraine.", outlet="Wire")
    two = item(2, "Ukraine notes", "Read more about Ukraine.", outlet="Wire")
    assert len(chosen(one, two).kept) == 2


def test_without_text_unless_the_article_is_fetched() -> None:
    bare = item(1, "Ukraine", " ")
    assert reasons(chosen(bare)) == {"item-1": "no text"}
    fetched = [{"outlet": "Wire", "feed": "feed.xml", "full_text": True}]
    assert reasons(chosen(bare, sources=fetched)) == {}


def test_mute_and_exclude() -> None:
    selection = chosen(
        item(1, "Ukraine at the Eurovision contest"),
        item(2, "Ukraine horoscope"),
        item(3, "Ukraine talks"),
        mute="Eurovision",
        exclude="horoscope*",
    )
    assert reasons(selection) == {"item-1": "muted", "item-2": "off topic"}
    assert selection.dropped[1].detail == "excluded: horoscope*"


def test_a_mention_in_the_tail_is_not_on_topic() -> None:
    tail = item(1, "Cheese", "Cheese ripens in cellars. " * 40 + "Even Ukraine makes some, and Ukraine likes it.")
    lead = item(2, "Grain", "Ships with grain left Ukraine on Monday. " + "Grain is traded in tons. " * 40)
    selection = chosen(tail, lead)
    assert [match.item.id for match in selection.kept] == ["item-2"]
    assert "only mentions Ukraine" in selection.dropped[0].detail


def test_an_item_of_several_topics_is_kept_once_where_it_fits_best() -> None:
    topics = [{"name": "Trump", "match": "Trump"}, {"name": "Ukraine", "match": "Ukraine"}]
    (match,) = chosen(item(1, "Ukraine waits", "Ukraine waits. Trump golfs."), topics=topics).kept
    assert (match.topic, match.terms) == ("Ukraine", ("Ukraine",))
    (tie,) = chosen(item(1, "Trump on Ukraine", "Both were named."), topics=topics).kept
    assert tie.topic == "Trump"


def test_a_description_finds_what_shares_its_vocabulary() -> None:
    about = "Peace negotiations between Russia and Ukraine"
    items = [
        item(1, "Russia and Ukraine open peace negotiations", "Delegations of Russia and Ukraine met in Istanbul."),
        item(2, "Delegations meet in Istanbul", "Ceasefire negotiations of Russia with the delegations went on."),
        item(3, "Istanbul ceasefire negotiations falter", "Russia refused a ceasefire, the delegations said."),
        *(item(n, f"Cheese prices rise by {n}%", "Dairies blame milk, fodder and the weather.") for n in range(10, 30)),
    ]
    selection = chosen(*items, topics=[{"name": "Talks", "about": about}])
    assert {match.item.id for match in selection.kept} == {"item-1", "item-2", "item-3"}
    assert all(0.25 <= match.fit <= 1 for match in selection.kept)
    terms = {match.item.id: match.terms for match in selection.kept}
    assert terms["item-1"] == ("Peace", "negotiations", "Russia", "Ukraine")
    assert terms["item-2"] == ("negotiations", "Russia")


def test_a_description_that_nothing_answers_keeps_nothing() -> None:
    items = [item(n, f"Cheese prices rise by {n}%", "Dairies blame milk and the weather.") for n in range(30)]
    topics = [{"name": "Cricket", "about": "Cricket: test matches, wickets and the weather at Lord's"}]
    assert not chosen(*items, topics=topics).kept
    assert not chosen(topics=topics).kept


def test_a_topic_needs_a_query_or_a_description(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(
        "newsletter: {name: Test}\n"
        "topics:\n  - name: Talks\n  - name: Bad\n    match: (Ukraine OR\n"
        "sources: [{outlet: Wire, feed: feed.xml}]\n"
        "delivery: {from: a@example.org, postal_address: Here}\n"
    )
    with pytest.raises(ConfigError) as error:
        load_audience(config)
    assert "config.yaml:3:5: topics.0: expected `match:` (a query) or `about:`" in str(error.value)
    assert "config.yaml:5:5: topics.1.match: at character 12: expected a word" in str(error.value)


# --- properties ----------------------------------------------------------------------------------------

_items = st.lists(
    st.builds(
        lambda number, title, text, outlet, hours, url: item(
            number,
            title,
            text,
            outlet=outlet,
            url=f"https://example.org/{url}",
            published=NOW - timedelta(hours=hours),
        ),
        st.integers(0, 10**6),
        st.sampled_from(["Ukraine", "Talks on Ukraine begin today", "Cheese", "Ukraine horoscope", "Trump"]),
        st.sampled_from(["", " ", LONG, "Ukraine.", "Trump and Ukraine"]),
        st.sampled_from(["Wire", "Desk"]),
        st.integers(-2, 30),
        st.integers(0, 5),
    ),
    max_size=12,
    unique_by=lambda found: found.id,
)
_AUDIENCE = audience(
    topics=[{"name": "Ukraine", "match": "Ukraine"}, {"name": "Rest", "about": "Presidents and talks"}],
    exclude="horoscope",
    mute="title:cheese",
)


@settings(max_examples=40)
@given(_items, st.randoms(use_true_random=False))
def test_every_item_is_kept_or_dropped_once_in_any_order(items: list[Item], random: object) -> None:
    selection = select(items, _AUDIENCE, NOW, SINCE)
    outcome = [match.item.id for match in selection.kept] + [dropped.id for dropped in selection.dropped]
    assert sorted(outcome) == sorted(found.id for found in items)
    shuffled = items[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert select(shuffled, _AUDIENCE, NOW, SINCE) == selection
    again = select([match.item for match in selection.kept], audience(), NOW, SINCE)
    assert not {dropped.reason for dropped in again.dropped} - {"off topic"}


def test_articles_that_share_an_address_are_told_apart_by_their_words() -> None:
    url = "https://city.example/news"
    bridge = item(1, "Ukraine bridge opens over the river", "The mayor of a town in Ukraine cut a ribbon.", url=url)
    fire = item(2, "Market fire was caused by a cable", "Police in Ukraine found what began to burn.", url=url)
    later = replace(bridge, id="item-3", title="Bridge opens over river in Ukraine", published=NOW)
    kept = select([bridge, fire, later], audience(), NOW, SINCE)
    assert {match.item.id for match in kept.kept} == {"item-2", "item-3"}
