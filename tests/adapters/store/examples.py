"""An issue with all its parts, for the store to keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from digest.model import (
    EXCERPT,
    Brief,
    Dropped,
    Facts,
    Finding,
    Issue,
    Item,
    PastStory,
    Quote,
    RenderedIssue,
    Section,
    Sentence,
    Slot,
    Spend,
    Status,
    Story,
)

NOW = datetime(2025, 2, 27, 17, 30, tzinfo=UTC)
SLOT = Slot("watch", "2025-02-27T17:30", NOW)
LATER = NOW + timedelta(days=9)
RENDERED = RenderedIssue(
    "Starmer meets Trump",
    "pre",
    "<p>é</p>",
    "é",
    "<mjml/>",
    (Finding("lint", Facts.of("small type", size=11.5, least=14, words="Hi")),),
)


def item(number=1, **values):
    defaults = {
        "id": f"i{number}",
        "url": f"https://courier.example/{number}",
        "title": f"Title {number}",
        "outlet": "Courier",
        "feed": "https://courier.example/feed",
        "published": NOW - timedelta(hours=number),
        "text": f"“Thank you,” he said. {number}",
        "authors": ("A. Reporter", "B. Reporter"),
    }
    return Item(**{**defaults, **values})


def issue(slot=SLOT, name="s"):
    first, second, third = item(1), item(2), item(3)
    earlier = PastStory("s0", "watch/2025-02-26T17:30", "Before", ("Old.",), (replace(first, text="old text"),))
    lead = Story(
        f"{name}1",
        "Talks",
        (first, second),
        ("trump",),
        {"breadth": 2.0},
        Status.DEVELOPING,
        earlier,
        frozenset({"i2"}),
    )
    brief = Brief(
        lead,
        "Leaders meet",
        (Sentence("One.", ("i1",)), Sentence("Two.", ("i1", "i2"))),
        EXCERPT,
        news=Sentence("New.", ("i2",)),
        quotes=(Quote(first, 1, 10, "He", "president", "said", 0.9),),
    )
    other = Brief(Story(f"{name}2", "Talks", (second,)), "Second", (Sentence("Three.", ("i2",)),), EXCERPT)
    return Issue(
        newsletter="White House Watch",
        slot=slot,
        lead=brief,
        sections=(Section("Talks", (other,)),),
        headlines=(Story(f"{name}3", "Talks", (third,)),),
        findings=(
            Finding(
                "invented quotation", Facts.of("marks lost", words="x", why=Facts.of("in no report", words="x")), "s1"
            ),
        ),
        dropped=(Dropped("i9", "off topic", Facts.of("excluded", terms="x")),),
        spend=Spend("m", 3, 100, 20, 0.01),
    )


def slot_on(day):
    return Slot("watch", f"{day}T17:30", datetime.fromisoformat(f"{day}T17:30+00:00"))
