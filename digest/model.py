"""The frozen types that the stages hand on. No I/O, no clock.

    bytes -> Item -> TopicMatch -> Story -> Draft -> Brief -> Issue -> RenderedIssue -> Message -> Receipt

A value that exists is valid: datetimes are aware and in UTC, sequences are tuples, and a `Quote` holds
no text of its own, only a span of an `Item`, so a quotation that is in no article can't be built.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal


def _require_utc(name: str, value: datetime) -> None:
    if value.utcoffset() != timedelta(0):
        raise ValueError(f"{name} must be aware and in UTC: {value!r}")


# --- gather ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Request:
    """One page to fetch. `etag` and `last_modified` are what the server said last time.

    `feed` is the feed that led to the page; empty where the page is a feed itself.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    feed: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """What came back: `body` is decoded (no gzip) and empty when `not_modified`. Header names are lower case."""

    url: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    not_modified: bool = False


@dataclass(frozen=True, slots=True)
class FeedState:
    """What the store remembers of one feed between runs."""

    url: str
    etag: str = ""
    last_modified: str = ""
    last_success: datetime | None = None
    failures: int = 0  # errors in a row
    last_error: str = ""
    alerted: bool = False  # the operator was told that it is broken, and not yet that it is back


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a feed offers with an entry: an https address, what it shows, whose it is."""

    url: str
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed with its article.

    `text` is the article's main text where the audience asks for it, else what the feed carried:
    plain text, paragraphs divided by one blank line. Every offset in `digest` counts characters of it.
    """

    id: str
    url: str  # canonical: http(s), no tracking parameters, no fragment
    title: str
    outlet: str
    feed: str  # the address it came from
    published: datetime
    text: str = field(repr=False)
    authors: tuple[str, ...] = ()
    weight: float = 1.0  # of the source, from the config
    dated: bool = True  # False: the feed gave no usable date, `published` is when it was first seen
    full: bool = False  # True: `text` was taken from the article's page
    picture: Picture | None = None

    def __post_init__(self) -> None:
        _require_utc("published", self.published)


Reason = Literal[
    "off topic",
    "too old",
    "in the future",
    "undated",
    "already sent",
    "same item",
    "muted",
    "no room",
    "unchanged",
    "no text",
    "unprintable",
]


@dataclass(frozen=True, slots=True)
class Dropped:
    """An item that is left out, and why."""

    id: str
    reason: Reason
    detail: str = ""  # for people
    same_as: str = ""  # of the same item: the id of the one that is kept


# --- curate ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """An item that belongs to a topic: how well (0 to 1) and which of the topic's terms say so."""

    item: Item
    topic: str
    fit: float
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """What is on topic, and everything else with its reason."""

    kept: tuple[TopicMatch, ...]
    dropped: tuple[Dropped, ...]


class Status(StrEnum):
    """What a story is to a reader of the last issue."""

    NEW = "new"
    DEVELOPING = "developing"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class PastStory:
    """A story as an earlier issue carried it."""

    id: str
    slot: str  # key of the slot of that issue
    hed: str
    sentences: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One event, covered by one or more items; the fullest report first.

    `components` name what each part of the ranking gave; `earlier` is how the last issue that had the
    story carried it, and `fresh` are the ids of the items that no earlier issue used. `affair` counts the
    independent outlets that write about it or another story of its affair; 0 where nobody counted.
    """

    id: str
    topic: str
    items: tuple[Item, ...]
    terms: tuple[str, ...] = ()  # of the topic, as they matched
    components: Mapping[str, float] = field(default_factory=dict)
    status: Status = Status.NEW
    earlier: PastStory | None = None
    fresh: frozenset[str] = frozenset()
    affair: int = 0

    @property
    def score(self) -> float:
        """The place in the ranking, higher first: the sum of the components."""
        return sum(self.components.values())

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that report it, in the order of the items, each once."""
        return tuple(dict.fromkeys(item.outlet for item in self.items))


@dataclass(frozen=True, slots=True)
class Lineup:
    """The stories of one issue: told ones in rank order (the first is the lead), then one-line headlines.

    `viewpoints` are opinion: they argue about the news and take no place among it.
    """

    stories: tuple[Story, ...]
    headlines: tuple[Story, ...]
    dropped: tuple[Dropped, ...]
    viewpoints: tuple[Item, ...] = ()


# --- write -----------------------------------------------------------------------------------------

