"""The website of the issues that were sent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import pytest

from digest.commands.preview import slot_at
from digest.config import load_audience
from digest.console import Silence
from digest.model import Correction, Receipt
from digest.pipeline import keep_as_sent, make_issue
from digest.wiring import open_desk
from tests.commands import Shell

from .conftest import FRIDAY, THURSDAY, Newsroom, moment

URL = "https://news.example.org/watch/"


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str, key: str) -> list[str]:
        return [attributes.get(key) or "" for name, attributes in self.tags if name == tag and key in attributes]

    def meta(self, name: str) -> str:
        return next(a.get("content") or "" for _, a in self.tags if name in (a.get("property"), a.get("name")))


@pytest.fixture
def out(newsroom: Newsroom) -> Path:
    newsroom.edit("delivery:\n", f"archive: {{url: {URL}}}\n\ndelivery:\n")
    return newsroom.folder / "site"


def put(newsroom: Newsroom, day: str, outcome: str, correct: bool = False) -> str:
    """An issue in the store; gives the id of its first story."""
    audience = load_audience(newsroom.config)
    now = moment(audience, day)
    with open_desk(audience, Silence()) as desk:
        slot = slot_at(desk, now)
        workings = make_issue(desk, slot, now)
        if correct:
            (wrong,) = desk.store.history(slot.newsletter, 1)
            story = desk.store.issue(wrong.slot).briefs[0].story.id  # type: ignore[union-attr]
            note = Correction(wrong.slot, story, "Hed", "It was <b>Tuesday</b>.", now)
            workings = replace(workings, issue=replace(workings.issue, corrections=(note,)))
        if outcome == "sent":
            keep_as_sent(desk, workings, now)
        else:
            desk.store.begin_issue(slot, workings.issue, workings.rendered, now)
        if outcome == "refused":
            desk.store.save_receipt(slot, Receipt("a@example.org", "rejected"), now)
            desk.store.finish_slot(slot, "sent", "the server refused every recipient", now + timedelta(minutes=1))
    return workings.issue.briefs[0].story.id


def test_a_page_an_issue_an_index_and_a_feed(shell: Shell, newsroom: Newsroom, out: Path) -> None:
    first = put(newsroom, THURSDAY, "sent")
    put(newsroom, FRIDAY, "sent", correct=True)
    ended = shell("archive", "--config", newsroom.config, "--out", out)
    assert (ended.code, ended.out) == (0, f"{out / 'index.html'}: 2 issues\n")
    assert sorted(path.name for path in out.iterdir()) == [
        "2025-02-27.html", "2025-02-28.html", "feed.xml", "index.html", "style.css",
    ]  # fmt: skip

    index = _Page((out / "index.html").read_text(encoding="utf-8"))
    assert [link for link in index.all("a", "href") if link.startswith("2025")] == [
        "2025-02-28.html",
        "2025-02-27.html",
    ]

    text = (out / "2025-02-27.html").read_text(encoding="utf-8")
    page = _Page(text)
    assert first in page.all("article", "id")
    assert f"{URL}2025-02-27.html#{first}" in page.all("a", "href")
    assert page.meta("og:url") == f"{URL}2025-02-27.html"
    assert page.meta("og:title")
    assert page.meta("og:description")
    assert "It was &lt;b&gt;Tuesday&lt;/b&gt;." in text, "a correction stands where the mistake was made"
    assert "February 28, 2025" in text

    feed = feedparser.parse((out / "feed.xml").read_bytes())
    assert not feed.bozo
    assert [entry.link for entry in feed.entries] == [f"{URL}2025-02-28.html", f"{URL}2025-02-27.html"]
    assert feed.feed.id == URL
    corrected = feed.entries[1]
    assert corrected.updated_parsed > corrected.published_parsed
    assert first in corrected.content[0].value


def test_pages_run_nothing_and_ask_nobody(shell: Shell, newsroom: Newsroom, out: Path) -> None:
    put(newsroom, THURSDAY, "sent")
    shell("archive", "--config", newsroom.config, "--out", out)
    for path in out.glob("*.html"):
        page = _Page(path.read_text(encoding="utf-8"))
        assert "script" not in {tag for tag, _ in page.tags}
        assert {tag for tag, attributes in page.tags if "src" in attributes} == set()
        assert set(page.all("link", "href")) >= {"style.css", "feed.xml"}
        assert sum(tag == "h1" for tag, _ in page.tags) == 1
    assert not re.search(r"url\(|@import", (out / "style.css").read_text(encoding="utf-8"))


@pytest.mark.parametrize("outcome", ["open", "refused"])
def test_what_was_not_sent_does_not_appear(shell: Shell, newsroom: Newsroom, out: Path, outcome: str) -> None:
    put(newsroom, THURSDAY, outcome)
    ended = shell("archive", "--config", newsroom.config, "--out", out)
    assert "0 issues" in ended.out
    assert sorted(path.name for path in out.iterdir()) == ["feed.xml", "index.html", "style.css"]
    feed = feedparser.parse((out / "feed.xml").read_bytes())
    assert not feed.bozo
    assert feed.entries == []


def test_without_an_address_nothing_is_written(shell: Shell, newsroom: Newsroom) -> None:
    ended = shell("archive", "--config", newsroom.config, "--out", newsroom.folder / "site")
    assert ended.code == 2
    assert "archive.url is not set" in ended.err
    assert not (newsroom.folder / "site").exists()


def test_a_template_of_ones_own(shell: Shell, newsroom: Newsroom, out: Path) -> None:
    newsroom.template("archive/index.html.j2", "No issue was sent yet.", "{{ nothing }}")
    ended = shell("archive", "--config", newsroom.config, "--out", out)
    assert ended.code == 1
    assert "index.html.j2:" in ended.err
    assert "nothing does not exist here" in ended.err
