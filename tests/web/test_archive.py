"""The website of the issues that were sent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import pytest

from digest.commands.parts.which_issue import slot_at
from digest.config import load_audience
from digest.console import Silence
from digest.model import Correction, Receipt, Withdrawal
from digest.pipeline import keep_as_sent, make_issue
from digest.web.archive import SentIssue, website
from digest.wiring import open_desk, templates
from tests.commands import Ended, Shell
from tests.render.example_issue import HEADLINES, LEAD, SLOT, a_full_audience, a_full_issue

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
            (wrong,) = desk.store.slots.history(slot.newsletter, 1)
            story = desk.store.issues.find(wrong.slot).briefs[0].story.id  # type: ignore[union-attr]
            note = Correction(wrong.slot, story, "Hed", "It was <b>Tuesday</b>.", now)
            workings = replace(workings, issue=replace(workings.issue, corrections=(note,)))
        if outcome == "sent":
            keep_as_sent(desk, workings, now)
        else:
            desk.store.issues.begin(slot, workings.issue, workings.rendered, now)
        if outcome == "refused":
            desk.store.receipts.write(slot, [], [Receipt("a@example.org", "rejected")], now)
            desk.store.slots.finish(slot, "sent", "the server refused every recipient", now + timedelta(minutes=1))
    return workings.issue.briefs[0].story.id


def names(out: Path) -> list[str]:
    """The files of the website."""
    return sorted(path.name for path in out.iterdir() if not path.name.startswith("."))


def publish(shell: Shell, newsroom: Newsroom, out: Path) -> Ended:
    return shell("archive", "--config", newsroom.config, "--out", out)


def test_a_page_an_issue_an_index_and_a_feed(shell: Shell, newsroom: Newsroom, out: Path) -> None:
    first = put(newsroom, THURSDAY, "sent")
    put(newsroom, FRIDAY, "sent", correct=True)
    ended = shell("archive", "--config", newsroom.config, "--out", out)
    assert (ended.code, ended.out) == (0, f"{out / 'index.html'}: 2 issues\n")
    assert names(out) == ["2025-02-27.html", "2025-02-28.html", "feed.xml", "index.html", "style.css"]

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
    ended = publish(shell, newsroom, out)
    assert "0 issues" in ended.out
    assert names(out) == ["feed.xml", "index.html", "style.css"]
    feed = feedparser.parse((out / "feed.xml").read_bytes())
    assert not feed.bozo
    assert feed.entries == []


def test_without_an_address_nothing_is_written(shell: Shell, newsroom: Newsroom) -> None:
    ended = shell("archive", "--config", newsroom.config, "--out", newsroom.folder / "site")
    assert ended.code == 2
    assert "archive.url is not set" in ended.err
    assert not (newsroom.folder / "site").exists()


def test_a_template_of_ones_own(shell: Shell, newsroom: Newsroom, out: Path) -> None:
    newsroom.template("archive/index.html.j2", "{{ words.no_issue }}", "{{ nothing }}")
    ended = shell("archive", "--config", newsroom.config, "--out", out)
    assert ended.code == 1
    assert "index.html.j2:" in ended.err
    assert "nothing does not exist here" in ended.err


# --- what no longer belongs there ----------------------------------------------------------------------


def test_a_withdrawn_issue_leaves_its_reason_behind_and_can_come_back(
    shell: Shell, newsroom: Newsroom, out: Path
) -> None:
    story = put(newsroom, THURSDAY, "sent")
    said = shell("withdraw", "2025-02-27", "Its outlet took <b>the report</b> back.", "--config", newsroom.config)
    assert said.out.startswith("2025-02-27T17:30 is withdrawn with the next `digest archive`: ")
    assert "0 issues" in publish(shell, newsroom, out).out
    page = (out / "2025-02-27.html").read_text(encoding="utf-8")
    assert "Its outlet took &lt;b&gt;the report&lt;/b&gt; back." in page
    assert 'content="noindex"' in page
    assert story not in page
    for name in ("index.html", "feed.xml"):
        assert "2025-02-27" not in (out / name).read_text(encoding="utf-8")
    assert "withdrawn: Its outlet took" in shell("history", "--config", newsroom.config).out

    assert shell("withdraw", "--lift", "2025-02-27", "--config", newsroom.config).code == 0
    assert "1 issue\n" in publish(shell, newsroom, out).out
    assert story in (out / "2025-02-27.html").read_text(encoding="utf-8")
    again = shell("withdraw", "--lift", "2025-02-27", "--config", newsroom.config)
    assert (again.code, again.err) == (2, "digest: 2025-02-27T17:30: the issue was not withdrawn\n")


def test_only_what_was_sent_can_be_withdrawn_and_only_with_a_reason(shell: Shell, newsroom: Newsroom) -> None:
    put(newsroom, THURSDAY, "sent")
    put(newsroom, FRIDAY, "refused")
    assert "no issues that were sent fit" in shell("withdraw", "2025-02-28", "x", "--config", newsroom.config).err
    assert "expected the reason" in shell("withdraw", "2025-02-27", " ", "--config", newsroom.config).err


def test_stale_pages_go_and_the_files_of_others_stay(shell: Shell, newsroom: Newsroom, out: Path) -> None:
    put(newsroom, THURSDAY, "sent")
    publish(shell, newsroom, out)
    (out / "2024-12-24.html").write_text("mine", encoding="utf-8")
    (newsroom.folder / "digest.sqlite").unlink()
    publish(shell, newsroom, out)
    assert names(out) == ["2024-12-24.html", "feed.xml", "index.html", "style.css"]
    assert (out / "2024-12-24.html").read_text(encoding="utf-8") == "mine"


def test_a_list_that_was_tampered_with_removes_nothing_elsewhere(shell: Shell, newsroom: Newsroom, out: Path) -> None:
    publish(shell, newsroom, out)
    with (out / ".digest-files").open("a", encoding="utf-8") as file:
        file.write("../config.yaml\n..\n")
    assert publish(shell, newsroom, out).code == 0
    assert newsroom.config.exists()


def test_a_folder_holds_one_website(shell: Shell, newsroom: Newsroom, out: Path) -> None:
    publish(shell, newsroom, out)
    newsroom.edit("name: White House Watch", "name: Kyiv Watch")
    ended = publish(shell, newsroom, out)
    assert ended.code == 2
    assert "the website of white-house-watch stands here" in ended.err
    assert "White House Watch" in (out / "index.html").read_text(encoding="utf-8")


def test_a_correction_that_no_issue_has_printed_yet_is_there_at_once(
    shell: Shell, newsroom: Newsroom, out: Path
) -> None:
    story = put(newsroom, THURSDAY, "sent")
    shell("correct", "2025-02-27", story, "It was Tuesday.", "--config", newsroom.config)
    publish(shell, newsroom, out)
    assert "It was Tuesday." in (out / "2025-02-27.html").read_text(encoding="utf-8")


# --- an issue with everything it may have --------------------------------------------------------------

SENT = SentIssue(a_full_issue(), "The subject", "The preheader", SLOT.due)


def full_website(language: str = "en", notes: tuple[Correction, ...] = ()) -> dict[str, str]:
    audience = a_full_audience(language=language)
    earlier = replace(SLOT, local="2025-02-26T20:30")
    gone = replace(SENT, issue=replace(SENT.issue, slot=earlier), withdrawal=Withdrawal("Wrong.", SLOT.due))
    files = website([SENT, gone], notes, audience, templates(audience))
    return {name: content.decode("utf-8", "replace") for name, content in files}


def test_pictures_are_files_of_the_page_and_addresses_in_the_feed() -> None:
    files = full_website()
    page = _Page(files["2025-02-27.html"])
    photo, *charts = page.all("img", "src")
    assert charts == [f"2025-02-27-reports-{number}.png" for number in (1, 2)]
    assert all(files[name][1:4] == "PNG" for name in charts)
    assert all(page.all("img", "alt"))
    assert page.meta("og:image") == photo
    content = feedparser.parse(files["feed.xml"]).entries[0].content[0].value
    assert [f"https://example.org/watch/{name}" in content for name in charts] == [True, True]
    assert files["2025-02-27.html"].count(">Viewpoints<") == 1


def test_corrections_stand_where_readers_saw_the_mistake() -> None:
    told = Correction(SLOT, LEAD.story.id, LEAD.hed, "Told wrong.", SLOT.due + timedelta(days=1))
    line = Correction(SLOT, HEADLINES[0].id, "The headline", "Listed wrong.", SLOT.due + timedelta(days=2))
    text = full_website(notes=(line, told))["2025-02-27.html"]
    assert text.index("<em>The headline:</em> Listed wrong.") < text.index(LEAD.story.id)
    assert text.index(f'id="{LEAD.story.id}"') < text.index("Told wrong.")


@pytest.mark.parametrize(
    ("language", "month", "day", "withdrawn"),
    [
        ("de", "Februar 2025", "27. Feb.", "Diese Ausgabe wurde am 27. Februar 2025 zurückgezogen."),
        ("fr", "février 2025", "27 févr.", "Ce numéro a été retiré le 27 février 2025."),
        ("es", "febrero de 2025", "27 feb", "Este número se retiró el 27 de febrero de 2025."),
    ],
)
def test_it_speaks_the_language_of_its_readers(language: str, month: str, day: str, withdrawn: str) -> None:
    files = full_website(language)
    assert f">{month}<" in files["index.html"]
    assert f">{day}<" in files["index.html"]
    assert withdrawn in files["2025-02-26.html"]


def test_the_index_leads_to_each_month_without_a_search(shell: Shell, newsroom: Newsroom, out: Path) -> None:
    audience, env = load_audience(newsroom.config), templates(load_audience(newsroom.config))
    sent = []
    for day in ("2025-03-03", "2025-02-28", "2025-02-27"):
        slot = replace(SLOT, local=f"{day}T17:30", due=moment(audience, f"{day}T17:30"))
        sent.append(SentIssue(replace(a_full_issue(), slot=slot), f"Subject of {day}", "", slot.due))
    index = _Page(dict(website(sent, (), audience, env))["index.html"].decode())
    assert index.all("a", "href")[:2] == ["#2025-03", "#2025-02"]
    assert index.all("section", "id") == ["2025-03", "2025-02"]
    one_month = dict(website(sent[1:], (), audience, env))["index.html"].decode()
    assert 'class="months"' not in one_month


def test_a_file_of_somebody_else_is_not_overwritten(shell: Shell, newsroom: Newsroom, out: Path) -> None:
    put(newsroom, THURSDAY, "sent")
    out.mkdir()
    (out / "index.html").write_text("my home page", encoding="utf-8")
    ended = publish(shell, newsroom, out)
    assert ended.code == 2
    assert "index.html is not of this website" in ended.err
    assert names(out) == ["index.html"]
    assert (out / "index.html").read_text(encoding="utf-8") == "my home page"
    (out / "index.html").unlink()
    assert publish(shell, newsroom, out).code == 0
    assert publish(shell, newsroom, out).code == 0


def test_where_readers_are_kept_every_page_leads_to_the_sign_up(shell: Shell, newsroom: Newsroom, out: Path) -> None:
    put(newsroom, THURSDAY, "sent")
    shell("archive", "--config", newsroom.config, "--out", out)
    assert "Get White House Watch" not in (out / "index.html").read_text(encoding="utf-8")
    newsroom.edit("delivery:\n", "delivery:\n  readers: store\n  pages: {url: https://news.example.org/}\n")
    assert shell("archive", "--config", newsroom.config, "--out", out).code == 0
    for name in ("index.html", "2025-02-27.html"):
        links = _Page((out / name).read_text(encoding="utf-8")).all("a", "href")
        assert links.count("https://news.example.org/white-house-watch") == 1, name
