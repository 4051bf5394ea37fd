from __future__ import annotations

import pytest

from digest.model import EXCERPT, Brief, Sentence, Story
from digest.write.choosing.figures import number_of_the_day
from tests.curate.newsdesk import item


def brief(number: int, *sentences: str) -> Brief:
    report = item(number, "A report")
    story = Story(f"s{number}", "Ukraine", (report,))
    return Brief(story, "Hed", tuple(Sentence(text, (report.id,)) for text in sentences), EXCERPT)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The fund would hold $350bn for ten years.", "$350bn"),
        ("Tariffs of 25% begin on 4 March.", "25%"),
        ("The agency dismissed 6,700 people in 2025.", "6,700"),
        ("The talks of 2025 were the third in 12 days.", None),
        ("He asked for $350bn for ten years.", None),
        ('The fund is worth "$350bn", he said.', None),
    ],
)
def test_a_strong_figure_stands_in_a_sentence_that_reads_alone(sentence: str, text: str | None) -> None:
    found = number_of_the_day([brief(1, sentence)])
    assert (found.text if found else None) == text


def test_money_tells_more_than_a_share_and_the_lead_comes_last() -> None:
    lead, second, third = brief(1, "Taxes rise by 2%."), brief(2, "Tariffs of 25% begin."), brief(3, "It cost $5.")
    found = number_of_the_day([lead, second, third])
    assert found
    assert (found.text, found.item, found.sentence.text) == ("25%", second.story.items[0], "Tariffs of 25% begin.")
    rich = number_of_the_day([lead, second, brief(4, "Kyiv owes 500 million dollars.")])
    assert rich
    assert rich.text == "500 million dollars"
    assert number_of_the_day([]) is None
