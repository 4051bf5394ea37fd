"""A small story in three reports, with straight, curly and nested quotation marks, for the tests of the writers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from digest.config import Audience
from digest.model import Item, PastStory, Status, Story

NOON = datetime(2025, 2, 27, 12, tzinfo=UTC)
TODAY = NOON.date()

WIRE = """\
Prime Minister Anna Brandt said on Thursday that her government would send 1,200 soldiers to the border after 14 days \
of talks in Oslo failed. The soldiers will leave on March 4.

"We will not wait for another winter of promises," Brandt said. "The border is ours to guard, and we shall guard it."

Opposition leader Karl Moen called the plan "a costly show for the cameras" and said it would cost 350 million kroner.

Brandt did not say how long the mission would last. A vote in parliament is due next week."""

GAZETTE = """\
Anna Brandt, the prime minister, has ordered troops to the northern border, ending two weeks of talks in Oslo.

“We will not wait for another winter of promises,” Brandt told reporters. Karl Moen, who leads the opposition, said: \
“I never called her a liar. I called the plan a show.”

The mission is expected to cost 350 million kroner, according to the finance ministry."""

HERALD = """\
The neighbours reacted coolly. Foreign Minister Ilse Varga said that “soldiers on a border make nobody safer”, and \
asked for a new round of talks in Vienna.

Varga described the Oslo talks as “difficult but not hopeless”."""


def item(name: str, text: str, *, title: str = "", outlet: str = "", **more: Any) -> Item:
    return Item(
        id=name,
        url=f"https://{name}.example/1",
        title=title or f"Title of {name}",
        outlet=outlet or name.title(),
        feed=f"https://{name}.example/feed",
        published=NOON,
        text=text,
        **more,
    )


def story(*items: Item, **more: Any) -> Story:
    told = items or (
        item("wire", WIRE, title="Brandt sends 1,200 soldiers to the border"),
        item("gazette", GAZETTE, title="Troops for the north as Oslo talks fail"),
        item("herald", HERALD, title="Varga asks for a new round in Vienna"),
    )
    return Story("s1", "Borders", told, **more)


def developing() -> Story:
    now = story()
    earlier = PastStory("s1", "news/2025-02-26T07:00", "Talks in Oslo", ("Talks go on in Oslo.",), now.items[:1])
    return story(status=Status.DEVELOPING, earlier=earlier, fresh=frozenset({"herald"}))


def audience(**writer: Any) -> Audience:
    return Audience.model_validate(
        {
            "newsletter": {"name": "Border Watch", "language": "en"},
            "topics": [{"name": "Borders", "match": "border"}],
            "sources": [{"outlet": "Wire", "feed": "https://wire.example/feed"}],
            "writer": {"model": "test", "style": "Sober and exact.", **writer},
            "delivery": {"from": "a@example.org", "postal_address": "1 Example Street"},
        }
    )
