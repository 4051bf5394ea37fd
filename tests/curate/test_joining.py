"""A last look: what tells one event, or a claim and its denial, becomes one story."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from digest.curate.accounts import accounts_differ
from digest.curate.joining import join
from digest.model import PastStory, Status, Story
from tests.curate.newsdesk import NOW, item
from tests.curate.test_accounts import CLAIM, DENIAL

FORCE = (
    "Britain and France plan a force of European troops in Ukraine, to be sent after a settlement of the war. "
    f"{CLAIM} The European troops would guard ports and cities in Ukraine after the settlement."
)
REFUSAL = f"{DENIAL} Nobody asked Moscow about the force of European troops in Ukraine that is to follow a settlement."


def told(number: int, text: str, **more: Any) -> Story:
    report = item(number, " ".join(text.split()[:6]), text, published=NOW - timedelta(hours=number))
    return replace(Story(f"s{number}", "Topic", (report,), fresh=frozenset([report.id])), **more)


def test_a_claim_and_its_denial_become_one_story_under_the_older_identity() -> None:
    other = replace(told(3, "A bank was robbed in Lyon. The robbers fled by bicycle, police said."), id="bank")
    one, two = told(1, FORCE), told(2, REFUSAL)
    for stories in ([one, other, two], [two, other, one]):
        found = join(stories)
        assert [(story.id, len(story.items)) for story in found] == [("s2", 2), ("bank", 1)]
        assert found[0].fresh == {"item-1", "item-2"}
        assert accounts_differ(found[0])


def test_an_answer_to_a_story_that_readers_know_is_a_development_of_it() -> None:
    known = told(1, FORCE, status=Status.UNCHANGED, earlier=PastStory("p", "slot", "Hed", (), (item(9, "Force"),)))
    answer = told(2, REFUSAL)
    (found,) = join([answer, known])
    assert (found.id, found.earlier, found.status) == (known.id, known.earlier, Status.DEVELOPING)
    elsewhere = replace(answer, earlier=PastStory("q", "slot", "Hed", (), (item(8, "Moscow"),)))
    assert join([known, elsewhere]) == (known, elsewhere)


SUNK = "The ferry Aurora sank off Norvik on Monday with 40 people on board, and divers found nobody alive."
LOST = "Divers found nobody alive in the ferry Aurora, which sank on Monday off Norvik with 40 people."


def test_one_event_in_other_words_becomes_one_story() -> None:
    other = told(3, "A bank was robbed in Lyon. The robbers fled by bicycle, police said.")
    one, two = (
        told(1, f"{SUNK} The coast guard of Norvik said so."),
        told(2, f"{LOST} The wreck of the ferry lies deep."),
    )
    found = join([one, other, two])
    assert [len(story.items) for story in found] == [2, 1]
    assert found[0].id == two.id, "the one that was reported first"


def test_one_event_that_goes_on_from_two_past_stories_is_told_once_as_the_later_of_them() -> None:
    monday, tuesday = (PastStory(day, f"test/{day}", "Hed", (), (item(n, day),)) for n, day in ((8, "1"), (9, "2")))
    one = told(1, f"{SUNK} The coast guard of Norvik said so.", status=Status.DEVELOPING, earlier=monday)
    two = told(2, f"{LOST} The wreck of the ferry lies deep.", status=Status.DEVELOPING, earlier=tuesday)
    for pair in ([one, two], [two, one]):
        (found,) = join(pair)
        assert (found.id, found.earlier, found.status) == (two.id, tuesday, Status.DEVELOPING)
        assert found.fresh == {"item-1", "item-2"}
    new = replace(one, status=Status.NEW, earlier=None)
    assert [(found.id, found.status) for found in join([new, two])] == [(two.id, Status.DEVELOPING)]
    again = replace(two, status=Status.UNCHANGED)
    assert join([new, again]) == (new, again), "what is only told again is not printed"


def test_opinion_joins_nothing() -> None:
    report, view = told(1, SUNK), told(2, LOST)
    view = replace(view, items=tuple(replace(one, title="Opinion: the ferry had to sink") for one in view.items))
    assert len(join([report, view])) == 2
