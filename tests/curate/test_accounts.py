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
        (CLAIM, "European troops in Ukraine were not mentioned in the long communique of the summit."),
    ],
)
def test_nothing_rather_than_something_silly(texts: tuple[str, ...]) -> None:
    assert accounts_differ(story(*texts)) is None


def test_one_outlet_does_not_contradict_itself() -> None:
    assert accounts_differ(story(CLAIM, DENIAL, outlet="Wire")) is None
