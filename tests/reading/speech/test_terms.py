"""On what terms words are quoted: one case of each construction, all sentences made for this."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest

from digest.model import Item, Quote, Terms
from digest.reading.article import read

READ_WRONG = pytest.mark.xfail(reason="read as framed, and as another kind", strict=True)

FRAMED = [
    ("denial", "Mayor Ines Kolb never told the council: “We shall sell the park to the highest bidder.”"),
    ("denial", "Ines Kolb denied having said that “we shall sell the park to the highest bidder.”"),
    ("denial", "It is not true that Ines Kolb told them “we shall sell the park to the highest bidder.”"),
    ("denial", "Ines Kolb denied reports that she told donors “we shall sell the park to the highest bidder.”"),
    ("denial", "At no point did Ines Kolb say the words: “We shall sell the park to the highest bidder.”"),
    ("doubt", "Ines Kolb allegedly told a friend, “We shall sell the park to the highest bidder.”"),
    ("doubt", "Ines Kolb is said to have told a friend, “We shall sell the park to the highest bidder.”"),
    ("doubt", "A remark attributed to Ines Kolb says: “We shall sell the park to the highest bidder.”"),
    ("fabrication", "In a doctored recording Ines Kolb says, “We shall sell the park to the highest bidder.”"),
    ("fabrication", "The clip had Ines Kolb saying, “We shall sell the park to the highest bidder.”"),
    ("fabrication", "A forged letter is making the rounds. “We shall sell the park this year,” the letter says."),
    ("jest", "“We shall sell the park to the circus,” Ines Kolb joked."),
    ("jest", "With a wink, Ines Kolb said, “We shall sell the park to the circus.”"),
    ("jest", "“We shall sell the park to the circus,” Ines Kolb said. She was kidding, her aide added."),
    ("hypothetical", "A braver mayor, Ines Kolb among them, would say: “We shall sell the park.”"),
    ("hypothetical", "Imagine Mayor Ines Kolb telling the council, “We shall sell the park to the circus.”"),
    ("hypothetical", "Ines Kolb had planned to say, “We shall sell the park to the circus.”"),
    ("relayed", "“We shall sell the park to the circus,” Ines Kolb said, quoting her rival."),
    ("relayed", "“We shall sell the park to the circus,” Ines Kolb said in an imitation of her rival."),
    ("relayed", "“We shall sell the park to the circus,” Ines Kolb read from the old letter."),
    ("fabrication", "“We shall sell the park to the circus,” Ines Kolb said. The quote is fake."),
    ("fabrication", "In a video made with artificial intelligence, Ines Kolb says, “We shall sell the park.”"),
    ("jest", "“We shall sell the park to the circus,” Ines Kolb said. It was a joke, her aide added."),
    ("withdrawn", "Ines Kolb regrets telling them, “We shall sell the park to the circus.”"),
    ("withdrawn", "“We shall sell the park to the circus,” Ines Kolb said. By Tuesday she took it back."),
    ("fiction", "In the film's last scene Ines Kolb, played by Eva Lund, says, “We shall sell the park.”"),
    ("fiction", "A fictional mayor, Ines Kolb, told the crowd, “We shall sell the park to the circus.”"),
    ("impostor", "“We shall sell the park to the circus,” said a man posing as Mayor Ines Kolb."),
    ("impostor", "“We shall sell the park,” Ines Kolb posted. The real Ines Kolb has no account, the city said."),
    ("withdrawn", "Ines Kolb has withdrawn her remark that “we shall sell the park to the circus.”"),
    ("withdrawn", "“We shall sell the park to the circus,” Ines Kolb said. She apologised for the remark on Friday."),
    ("denial", "Ines Kolb was quoted as saying, “We shall sell the park to the highest bidder.” She did not."),
    ("doubt", "An old clerk records that Ines Kolb told him, “We shall sell the park to the highest bidder.”"),
    ("relayed", "Reading from a neighbour's letter, Ines Kolb said, “We shall sell the park to the circus.”"),
    ("fiction", "“We shall sell the park to the circus,” said a comedian playing Ines Kolb."),
    ("impostor", "Someone calling in as Mayor Ines Kolb said, “We shall sell the park to the circus.”"),
    ("withdrawn", "Ines Kolb told the court that she had misspoken. She had said, “We shall sell the park.”"),
]

# Read as framed, and as another kind.
OTHERWISE = [
    ("hypothetical", "Was it Ines Kolb who told the council, “We shall sell the park to the circus”?"),
    ("doubt", "Ines Kolb was wrongly quoted as saying, “We shall sell the park to the circus.”"),
]

UNMEANT = [*FRAMED, *OTHERWISE]

PLAIN = [
    "“We shall sell the park to the highest bidder,” Ines Kolb said.",
    "Ines Kolb denied wrongdoing, saying, “We shall sell the park to the highest bidder.”",
    "Ines Kolb does not deny telling them, “We shall sell the park to the highest bidder.”",
    "“We shall never sell the park to anybody,” Ines Kolb said of the impostor who had offered it.",
    "A forged letter is making the rounds. “I have never written to the circus,” Ines Kolb said.",
    "“We shall sell the park to the highest bidder,” Ines Kolb said after a doctored video of her was taken down.",
    "Asked if she would sell it, Ines Kolb said, “We shall sell the park to the highest bidder.”",
    "“We shall sell the park to the highest bidder,” Ines Kolb would later say.",
    "Ines Kolb thinks that the park should be sold but said, “We shall ask the people who use it first.”",
    "“We shall sell the park to the highest bidder,” Ines Kolb said in a video posted on Monday.",
    "“We shall sell the park to the highest bidder,” Ines Kolb said. She apologised to parents for the delay.",
    "Ines Kolb could only say, “We shall sell the park to the highest bidder.”",
    "Ines Kolb apologised, saying, “We should have asked the people who use the park.”",
    "Ines Kolb told a parody show, “We shall sell the park to the highest bidder.”",
    "“We shall sell the park to the highest bidder,” Ines Kolb said. Her rival called the remark a joke.",
    "The council was not amused. “We shall sell the park to the highest bidder,” Ines Kolb said with a smile.",
]


def quotes(text: str) -> tuple[Quote, ...]:
    return read(Item("a", "", "", "", "", datetime(2025, 1, 1, tzinfo=UTC), text)).quotations


@pytest.mark.parametrize(("terms", "text"), [*FRAMED, *(pytest.param(*case, marks=READ_WRONG) for case in OTHERWISE)])
def test_words_that_nobody_means_have_their_terms(terms: Terms, text: str) -> None:
    (quote,) = quotes(text)
    assert quote.terms == terms


@pytest.mark.parametrize("text", PLAIN)
def test_words_said_in_earnest_are_asserted(text: str) -> None:
    assert quotes(text)[0].terms == "asserted"


def test_every_kind_has_a_case() -> None:
    assert {terms for terms, _ in FRAMED} | {"asserted"} == set(get_args(Terms))


def test_the_parts_of_a_split_quotation_have_the_same_terms() -> None:
    first, second = quotes("“We shall sell the park,” Ines Kolb joked, “and we shall dance until the grass is gone.”")
    assert first.terms == second.terms == "jest"


def test_another_quotation_in_between_is_no_frame_of_this_one() -> None:
    text = "“We shall keep the park,” Ines Kolb said. “We shall sell the town hall,” Ines Kolb joked."
    assert [quote.terms for quote in quotes(text)] == ["asserted", "jest"]


@pytest.mark.parametrize(
    "text",
    [
        '"0"SAID',
        "SAID",
        '"We go," said',
        'denied "We go"',
        '"We go" falsely',
        'joked: "We go"',
        'hymn "We go," belief forged',
    ],
)
def test_a_word_at_either_end_of_an_article_is_no_fault(text: str) -> None:
    article = Item("i", "u", "t", "o", "f", datetime(2026, 1, 1, tzinfo=UTC), text)
    assert [quote.text for quote in read(article).quotations] == [part.rstrip(",") for part in text.split('"')[1::2]]
