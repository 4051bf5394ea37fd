"""Contradictions between outlets: found only where they are sure."""

from __future__ import annotations

import pytest

from digest.curate.accounts import accounts_differ
from digest.model import Story
from tests.curate.newsdesk import item

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
