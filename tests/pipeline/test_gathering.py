"""Pages are fetched for what an issue tells, after its stories are folded and ranked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.commands import Shell
from tests.pipeline.conftest import THURSDAY, Newsroom
from tests.web_server import Page


@pytest.fixture
def linked(newsroom: Newsroom) -> Newsroom:
    """The sample day whose articles stand on the web server too, all with a page of their own."""
    for source in newsroom.settings["sources"]:
        path = "/" + source["feed"].rpartition("/")[2]
        body = newsroom.web.pages[path][0].body.decode()
        for link in set(re.findall(r"https://[^\s<\"']+", body)):
            where = "/articles/" + re.sub(r"\W+", "-", link)
            body = body.replace(link, newsroom.web.serve(where, Page(b"<p>A page.</p>")))
        newsroom.web.serve(path, Page(body.encode()))
        source["full_text"] = True
    return newsroom


def fetched(newsroom: Newsroom, shell: Shell, out: Path) -> tuple[int, dict[str, object]]:
    shell("preview", "--config", str(newsroom.config), "--at", THURSDAY, "--out", str(out))
    (path,) = out.rglob("issue.json")
    pages = [path for path, _ in newsroom.web.seen if path.startswith("/articles/")]
    return len(pages), json.loads(path.read_text(encoding="utf-8"))


def test_at_most_three_times_the_places_of_the_issue(linked: Newsroom, shell: Shell) -> None:
    linked.settings["issue"] = {"stories": 2, "headlines": 1}
    count, document = fetched(linked, shell, linked.folder / "out")
    assert 0 < count <= 9
    assert document["sections"]


def test_a_limit_of_none_fetches_none(linked: Newsroom, shell: Shell) -> None:
    linked.settings["limits"] = {"articles": 0}
    assert fetched(linked, shell, linked.folder / "out")[0] == 0


def live(title: str, text: str, minute: int) -> Page:
    entry = (
        f"<item><title>{title}</title><link>https://a.example/live</link><guid>live-1</guid>"
        f"<pubDate>Thu, 27 Feb 2025 22:{minute:02}:00 GMT</pubDate><description>{text}</description></item>"
    )
    return Page(f"<rss version='2.0'><channel><title>Live</title>{entry}</channel></rss>".encode())


def test_a_guid_that_is_used_again_for_another_article_is_news_again(newsroom: Newsroom, shell: Shell) -> None:
    first = "Trump and Zelensky will sign a minerals deal at the White House on Friday, the press secretary said."
    second = "A judge ordered that probationary federal workers who were fired by agencies must be hired back."
    feed = newsroom.web.serve(
        "/live", live("Minerals deal to be signed", first, 1), live("Fired must return", second, 9)
    )
    newsroom.settings["sources"] = [{"outlet": "Live", "feed": feed}]
    newsroom.settings["issue"] |= {"min_stories": 1}
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    newsroom.settings["schedule"]["time"] = "17:40"
    ended = shell("preview", "--config", newsroom.config, "--at", "2025-02-28T17:40", "--out", newsroom.folder / "out")
    assert ended.code == 0
    (path,) = (newsroom.folder / "out").rglob("issue.json")
    document = json.loads(path.read_text(encoding="utf-8"))
    told = [
        item["title"] for section in document["sections"] for story in section["stories"] for item in story["items"]
    ]
    told += [line["title"] for line in document["headlines"]]
    assert told == ["Fired must return"], document["dropped"]