# On what terms the words stand in the article; `fabrication` are forged words, `impostor` a forged speaker.
Terms = Literal[
    "asserted",
    "denial",
    "doubt",
    "fabrication",
    "jest",
    "hypothetical",
    "relayed",
    "fiction",
    "impostor",
    "withdrawn",
]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words cut from one article, with who said them.

    There is no field for the words: `text` is always the slice of the item's own characters. Two are equal if they
    are the same words, however their speaker is introduced.
    """

    item: Item = field(repr=False)
    start: int
    end: int
    speaker: str = field(compare=False)
    role: str = field(default="", compare=False)
    cue: str = ""  # the reporting verb: "said", "warned"
    confidence: float = 1.0  # that this speaker said it, 0 to 1
    named: bool = True  # the speaker has a name, or a description that says who it is
    whole: bool = True  # the words begin and end as the sentence that was said does
    terms: Terms = "asserted"  # how the words were said; only asserted ones are printed

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.item.text):
            raise ValueError(f"item {self.item.id} has no span {self.start}:{self.end}")
        if self.text != self.text.strip():
            raise ValueError(f"the span {self.start}:{self.end} of item {self.item.id} begins or ends in white space")

    @property
    def text(self) -> str:
        """The quotation in the article's own characters, without the marks."""
        return self.item.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One request to the language model: the reply must be JSON that fits `schema`."""

    system: str
    user: str
    schema: Mapping[str, Any]
    name: str  # of the schema, also the kind of work: "story", "headline"
    key: str  # cache key: content of the articles, prompt version, model, settings
    max_reply_tokens: int = 900


Vector = Sequence[float]  # what an embeddings model makes of a text; of length 1, so that a product is a cosine


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model answered, and what it cost in tokens. `cached` replies cost nothing."""

    text: str
    model: str
    prompt_tokens: int = 0
    reply_tokens: int = 0
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the ids of the items that carry it; `opens` a paragraph where its writer says so.

    `then` is the quotation that its writer wants set apart after it.
    """

    text: str
    items: tuple[str, ...]
    opens: bool = False
    then: Quote | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A story as a writer delivered it, before the checks. `quotes` are numbers of candidates, from 0."""

    hed: str
    summary: tuple[Sentence, ...]
    why: Sentence | None = None  # why it matters
    news: Sentence | None = None  # what is new since the last issue, of a developing story
    next: Sentence | None = None  # a dated event that is still to come
    quotes: tuple[int, ...] = ()
    accounts: tuple[Sentence, ...] = ()  # reports that contradict each other, as found in the articles
    faults: tuple[Finding, ...] = ()  # parts of the answer that could not be read


