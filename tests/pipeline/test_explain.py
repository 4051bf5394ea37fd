"""`digest explain`: why a story or an item is where it is, or why it is out."""

from __future__ import annotations

import json
import re

from digest.commands.parts.explain_story import ordinal
from tests import model_server
from tests.commands import Shell
from tests.pipeline.conftest import FRIDAY, THURSDAY, Newsroom


def test_a_story_of_the_sample_on_both_days(shell: Shell) -> None:
    out = shell("explain", "minerals", "--sample").out
    assert out.count("IN THE ISSUE 2025-02-2") == 2
    assert "developing: the issue white-house-watch/2025-02-27T17:30 told it as" in out


def test_accounts_that_differ_make_one_story(shell: Shell) -> None:
    out = " ".join(shell("explain", "Lavrov", "--sample", "--at", THURSDAY).out.split())
    assert "2 independent of 2 outlets (Sample Wire, Sample Europe Review)" in out
    assert "[1] Sample Wire, 2025-02-26 20:05 UTC, report" in out
    assert "[2] Sample Europe Review, 2025-02-27 16:10 UTC, report" in out


def test_the_score_is_the_sum_of_what_is_shown(shell: Shell) -> None:
    out = shell("explain", "letter king", "--sample", "--at", THURSDAY).out
    place = out[out.index("IN THE ISSUE") : out.index("ON TOPIC")].splitlines()
    figures = [line.split() for line in place if line.startswith("    ")]
    shown = {name.rstrip(","): float(value) for value, name, *_ in (line for line in figures if line[0][0].isdigit())}
    score = shown.pop("score")
    assert set(shown) >= {"breadth", "source", "freshness", "fit", "novelty", "pin"}
    assert abs(score - sum(shown.values())) < 0.04, "each is rounded"
    assert "the lead; 1st of" in out
    assert "ahead of the 2nd" in out


def test_a_story_tells_topic_bonds_articles_and_quotations(shell: Shell) -> None:
    out = shell("explain", "letter king", "--sample", "--at", THURSDAY).out
    topic = out[out.index("ON TOPIC") : out.index("ONE STORY")]
    assert re.search(r"^  0\.\d\d  (White House|Ukraine talks): \S.* \(Sample Wire\)$", topic, re.MULTILINE)
    assert "Sample Wire is like Sample" in out
    assert "https://sample-wire.example/2025/02/27/starmer-king-letter-state-visit" in out
    assert "  not printed: “" in out
    assert "DRAFT 1 BY EXCERPT: printed" in out


def test_a_quotation_in_the_excerpt_is_printed(shell: Shell) -> None:
    out = shell("explain", "Lavrov", "--sample", "--at", THURSDAY).out
    assert "  printed, in the excerpt: “nobody asked Moscow about this.”" in out
    assert "offered to the writer" not in out, "without a model there is none"


def test_a_quotation_beside_no_excerpt_has_its_reason(shell: Shell) -> None:
    out = " ".join(shell("explain", "letter king", "--sample", "--at", THURSDAY).out.split())
    assert "; not set apart: its report is about something else, or has it far below the news" in out
    told = json.loads(shell("explain", "Lavrov", "--sample", "--at", THURSDAY, "--json").out)
    places = [(quote["printed"], quote["place"], bool(quote["why"])) for quote in told[0]["quotes"]]
    assert (True, "in the excerpt", False) in places
    assert (False, "", True) in places


def test_what_the_model_wrote_and_what_the_check_found(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model()
    newsroom.settings["issue"] |= {"stories": 1}
    newsroom.model.script(model_server.invented_number, model_server.good)
    ended = shell("explain", "letter king", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.code == 0
    first, second = ended.out.split("DRAFT 1 BY TEST: not printed")[1].split("DRAFT 2 BY TEST: printed")
    assert "987.6 billion dollars" in first
    assert "! unsupported number: " in first
    assert "987.6" not in second


def test_a_model_that_is_down_shows_as_an_attempt_without_a_draft(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.use_model()
    newsroom.settings["issue"] |= {"stories": 1}
    newsroom.model.script(model_server.fails(401, "Incorrect API key"))
    out = shell("explain", "letter king", "--config", newsroom.config, "--at", THURSDAY).out
    assert "DRAFT 1 BY TEST: not printed\n  ! model " in out
    assert "DRAFT 2 BY EXCERPT: printed" in out


def test_a_rule_of_the_config_keeps_a_story_a_headline(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["issue"] |= {"stories": 2}
    out = shell("explain", "cabinet meeting", "--config", newsroom.config, "--at", THURSDAY).out
    assert "one line among the headlines: 2 stories are told before it (`issue.stories`)" in out


def test_items_say_why_they_are_out(shell: Shell) -> None:
    late = shell("explain", "probationary unlawful", "--sample", "--at", THURSDAY).out
    assert "left out: in the future; dated 2025-02-28 17:05 UTC" in late
    assert "not tried, because it was out before" in late
    stray = shell("explain", "https://sample-markets.example/2025/02/27/clocks-three-week-gap", "--sample").out
    assert "left out: off topic" in stray
    assert "0.00  White House: none of its terms" in stray


def test_what_a_topic_lacks(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["topics"] = [{"name": "Clocks", "match": "clocks AND penguins"}]
    out = shell("explain", "clocks disagree", "--config", newsroom.config, "--at", THURSDAY).out
    assert "0.00  Clocks: only clocks, which is not enough" in out


def test_an_item_of_a_story_leads_to_it(shell: Shell) -> None:
    out = shell("explain", "https://sample-wire.example/2025/02/27/starmer-king-letter-state-visit", "--sample").out
    assert "a report of the story " in out
    assert "digest explain " in out
    assert "already sent; in the issue white-house-watch/2025-02-27T17:30" in out, "the second day"


def test_an_issue_that_was_sent_is_explained_as_it_was(newsroom: Newsroom, shell: Shell) -> None:
    for day in (THURSDAY, FRIDAY):
        shell("send", "--config", newsroom.config, "--at", day)
    out = shell("explain", "letter king", "--config", newsroom.config, "--at", THURSDAY).out
    assert "IN THE ISSUE 2025-02-27T17:30\n  the lead; 1st of" in out


def test_nothing_or_several_fit(shell: Shell) -> None:
    none = shell("explain", "penguins", "--sample")
    assert none.code == 2
    assert none.err.startswith("digest: 'penguins': no stories or items fit:\n  ")
    several = shell("explain", "trump", "--sample")
    assert several.code == 2
    assert " stories fit:\n  " in several.err
    assert shell("explain", " ", "--sample").code == 2


def test_on_a_quiet_day_the_items_are_what_it_could_be(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["topics"] = [{"name": "Norway", "match": "penguins"}]
    ended = shell("explain", "zzzz", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.err.startswith("digest: 'zzzz': no stories or items fit:\n  ")
    assert "(Sample Wire)" in ended.err


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)] == (
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th"]
    )
