"""Who said it: one small article per way of saying so."""

from __future__ import annotations

import pytest

from digest.reading.article import read
from tests.reading.speech.articles import article, only


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"The bridge will open in the spring," Anna Berg said.', "Anna Berg"),
        ('"The bridge will open in the spring," said Anna Berg, an engineer, on Monday.', "Anna Berg"),
        ('"The bridge will open in the spring", Anna Berg told reporters.', "Anna Berg"),
        ('Anna Berg said: "The bridge will open in the spring."', "Anna Berg"),
        ('Anna Berg told the council on Monday that the bridge "will open in the spring."', "Anna Berg"),
        ('Anna Berg, who runs the works, said the bridge "will open in the spring."', "Anna Berg"),
        ('"When will the bridge open to traffic?" Anna Berg asked.', "Anna Berg"),
        ('"The bridge," Anna Berg said, looking at the river below, is late.', "Anna Berg"),
        ('"The bridge will open in the spring," according to Anna Berg.', "Anna Berg"),
        ('According to Anna Berg, "the bridge will open in the spring."', "Anna Berg"),
        ('The bridge is late but "will open in the spring" all the same, Anna Berg said.', "Anna Berg"),
        ('Anna Berg went on to say that "the bridge will open in the spring."', "Anna Berg"),
        ('Anna Berg fired back: "The bridge will open in the spring."', "Anna Berg"),
        ('Asked about the delay by the mayor, Anna Berg replied, "It will open in the spring."', "Anna Berg"),
        ('Anna Berg spoke to reporters, saying the bridge "will open in the spring."', "Anna Berg"),
        ('"The bridge will open in the spring." ― Anna Berg', "Anna Berg"),
        ('"The bridge will open in the spring," former secretary of state Anna Berg said.', "Anna Berg"),
        ('"The bridge will open in the spring," said one former ministry official.', "one former ministry official"),
        ('"The bridge will open in the spring," a White House official said.', "a White House official"),
        ('"The bridge will open in the spring," the foreign minister told reporters.', "the foreign minister"),
        ('"The bridge will open in the spring," said a spokesman for Anna Berg.', "a spokesman for Anna Berg"),
        ('An aide to Anna Berg said the bridge "will open in the spring."', "an aide to Anna Berg"),
        ('"The bridge will open in the spring," the statement said.', "the statement"),
        ('"The bridge will open in the spring," officials said.', "officials"),
        ('"The bridge is open," Anna Berg, the mayor of the old town added.', "Anna Berg"),
        ('Anna Berg told a woman who suggested a new road that "the bridge will open in the spring."', "Anna Berg"),
        ('Anna Berg had to defend an aide who said he was ill, saying, "He did not do a good job."', "Anna Berg"),
        ('When my aunt saw the bridge, Anna Berg laughed and said, "It will open in the spring."', "Anna Berg"),
        ('Anna Berg replies with, "Why not open it now?" Karl Dahl then writes back.', "Anna Berg"),
        ('Once, when Karl Dahl mentioned it, Anna Berg laughed and said, "It will open in spring."', "Anna Berg"),
        ('The Post quoted Anna Berg as saying that "the bridge will open in the spring."', "Anna Berg"),
        ('"The bridge will open in the spring," Anna Berg was quoted as saying.', "Anna Berg"),
        ('Anna Berg died. The Berg family said: "She was kind to all of us."', "the Berg family"),
        ('Anna Berg, also speaking in Oslo, said the bridge "will open in the spring."', "Anna Berg"),
        ('An aide to Anna Berg could only quip: "It will open in the spring."', "an aide to Anna Berg"),
        (
            "While some of his critics and Karl Dahl called it late, Anna Berg told the town it was not, "
            'adding: "It will open in the spring."',
            "Anna Berg",
        ),
        ('Anna Berg recalled that when Ways and Dahl held a fair in May, "the bridge was open."', "Anna Berg"),
        (
            "Anna Berg, an analyst for something called River News, a site that covers roads, happily wrote, "
            '"The bridge will open in the spring."',
            "Anna Berg",
        ),
        ('The Evening‘s Anna Berg, a staunch Dahl supporter, wrote, "The bridge will open."', "Anna Berg"),
        ('"The bridge will open in the spring," said River magazine\'s Anna Berg.', "Anna Berg"),
        ('Human Rights First said the bridge "will open in the spring."', "Human Rights First"),
        ('Lobbying is dull. Lobbying Berg buried it, lobbying on: "It will open."', "Berg"),
        ('Karl Dahl met Anna Berg. Then she gave Dahl answers the town dislikes, like, "It is open."', "Anna Berg"),
        ('The Berg administration stalled, saying to Oslo, "Let us build it."', "the Berg administration"),
        ('"The bridge is open," said one former driver working on the river.', "one former driver"),
        ('Bergen (CNN) Anna Berg began on Monday, lashing out at "the late bridge."', "Anna Berg"),
        ('OSLO, March 3 (Reuters) - Anna Berg said the bridge "will open in the spring."', "Anna Berg"),
        ('"The bridge will open in the spring," Will urged the town.', ""),
        ('"The bridge will open in the spring," they said.', "they"),
        ('"The bridge will open in the spring," he said.', "he"),
    ],
)
def test_speaker_around_the_quotation(text: str, speaker: str) -> None:
    assert only(text).speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        (
            '"We were not asked," Russian Foreign Minister Sergei Lavrov said.',
            "Sergei Lavrov",
            "Russian foreign minister",
        ),
        ('Putin, the Russian president, said: "We were not asked."', "Putin", "Russian president"),
        ('"We were not asked," said President Emmanuel Macron of France.', "Emmanuel Macron", "president of France"),
        (
            'Keir Starmer, the British prime minister, said "we were not asked."',
            "Keir Starmer",
            "British prime minister",
        ),
        ('"We were not asked," House Speaker Mike Johnson said.', "Mike Johnson", "House speaker"),
        ('Sen. John Thune, R-S.D., said: "We were not asked."', "John Thune", "senator, R-S.D."),
        ('"We were not asked," said Rep. Ann Strong (D-Ohio).', "Ann Strong", "representative, D-Ohio"),
        ('"We were not asked," said conservative activist Bob Klaus.', "Bob Klaus", "conservative activist"),
        (
            '"We were not asked," said Ann Strong, chairman of the Ohio Party.',
            "Ann Strong",
            "chairman of the Ohio Party",
        ),
        ('"We were not asked," said Berg\'s spokeswoman, Ann Strong.', "Ann Strong", "Berg's spokeswoman"),
        (
            '"We were not asked," said White House Press Secretary Ann Strong.',
            "Ann Strong",
            "White House press secretary",
        ),
        ('Ann Strong, sitting beside President Karl Berg, said: "We were not asked."', "Ann Strong", ""),
        ('"We were not asked," said Mr. Klaus.', "Klaus", ""),
        ('"We were not asked," President Karl Berg said.', "Karl Berg", "president"),
        (
            'US President Berg left. President Karl Berg said: "We were not asked."',
            "Karl Berg",
            "US president",
        ),
        (
            '"We were not asked," said Ann Strong, a law professor at Ohio State.',
            "Ann Strong",
            "law professor at Ohio State",
        ),
        ('"We were not asked," said Bob Klaus, the group\'s president.', "Bob Klaus", ""),
        ('"We were not asked," said Bob Klaus, her spokesman.', "Bob Klaus", ""),
        ('"We were not asked," said Transportation Secretary Ann Strong.', "Ann Strong", "transportation secretary"),
        ('"We were not asked," said Supreme Court nominee Judge Bob Klaus.', "Bob Klaus", "Supreme Court nominee"),
        ('CLOSE President Bob Klaus spoke. "We were not asked," Klaus said.', "Bob Klaus", "president"),
        ('Bob Klaus, Ohio Gov. Ann Strong and other leaders met. "We were not asked," Klaus said.', "Bob Klaus", ""),
        ('"We were not asked," said Rep. Ann Strong (D-Rhode Island).', "Ann Strong", "representative, D-Rhode Island"),
        ('"We were not asked," US District Judge Ann Strong said.', "Ann Strong", "US district judge"),
        ('"We were not asked," said Sen. Ann Strong of Ohio.', "Ann Strong", "Ohio senator"),
        (
            '"We were not asked," Ann Strong, Klaus\'s former professor at Ohio State and later his aide, told us.',
            "Ann Strong",
            "Klaus's former professor at Ohio State",
        ),
        (
            '"We were not asked," said Ann Strong, an analyst for something called Ohio News.',
            "Ann Strong",
            "analyst",
        ),
        (
            'Ann Strong, the White House press secretary, said: "We were not asked."',
            "Ann Strong",
            "White House press secretary",
        ),
        (
            'The aide and daughter of the president Anna Berg was there. "The bridge is late," Anna Berg said.',
            "Anna Berg",
            "",
        ),
        (
            '"It is late," said Anna Berg, president and CEO of the Nordic Telecom Association.',
            "Anna Berg",
            "president and CEO of the Nordic Telecom Association",
        ),
        ('"It is late," said Anna Berg, president of the Center for Nordic...', "Anna Berg", ""),
        (
            'Centers for Disease Control and Prevention director Anna Berg spoke. "It is late," Anna Berg said.',
            "Anna Berg",
            "Centers for Disease Control and Prevention director",
        ),
        ('"It is late," U.S. secretary of education Anna Berg said.', "Anna Berg", "U.S. secretary of education"),
        (
            '"It is late," said Nordic Lab director of research Anna Berg.',
            "Anna Berg",
            "Nordic Lab director of research",
        ),
        ('An army spokesman, Lt. Col. Anna Berg, said: "It is late for us."', "Anna Berg", "army spokesman"),
        (
            '"It is late," said Anna Berg, former head of the Nordic Union and current CEO and founder of Holt.',
            "Anna Berg",
            "former head of the Nordic Union",
        ),
    ],
)
def test_role_from_title_or_apposition(text: str, speaker: str, role: str) -> None:
    quote = only(text)
    assert (quote.speaker, quote.role) == (speaker, role)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            'Anna Berg opened the bridge. "A good day for the town," Berg said. "I have waited long."\n\n'
            '"The next one is already planned," she said.',
            ["Anna Berg"] * 3,
        ),
        (
            'Anna Berg met Karl Dahl in the town hall. "He was late again," she said. "Only a little," he said.',
            ["Anna Berg", "Karl Dahl"],
        ),
        (
            'Mr. Berg and Mrs. Berg both run. "I will win this," Mrs. Berg said. "We shall see," Mr. Berg said.',
            ["Berg", "Berg"],
        ),
        ('Anna Berg was not convinced. "The numbers do not add up at all."', ["Anna Berg"]),
        ('Anna Berg continued:\n\n"The numbers do not add up at all."', ["Anna Berg"]),
        ('"A good day," Anna Berg said, "for the whole of the town."', ["Anna Berg"] * 2),
        ('Anna Berg told Karl Dahl that "it is over" and that he should "go home now."', ["Anna Berg"] * 2),
        ('Anna Berg said "it is over," and Karl Dahl replied that "it has just begun."', ["Anna Berg", "Karl Dahl"]),
        (
            'The mayor, whom Anna Berg called "a man without shame," said later: "I shall stay."',
            ["Anna Berg", "the mayor"],
        ),
        (
            'Karl Berg and Karl Berg Jr. met. "It is late," Karl Berg said. "It is not," Karl Berg Jr. said.',
            ["Karl Berg", "Karl Berg Jr."],
        ),
        ('Anna Berg died. Her son Karl left. "We are sad," Mr. Berg said.', ["Berg"]),
        ('Karl Dahl gave orders. "Build it in the spring," Anna Berg quoted him as saying.', ["Karl Dahl"]),
        ('"BERG: We shall see. And then we shall decide."\n\nAnna Berg spoke late.', ["Anna Berg"]),
    ],
)
def test_speaker_carried_and_resolved(text: str, speakers: list[str]) -> None:
    assert [quote.speaker for quote in read(article(text)).quotations] == speakers


