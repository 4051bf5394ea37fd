"""What the reports of a story agree on: a fact is what two have at their top, a frame what one has."""

from __future__ import annotations

import pytest

from digest.reading.words import content
from digest.write.excerpts.consensus import Consensus
from tests.write.excerpts.reports import LEDE, MORE, report

PIER, BOATS, COST = LEDE, MORE[0], MORE[1]


def test_it_is_made_of_what_two_reports_have_at_their_top() -> None:
    one, two = report(PIER, BOATS, title="A"), report(PIER, COST, name="two", title="B")
    agreed = Consensus((one, two))
    assert agreed.carried(PIER) == 1.0
    assert agreed.carried(COST) == agreed.carried("") == 0.0
    gulls = (f"Gulls circled over {number} sheds in Oslo." for number in range(20, 25))
    far = report(BOATS, *gulls, PIER, name="far", title="C")
    assert "pillar" not in Consensus((one, far)).weights
    assert "boat" in Consensus((one, far)).weights


def test_a_single_report_agrees_with_itself() -> None:
    alone = Consensus((report(PIER, BOATS),))
    assert alone.carried(f"{PIER} {BOATS} Norvik closes its largest pier") == 1.0
    assert alone.backed("Gulls sing", alone.items[0]) == 1.0
    assert alone.is_news("Gulls sing.", PIER, alone.items[0])


def test_reports_that_share_nothing_agree_on_nothing() -> None:
    agreed = Consensus((report(PIER, title="Norvik"), report("Gulls sing in Oslo.", name="two", title="Oslo")))
    assert agreed.carried("anything") == 1.0
    assert not agreed.missing("Gulls sing", "")


def test_a_frame_is_what_no_other_report_has() -> None:
    one, two = report(PIER), report(PIER, name="two")
    agreed = Consensus((one, two))
    assert agreed.backed("Norvik closes pier", one) == 1.0
    assert agreed.backed("Norvik bullies fishermen", one) == pytest.approx(1 / 3)


def test_what_is_missing_was_agreed_and_not_told() -> None:
    agreed = Consensus((report(PIER, COST), report(PIER, COST, name="two")))
    assert set(content("kroner summer")) <= agreed.missing(COST, PIER)
    assert not agreed.missing(COST, f"{PIER} {COST}")
    assert not agreed.is_news(BOATS, PIER, agreed.items[0])
    assert agreed.is_news(COST, PIER, agreed.items[0])


@pytest.mark.parametrize(
    ("ahead", "done"),
    [
        ("The harbour council is set to close its pier.", "The harbour council closed its pier on Thursday."),
        ("Mayor Ada Berg intends to sign the order.", "Mayor Ada Berg signed the order on Thursday."),
        ("Leaders will pledge 40 boats, Berg said.", "Leaders on Friday pledged to deliver 40 boats."),
    ],
)
def test_a_report_of_what_is_done_overtakes_one_of_what_will_be(ahead: str, done: str) -> None:
    old, new = report(ahead, title="Norvik"), report(done, name="two", title="Norvik")
    assert Consensus((old, new)).is_overtaken(old)
    assert not Consensus((old, new)).is_overtaken(new)
    assert not Consensus((old,)).is_overtaken(old), "nobody has it done"


def test_a_title_of_what_will_be_is_overtaken_by_the_title_or_text_of_what_is_done() -> None:
    text = "Norvik spoke of boats."
    old, new = report(text, title="Norvik to sell boats"), report(text, name="two", title="Norvik sells boats")
    assert Consensus((old, new)).is_overtaken(old)
    assert not Consensus((old, new)).is_overtaken(new)
    own = report("Mayor Ada Berg announced plans for boats.", title="Norvik to announce plans for boats")
    assert Consensus((own,)).is_overtaken(own)


def test_what_was_voted_or_asked_to_be_done_is_not_put_off() -> None:
    vote = report("The council voted to close the pier on Thursday.", title="Norvik")
    assert not Consensus((vote, report("The council closed the pier.", name="two"))).is_overtaken(vote)
    title = report("Norvik spoke of boats.", title="Norvik votes to sell boats")
    sold = report("Norvik spoke of boats.", name="two", title="Norvik sells boats")
    assert not Consensus((title, sold)).is_overtaken(title)


def test_what_somebody_will_need_is_no_act_that_others_have_done() -> None:
    need = report("Mayor Ada Berg will need other parties.", title="Norvik")
    assert not Consensus((need, report("The bill needed ten votes.", name="two", title="Norvik"))).is_overtaken(need)


def test_a_report_that_has_it_from_another_one_retells() -> None:
    ours, theirs = report(LEDE, outlet="Wire"), report(LEDE, name="two", outlet="The Norvik Post")
    agreed = Consensus((ours, theirs))
    assert agreed.is_retold("Divers found a crack, according to the Norvik Post.", ours)
    assert not agreed.is_retold("Divers found a crack, according to the Norvik Post.", theirs)
    assert not agreed.is_retold("Divers found a crack, according to the Oslo Post.", ours)


def test_a_hed_that_is_loaded_alone_is_a_frame() -> None:
    ours, theirs = report(LEDE), report(LEDE, "It is an extreme ban.", name="two")
    assert Consensus((ours, theirs)).is_framed("Controversial pier is closed", ours)
    assert not Consensus((ours, theirs)).is_framed("Extreme ban closes pier", ours), "two say so"
    assert not Consensus((ours, theirs)).is_framed("Mayor calls the pier ‘controversial’", ours), "somebody says so"
    assert not Consensus((ours,)).is_framed("Controversial pier is closed", ours)
