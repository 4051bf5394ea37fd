"""Contradictions between outlets: found only where they are sure."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from digest.curate.accounts import accounts_differ, join_exchanges
from digest.model import PastStory, Status, Story
from tests.curate.newsdesk import NOW, item

CLAIM = (
    "President Vladimir Putin would accept European troops in Ukraine after a settlement, Donald Trump said on Monday."
)
DENIAL = "Russia will not consider European troops in Ukraine, Foreign Minister Sergei Lavrov said on Wednesday."


def story(*texts: str, outlet: str = "") -> Story:
    reports = [item(n, f"Report {n}", text, **({"outlet": outlet} if outlet else {})) for n, text in enumerate(texts)]
    return Story("s", "Topic", tuple(reports))


@pytest.mark.parametrize(
    ("claim", "denial"),
    [
        (CLAIM, DENIAL),
        (
            "The minister took a payment of two million euros from the shipbuilder, prosecutors said on Friday.",
            "The minister's lawyer denied that she took a payment of two million euros from anyone.",
        ),
        (
            CLAIM,
            "The Kremlin denied on Tuesday that President Vladimir Putin would accept European troops in Ukraine.",
        ),
        (
            CLAIM,
            "Moscow flatly denied to reporters on Tuesday that it would ever accept European troops in Ukraine.",
        ),
        (
            "Soldiers fired at the refugee convoy near the northern border, witnesses told reporters.",
            "An army spokesman said its soldiers never fired at the refugee convoy near the border.",
        ),
    ],
)
def test_a_claim_and_its_denial_are_found_in_either_order(claim: str, denial: str) -> None:
    for texts in ((claim, denial), (denial, claim)):
        found = accounts_differ(story(*texts))
        assert found
        assert [sentence.text for sentence in found] == [claim, denial]
        assert found[0].items != found[1].items


@pytest.mark.parametrize(
    "texts",
    [
        (CLAIM,),
        (CLAIM, CLAIM),
        (DENIAL, DENIAL),
        (CLAIM, "Russia will not consider lower gas prices for Hungary, Foreign Minister Sergei Lavrov said."),
        (CLAIM.replace("Donald Trump said", "he said"), DENIAL),
        (CLAIM.replace(", Donald Trump said on Monday", ""), DENIAL),
        (f"Some in Kyiv were glad. {CLAIM.replace('Donald Trump said', 'he said')}", DENIAL),
        (
            CLAIM,
            f"Kyiv disputed that Lavrov said that he will not consider European troops in Ukraine. {DENIAL[:50]}...",
        ),
        (
            CLAIM,
            "Why would Russia not consider European troops in Ukraine, if Putin asks, the minister said on Monday?",
        ),
        (CLAIM, 'Russia will not consider European troops in Ukraine," Foreign Minister Sergei Lavrov said on Monday.'),
        (
            CLAIM,
            "The Kremlin denied on Tuesday that Vladimir Putin would inspect European troops in Ukraine.",
        ),
        (CLAIM, "The Kremlin denied on Tuesday that President Vladimir Putin would not accept troops in Ukraine."),
        (CLAIM, "European troops in Ukraine were not mentioned in the long communique of the summit."),
    ],
)
def test_nothing_rather_than_something_silly(texts: tuple[str, ...]) -> None:
    assert accounts_differ(story(*texts)) is None


def test_one_outlet_does_not_contradict_itself() -> None:
    assert accounts_differ(story(CLAIM, DENIAL, outlet="Wire")) is None


def test_who_he_is_stands_before_the_sentence() -> None:
    said = "Trump was untroubled. The other side would accept foreign troops in Ukraine, he said on Monday."
    found = accounts_differ(story(f"Nothing worried Trump in Kyiv. {said}", DENIAL))
    assert found
    assert [sentence.text for sentence in found] == [said, DENIAL]


@pytest.mark.parametrize("other", ["President Vladimir Putin", "Moscow", "The Russia of Putin"])
def test_he_is_nobody_who_is_named_in_the_sentence(other: str) -> None:
    said = f"Trump was untroubled. {other} would accept European troops in Ukraine, he said on Monday."
    assert accounts_differ(story(f"Nothing worried Trump in Kyiv, nor Moscow. {said}", DENIAL)) is None


FORCE = (
    "Britain and France plan a force of European troops in Ukraine, to be sent after a settlement of the war. "
    f"{CLAIM} The European troops would guard ports and cities in Ukraine after the settlement."
)
REFUSAL = f"{DENIAL} Nobody asked Moscow about the force of European troops in Ukraine that is to follow a settlement."


def told(number: int, text: str, **more: Any) -> Story:
    report = item(number, f"European troops in Ukraine, {number}", text, published=NOW - timedelta(hours=number))
    return replace(Story(f"s{number}", "Topic", (report,), fresh=frozenset([report.id])), **more)


def test_a_claim_and_its_denial_become_one_story_under_the_older_identity() -> None:
    other = replace(told(3, "A bank was robbed in Lyon. The robbers fled by bicycle, police said."), id="bank")
    one, two = told(1, FORCE), told(2, REFUSAL)
    for stories in ([one, other, two], [two, other, one]):
        found = join_exchanges(stories)
        assert [(story.id, len(story.items)) for story in found] == [("s2", 2), ("bank", 1)]
        assert found[0].fresh == {"item-1", "item-2"}
        assert accounts_differ(found[0])


def test_an_answer_to_a_story_that_readers_know_is_a_development_of_it() -> None:
    known = told(1, FORCE, status=Status.UNCHANGED, earlier=PastStory("p", "slot", "Hed", (), (item(9, "Force"),)))
    answer = told(2, REFUSAL)
    (found,) = join_exchanges([answer, known])
    assert (found.id, found.earlier, found.status) == (known.id, known.earlier, Status.DEVELOPING)
    elsewhere = replace(answer, earlier=PastStory("q", "slot", "Hed", (), (item(8, "Moscow"),)))
    assert join_exchanges([known, elsewhere]) == (known, elsewhere)
