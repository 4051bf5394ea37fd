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
