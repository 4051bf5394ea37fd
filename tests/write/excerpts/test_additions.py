"""What other outlets add: one sentence each that stands by itself and carries what was not told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.model import Sentence
from digest.write.excerpts.additions import MOST, Told, additions, coming, denial, of_the_event, printable_alone
from digest.write.excerpts.consensus import consensus
from digest.write.excerpts.openings import prose
from tests.write.excerpts.reports import LEDE, MORE, NOON, TODAY, report

TOLD = Told("Norvik closes its largest pier", LEDE)
THEIRS = "The largest pier of Norvik is closed, its harbour council told reporters on Thursday morning."
NEW = "Minister Tor Lie denied that Norvik had asked for 40 million kroner to repair the pier."


def added(*sentences: str, **more: str) -> list[str]:
    """What another report adds in which these sentences follow the lede."""
    other = report(" ".join((THEIRS, *sentences)), name="gazette", **more)
    return [sentence.text for sentence in additions(TOLD, [other], {"Wire"})]


def test_a_new_fact_of_another_outlet_is_added_with_its_item() -> None:
    other = report(f"{THEIRS} {NEW}", name="gazette")
    assert additions(TOLD, [other], {"Wire"}) == (Sentence(NEW, ("gazette",)),)


def test_an_outlet_that_was_heard_is_not_heard_again() -> None:
    other = report(f"{THEIRS} {NEW}", name="gazette", outlet="Wire")
    assert additions(TOLD, [other], {"Wire"}) == ()
    same = [report(f"{THEIRS} {NEW}", name=name, outlet="Gazette") for name in ("one", "two")]
    assert len(additions(TOLD, same, {"Wire"})) == 1


def test_two_outlets_at_most_and_none_says_the_same_again() -> None:
    fact = "Norvik closed the pier after {n} complaints, said inspector {who} from the harbour office."
    others = [
        report(f"{THEIRS} {fact.format(n=70 + n, who=who)}", name=who.split()[1].lower())
        for n, who in enumerate(("Ada Berg", "Tor Lie", "Kari Moe"))
    ]
    assert len(additions(TOLD, others, {"Wire"})) <= MOST
    twice = [report(f"{THEIRS} {NEW}", name=name) for name in ("gazette", "herald")]
    assert len(additions(TOLD, twice, {"Wire"})) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour council of Norvik closed the largest pier after divers found cracks.",  # nothing new
        "Norvik closed the pier slowly, sadly, and with many words about weather, birds and luck.",  # no fact
        "Penguins from 40 countries marched through Buenos Aires with Minister Olga Petrova singing.",  # not about it
        "Penguins from 40 countries voted in Buenos Aires with Minister Olga Petrova singing.",
        "Minister Tor Lie spoke kindly of Norvik and of everybody who had come to see boats.",  # a remark
        "Minister Tor Lie had long rejected that Norvik be given kroner to repair boats.",  # background
        "In 1998 Minister Tor Lie rejected that Norvik be given kroner to repair boats.",
        "Minister Tor Lie apparently rejected that Norvik be given kroner to repair boats.",
        "He denied that Norvik had asked for 40 million kroner to repair the pier.",
        "But Minister Tor Lie denied that Norvik had asked for 40 million kroner for the pier.",
        "Minister Tor Lie denied that Norvik had asked for 40 million kroner for those piers.",
        "We learned that Norvik had asked Minister Tor Lie for 40 million kroner for the pier.",
        "“Norvik asked for 40 million kroner for the pier,” Minister Tor Lie said in Oslo.",
        "Did Norvik ask Minister Tor Lie for 40 million kroner to repair the pier?",
        "Norvik wants 40 million.",  # too short
        "Norvik " + "and the pier of Minister Tor Lie " * 7 + "cost 40 million kroner.",  # too long
        "See www.evil.example for the 40 million kroner that Norvik wants for the pier of Tor Lie.",
    ],
)
def test_what_does_not_stand_alone_or_says_nothing_new_is_not_added(sentence: str) -> None:
    assert added(sentence) == []


def test_of_what_can_be_added_the_sentence_says_most_of_what_reports_have_at_their_top() -> None:
    side = "Minister Tor Lie denied in Oslo that he had eaten lunch with any pilot of Norvik."
    heart = "Minister Tor Lie rejected in Oslo that Norvik be given kroner to repair boats."
    others = [
        report(f"{THEIRS} {side} {heart}", name="gazette"),
        report("Norvik asks for kroner to repair boats, Oslo hears.", name="herald"),
    ]
    assert additions(TOLD, others, {"Wire"}) == (Sentence(heart, ("gazette",)),)


def test_a_count_of_what_was_counted_is_not_added() -> None:
    told = TOLD.with_more("The repair costs $40 million.")
    other = report(f"{THEIRS} Minister Tor Lie approved $52 million for boats of Norvik in Oslo.", name="gazette")
    assert additions(TOLD, [other], {"Wire"}) != additions(told, [other], {"Wire"}) == ()
    votes = TOLD.with_more("The council voted 220 to 190 to repair it.")
    other = report(f"{THEIRS} Minister Tor Lie rejected the vote of 222 to 190 for boats in Oslo.", name="gazette")
    assert additions(votes, [other], {"Wire"}) == ()


def test_the_lede_of_another_report_adds_nothing() -> None:
    """It tells the event once more."""
    other = report(NEW, name="gazette")
    assert additions(TOLD, [other], {"Wire"}) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The pier of Norvik needs 40 million kroner, and Lie denied that anybody had asked for it.",
        "Lie denied that Norvik had asked for 40 million kroner to repair the pier.",
    ],
)
def test_nobody_is_added_by_a_bare_surname(sentence: str) -> None:
    assert added("Minister Tor Lie came to Norvik.", sentence) == []


def test_a_surname_that_was_told_is_known() -> None:
    told = TOLD.with_more("Minister Tor Lie came to Norvik.")
    sentence = "The pier of Norvik needs 40 million kroner, and Lie denied that anybody had asked for it."
    other = report(f"{THEIRS} Minister Tor Lie came to Norvik. {sentence}", name="gazette")
    assert [one.text for one in additions(told, [other], {"Wire"})] == [sentence]


# --- what comes next -----------------------------------------------------------------------------------

AHEAD = "The council of Norvik will vote on the repair of its pier on March 4."


def test_what_is_dated_later_than_the_issue_comes_next() -> None:
    item = report(LEDE, AHEAD)
    assert coming(TOLD, [item], TODAY) == Sentence(AHEAD, ("wire",))
    assert coming(TOLD, [item], TODAY + timedelta(days=5)) is None
    assert coming(TOLD, [item], TODAY + timedelta(days=6)) is None


def test_what_was_told_does_not_come_again() -> None:
    assert coming(TOLD.with_more(AHEAD), [report(LEDE, AHEAD)], TODAY) is None


def test_next_is_counted_from_the_day_of_the_report() -> None:
    weekday = "The council of Norvik will vote on the repair of its pier on Tuesday."
    old = report(LEDE, weekday, published=NOON - timedelta(days=7))
    assert coming(TOLD, [old], TODAY) is None
    assert coming(TOLD, [report(LEDE, weekday)], TODAY) == Sentence(weekday, ("wire",))


@pytest.mark.parametrize(
    "text", [f"But {AHEAD[0].lower()}{AHEAD[1:]}", "It will vote on the pier on March 4, he said."]
)
def test_next_stands_alone_too(text: str) -> None:
    assert coming(TOLD, [report(LEDE, text)], TODAY) is None


# --- sentences found elsewhere -------------------------------------------------------------------------


def test_only_whole_sentences_that_stand_alone_are_printed_in_their_order() -> None:
    item = report(LEDE, NEW, "He left the hall of Norvik before the vote was over, at ten.", AHEAD)
    wanted = [Sentence(line.text, ("wire",)) for line in prose(item)]
    found = list(printable_alone(TOLD, [*wanted, replace(wanted[1], text="Not there.")], [item]))
    assert [sentence.text for sentence in found] == [NEW, AHEAD]


# --- who is accused --------------------------------------------------------------------------------------

ACCUSED = Told(
    "Harbour master Ada Berg accused of fraud in Norvik", "Auditors accused harbour master Ada Berg of fraud."
)
DENIED = "Berg has repeatedly denied the accusation."


def test_who_is_accused_is_heard_from_whatever_report_has_it() -> None:
    item = report(LEDE, *MORE, "Harbour master Ada Berg met divers.", DENIED, name="wire")
    assert denial(ACCUSED, [report(LEDE, name="gazette"), item]) == Sentence(DENIED, ("wire",))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (TOLD, DENIED),  # nobody is accused
        (ACCUSED.with_more("Berg denied it."), DENIED),  # it was told
        (ACCUSED, "He has repeatedly denied the accusation."),
        (ACCUSED, "Kari Moe has repeatedly denied the accusation."),  # who is that?
        (ACCUSED, "Berg has repeatedly denied that the pier is closed."),
    ],
)
def test_no_denial_is_printed_that_answers_nothing(told: Told, sentence: str) -> None:
    assert denial(told, [report(LEDE, *MORE, sentence)]) is None


def test_only_a_report_of_the_event_adds_to_it() -> None:
    same, other = (
        report(THEIRS, NEW),
        report("Norvik will vote on a new budget for its schools on Friday.", title="Vote"),
    )
    assert of_the_event(TOLD, [same, other]) == [same]


def test_a_sentence_with_a_number_that_was_told_adds_nothing() -> None:
    told = TOLD.with_more("That costs 40 million kroner.")
    other = report(f"{THEIRS} {NEW}", name="gazette")
    assert additions(told, [other], {"Wire"}) == ()


# --- what the reports agree on ---------------------------------------------------------------------------

COST = "Norvik sets aside 40 million kroner for engineers, divers, boats and sheds of the harbour in summer."


def test_what_two_others_open_with_is_added_even_by_a_first_sentence() -> None:
    others = [report(COST, title=TOLD.hed, name=name) for name in ("one", "two")]
    assert additions(TOLD, others, {"Wire"}) == (Sentence(COST, ("one",)),)
    alone = [others[0], report(THEIRS, name="two")]
    assert additions(TOLD, alone, {"Wire"}) == (), "one outlet's news"


def test_what_only_one_outlet_has_is_added_where_it_answers() -> None:
    asked = "Minister Tor Lie ordered divers to look at every pillar of sheds and boats in Oslo."
    told = [report(THEIRS, sentence, name="one", title="A") for sentence in (asked, NEW)]
    same = report(THEIRS, name="two", title="B")
    everything = [consensus((report(LEDE), item, same)) for item in told]
    assert additions(TOLD, [told[0]], set(), everything[0]) == ()
    assert additions(TOLD, [told[1]], set(), everything[1]) == (Sentence(NEW, ("one",)),)


def test_what_counts_nothing_and_answers_nobody_is_not_added() -> None:
    for what, count in (("new pillars", 0), ("400 new pillars", 1)):
        line = f"The federal board ordered {what} for sheds in Oslo."
        other = report(THEIRS, line, name="one", title="A")
        agreed = consensus((report(LEDE), other, report(THEIRS, "Pillars stand in Oslo.", name="two", title="B")))
        assert len(additions(TOLD, [other], set(), agreed)) == count


def test_nobody_is_added_as_his() -> None:
    assert added("The federal board of Norvik ruled that his boats be returned to Oslo.") == []
    named = "Minister Tor Lie denied that his office had asked for 40 million kroner to repair the pier of Norvik."
    assert added(named) == [named]


def test_what_was_overtaken_adds_nothing() -> None:
    other = report(
        f"{THEIRS} {NEW} Minister Tor Lie will approve the vote.", name="gazette", title="Lie to approve vote"
    )
    done = report("Minister Tor Lie approved the vote.", name="two", title="Lie approves vote")
    assert additions(TOLD, [other], {"Wire"})
    assert additions(TOLD, [other], {"Wire"}, consensus((other, done))) == ()


def test_a_report_without_the_act_of_the_hed_is_of_another_event() -> None:
    told = Told("Mayor Ada Berg of Norvik resigns amid fraud case", "Mayor Ada Berg of Norvik resigned on Thursday.")
    earlier = report("Mayor Ada Berg of Norvik denied on Wednesday that the fraud case was hers.", title="Berg speaks")
    assert of_the_event(told, [earlier]) == []
    same = report("Mayor Ada Berg of Norvik resigned over a fraud case amid boats.", title="Berg goes")
    assert of_the_event(told, [same]) == [same]


def test_next_has_a_day_that_was_not_told_and_tells_nothing_past() -> None:
    meeting = "The council of Norvik will meet divers, boatmen and engineers on March 4."
    assert coming(TOLD, [report(LEDE, meeting)], TODAY) == Sentence(meeting, ("wire",))
    assert coming(TOLD.with_more("They will see Berg on March 4."), [report(LEDE, meeting)], TODAY) is None
    both = meeting.removesuffix(".") + ", and its budget was set at 40 million kroner."
    assert coming(TOLD, [report(LEDE, both)], TODAY) is None
