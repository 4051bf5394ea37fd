"""Topics and stories by meaning: vectors are asked for in batches and once, and an issue goes out without them too."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest

from digest.adapters.local_embeddings import missing
from digest.curate.meaning import BACKGROUND
from digest.pipeline.embedding import BATCH
from tests import model_server
from tests.commands import Shell
from tests.model_server import Behaviour, Body, embedded, embeds, fails
from tests.pipeline.conftest import THURSDAY, Newsroom
from tests.web_server import Page

PUBLISHED = "Thu, 27 Feb 2025 15:00:00 GMT"
ABOUT = "The war in Ukraine and talks about peace"


def describe(newsroom: Newsroom, **writer: Any) -> None:
    """One topic by its description, vectors from the model server, stories as excerpts."""
    newsroom.settings["topics"] = [{"name": "Ukraine", "about": ABOUT}]
    endpoint = {"model": "small", "base_url": newsroom.model.url, "api_key_env": ""}
    newsroom.settings["writer"] = {"timeout": "2s", "embeddings": endpoint, **writer}
    newsroom.model.script(embeds)


def preview(newsroom: Newsroom, shell: Shell) -> tuple[dict[str, Any], dict[str, float]]:
    """The issue, and how well each item fits that was kept."""
    saved, out = newsroom.folder / "saved", newsroom.folder / "out"
    ended = shell("preview", "--config", newsroom.config, "--at", THURSDAY, "--out", out, "--save", saved)
    assert ended.code == 0, ended.err
    document = json.loads((out / "white-house-watch" / "2025-02-27" / "issue.json").read_text(encoding="utf-8"))
    selection = json.loads(next(saved.rglob("selection.json")).read_text(encoding="utf-8"))
    return document, {match["item"]: match["fit"] for match in selection["kept"]}


def failures(document: dict[str, Any]) -> list[str]:
    return [finding["detail"] for finding in document["findings"] if finding["kind"] == "model failed"]


def texts(newsroom: Newsroom) -> list[str]:
    return [text for body in newsroom.model.requests for text in body["input"]]


def test_batched_and_each_text_once_for_ever(newsroom: Newsroom, shell: Shell) -> None:
    describe(newsroom)
    document, fits = preview(newsroom, shell)
    assert not failures(document)
    assert newsroom.model.paths == ["/v1/embeddings"] * len(newsroom.model.requests)
    asked = texts(newsroom)
    assert len(asked) == len(set(asked)) > BATCH
    assert {ABOUT, *BACKGROUND} < set(asked)
    assert len(newsroom.model.requests) == -(-len(asked) // BATCH)
    assert preview(newsroom, shell)[1] == fits
    assert texts(newsroom) == asked, "the second run asks nothing"


def test_a_replay_has_the_same_vectors_and_asks_nobody(newsroom: Newsroom, shell: Shell) -> None:
    describe(newsroom, when_model_fails="stop")
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    newsroom.model.requests.clear()
    days = ("--from", THURSDAY[:10], "--to", THURSDAY[:10])
    ended = shell("replay", "--config", newsroom.config, *days)
    assert ended.code == 0, ended.err
    assert "0 of 1 issues would change" in ended.out
    newsroom.settings["topics"][0]["about"] = "Trade and tariffs"
    assert shell("replay", "--config", newsroom.config, *days).code == 0
    assert newsroom.model.requests == []


def test_a_check_asks_it(newsroom: Newsroom, shell: Shell) -> None:
    describe(newsroom)
    ended = shell("check", "--online", "--config", newsroom.config)
    assert "small at" in ended.out
    assert "64 numbers" in ended.out


def test_a_new_description_is_all_that_is_asked_for(newsroom: Newsroom, shell: Shell) -> None:
    describe(newsroom)
    preview(newsroom, shell)
    newsroom.model.requests.clear()
    newsroom.settings["topics"].append({"name": "Minerals", "about": "Minerals and mining"})
    preview(newsroom, shell)
    assert texts(newsroom) == ["Minerals and mining"]


def test_meaning_finds_what_no_word_does(newsroom: Newsroom, shell: Shell) -> None:
    """A description without a word of any article: its vector alone says what it is about."""

    def knows(body: Body) -> model_server.Answer:
        near = ["ukraine" in text.lower() or text == "Xyzzy" for text in body["input"]]
        return embedded([[1.0, 0.1] if one else [0.1, 1.0] for one in near])

    describe(newsroom)
    newsroom.settings["topics"] = [{"name": "Ukraine", "about": "Xyzzy"}]
    newsroom.model.script(knows)
    document, fits = preview(newsroom, shell)
    assert fits
    told = [story for section in document["sections"] for story in section["stories"]]
    assert any("Ukraine" in json.dumps(story) for story in told)


def test_an_endpoint_that_is_down_leaves_the_words_and_a_finding(newsroom: Newsroom, shell: Shell) -> None:
    describe(newsroom)
    del newsroom.settings["writer"]["embeddings"]
    _, by_words = preview(newsroom, shell)
    describe(newsroom)
    newsroom.model.script(fails(400, "input is too large"))
    document, fits = preview(newsroom, shell)
    assert fits == by_words
    [failure] = failures(document)
    assert "too large" in failure
    assert "by their words" in failure


def test_what_was_made_before_it_went_down_is_kept(newsroom: Newsroom, shell: Shell) -> None:
    describe(newsroom)
    newsroom.model.script(embeds, fails(400, "out of memory"))
    preview(newsroom, shell)
    first = newsroom.model.requests[0]["input"]
    newsroom.model.requests.clear()
    newsroom.model.script(embeds)
    document, _ = preview(newsroom, shell)
    assert not failures(document)
    assert not set(first) & set(texts(newsroom))


def test_vectors_of_two_lengths_are_refused(newsroom: Newsroom, shell: Shell) -> None:
    """A server whose model was changed behind its name."""
    describe(newsroom)
    newsroom.model.script(embeds, lambda body: embedded([[1.0, 2.0] for _ in body["input"]]))
    document, _ = preview(newsroom, shell)
    assert "64" in failures(document)[0]


def test_no_issue_without_it_where_the_config_says_so(newsroom: Newsroom, shell: Shell) -> None:
    describe(newsroom, when_model_fails="stop")
    newsroom.model.script(fails(400, "input is too large"))
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.code == 1
    assert newsroom.mail.addresses == []


def test_a_key_that_is_missing_leaves_the_words(newsroom: Newsroom, shell: Shell) -> None:
    describe(newsroom)
    newsroom.settings["writer"]["embeddings"]["api_key_env"] = "NO_SUCH_KEY"
    ended = shell("preview", "--config", newsroom.config, "--at", THURSDAY, "--out", newsroom.folder / "out")
    assert ended.code == 0
    assert "NO_SUCH_KEY" in ended.err
    assert newsroom.model.requests == []


def test_a_config_without_descriptions_asks_nothing(newsroom: Newsroom, shell: Shell) -> None:
    topics = newsroom.settings["topics"]
    describe(newsroom)
    newsroom.settings["topics"] = [{"name": topic["name"], "match": topic["match"]} for topic in topics]
    preview(newsroom, shell)
    assert newsroom.model.requests == []


# --- stories ---------------------------------------------------------------------------------------------

FERRY = (
    "Ferry sinks with 80 on board",
    "Dozens feared drowned as ferry goes down",
    "Rescuers search sea for passengers of ferry",
)
STRIKE = ("Rail drivers walk out, trains stand still", "Rail union stops work")
BY_EVENT = [sorted(FERRY), sorted(STRIKE)]


def offer_titles(newsroom: Newsroom, behaviour: Behaviour) -> None:
    """Feeds of titles alone, told by their outlets in other words; every topic is a query."""
    newsroom.settings["topics"] = [{"name": "News", "match": "ferry OR rail"}]
    newsroom.settings["writer"] = {"timeout": "2s"}
    newsroom.settings["writer"]["embeddings"] = {"model": "small", "base_url": newsroom.model.url, "api_key_env": ""}
    sources = newsroom.settings["sources"] = newsroom.settings["sources"][:5]
    for number, (source, title) in enumerate(zip(sources, FERRY + STRIKE, strict=True)):
        item = f"<title>{title}</title><link>{newsroom.web.url(f'/{number}')}</link><pubDate>{PUBLISHED}</pubDate>"
        source["full_text"] = True  # else an item without any text is nothing
        feed = f'<rss version="2.0"><channel><title>Wire</title><item>{item}</item></channel></rss>'
        source["feed"] = newsroom.web.serve(f"/{number}.xml", Page(feed.encode()))
    newsroom.model.script(behaviour)


def knows_events(body: Body) -> model_server.Answer:
    """Vectors by what a text is about: a ferry, a railway, or a subject of its own."""

    def place(text: str) -> int:
        subjects = [number for number, word in enumerate(("ferry", "rail")) if word in text.lower()]
        return subjects[0] if subjects and len(text) < 50 else 2 + zlib.crc32(text.encode()) % 60

    return embedded([[float(at == place(text)) for at in range(62)] for text in body["input"]])


def told_stories(newsroom: Newsroom, shell: Shell) -> tuple[dict[str, Any], list[list[str]]]:
    document, _ = preview(newsroom, shell)
    folder = next((newsroom.folder / "saved").rglob("stories.json")).parent
    items, stories = (
        json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in ("items", "stories")
    )
    title = {item["id"]: item["title"] for item in items}
    return document, sorted(sorted(title[item] for item in story["items"]) for story in stories)


def test_short_items_are_one_story_by_their_meaning(newsroom: Newsroom, shell: Shell) -> None:
    offer_titles(newsroom, knows_events)
    embeddings = newsroom.settings["writer"].pop("embeddings")
    assert told_stories(newsroom, shell)[1] != BY_EVENT
    newsroom.settings["writer"]["embeddings"] = embeddings
    assert told_stories(newsroom, shell)[1] == BY_EVENT
    asked = texts(newsroom)
    assert sorted(asked) == sorted({*BACKGROUND, *FERRY, *STRIKE})
    told_stories(newsroom, shell)
    assert texts(newsroom) == asked, "the second run asks nothing"


def test_a_server_that_is_down_leaves_stories_to_their_words(newsroom: Newsroom, shell: Shell) -> None:
    offer_titles(newsroom, fails(400, "input is too large"))
    newsroom.settings["topics"].append({"name": "Ukraine", "about": ABOUT})
    document, stories = told_stories(newsroom, shell)
    assert stories
    assert stories != BY_EVENT
    [failure] = failures(document)
    assert "too large" in failure
    assert len(newsroom.model.requests) == 1, "what failed is not asked again in one issue"


def test_without_the_extra_a_check_says_how_to_install_the_local_model(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["writer"] = {"embeddings": {"model": "local"}}
    ended = shell("check", "--config", newsroom.config)
    if missing():
        assert "pip install 'digest[embed]'" in ended.out
        assert all(name in ended.out for name in missing())
    else:
        assert "384 numbers" in ended.out


@pytest.mark.skipif(bool(missing()), reason=f"pip install -r requirements/embed.lock: no {', '.join(missing())}")
def test_the_local_model_folds_short_items(newsroom: Newsroom, shell: Shell) -> None:
    offer_titles(newsroom, fails(400, "not asked"))
    newsroom.settings["writer"]["embeddings"] = {"model": "local"}
    document, stories = told_stories(newsroom, shell)
    assert not failures(document)
    assert sorted(FERRY) in stories
    assert newsroom.model.requests == []
