"""The preview page as its script and as strangers ask for it."""

from __future__ import annotations

import os
from typing import Any

import httpx2
import pytest

from digest.commands.parts.previews import FilePreviews
from digest.commands.parts.which_issue import slot_at
from digest.config import load_audience
from digest.console import Silence
from digest.pipeline import keep_as_sent, make_issue
from digest.web.previewed import Choice
from digest.wiring import open_desk
from tests.adapters.mail_server import Sink
from tests.adapters.mail_server import serving as mail_serving
from tests.web_server import Page, WebServer

from .conftest import FRIDAY, THURSDAY, Newsroom, moment


def state(client: httpx2.Client, **choice: str) -> dict[str, Any]:
    return client.get("/state", params=choice).json()


# --- strangers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example", ""])
@pytest.mark.parametrize("path", ["/", "/state", "/issue", "/nothing"])
def test_a_name_that_was_bound_to_loopback_gets_nothing(address: str, host: str, path: str) -> None:
    assert httpx2.get(address + path, headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_can_link_to_the_page_alone(address: str, site: str) -> None:
    def asked(path: str) -> int:
        return httpx2.get(address + path, headers={"Sec-Fetch-Site": site}).status_code

    assert [asked(path) for path in ("/", "/state", "/issue", "/changes")] == [200, 403, 403, 403]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
@pytest.mark.parametrize("path", ["/proof", "/fetch"])
def test_another_page_can_change_nothing(address: str, origin: str, path: str) -> None:
    assert httpx2.post(address + path, json={}, headers={"Origin": origin}).status_code == 403


def test_another_page_can_read_nothing(address: str) -> None:
    assert httpx2.get(f"{address}/state", headers={"Origin": "https://evil.example"}).status_code == 403


def test_a_change_must_say_where_it_comes_from(address: str) -> None:
    assert httpx2.post(f"{address}/fetch", json={}).status_code == 403


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{}", "text/plain", 415),
        (b"{}", "application/x-www-form-urlencoded", 415),
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"[" * 9_000, "application/json", 400),
        (b'{"a":' * 1_900, "application/json", 400),
        (b'{"address": "' + b"x" * 20_000 + b'"}', "application/json", 413),
        (b'{"audience": "-1"}', "application/json", 404),
        (b'{"audience": "' + b"9" * 5000 + b'"}', "application/json", 404),
    ],
)
def test_odd_posts_are_refused(reader: httpx2.Client, content: bytes, kind: str, status: int) -> None:
    assert reader.post("/proof", content=content, headers={"Content-Type": kind}).status_code == status


def test_only_loopback_is_served_by_name_too(reader: httpx2.Client) -> None:
    port = reader.base_url.port
    assert (
        reader.get("/", headers={"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}"}).status_code == 200
    )


def test_pages_run_nothing_that_is_not_ours(reader: httpx2.Client) -> None:
    page, issue = reader.get("/"), reader.get("/issue")
    assert "script-src 'self'" in page.headers["content-security-policy"]
    policy = issue.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-same-origin" in policy
    assert "allow-scripts" not in policy
    for answer in (page, issue):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"


def test_markup_in_a_feed_stays_text(client: httpx2.Client, newsroom: Newsroom) -> None:
    feed = newsroom.folder / "feeds" / "wire.xml"
    text = feed.read_text(encoding="utf-8")
    feed.write_text(text.replace("<title>", "<title>&lt;img src=x onerror=alert(1)&gt; "), encoding="utf-8")
    assert "<img src=x" not in client.get("/issue").text
    assert client.get("/state").headers["content-type"] == "application/json"


# --- the page's own script -----------------------------------------------------------------------------


def test_everything_the_page_prints(reader: httpx2.Client) -> None:
    found = state(reader)
    assert found["error"] == ""
    assert found["newsletter"] == "White House Watch"
    assert found["menu"]["templates"] == ["briefing", "bullets", "front-page"]
    assert set(found["sources"]) == {"text", "html", "mjml", "eml"}
    assert 10_000 < found["size"]["html"] < found["size"]["message"]
    assert found["lines"] == {"advised": 90_000, "clipped": 102_000}
    assert found["readers"] == "1 reader"
    assert {"title", "outlet", "reason"} <= set(found["dropped"][0])
    assert [story["hed"] for story in found["stories"]]


