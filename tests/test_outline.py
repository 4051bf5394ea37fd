"""What is read of a config without checking it is what the checked one says."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.config import load_audience, outline_of
from tests.test_config import MINIMAL

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", ["config.yaml", "samples/config.yaml", "samples/briefing.yaml"])
def test_of_what_comes_along(name: str) -> None:
    assert outline_of(ROOT / name) == load_audience(ROOT / name).outline


@pytest.mark.parametrize(
    "more",
    [
        "",
        "schedule: {days: [mon, thu], time: 6:05, catch_up: 90m}",
        'schedule: {time: " 17:30 "}',
        "store: ' other.sqlite '",
        "store: postgresql://digest@db.example.org/digest",
        "alerts: {after: 7}",
    ],
)
def test_of_what_an_operator_may_say(tmp_path: Path, more: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(f"{MINIMAL}{more}\n", encoding="utf-8")
    assert outline_of(path) == load_audience(path).outline


@pytest.mark.parametrize(
    ("newsletter", "feed"),
    [
        ("{name: ' Évening Brief '}", "https://wire.example/rss"),
        ("{name: Brief, slug: ' evening '}", "https://ann:secret@wire.example/rss"),
        ("{name: 会, timezone: Asia/Tokyo}", " feed.xml "),
    ],
)
def test_of_names_and_feeds(tmp_path: Path, newsletter: str, feed: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(
        f"newsletter: {newsletter}\ntopics: [{{name: Norway, match: Oslo}}]\n"
        f"sources: [{{outlet: Wire, feed: '{feed}'}}]\n"
        "delivery: {from: brief@example.org, postal_address: Street}\n",
        encoding="utf-8",
    )
    assert outline_of(path) == load_audience(path).outline


@pytest.mark.parametrize("text", ["", "[]", "a: [", "newsletter: 5", "newsletter: {name: A}\nsources: [5]"])
def test_of_what_is_no_config_nothing_is_known(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    assert outline_of(path) is None
