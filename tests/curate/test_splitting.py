from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from digest.curate.splitting import split_groups
from digest.curate.stories import Group
from digest.model import Item

NOW = datetime(2026, 11, 28, tzinfo=UTC)
BRIDGE = (
    "Engineers closed the bridge over the Elm on Monday after they found cracks in two of its six piers. Repairs will "
    "cost four million dollars, a third of it paid by the state. Buses use the northern lane. Shops on the east bank "
    "have lost a fifth of their sales, according to their association. The bridge was built in 1931. "
)
VACCINE = (
    "Health officials recalled forty thousand doses of a vaccine against measles because a refrigerator in a warehouse "
    "had failed over the weekend. No patient was harmed. The agency ordered an inspection of every warehouse and told "
    "clinics to check their stocks. The manufacturer promised replacements within ten days. "
)


def item(number: int, text: str, *, full: bool = True) -> Item:
    title = f"Officials answer questions about safety, part {number}"
    return Item(f"i{number}", f"https://a.example/{number}", title, f"Wire {number}", "f", NOW, text, full=full)


def ids(groups: tuple[Group, ...]) -> list[list[str]]:
    return sorted(sorted(item.id for item in group.items) for group in groups)


GLUED = Group(
    (item(1, BRIDGE * 3), item(2, VACCINE * 3), item(3, BRIDGE * 2), item(4, "Officials answer.", full=False))
)
NEW = {"i1", "i2", "i3", "i4"}


def test_what_whole_texts_tell_apart_is_told_apart() -> None:
    assert ids(split_groups([GLUED], NEW)) == [["i1", "i3", "i4"], ["i2"]]


def test_what_is_apart_stays_apart() -> None:
    apart = [Group((item(1, BRIDGE * 3),)), Group((item(3, BRIDGE * 2),))]
    assert ids(split_groups(apart, NEW)) == [["i1"], ["i3"]]


def test_stories_of_earlier_issues_and_those_that_were_not_read_stay_as_they_are() -> None:
    unread = Group(tuple(replace(one, full=False) for one in GLUED.items))
    assert split_groups([unread], NEW) == (unread,)
    assert split_groups([GLUED], NEW - {"i2"}) == (GLUED,)
