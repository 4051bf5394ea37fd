"""Which quotations may be printed."""

from __future__ import annotations

import pytest

from digest.model import Terms
from digest.reading.article import read
from digest.write.choosing.printable import is_printable
from tests.reading.speech.articles import article, only
from tests.reading.speech.test_terms import UNMEANT


@pytest.mark.parametrize(
    "text",
    [
        'Anna Berg wrote "The Long Road to the Northern River" in two years.',
        'Anna Berg appeared on "The Morning Hour With Karl Dahl" on Sunday, where she said nothing new.',
        'The so-called "bridge to nowhere" cost Anna Berg her job.',
        '"It is what they wanted from us," Anna Berg said.',
        '"They never told anyone about the plans," Anna Berg said.',
        '"Not now, thanks," Anna Berg said.',
        '"He could have helped us get over this FBI inquiry," Anna Berg said.',
        'Asked about women, Anna Berg said: "I don\'t think they are."',
        'Anna Berg shrugged, basically saying to the town, "Let us get somewhere on bridges first."',
        'Anna Berg looked up, as if to say, "Let us get somewhere on bridges first."',
        'Anna Berg might say, "Let us get somewhere on bridges first."',
        'Anna Berg would have said, "Let us get somewhere on bridges first."',
        'Anna Berg asked if anyone has come forward to say "I was at the bridge that day too."',
        '"the bridge and the river and the," Anna Berg said.',
        '"The bridge will open in the spring," he said.',
        '"The bridge will open in the spring," she and others said.',
        '"The bridge will open in the spring, Anna Berg said.',
        '"… will open in the spring of this year," Anna Berg said.',
        '"If the bridge opens in the spring," Anna Berg said, "we will dance."',
        '"The bridge will open in the spring," Anna Berg said, according to the Evening Post.',
        'I hope that next year Anna Berg says "the bridge will open in the coming spring."',
        'Karl Berg and his son Karl Berg Jr. met. "It is late enough for both of us now," Berg said.',
        'Asked whether the bridge "will open in the coming spring," Anna Berg said no.',
        'Karl Dahl met Anna Berg. Anna Berg met Lena Roth. "The bridge will open in the spring," she said.',
        '"' + "The bridge will open. " * 16 + '" Anna Berg said.',
    ],
)
def test_not_printable(text: str) -> None:
    assert not any(is_printable(quote) for quote in read(article(text)).quotations)


@pytest.mark.parametrize(
    "words",
    [
        "It's complicated. It's hard. Nothing about this is going to be easy",
        "It can't be peace that rewards the aggressor.",
        "This is the first important step in opening the process.",
        "No one expects decisions to be easy and quick.",
        "You don't have the cards right now",
        "But the votes are still being counted in the north",
        "nobody asked Moscow about this",
        "It's time for us to stop and think.",
        "He told Karl Dahl that the bridge would never open",
        "Those who know the river know that it floods",
        "Who can remember how many bridges we lost?",
        "[W]e will build the bridge in the spring",
    ],
)
def test_printable(words: str) -> None:
    assert is_printable(only(f'"{words}," Anna Berg said.'))


@pytest.mark.parametrize(("terms", "text"), UNMEANT)
def test_words_that_nobody_means_are_not_printed(terms: Terms, text: str) -> None:
    assert not any(is_printable(quote) for quote in read(article(text)).quotations), terms


def test_neither_part_of_a_jest_is_printed() -> None:
    text = "“We shall sell the park,” Ines Kolb joked, “and we shall dance until the grass is gone.”"
    assert not any(is_printable(quote) for quote in read(article(text)).quotations)


def test_words_of_nobody_known_are_not_printed() -> None:
    assert not is_printable(only('The poster read well in the dark. "Bring back our river and our fish."'))