FindingKind = Literal[
    "feed failed",
    "article failed",
    "story failed",
    "model failed",
    "model refused",
    "bad reply",
    "limit reached",
    "invented quotation",
    "unsupported number",
    "unsupported name",
    "unsupported date",
    "foreign link",
    "unsupported sentence",
    "unprintable headline",
    "excerpt instead",
    "trimmed",
    "lint",
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding can be seen: in the email as shown, its text part, its HTML or its MJML."""

    view: Literal["email", "text", "html", "mjml"]
    words: str = ""  # that stand there
    line: int = 0  # of the MJML, from 1
    part: Literal["", "envelope", "size"] = ""  # subject and preheader, or how large it is


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem that was found. `story` is empty where it concerns the whole issue; `text` are our words at fault."""

    kind: FindingKind
    detail: str
    story: str = ""
    blocks: bool = False  # an issue with a blocking finding is not sent
    text: str = ""
    place: Place | None = None  # where it can be seen; of a story's finding, at the story


EXCERPT = "excerpt"  # the writer of a story that no model wrote


@dataclass(frozen=True, slots=True)
class Brief:
    """A story after the checks: all of it may be printed.

    Quotation marks in its sentences enclose only words that stand in a cited item. The first of `quotes` is the pull
    quote. Without a model `summary` is an excerpt: consecutive sentences of the item `excerpt_of`, word for word, and
    every other sentence is cut from one item too.
    """

    story: Story
    hed: str
    summary: tuple[Sentence, ...]
    writer: str  # name of the model, or `EXCERPT`
    why: Sentence | None = None
    news: Sentence | None = None
    next: Sentence | None = None  # a dated event later than the day of the issue
    quotes: tuple[Quote, ...] = ()
    accounts: tuple[Sentence, ...] = ()  # reports that contradict each other, the claim before the denial
    excerpt_of: str = ""  # id of the item that tells the story; empty where a model wrote it
    adds: tuple[Sentence, ...] = ()  # what other outlets add to an excerpt, a sentence each


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """An opinion piece, and what it argues, in its own words."""

    item: Item
    argument: str


@dataclass(frozen=True, slots=True)
class Figure:
    """The number of the day: `text` as `sentence` of a told story has it."""

    text: str
    sentence: Sentence
    item: Item  # that carries it


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
class Spend:
    """What the model did for one issue. `cost` is in the currency of the config's prices."""

    model: str = ""  # empty: no model was configured
    calls: int = 0
    prompt_tokens: int = 0
    reply_tokens: int = 0
    cost: float = 0.0
    cached: int = 0
    fallbacks: int = 0  # stories told as excerpts because the model failed


# --- render ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slot:
    """The moment an issue is due. One newsletter, one local time, at most one issue."""

    newsletter: str  # slug
    local: str  # "2025-02-27T17:30", as the config's time zone counts
    due: datetime  # the same moment in UTC

    def __post_init__(self) -> None:
        _require_utc("due", self.due)

    @property
    def key(self) -> str:
        """Unique over all newsletters; also names the folder of a preview."""
        return f"{self.newsletter}/{self.local}"

    @property
    def date(self) -> str:
        """The local day, as `2025-02-27`."""
        return self.local[:10]


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


# --- deliver ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Recipient:
    """One reader."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One email to one reader. `id` is the Message-ID, the same for the same issue and recipient."""

    recipient: Recipient
    id: str
    envelope_sender: str
    data: bytes = field(repr=False)


ReceiptState = Literal["pending", "sending", "accepted", "deferred", "rejected", "suppressed", "uncertain"]


Blame = Literal["reader", "full", "quota", "sender", "message", "rate", "temporary", "unclear"]  # for a refusal


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one message: never "delivered", only what the server said.

    `sending` is written before the message is handed over; found again after a crash it becomes `uncertain`.
    """

    address: str
    state: ReceiptState
    detail: str = ""
    blame: Blame | None = None  # of a refusal in this run; not kept


ReturnKind = Literal["hard", "soft", "refused", "complaint", "left"]  # what came back of an issue, for good or ill


@dataclass(frozen=True, slots=True)
class Return:
    """What came back by mail from one reader of an issue.

    hard: the address takes no mail, for good; soft: this issue did not arrive; refused: it did not, and that is not
    about the reader; complaint: the reader called it spam; left: the reader asked to leave.
    """

    address: str
    kind: ReturnKind
    detail: str  # the server's words, or the reader's subject


@dataclass(frozen=True, slots=True)
class Bookmark:
    """How far a mailbox was read: mails up to this number, while its count is the same (RFC 9051, section 2.3.1.1)."""

    count: int
    number: int


@dataclass(frozen=True, slots=True)
class Post:
    """A mail in a mailbox, with its number there."""

    number: int
    data: bytes = field(repr=False)


SlotOutcome = Literal["sent", "skipped"]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why an issue that was sent no longer stands on the website, in words for readers."""

    reason: str
    added: datetime


@dataclass(frozen=True, slots=True)
class SlotRecord:
    """One line of the history: what became of a slot. `outcome` is empty while the slot is open."""

    slot: Slot
    outcome: SlotOutcome | Literal[""] = ""
    detail: str = ""
    subject: str = ""  # empty: no issue was begun
    begun: datetime | None = None
    closed: datetime | None = None
    counts: Mapping[ReceiptState, int] = field(default_factory=dict)
    withdrawal: Withdrawal | None = None
    returned: Mapping[ReturnKind, int] = field(default_factory=dict)


ReaderState = Literal["active", "pending", "left", "bounced", "complained"]


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Somebody who agreed to get a newsletter: when, and where. Unconfirmed: still to say so once more, by mail."""

    address: str
    name: str
    source: str  # in the operator's words
    consented: datetime
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader of the store's own list, and whether anything is sent there."""

    address: str
    name: str
    source: str
    consented: datetime
    state: ReaderState


@dataclass(frozen=True, slots=True)
class Suppression:
    """An address that must not be mailed: by one newsletter (its slug), or by any where `newsletter` is empty."""

    address: str
    newsletter: str
    reason: str
    added: datetime
    state: ReaderState = "left"


@dataclass(frozen=True, slots=True)
class RunReport:
    """What one run did. A slot stays open while it is `waiting` for readers whom the server deferred."""

    slot: Slot
    outcome: Literal["sent", "waiting", "already sent", "not due", "skipped", "missed"]
    detail: str = ""
    counts: Mapping[ReceiptState, int] = field(default_factory=dict)  # readers, by how they ended in this run
    concerns: tuple[Receipt, ...] = ()  # of those: refused, or of unknown fate
    alerts: tuple[str, ...] = ()  # readers given up, feeds that broke or came back: for the operator
    model_failed: str = ""  # that the model wrote no story of the issue made in this run, and why
