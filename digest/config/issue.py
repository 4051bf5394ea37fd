"""How much one issue holds, and how it looks."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, StrictBool

from digest.config.keys import Keys
from digest.config.values import SECURE, Colour, Duration


class Weights(Keys):
    """How much each part of the ranking counts. Each part is 0 to 1 before it is weighed."""

    breadth: float = Field(3.0, ge=0, description="How many independent outlets report it.")
    source: float = Field(1.0, ge=0, description="The weights of the sources that report it.")
    freshness: float = Field(1.0, ge=0, description="How recent its latest report is.")
    fit: float = Field(2.0, ge=0, description="How much it is about its topic.")
    novelty: float = Field(1.5, ge=0, description="New, developing, or known to the readers of the last issue.")
    pin: float = Field(10.0, ge=0, description="The editor's pick: what `pin:` finds.")


class Shape(Keys):
    """How much one issue holds."""

    lead: StrictBool = Field(True, description="Print the first story large, above the sections.")
    stories: int = Field(6, ge=1, le=40, description="Stories told in a few sentences, the lead included.")
    headlines: int = Field(6, ge=0, le=40, description="One-line headlines after them.")
    per_topic: int = Field(4, ge=1, le=40, description="At most so many told stories of one topic.")
    per_outlet: int = Field(4, ge=1, le=40, description="At most so many told stories that rest on one outlet.")
    look_back: Duration | None = Field(
        None, description="Items older than this are not news; default: back to the slot before, and two hours more."
    )
    picture: StrictBool = Field(
        False, description="The lead's picture, loaded from its outlet's server, which sees who opens the issue."
    )
    number: StrictBool = Field(False, description="The number of the day, from a told story.")
    chart: StrictBool = Field(False, description="Reports a day on each topic over a week, as a small chart.")
    weights: Weights = Field(default_factory=Weights)
    min_stories: int = Field(1, ge=0, description="Fewer stories than this is thin news.")
    when_thin: Literal["skip", "quiet", "send"] = Field(
        "skip", description="skip: no issue, noted in the history; quiet: a quiet-day note; send: as it is."
    )


class Theme(Keys):
    """Paper and ink. The other colours, and those of the night, are mixed from these."""

    paper: Colour = Field("#fff3e8", description="The ground of an issue.")
    ink: Colour = Field("#26231f", description="The text.")
    accent: Colour = Field("#990f3d", description="Labels, and the rule beside a pull quote.")
    link: Colour = Field("#0b5563", description="Links in the text.")
    masthead: Colour | None = Field(
        None, description="Ground behind the name, by day and by night. Default: the paper."
    )
    logo: str | None = Field(
        None,
        pattern=SECURE,
        description="The name as a picture on your server, shown 264 px wide. Give `masthead` too: it stands on that.",
    )
