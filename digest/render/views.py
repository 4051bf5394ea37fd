"""An issue as templates see it: safe, plain text in reading order.

`templates/README.md` documents every name here for designers; a test keeps the two in step. A text that
is not there is empty, never None, so that `{% if story.why %}` is all a template needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Source:
    """One report behind a story. `url` is empty where the item's address is not an http(s) one."""

    outlet: str
    title: str
    url: str
    when: str  # "2:20 PM" on the day of the issue, else "26 Feb"
    published: datetime  # on the audience's clock
    repeated: bool  # the source before it is of the same outlet
    today: bool  # of the day of the issue


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence. `outlet`, `url` and `when` credit it where it is an outlet's own, and are empty where it is ours.

    Prints as its text; false where there is none.
    """

    text: str = ""
    outlet: str = ""
    url: str = ""
    when: str = ""  # the day of the report, where that is not the issue's: "Feb 26"

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Remark:
    """A quotation with its speaker. `words` have no outer marks, `quoted` has the language's own."""

    words: str
    quoted: str
    speaker: str
    role: str
    outlet: str
    url: str
    lang: str = ""  # BCP 47, where it is not in the newsletter's language
    dir: str = ""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A quotation inside a sentence that is in another language than the newsletter, with its marks."""

    text: str
    lang: str  # BCP 47
    dir: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture from its outlet's server. `alt` is the title of the report it stands beside."""

    url: str
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a story, which may be empty, and the quotations set apart after it."""

    text: str
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryView:
    """One told story. `sentences`, `paragraphs` and `passages` are the same text, whole and divided for reading.

    `excerpt` credits the outlet whose text that is; false where the text is ours.
    """

    id: str
    topic: str
    hed: str
    developing: bool
    continuing: bool  # nothing new since the last issue, and still leading
    sentences: tuple[str, ...]
    paragraphs: tuple[str, ...]
    passages: tuple[Passage, ...]  # with all the quotations, each where it belongs
    excerpt: Line  # its `text` is the first sentence
    adds: tuple[Line, ...]  # what other outlets add to it
    news: Line  # what is new since the last issue
    earlier_url: str  # that issue on the website, at this story; empty where there is none
    why: Line  # why it matters
    next: Line  # a dated event that is still to come
    accounts: tuple[Line, ...]  # reports that contradict each other, the claim before the denial
    pull: Remark | None  # the first of the quotes
    quotes: tuple[Remark, ...]
    sources: tuple[Source, ...]
    photo: Photo | None  # of the lead, where the config asks for it
    foreign: tuple[Foreign, ...] = ()  # quotations in its sentences that are in another language


@dataclass(frozen=True, slots=True)
class SectionView:
    """The stories under one topic, without the lead."""

    topic: str
    title: str  # the topic, or "More on ..." where the lead is about it too
    stories: tuple[StoryView, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """A story in one line; `lang` and `dir` where its title is not in the newsletter's language."""

    title: str
    outlet: str
    url: str
    lang: str = ""  # BCP 47
    dir: str = ""  # "ltr" or "rtl"


@dataclass(frozen=True, slots=True)
class Opinion:
    """A viewpoint: whose it is, and what it argues. `author` is the outlet's name where the feed names nobody."""

    author: str
    outlet: str  # empty where it is the author
    argument: str
    url: str


@dataclass(frozen=True, slots=True)
class Number:
    """The number of the day, and the sentence it stands in."""

    text: str
    sentence: str
    outlet: str
    url: str


@dataclass(frozen=True, slots=True)
class ChartRow:
    """The reports on one topic, a bar a day; `src` is `cid:` and the attachment's, `most` the highest of all rows."""

    topic: str
    counts: tuple[int, ...]
    days: tuple[str, ...]  # of the month
    most: int
    src: str
    alt: str


@dataclass(frozen=True, slots=True)
class ChartView:
    """Reports a day on each topic."""

    title: str
    rows: tuple[ChartRow, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction of an earlier issue: `where` it stood, and what is right."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One issue, ready to be set."""

    newsletter: str
    tagline: str
    logo: str  # address of a picture of the name, where the config gives one
    language: str  # BCP 47
    direction: str  # "ltr" or "rtl"
    align: str  # "left" or "right", where lines begin
    date: str  # in full, as the language writes it
    minutes: str  # how long the issue takes to read: "four-minute read"
    subject: str
    preheader: str
    standing: str  # when the newsletter comes; and what it promises, where nothing was there to be checked
    greeting: str
    hook: str  # what this issue holds, in one sentence
    teasers: tuple[str, ...]
    lead: StoryView | None
    sections: tuple[SectionView, ...]
    stories: tuple[StoryView, ...]  # all of them in rank order, the lead first
    headlines: tuple[Headline, ...]
    recalled: tuple[Headline, ...]
    viewpoints: tuple[Opinion, ...]
    number: Number | None
    chart: ChartView | None
    corrections: tuple[Amendment, ...]
    sign_off: str
    web_url: str  # of this issue on the website
    disclosure: str  # "ai-generated" where a model wrote any of it, for machines
    verification: tuple[str, ...]  # what was checked, who wrote it, what was left out
    because: str  # why the reader gets it
    postal_address: str
