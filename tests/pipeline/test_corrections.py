"""What was wrong is said once; a quiet day says so."""

from __future__ import annotations

import json
from email import message_from_bytes, policy

import pytest

from tests.commands import Shell
from tests.pipeline.conftest import FRIDAY, THURSDAY, Newsroom

TEXT = "The letter came from King Charles III, not from the prime minister."


def parts(data: bytes) -> list[str]:
    """Plain text and HTML, white space folded."""
    email = message_from_bytes(data, policy=policy.default)
    return [" ".join(part.get_content().split()) for part in email.iter_parts()]


@pytest.mark.parametrize("template", ["briefing", "bullets", "front-page"])
def test_the_next_issue_prints_a_correction_and_no_other_does(newsroom: Newsroom, shell: Shell, template: str) -> None:
    newsroom.settings["template"] = template
    newsroom.settings["issue"] |= {"stories": 1}
    newsroom.settings["delivery"]["recipients"] = ["ann@example.org"]
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    ended = shell("correct", "2025-02-27", "letter king", TEXT, "--config", newsroom.config)
    assert ended.code == 0
    assert "Starmer brings Trump a letter from the king" in ended.out
    for day in (FRIDAY, "2025-03-03T17:30"):
        shell("send", "--config", newsroom.config, "--at", day)
    thursday, friday, monday = map(parts, newsroom.mail.contents)
    assert all(TEXT in part and "February 27" in part for part in friday)
    assert not any(TEXT in part for part in (*thursday, *monday))


def test_a_preview_shows_it_and_does_not_use_it_up(newsroom: Newsroom, shell: Shell) -> None:
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    shell("correct", THURSDAY, "letter king", TEXT, "--config", newsroom.config)
    for _ in range(2):
        shell("preview", "--config", newsroom.config, "--at", FRIDAY, "--out", newsroom.folder / "out")
        document = json.loads((newsroom.folder / "out/white-house-watch/2025-02-28/issue.json").read_text("utf-8"))
        assert [correction["text"] for correction in document["corrections"]] == [TEXT]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("2025-02-26", "letter", TEXT), "'2025-02-26': no issues fit:\n  2025-02-27T17:30  "),
        (("2025-02-27", "rump", TEXT), "'rump': no stories in the issue 2025-02-27T17:30 fit:\n"),
        (("2025-02-27", "penguins", TEXT), "'penguins': no stories in the issue 2025-02-27T17:30 fit:\n"),
        (("2025-02-27", "trump", TEXT), "stories in the issue 2025-02-27T17:30 fit:\n"),
        (("2025-02-27", "letter king", " "), "expected the words of the correction"),
    ],
)
def test_what_cannot_be_corrected(newsroom: Newsroom, shell: Shell, words: tuple[str, str, str], message: str) -> None:
    newsroom.settings["issue"] |= {"stories": 1}
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    ended = shell("correct", *words, "--config", newsroom.config)
    assert ended.code == 2
    assert message in ended.err


@pytest.mark.parametrize(("policy_", "sent"), [("skip", 0), ("quiet", 1), ("send", 1)])
def test_thin_news_follows_the_policy_and_the_history_names_it(
    newsroom: Newsroom, shell: Shell, policy_: str, sent: int
) -> None:
    newsroom.settings["issue"] |= {"min_stories": 8, "when_thin": policy_}
    newsroom.settings["delivery"]["recipients"] = ["ann@example.org"]
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    assert len(newsroom.mail.contents) == sent
    assert f"thin news: 4 of 8 stories, `when_thin: {policy_}`" in shell("history", "--config", newsroom.config).out
    said = ["A quiet day" in part for data in newsroom.mail.contents for part in parts(data)]
    assert said == [policy_ == "quiet"] * 2 * sent


def test_a_dry_run_says_that_thin_news_would_be_skipped(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["issue"] |= {"stories": 1, "min_stories": 2, "when_thin": "skip"}
    out = shell("send", "--config", newsroom.config, "--at", THURSDAY, "--dry-run").out
    assert out == "white-house-watch/2025-02-27T17:30: would be skipped; thin news: 1 of 2 stories, `when_thin: skip`\n"


def test_a_day_without_a_story_is_a_quiet_day(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["topics"] = [{"name": "Norway", "match": "penguins"}]
    newsroom.settings["delivery"]["recipients"] = ["ann@example.org"]
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert all("A quiet day" in part for part in parts(newsroom.mail.contents[0]))