def test_full_name_that_only_the_headline_gives() -> None:
    assert only('"We were not asked," Macron said.', "Emmanuel Macron goes home").speaker == "Emmanuel Macron"


def test_a_bare_surname_is_whom_the_headline_names() -> None:
    text = 'Karl Berg sat with his wife, Anna Lena Berg. Anna Berg smiled.\n\n"We were not asked," Berg said.'
    assert only(text, "Karl Berg is not asked").speaker == "Karl Berg"


def test_quotation_over_paragraphs_is_one_quote_each() -> None:
    text = 'Anna Berg said: "First we build.\n\n"Then we paint the whole of it.\n\n"Then we rest."\n\nRain fell.'
    quotes = read(article(text)).quotations
    assert [quote.text for quote in quotes] == ["First we build.", "Then we paint the whole of it.", "Then we rest."]
    assert {quote.speaker for quote in quotes} == {"Anna Berg"}


def test_comma_before_the_closing_mark_is_left_out() -> None:
    assert only('"We were not asked," Anna Berg said.').text == "We were not asked"
    assert only('"Were we even asked?" Anna Berg said.').text == "Were we even asked?"


def test_confidence_is_low_where_nothing_says_who_spoke() -> None:
    quote = only('The poster read well in the dark. "Bring back our river and our fish."')
    assert quote.confidence < 0.79