def test_every_quotation_is_the_articles_own_characters(reader: httpx2.Client) -> None:
    found = state(reader)
    quotes = [row for row in found["evidence"] if row["part"] == "quote"]
    assert quotes
    for row in quotes:
        assert found["items"][row["item"]]["text"][row["start"] : row["end"]] == row["text"]


@pytest.mark.parametrize("template", ["briefing", "bullets", "front-page"])
def test_every_sentence_can_be_pointed_at(reader: httpx2.Client, template: str) -> None:
    count = len(state(reader, template=template)["evidence"])
    html = reader.get("/issue", params={"template": template}).text
    assert [n for n in range(count) if f'data-evidence="{n}"' not in html] == []


def test_a_look_that_does_not_exist(reader: httpx2.Client) -> None:
    assert reader.get("/issue", params={"look": "pink"}).status_code == 404


def test_a_template_is_set_again_from_the_same_issue(client: httpx2.Client, newsroom: Newsroom) -> None:
    before = state(client)
    for feed in (newsroom.folder / "feeds").iterdir():  # the issue can't be made anew: no source says anything
        stamp = feed.stat()
        feed.write_bytes(b" " * stamp.st_size)
        os.utime(feed, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    newsroom.template("briefing.mjml.j2", "<mj-wrapper", "<!-- edited --><mj-wrapper")
    after = state(client)
    assert after["stamp"] != before["stamp"]
    assert "<!-- edited -->" in after["sources"]["mjml"]
    assert after["evidence"] == before["evidence"] != []
    newsroom.edit("delivery:\n", 'theme: {accent: "#123456"}\ntemplate: bullets\n\ndelivery:\n')
    painted = state(client)
    assert "#123456" in painted["sources"]["html"]
    assert painted["template"] == "bullets"
    assert painted["evidence"] == before["evidence"]


def test_a_broken_template_is_named_and_the_next_save_recovers(client: httpx2.Client, newsroom: Newsroom) -> None:
    newsroom.template("briefing.mjml.j2", "<mj-wrapper", "{{ page.mastheed }}<mj-wrapper")
    broken = state(client)
    assert "briefing.mjml.j2:" in broken["error"]
    assert "mastheed does not exist" in broken["error"]
    assert client.get("/issue").status_code == 409
    newsroom.template("briefing.mjml.j2", "<mj-wrapper", "<mj-wrapper")
    whole = state(client)
    assert whole["error"] == ""
    newsroom.template("briefing.mjml.j2", "<mj-wrapper", "{{ page.mastheed }}<mj-wrapper")
    assert state(client)["error"]
    kept = client.get("/issue", params={"stamp": whole["stamp"], "look": "dark"})
    assert whole["subject"] in kept.text, "the last good issue can be looked at in every light"


def test_a_broken_config_is_named_and_the_next_save_recovers(client: httpx2.Client, newsroom: Newsroom) -> None:
    assert state(client)["error"] == ""
    newsroom.edit("stories: 7", "storeis: 7")
    assert "config.yaml:" in state(client)["error"]
    assert "did you mean stories?" in state(client)["error"]
    newsroom.edit("storeis: 7", "stories: 2")
    assert len(state(client)["stories"]) == 2


def test_readers_are_counted_again(client: httpx2.Client, newsroom: Newsroom) -> None:
    readers = newsroom.folder / "readers.csv"
    readers.write_text("address\na@example.org\nb@example.org\n", encoding="utf-8")
    newsroom.edit("recipients: [reader@example.org]", "recipients: readers.csv")
    first = state(client)
    assert first["readers"] == "2 readers"
    readers.write_text("address\nnobody\n", encoding="utf-8")
    second = state(client)
    assert "readers.csv:2" in second["readers"]
    assert second["error"] == "", "the issue itself is fine"
    assert second["stamp"] != first["stamp"]


def test_changes_are_told(client: httpx2.Client, newsroom: Newsroom) -> None:
    state(client)
    with client.stream("GET", "/changes") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = (line for line in answer.iter_lines() if line)
        first = next(lines)
        newsroom.template("briefing.mjml.j2", "<mj-wrapper", "<!-- edited --><mj-wrapper")
        assert next(lines) != first


def test_days_and_audiences(newsroom: Newsroom) -> None:
    other = newsroom.folder / "other.yaml"
    text = newsroom.config.read_text(encoding="utf-8")
    other.write_text(text.replace("name: White House Watch", "name: Kyiv Watch"), encoding="utf-8")
    previews = newsroom.previews(newsroom.config, other, days=(THURSDAY, FRIDAY))
    menu = previews.menu(Choice())
    assert menu.audiences == ("White House Watch", "Kyiv Watch")
    assert menu.days == ((FRIDAY, "Fri 28 Feb 2025"), (THURSDAY, "Thu 27 Feb 2025"))
    friday = previews.preview(Choice(1)).issue
    assert friday.slot.local == FRIDAY, "the latest day is shown first"
    assert friday.newsletter == "Kyiv Watch"
    assert "already sent" in {dropped.reason for dropped in friday.dropped}, "Thursday is remembered"
    assert previews.preview(Choice(0, THURSDAY)).issue.slot.local == THURSDAY


def test_a_past_issue_is_set_again_from_the_store(newsroom: Newsroom) -> None:
    audience = load_audience(newsroom.config)
    now = moment(audience, THURSDAY)
    with open_desk(audience, Silence()) as desk:
        sent = make_issue(desk, slot_at(desk, now), now)
        keep_as_sent(desk, sent, now)
    for feed in (newsroom.folder / "feeds").iterdir():
        feed.unlink()
    previews = FilePreviews([newsroom.config], lambda audience, day: moment(audience, day or FRIDAY))
    previews.preview(Choice())
    assert previews.menu(Choice()).days == (("", "The next issue"), (THURSDAY, "Thu 27 Feb 2025, sent"))
    preview = previews.preview(Choice(day=THURSDAY, template="bullets"))
    assert preview.issue == sent.issue
    assert preview.choice == Choice(0, THURSDAY, "bullets")
    assert "already sent" not in {dropped.reason for dropped in preview.issue.dropped}


def test_an_issue_that_is_not_due_yet_says_when_it_is(newsroom: Newsroom) -> None:
    previews = FilePreviews([newsroom.config], lambda audience, day: moment(audience, "2025-02-28T09:00"))
    (said, *_) = previews.preview(Choice()).notes
    assert said == "due Friday 2025-02-28 17:30; what is older than Thursday 2025-02-27 05:00 is no news"


def test_a_feed_that_fails_is_asked_once(newsroom: Newsroom) -> None:
    with WebServer().running() as web:
        newsroom.edit("feeds/wire.xml", web.serve("/wire", Page(b"", status=404)))
        previews = newsroom.previews()
        assert "feed failed" in {finding.kind for finding in previews.preview(Choice()).issue.findings}
        newsroom.edit("stories: 7", "stories: 2")
        assert "feed failed" in {finding.kind for finding in previews.preview(Choice()).issue.findings}
        assert len(web.seen) == 1


def test_a_page_of_the_web_is_fetched_once(newsroom: Newsroom) -> None:
    with WebServer().running() as web:
        feed = (newsroom.folder / "feeds" / "wire.xml").read_bytes()
        newsroom.edit("feeds/wire.xml", web.serve("/wire", Page(feed)))
        previews = newsroom.previews()
        previews.preview(Choice())
        newsroom.edit("stories: 7", "stories: 2")
        assert len(previews.preview(Choice()).issue.briefs) == 2
        assert len(web.seen) == 1
        previews.fetch_again(Choice())
        previews.preview(Choice())
        assert len(web.seen) == 2


# --- a proof -------------------------------------------------------------------------------------------


def test_a_proof_goes_to_one_address(client: httpx2.Client, newsroom: Newsroom) -> None:
    sink = Sink()
    with mail_serving(sink) as port:
        newsroom.edit("delivery:\n", f"delivery:\n  smtp: {{host: 127.0.0.1, port: {port}, tls: none}}\n")
        said = client.post("/proof", json={"address": "me@example.org", "template": "bullets"}).json()
    assert said == {"error": "", "said": "The server accepted a proof for me@example.org"}
    assert sink.addresses == ["me@example.org"]


@pytest.mark.parametrize("address_", ["", "nobody", "a@example.org\nBcc: b@example.org"])
def test_a_proof_needs_an_address(reader: httpx2.Client, address_: str) -> None:
    assert "expected an" in reader.post("/proof", json={"address": address_}).json()["error"]


def test_a_mail_server_that_is_down_is_named(client: httpx2.Client, newsroom: Newsroom) -> None:
    newsroom.edit("delivery:\n", "delivery:\n  smtp: {host: 127.0.0.1, port: 1, tls: none}\n")
    assert "127.0.0.1:1" in client.post("/proof", json={"address": "me@example.org"}).json()["error"]
