"""One dated newsletter for one audience, and the same as an email."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from digest.model.articles import Dropped
from digest.model.briefs import Brief, Figure, Viewpoint
from digest.model.findings import Finding
from digest.model.prompts import Spend
from digest.model.slots import Slot
from digest.model.stories import PastStory, Story


@dataclass(frozen=True, slots=True)
class Tally:
    """How many reports on a topic the feeds carried, a count for each day of a `Chart`."""

    topic: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Counts of our own: reports a day on each topic. `days` are local, as `2025-02-27`, the last is the issue's."""

    days: tuple[str, ...]
    tallies: tuple[Tally, ...]
    feeds: int  # that were counted


@dataclass(frozen=True, slots=True)
class Section:
    """The stories printed under one topic."""

    topic: str
    briefs: tuple[Brief, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What the operator says was wrong in an issue. The next issue prints it, once."""

    slot: Slot  # of the issue that was wrong
    story: str
    hed: str  # as that issue printed it
    text: str
    added: datetime


@dataclass(frozen=True, slots=True)
class Opening:
    """The top of an issue as a model wrote it; what is empty is made of the stories' heds."""

    subject: str = ""
    preheader: str = ""
    greeting: str = ""  # a sentence: what the day was about
    teasers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """One dated newsletter for one audience, ready to be set. The lead is the first brief of `lead`'s section."""

    newsletter: str  # name, as printed
    slot: Slot
    lead: Brief | None
    sections: tuple[Section, ...]  # without the lead
    headlines: tuple[Story, ...]
    findings: tuple[Finding, ...]
    dropped: tuple[Dropped, ...]
    spend: Spend
    corrections: tuple[Correction, ...] = ()
    quiet: bool = False  # a quiet day: fewer stories than the config asks for, and the issue says so
    viewpoints: tuple[Viewpoint, ...] = ()
    number: Figure | None = None
    chart: Chart | None = None
    opening: Opening = field(default_factory=Opening)
    recalled: tuple[PastStory, ...] = ()  # on a day without a story: what the issue before told

    @property
    def model(self) -> str:
        """The model that wrote any of its stories; empty where none did."""
        return self.spend.model if any(brief.writer == self.spend.model for brief in self.briefs) else ""

    @property
    def briefs(self) -> tuple[Brief, ...]:
        """All told stories, the lead first."""
        rest = tuple(brief for section in self.sections for brief in section.briefs)
        return (self.lead, *rest) if self.lead else rest


RECIPIENT_FIELDS = ("name", "address", "unsubscribe_url")  # what may stand as `[[ name ]]` in a rendered issue


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PNG that travels in the message: the HTML shows it as `cid:` and its `cid`. `data` is base64."""

    cid: str
    data: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RenderedIssue:
    """An issue as an email. `html` and `text` still hold the recipient's fields as `[[ name ]]`."""

    subject: str
    preheader: str
    html: str = field(repr=False)
    text: str = field(repr=False)
    mjml: str = field(default="", repr=False)
    findings: tuple[Finding, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    model: str = ""  # that wrote any of its stories