def test_neither_part_of_a_split_sentence_is_whole() -> None:
    text = '"The bridge will open in the spring," Anna Berg said, "and it will stay open for the whole of the year."'
    assert [quote.whole for quote in read(article(text)).quotations] == [False, False]


def test_two_sentences_around_a_speaker_are_each_whole() -> None:
    text = '"The bridge will open in the spring," Anna Berg said. "It will stay open for the whole of the year."'
    assert [quote.whole for quote in read(article(text)).quotations] == [True, True]


def test_the_title_of_a_work_is_no_whole_remark() -> None:
    text = 'Anna Berg wrote an article titled "The bridge will open in the spring of the year." It is short.'
    assert [quote.whole for quote in read(article(text)).quotations] == [False]


def test_a_group_that_nobody_knows_is_no_honest_speaker() -> None:
    (quote,) = read(article('"The bridge will open in the spring," the group said in a statement.')).quotations
    assert not quote.named


def test_nobody_speaks_in_a_clause_about_the_speaker() -> None:
    text = (
        "Anna Berg and Jon Dahl met. Berg, one of the members who have not announced whether they will back Dahl, "
        'told Reuters: "The bridge is late."'
    )
    assert only(text).speaker == "Anna Berg"


@pytest.mark.parametrize(
    ("speaker", "named"),
    [
        ("the former staffer", False),
        ("the moderate Ohio Democrat", False),
        ("a New Yorker", False),
        ("the mayor of Oslo", True),
        ("a White House official", True),
    ],
)
def test_who_was_told_of_before_is_nobody_readers_know(speaker: str, *, named: bool) -> None:
    assert only(f'"The bridge is late," {speaker} said.').named == named
