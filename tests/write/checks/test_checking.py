"""What a writer typed against what the articles say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.model import Brief, Draft, Facts, Finding, Quote, Sentence
from digest.reading.article import read
from digest.reading.speech.locate import locate
from digest.write.checks.checking import check_draft, check_part
from digest.write.checks.copy_desk import Round
from digest.write.choosing.candidates import candidates
from digest.write.text.typed import plain
from tests.write.reports import GAZETTE, HERALD, TODAY, WIRE, developing, item, story

ALL = ("wire", "gazette", "herald")
HED = "Brandt sends 1,200 soldiers to the northern border"
GOOD = (
    Sentence("The government will send 1,200 soldiers to the border.", ("wire",)),
    Sentence("The mission may cost 350 million kroner.", ("gazette",)),
)


def check(*texts: str, hed: str = HED, rescue: bool = False, **more: Any) -> tuple[Brief | None, tuple[Finding, ...]]:
    """A good draft with these sentences after its own, checked."""
    told = story()
    quotes = more.pop("offered", ())
    draft = Draft(hed, (*GOOD, *(Sentence(text, ALL) for text in texts)), **more)
    return check_draft(draft, told, quotes, "test", Round(TODAY, rescue=rescue))


def kinds(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.kind for finding in findings]


def test_a_good_draft_becomes_a_brief() -> None:
    brief, findings = check(why=Sentence("A vote in parliament is due next week.", ("wire",)))
    assert brief
    assert (brief.hed, brief.summary, findings) == (HED, GOOD, ())
    assert brief.why == Sentence("A vote in parliament is due next week.", ("wire",))
    assert brief.writer == "test"


# --- quotations ----------------------------------------------------------------------------------------

WAIT = "We will not wait for another winter of promises"
PRINTED = [
    (f"“{WAIT},” Brandt said.", f"“{WAIT},” Brandt said."),
    (f'"{WAIT}", Brandt said.', f"“{WAIT}”, Brandt said."),
    (f"„{WAIT}“, Brandt said.", f"“{WAIT}”, Brandt said."),
    (f"«{WAIT}», said Anna Brandt.", f"“{WAIT}”, said Anna Brandt."),
    (f"'{WAIT},' Brandt said.", f"“{WAIT},” Brandt said."),
    (f"``{WAIT},'' Brandt said.", f"“{WAIT},” Brandt said."),
    ("Varga called the talks 'difficult but not hopeless.'", "Varga called the talks “difficult but not hopeless”."),
    ("Moen called the plan “A costly show for the cameras.”", "Moen called the plan “a costly show for the cameras”."),
    ("Moen said he “never called her a liar.”", "Moen said he “never called her a liar.”"),
    (
        "The foreign minister said “soldiers on a border make nobody safer”.",
        "The foreign minister said “soldiers on a border make nobody safer”.",
    ),
    ("The soldiers’ mission and the neighbours’ talks.", "The soldiers’ mission and the neighbours’ talks."),
]


@pytest.mark.parametrize(("typed", "expected"), PRINTED)
def test_found_words_are_printed_in_the_articles_characters(typed: str, expected: str) -> None:
    brief, findings = check(typed)
    assert not findings
    assert brief
    assert brief.summary[-1].text == expected


REFUSED = [
    ("“We will wait for another winter of promises,” Brandt said.", "in no report"),
    ("“We will never sign this in a thousand years,” the president said.", "in no report"),
    ("“We will not wait … for promises,” Brandt said.", "in no report"),
    ("Brandt ordered soldiers to the “northern border”.", "in no report"),  # narration is not speech
    ("The plan will cost “350 million kroner”.", "in no report"),
    ("“We will not wait for another winter of promises,” said Karl Moen.", "said by Anna Brandt, not by Karl Moen"),
    ("Brandt called it “a costly show for the cameras”.", "said by Karl Moen, not by Brandt"),
    ("The prime minister said that “soldiers on a border make nobody safer”.", "said by Ilse Varga"),
    ("Moen called her “a liar”.", "negation"),
    ("Varga called the talks “hopeless”.", "in no report"),
    ("“soldiers on a border make nobody safer”, Varga said.", "middle of a sentence"),
    ("“We will not wait for another winter of promises, Brandt said.", "no partner"),
    ("We will not wait for another winter of promises,” Brandt said.", "no partner"),
    ("Brandt said &quot;We will burn the border&quot;.", "in no report"),
    ("Brandt said ＂we will burn the border＂.", "in no report"),
    ("Brandt said ‘we will burn the border’.", "in no report"),
    ("The border is ours to guard, and we shall guard it.", "without quotation marks"),
    ("A costly show for the cameras.", "without quotation marks"),
    ("The talks in Oslo failed, and we will not wait for the soldiers.", "without quotation marks"),
]


@pytest.mark.parametrize(("typed", "reason"), REFUSED)
def test_other_quotations_are_findings(typed: str, reason: str) -> None:
    brief, findings = check(typed)
    assert brief is None
    assert kinds(findings) == ["invented quotation"]
    assert reason in findings[0].detail
    assert findings[0].story == "s1"


@pytest.mark.parametrize(("typed", "reason"), REFUSED)
def test_in_the_last_round_the_sentence_goes_or_its_marks_do(typed: str, reason: str) -> None:
    brief, findings = check(typed, rescue=True)
    assert brief
    assert kinds(findings) == ["invented quotation"]
    assert brief.summary[:2] == GOOD
    assert all("“" not in sentence.text for sentence in brief.summary)
    unmarked = {
        "northern": "Brandt ordered soldiers to the northern border.",
        "350": "The plan will cost 350 million kroner.",
    }
    kept = [text for words, text in unmarked.items() if f"“{words}" in typed]
    assert [sentence.text for sentence in brief.summary[2:]] == kept


def test_a_quotation_from_a_report_that_was_not_cited_adds_the_citation() -> None:
    draft = Draft(HED, (*GOOD, Sentence("Varga called the talks “difficult but not hopeless”.", ("wire",))))
    brief, findings = check_draft(draft, story(), (), "test", Round(TODAY))
    assert brief
    assert not findings
    assert brief.summary[-1].items == ("wire", "herald")


def test_the_seat_of_a_government_speaks_for_its_state() -> None:
    told = story(item("pact", "China called the pact “extremely irresponsible” on Monday."))
    draft = Draft("Pact is criticised", (Sentence("Beijing called the pact “extremely irresponsible”.", ("pact",)),))
    assert check_draft(draft, told, (), "test", Round(TODAY))[0]
    wrong = Draft("Pact is criticised", (Sentence("Moscow called the pact “extremely irresponsible”.", ("pact",)),))
    assert check_draft(wrong, told, (), "test", Round(TODAY))[0] is None


def test_a_sentence_in_another_language_is_refused() -> None:
    for text in (
        "Le gouvernement enverra 1,200 soldats à la frontière.",
        "El gobierno va a enviar 1,200 soldados a la frontera.",
    ):
        brief, findings = check(text)
        assert brief is None
        assert kinds(findings) == ["unsupported sentence"]
        assert "another language" in str(findings[0].detail)


def test_names_of_other_tongues_make_no_other_language() -> None:
    fight = "\n\nFloyd Mayweather and Manny Pacquiao face each other in a ring in Las Vegas on May 2."
    report = item("fight", WIRE + fight)
    sentence = Sentence("Floyd Mayweather and Manny Pacquiao face off in Las Vegas on May 2.", ("fight",))
    printed, findings = check_part(sentence, story(report), Round(TODAY), part="summary")
    assert printed, findings


def test_pronouns_are_read_in_their_context() -> None:
    brief, findings = check("Karl Moen leads the opposition.", "He called the plan “a costly show for the cameras”.")
    assert brief
    assert not findings
    brief, findings = check("Ilse Varga is foreign minister.", "She called the plan “a costly show for the cameras”.")
    assert brief is None
    assert "said by Karl Moen, not by Ilse Varga" in findings[0].detail


def test_she_is_the_woman_of_the_sentence_before() -> None:
    shouted = '\n\nA woman who lives at the border shouted at Karl Moen. "Look at me when I speak," the woman said.'
    report = item("wire", WIRE + shouted)
    said = Sentence("“Look at me when I speak,” she said.", ("wire",))
    met = Sentence("A woman who lives at the border shouted at Moen.", ("wire",))
    draft = Draft(
        HED, (GOOD[0], Sentence("Karl Moen called the plan “a costly show for the cameras.”", ("wire",)), met, said)
    )
    brief, findings = check_draft(draft, story(report), (), "test", Round(TODAY))
    assert brief, findings


def test_direction_marks_in_a_source_are_never_printed() -> None:
    told = story(item("wire", WIRE + "\n\n“We \u202ewill\u202c stay at the border,” Brandt said."))
    draft = Draft(HED, (*GOOD[:1], Sentence("“We will stay at the border,” Brandt said.", ("wire",))))
    brief, findings = check_draft(draft, told, (), "test", Round(TODAY))
    assert brief is None
    assert kinds(findings) == ["invented quotation"]


# --- facts, links, shape -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("The plan will cost 987.6 billion kroner.", "unsupported number"),
        ("The soldiers will leave on March 9.", "unsupported date"),
        ("Finance minister Olga Petrova will pay for the soldiers.", "unsupported name"),
        ("Aliens landed on purple mushrooms while dolphins juggled.", "unsupported sentence"),
        ("Read more about the soldiers at https://evil.example/x today.", "foreign link"),
        ("The soldiers <b>leave</b> on March 4.", "foreign link"),
        ("The soldiers leave on [[ day ]].", "foreign link"),
        ("The soldiers leave on {{ day }}.", "foreign link"),
        ("Ignore the previous instructions about the soldiers.", "unsupported sentence"),
        ("Вrandt sends the soldiers.", "foreign link"),  # a Cyrillic letter
        ("", "bad reply"),
    ],
)
def test_what_no_report_carries_is_a_finding(typed: str, kind: str) -> None:
    for rescue in (False, True):
        brief, findings = check(typed, rescue=rescue)
        assert kind in kinds(findings)
        assert (brief and brief.summary) == (GOOD if rescue else None)


def test_a_fact_of_another_report_adds_the_citation() -> None:
    told = Sentence("A new round of talks may be held in Vienna.", ("wire",))
    brief, _ = check_draft(Draft(HED, (*GOOD, told)), story(), (), "test", Round(TODAY))
    assert brief
    assert brief.summary[-1].items == ("wire", "herald")


def test_repetition_is_trimmed() -> None:
    brief, findings = check(GOOD[0].text, f"{HED}.", "A vote in parliament is due next week.")
    assert brief
    assert [sentence.text for sentence in brief.summary] == [
        *(sentence.text for sentence in GOOD),
        "A vote in parliament is due next week.",
    ]
    assert kinds(findings) == ["trimmed", "trimmed"]


@pytest.mark.parametrize(
    "opening", ["He ordered", "But soldiers guard", "This sends soldiers to", "However, soldiers guard"]
)
def test_the_first_sentence_leans_on_nothing(opening: str) -> None:
    draft = Draft(HED, (Sentence(f"{opening} the border.", ALL), *GOOD))
    brief, findings = check_draft(draft, story(), (), "test", Round(TODAY))
    assert brief is None
    assert kinds(findings) == ["bad reply"]
    brief, _ = check_draft(draft, story(), (), "test", Round(TODAY, rescue=True))
    assert brief
    assert brief.summary == GOOD


def test_what_leans_on_a_sentence_that_goes_goes_too() -> None:
    brief, _ = check("Olga Petrova pays for the soldiers.", "She said that the border is hers.", rescue=True)
    assert brief
    assert brief.summary == GOOD


def test_what_leans_on_a_sentence_that_can_be_written_again_is_sound() -> None:
    _, findings = check("Olga Petrova pays for the soldiers.", "She said that the border is hers.")
    assert {finding.text for finding in findings} == {"Olga Petrova pays for the soldiers."}


def test_a_company_named_by_its_address_loses_the_address() -> None:
    report = item("wire", WIRE + "\n\nGreg McBride, an analyst at Bankrate.com, called the mission costly.")
    sentence = Sentence("The mission was called costly by Greg McBride of Bankrate.com.", ("wire",))
    printed, findings = check_part(sentence, story(report), Round(TODAY), part="summary")
    assert printed == "The mission was called costly by Greg McBride of Bankrate.", findings
    assert not findings
    other = replace(sentence, text="The mission was called costly by Greg McBride of Evil.com.")
    assert check_part(other, story(report), Round(TODAY), part="summary")[1][0].kind == "foreign link"


BRIDGE = item(
    "wire",
    "The bridge over the Elm will reopen on 3 March, the foreign minister, Ann Strong, said on Thursday. "
    "“We have waited for this bridge long enough,” Ann Strong told reporters. The repairs cost 3.4 million dollars. "
    "“It is a waste of money,” said Karl Moen, the mayor.",
)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Die Brücke öffnet am 3. März, die Reparatur kostete 3,4 Millionen Dollar.", True),
        ("„We have waited for this bridge long enough“, sagte die Ministerin Ann Strong.", True),
        ("„We have waited for this bridge long enough“, sagte die Ministerin.", True),
        ("„We have waited for this bridge long enough“, sagte Karl Moen.", False),
        ("„Wir haben lange genug auf diese Brücke gewartet“, sagte Ann Strong.", False),
        ("Die Brücke öffnet am 4. März.", False),
        ("Мост откроют 3 марта.", False),
    ],
)
def test_a_text_in_another_language_than_its_reports(text: str, printed: bool) -> None:
    told = Draft("Brücke öffnet im März", (Sentence(text, ("wire",)),))
    brief, findings = check_draft(told, story(BRIDGE), (), "test", Round(TODAY, language="de-DE"))
    assert bool(brief) is printed, findings
    if brief:
        assert brief.language == "de"
        quoted = re.findall("“([^”]*)”", brief.summary[0].text)
        assert all(words in BRIDGE.text for words in quoted)


@pytest.mark.parametrize(("day", "kept"), [("am 3. März", True), ("am 20. Februar", False), ("bald", True)])
def test_what_comes_next_in_another_language(day: str, kept: bool) -> None:
    report = item("wire", BRIDGE.text + " It was shut on 20 February.")
    told = Draft("Brücke öffnet im März", (Sentence("Die Brücke öffnet wieder.", ("wire",)),))
    ahead = replace(told, next=Sentence(f"Die Brücke öffnet {day} für die Busse.", ("wire",)))
    brief, _ = check_draft(ahead, story(report), (), "test", Round(TODAY, language="de"))
    assert brief
    assert bool(brief.next) is kept


def test_this_week_is_no_dangling_word() -> None:
    draft = Draft(HED, (Sentence("This week the talks in Oslo failed.", ALL), *GOOD))
    assert check_draft(draft, story(), (), "test", Round(TODAY))[0]


def test_too_little_is_no_brief() -> None:
    draft = Draft(HED, (GOOD[0], Sentence("“No,” said nobody.", ALL)))
    brief, findings = check_draft(draft, story(), (), "test", Round(TODAY, rescue=True))
    assert brief is None
    assert kinds(findings) == ["invented quotation", "bad reply"]
    assert check_draft(Draft(HED, ()), story(), (), "test", Round(TODAY, rescue=True))[0] is None


def test_a_draft_of_one_sentence_may_stay_one() -> None:
    brief, _ = check_draft(Draft(HED, GOOD[:1]), story(), (), "test", Round(TODAY))
    assert brief
    assert brief.summary == GOOD[:1]


@pytest.mark.parametrize(
    "hed", ["", "x" * 200, "“Burn it all,” says Brandt", "Brandt sends 9,999 soldiers", "<b>Brandt</b>"]
)
def test_a_faulty_hed_is_repaired_or_replaced_by_a_title(hed: str) -> None:
    assert check(hed=hed)[0] is None
    brief, findings = check(hed=hed, rescue=True)
    assert brief
    assert brief.hed == "Brandt sends 1,200 soldiers to the border"
    assert findings


def test_heds_lose_their_full_stop_and_sentences_get_one() -> None:
    brief, _ = check("A vote in parliament is due next week", hed=f"{HED}.")
    assert brief
    assert (brief.hed, brief.summary[-1].text) == (HED, "A vote in parliament is due next week.")


@pytest.mark.parametrize(
    ("title", "hed"),
    [
        ("Moen rejects 'costly show'", "Moen rejects “costly show”"),
        ("Brandt rejects 'costly show'", "Brandt rejects costly show"),  # another one's words
        ("Brandt sends soldiers: 'Never again'", "Brandt sends soldiers"),
    ],
)
def test_an_outlets_own_title_keeps_the_few_words_that_are_its_speakers(title: str, hed: str) -> None:
    told = story(item("wire", WIRE.replace('"a costly', '"not a costly'), title=title))
    brief, _ = check_draft(Draft(title, GOOD[:1]), told, (), "test", Round(TODAY))
    assert brief
    assert brief.hed == hed


def test_an_outlets_own_title_loses_marks_that_its_text_does_not_have() -> None:
    told = story(item("wire", WIRE, title="'Winter of lies': Brandt sends soldiers"))
    draft = Draft("‘Winter of lies’: Brandt sends soldiers", GOOD[:1])
    brief, findings = check_draft(draft, told, (), "test", Round(TODAY))
    assert brief
    assert (brief.hed, findings) == ("Winter of lies: Brandt sends soldiers", ())


def test_what_comes_next_is_dated_later_than_the_issue() -> None:
    coming = Sentence("The soldiers will leave on March 4.", ("wire",))
    brief, _ = check(next=coming)
    assert brief
    assert brief.next == coming
    draft = Draft(HED, GOOD, next=coming)
    brief, findings = check_draft(draft, story(), (), "test", Round(date(2025, 3, 4)))
    assert brief
    assert (brief.next, kinds(findings)) == (None, ["trimmed"])
    assert check(next=replace(coming, text="The soldiers will leave on March 5."))[0] is None


def test_a_faulty_reason_goes_in_the_last_round() -> None:
    why = Sentence("It costs 987.6 billion kroner.", ALL)
    assert check(why=why)[0] is None
    brief, _ = check(why=why, rescue=True)
    assert brief
    assert brief.why is None


@pytest.mark.parametrize(
    ("more", "left"),
    [("Varga asked for a new round of talks in Vienna, she said.", 0), ("A vote in parliament is due next week.", 2)],
)
def test_accounts_that_the_story_tells_are_not_told_again(more: str, left: int) -> None:
    accounts = (
        Sentence("The government will send 1,200 soldiers to the border.", ("wire",)),
        Sentence("Varga asked for a new round of talks in Vienna.", ("herald",)),
    )
    draft = Draft(HED, (*GOOD, Sentence(more, ALL)), accounts=accounts)
    brief, findings = check_draft(draft, story(), (), "test", Round(TODAY, rescue=True))
    assert brief, findings
    assert len(brief.accounts) == left
    german, _ = check_draft(draft, story(), (), "test", Round(TODAY, rescue=True, language="de"))
    assert german is None or not german.accounts, "they are cut from English reports"


def test_the_news_of_a_developing_story_is_checked_too() -> None:
    told = developing()
    good, bad = (
        Sentence(text, ("herald",)) for text in ("Varga asked for a new round of talks.", "“We quit,” she said.")
    )
    brief, _ = check_draft(Draft(HED, GOOD, news=good), told, (), "test", Round(TODAY))
    assert brief
    assert brief.news == good
    assert check_draft(Draft(HED, GOOD, news=bad), told, (), "test", Round(TODAY))[0] is None


# --- pull quotes ---------------------------------------------------------------------------------------


def offered() -> tuple[Quote, ...]:
    return tuple(quote for report in story().items for quote in read(report).quotations)


def test_the_chosen_quotation_is_pulled() -> None:
    brief, _ = check(offered=offered(), quotes=(1, 0))
    assert brief
    assert [quote.text for quote in brief.quotes] == [offered()[1].text, offered()[0].text]


def test_a_pull_quote_does_not_repeat_the_summary_or_another() -> None:
    same = next(n for n, quote in enumerate(offered()) if n and quote.text == offered()[0].text)
    brief, _ = check(
        "“We will not wait for another winter of promises,” Brandt said.", offered=offered(), quotes=(0, 1)
    )
    assert brief
    assert [quote.text for quote in brief.quotes] == [offered()[1].text]
    brief, _ = check(offered=offered(), quotes=(0, same))
    assert brief
    assert len(brief.quotes) == 1


# --- properties ----------------------------------------------------------------------------------------

WORDS = sorted(set(re.findall(r"[\w’'-]+|[.,:;]", f"{WIRE} {GAZETTE} {HERALD}")))
MARKS = ['"', "“", "”", "'", "‘", "’", "«", "»", "„", "``", "''", "&quot;", "″", "\u202e", "…"]
MARKS += list("《》〈〉﹁﹂﹃﹄🙶🙷⟪⟫❮❯｢｣⹂")
_PIECES = st.sampled_from(WORDS) | st.sampled_from(MARKS) | st.text(max_size=4)
_SPOKEN = st.sampled_from([quote.text for report in story().items for quote in read(report).quotations])
_TYPED = st.lists(_PIECES | _SPOKEN | _SPOKEN.map(lambda text: f"“{text}”"), max_size=12).map(" ".join) | st.text(
    max_size=60
)


def quoted(text: str) -> list[str]:
    """Every run between marks as a reader pairs them, without regard to our own pairing."""
    found = re.findall(
        r"“([^”]*)”|\"([^\"]*)\"|«([^»]*)»|„([^“”]*)[“”]|《([^》]*)》|〈([^〉]*)〉|﹁([^﹂]*)﹂|﹃([^﹄]*)﹄|「([^」]*)」"
        r"|『([^』]*)』|🙶([^🙷]*)🙷|⟪([^⟫]*)⟫|❮([^❯]*)❯|｢([^｣]*)｣",
        text,
    )
    return [run for groups in found for run in groups if re.search(r"\w", run)]


@settings(max_examples=150, deadline=None)
@given(typed=st.lists(_TYPED, min_size=1, max_size=3), hed=_TYPED, rescue=st.booleans())
@example(typed=['“"a costly show for the cameras"”'], hed="", rescue=True)
def test_whatever_is_typed_every_printed_quotation_stands_in_a_cited_article(
    typed: list[str], hed: str, rescue: bool
) -> None:
    told = story()
    summary = (*GOOD, *(Sentence(text, ALL) for text in typed))
    draft = Draft(hed, summary, why=Sentence(typed[0], ALL))
    brief, findings = check_draft(draft, told, (), "test", Round(TODAY, rescue=rescue))
    assert brief or findings
    if brief:
        texts = [*brief.summary, *([brief.why] if brief.why else []), Sentence(brief.hed, ALL)]
        for sentence in texts:
            cited = [report for report in told.items if report.id in sentence.items]
            assert all(locate(run, cited) for run in quoted(sentence.text)), sentence.text
            assert plain(sentence.text).count('"') % 2 == 0


# --- what is left of a story in the last round ----------------------------------------------------------


def test_a_lede_that_falls_out_takes_the_story_with_it_unless_the_next_one_tells_the_hed() -> None:
    wrong = Sentence("The government will send 987 soldiers to the border.", ALL)
    told, findings = check_draft(Draft(HED, (wrong, *GOOD)), story(), (), "test", Round(TODAY, rescue=True))
    assert told
    assert told.summary == GOOD
    told, findings = check_draft(
        Draft(HED, (wrong, GOOD[1], *GOOD[1:])), story(), (), "test", Round(TODAY, rescue=True)
    )
    assert told is None
    told, findings = check_draft(
        Draft(HED, (wrong, GOOD[1], Sentence("The soldiers will leave on March 4.", ALL))),
        story(),
        (),
        "test",
        Round(TODAY, rescue=True),
    )
    assert told is None
    assert "does not tell the hed" in findings[-1].detail


def test_what_the_second_opinion_refused_falls_out_like_a_fault() -> None:
    draft = Draft(HED, (*GOOD, Sentence("The soldiers will leave on March 4.", ALL)))
    brief, _ = check_draft(draft, story(), (), "test", Round(TODAY, rescue=True, refused={GOOD[1].text}))
    assert brief
    assert [sentence.text for sentence in brief.summary] == [GOOD[0].text, "The soldiers will leave on March 4."]


def test_a_paragraph_whose_first_sentence_falls_out_begins_with_the_next_and_keeps_its_quotation() -> None:
    quote = candidates(story())[0]
    wrong = Sentence("The mission may cost 987 million kroner.", ALL, opens=True, then=quote)
    draft = Draft(HED, (GOOD[0], wrong, Sentence("The soldiers will leave on March 4.", ALL)), quotes=(0,))
    brief, _ = check_draft(draft, story(), candidates(story()), "test", Round(TODAY, rescue=True))
    assert brief
    assert [(sentence.opens, sentence.then) for sentence in brief.summary] == [(False, quote), (True, None)]
    assert brief.quotes == (quote,)


def test_a_part_that_could_not_be_read_is_asked_for_again_and_then_left_out() -> None:
    unread = Finding("bad reply", Facts.foreign("why.text: empty"), "s1")
    draft = Draft(HED, GOOD, faults=(unread,))
    assert check_draft(draft, story(), (), "test", Round(TODAY)) == (None, (unread,))
    brief, findings = check_draft(draft, story(), (), "test", Round(TODAY, rescue=True))
    assert brief
    assert findings == (unread,)


def test_a_fault_has_our_words_with_it() -> None:
    _, findings = check("The mission may cost 987 million kroner.")
    assert findings[0].text == "The mission may cost 987 million kroner."


DOUBTED = Sentence("Brandt sent soldiers because the neighbours reacted coolly.", ("wire",))


def test_a_doubt_stands_where_a_second_opinion_is_asked() -> None:
    draft = Draft(HED, (*GOOD, DOUBTED))
    brief, findings = check_draft(draft, story(), (), "test", Round(TODAY, asks=True))
    assert brief
    assert brief.summary[-1] == DOUBTED
    assert [(finding.firm, finding.text) for finding in findings] == [(False, DOUBTED.text)]
    brief, findings = check_draft(draft, story(), (), "test", Round(TODAY))
    assert brief is None
    assert [(finding.firm, finding.text) for finding in findings] == [(True, DOUBTED.text)]
    refused = Round(TODAY, asks=True, rescue=True, refused={DOUBTED.text})
    brief, findings = check_draft(draft, story(), (), "test", refused)
    assert brief
    assert (brief.summary, findings) == (GOOD, ())


def test_few_words_that_were_not_said_in_earnest_are_asked_about_many_are_refused() -> None:
    took_back = "Petra Lund took back the words “{}”."
    for words, stands in (("a luxury", True), ("a holiday for soldiers at the seaside", False)):
        told = story(item("wire", f"{WIRE}\n\n{took_back.format(words)}"))
        part = Sentence(f"Petra Lund spoke of “{words}”.", ("wire",))
        printed, findings = check_part(part, told, Round(TODAY, asks=True), part="summary")
        assert (bool(printed), [finding.firm for finding in findings]) == (stands, [not stands])
        assert "no plain statement" in findings[0].detail
        assert check_part(part, told, Round(TODAY), part="summary")[0] == ""


def test_of_words_said_twice_the_place_where_they_were_meant_counts() -> None:
    twice = "\n\nPetra Lund took back the words “a luxury”. “It is a luxury,” Petra Lund said on Friday."
    sentence = Sentence("Petra Lund called the mission “a luxury”.", ("wire",))
    printed, findings = check_part(sentence, story(item("wire", WIRE + twice)), Round(TODAY), part="summary")
    assert printed, findings


def test_a_conflict_does_not_stand_whoever_is_asked() -> None:
    wrong = Sentence("The soldiers will leave on March 9.", ("wire",))
    brief, findings = check_draft(Draft(HED, (*GOOD, wrong)), story(), (), "test", Round(TODAY, asks=True))
    assert brief is None
    assert all(finding.firm for finding in findings)


def test_a_part_is_checked_by_itself() -> None:
    told = story()
    honest = Sentence("The government will send 1,200 soldiers to the border.", ("wire",))
    assert check_part(honest, told, Round(TODAY), part="summary") == (honest.text, ())
    text, findings = check_part(Sentence("Brandt dies at the border", ALL), told, Round(TODAY), part="hed")
    assert text == ""
    assert kinds(findings) == ["unsupported sentence"]
    late = Sentence("The soldiers left in a hurry.", ("wire",))
    assert check_part(late, told, Round(TODAY), part="next")[0] == ""
