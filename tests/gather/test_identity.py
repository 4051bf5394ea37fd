from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.gather.identity import tell_apart
from digest.model import Item

NOW = datetime(2026, 11, 28, tzinfo=UTC)
BRIDGE = Item(
    "id",
    "https://a.example/live",
    "Bridge over the Elm reopens in May",
    "Wire",
    "feed",
    NOW,
    "The bridge over the Elm will reopen on 3 May, the mayor said. It was closed after engineers found cracks.",
)
TALKS = (
    "The talks between Kyiv and Moscow resume next week in Ankara. Two delegations agreed on an exchange of prisoners."
)


@pytest.mark.parametrize(
    "later",
    [
        replace(BRIDGE, title="Bridge over the Elm to reopen in June"),
        replace(BRIDGE, title="Mayor: cracks mended, traffic may pass again"),
        replace(BRIDGE, text=TALKS),
        replace(BRIDGE, text="The bridge over the Elm will reopen on 3 May, the mayor said…", title="Crossing is back"),
        replace(BRIDGE, title="Live", text=""),
    ],
    ids=["edited title", "another title", "another text", "a summary of it", "hardly anything"],
)
def test_an_article_that_was_edited_stays_itself(later: Item) -> None:
    assert tell_apart(later, BRIDGE) == later


def test_a_guid_used_again_for_another_title_and_text_is_another_item() -> None:
    later = replace(BRIDGE, title="Talks go on in Ankara, minister says", text=TALKS)
    other = tell_apart(later, BRIDGE)
    assert other.id != BRIDGE.id
    assert replace(other, id=BRIDGE.id) == later
    assert tell_apart(later, BRIDGE).id == other.id, "each time the same"
    assert tell_apart(replace(later, title="Kyiv market fire: cable to blame"), BRIDGE).id not in (other.id, BRIDGE.id)


def test_scripts_without_blanks_are_told_apart_too() -> None:
    one = replace(BRIDGE, title="市长宣布大桥五月重新开放", text="市长周四表示大桥将于五月三日重新开放")
    other = replace(BRIDGE, title="两国代表团在安卡拉恢复会谈", text="双方同意交换二百名战俘并继续谈判")
    assert tell_apart(other, one).id != one.id
    assert tell_apart(replace(one, title="大桥五月重新开放"), one).id == one.id
