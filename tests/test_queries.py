"""Queries that parse and hardly find what was meant are told, with the nearest one that would find it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.commands.parts.queries import catches, doubts, nearest
from digest.config import load_audience
from digest.model import Item
from tests.test_config import MINIMAL


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("title: protest", "title:protest"),
        ("Title: (a OR b)", "Title:(a OR b)"),
        ("Protests/curfew", "Protests OR curfew"),
        ("protests, curfew", "protests OR curfew"),
        ("protests; curfew AND night", "protests OR curfew AND night"),
        ("'White House' OR Trump", '"White House" OR Trump'),
        ("‘White House’", '"White House"'),
        ("protest.", "protest"),
    ],
)
def test_what_was_meant(written: str, meant: str) -> None:
    assert nearest(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "AC/DC OR 24/7", "U.S. AND talks", "cease-fire", "rock'n'roll", '"a, b" OR c', "title:(a OR b)", "O'Brien",
        "St. Louis",
        "(Ukrain* OR Kyiv) AND\n (talks OR peace*)", "workers' rights", 'outlet:"Sample Wire" NOT sport',
    ],
)  # fmt: skip
def test_what_is_meant_as_it_stands(written: str) -> None:
    assert nearest(written) == written


def test_the_config_is_told_key_by_key(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(MINIMAL.replace("match: no", "match: 'title: protest'") + "mute: golf/tennis\n", encoding="utf-8")
    assert [(key, doubt.partition("; write ")[2]) for key, doubt in doubts(load_audience(path))] == [
        ("topics.0.match", "title:protest if that is what you mean"),
        ("mute", "golf OR tennis if that is what you mean"),
    ]


def test_a_phrase_that_finds_not_even_itself_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(MINIMAL.replace("match: no", "match: '\"title: protest\"'"), encoding="utf-8")
    assert ["finds not even itself" in doubt for _, doubt in doubts(load_audience(path))] == [True]


def an_item(number: int, title: str) -> Item:
    return Item(
        f"{number}", f"https://a.example/{number}", title, "Wire", "feed", datetime(2025, 2, 27, tzinfo=UTC), ""
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Norway", "1 of 2 items of the week"),
        ("Oslo AND Norway", "0 of 2 items of the week; 1 mention it, too little or without the rest of the query"),
        ("Denmark", "0 of 2 items of the week; none has a word of the query"),
    ],
)
def test_what_a_topic_catches_and_why_not_more(tmp_path: Path, query: str, found: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(MINIMAL.replace("match: no", f"match: {query}"), encoding="utf-8")
    items = [an_item(1, "Norway votes on Monday"), an_item(2, "Sweden waits")]
    caught = found.startswith("1")
    assert list(catches(load_audience(path), items, " of the week")) == [("Norway", found, caught)]
