"""One YAML file -> one frozen, typed `Audience`. The only place where a raw dict exists.

`load_audience` reads YAML 1.2 (`digest.yaml12`), refuses unknown keys with the nearest known name, and
reports every error as `file:line:column: key: what was expected`. The same models give the JSON Schema
that editors use (`json_schema`). Nothing here touches the network, the clock or the environment: keys and
passwords are named by their environment variables and looked up in `digest.wiring`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PrivateAttr,
    StrictBool,
    Tag,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from digest.errors import ConfigError
from digest.language.forms import fold
from digest.query import Query, parse_query
from digest.spans import KEPT, MEMORY, TEXTS
from digest.yaml12 import Document, KeyPath, read_document

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_YEAR = 366 * 86400  # seconds; a calendar can't be counted back for ever

_SLUG = r"^[a-z0-9-]*$"
_LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_COLOUR = r"^#[0-9A-Fa-f]{6}$"
_WEB = r"^https?://\S+$"
_SECURE = r"^https://\S+$"
_PROXY = r"^(https?|socks5h?)://\S+$"
_HOST = r"^(\[[0-9A-Fa-f:.IPv]+\]|[A-Za-z0-9.-]*)$"
_SITE = r"^(https?://[^\s?#]+)?$"

# An address that needs no parser (RFC 5322 atoms, a domain of letters, digits and hyphens), perhaps after plain words.
_PLAIN_MAILBOX = re.compile(
    r"([A-Za-z0-9][A-Za-z0-9 -]*<)?[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@"
    r"[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*(?:\.[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*)+(?(1)>|)"
)

# What a value must be, by its pattern, by its key where it is a list, or by pydantic's name for the mistake.
_EXPECTED = {
    _SLUG: "letters a to z, digits and hyphens, such as morning-brief",
    _LANGUAGE: "a language such as en or pt-BR",
    _COLOUR: 'a colour between quotation marks, such as "#990f3d"',
    _WEB: "an address such as https://api.openai.com/v1",
    _SECURE: "an address that begins with https://",
    _PROXY: "an address such as http://proxy.example.org:3128",
    _SITE: "an address without ? and #, such as https://example.org/watch",
    _HOST: "a host name such as mail.example.org, or an address such as [192.0.2.1]",
    "days": "a list such as [mon, wed, fri]",
    "topics": "a list, each topic a line such as `- {name: Norway, match: Oslo OR Norw*}`",
    "sources": "a list, each source a line such as `- {outlet: NPR, feed: https://feeds.npr.org/1014/rss.xml}`",
    "recipients": "a list of addresses, or the name of a CSV file",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "greater_than_equal": "{ge:g} or more",
    "less_than_equal": "{le:g} or less",
    "literal_error": "{expected}",
    "string_type": "a text; a number goes between quotation marks",
    "string_too_short": "a text that is not empty",
    "dict_type": "keys and values such as {{name: value}}",
    "too_short": "at least one",
}


_OWN_FIELDS = {  # of a request, and the key of `writer` that sets it; those without one are no operator's business
    "max_tokens": "reply_tokens",
    "max_completion_tokens": "reply_tokens",
    **dict.fromkeys(("model", "temperature", "seed", "reasoning_effort")),
    **dict.fromkeys(("messages", "response_format", "stream", "n"), ""),
}


# --- kinds of values ---------------------------------------------------------------------------------


def _duration(value: object) -> object:
    if isinstance(value, timedelta):
        return value
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        raise ValueError("expected a length of time such as 45s, 30m, 6h or 2d")
    seconds = float(found[1]) * _SECONDS[found[2]]
    if not 0 < seconds <= _YEAR:
        raise ValueError("expected a length of time above nothing and up to a year, such as 45s or 2d")
    return timedelta(seconds=seconds)


def _rate(value: object) -> object:
    """Messages a second."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*/\s*(s|m|h|d)", value.strip()) if isinstance(value, str) else None
    if not found or not float(found[1]):
        raise ValueError("expected messages in a time, such as 14/s, 600/m or 5000/h")
    return float(found[1]) / _SECONDS[found[2]]


def _time_of_day(value: object) -> object:
    if isinstance(value, time):
        return value
    if isinstance(value, str) and (found := re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value.strip())):
        return time(int(found[1]), int(found[2]))
    raise ValueError("expected a time of day from 00:00 to 23:59, such as 07:30")


def _zone(value: object) -> object:
    if isinstance(value, ZoneInfo):
        return value
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z]\w*(?:[/+-]\w+)*", value):
        with suppress(ZoneInfoNotFoundError, OSError):  # a folder of the list, such as America
            return ZoneInfo(value)
    known = available_timezones()
    raise ValueError(f"expected a time zone of the IANA list such as Europe/London{did_you_mean(str(value), known)}")


def _with_ascii_domain(value: str) -> str:
    """The mailbox with its domain in the xn-- form that the DNS knows (RFC 5891)."""
    from email.utils import parseaddr

    domain = parseaddr(value)[1].rpartition("@")[2]
    if domain.isascii():
        return value
    import idna

    try:
        return value.replace(domain, idna.encode(domain, uts46=True).decode("ascii"))
    except idna.IDNAError as error:
        raise ValueError(f"expected a domain that can be registered: {error}") from None


def check_mailbox(value: str) -> str:
    """An address as `Name <user@host>` or `user@host` for mail that we send; the domain comes back in ASCII."""
    if _PLAIN_MAILBOX.fullmatch(value):  # nearly all are, and need no parser
        return value
    from email.utils import parseaddr

    if not parseaddr(value)[1].rpartition("@")[0].isascii():
        raise ValueError("expected an address that is plain ASCII before the @")
    return check_reader(value)


def check_reader(value: str) -> str:
    """The same for an address that we write to, which may be outside ASCII before the @.

    A server that offers SMTPUTF8 takes it (RFC 6531).
    """
    if _PLAIN_MAILBOX.fullmatch(value):
        return value
    from email.headerregistry import Address
    from email.utils import parseaddr

    value = _with_ascii_domain(value)
    address = parseaddr(value)[1]
    try:
        parsed = Address(addr_spec=re.sub(r"[^\x00-\x7f]", "x", address))
    except Exception:  # the header parser raises IndexError, ValueError and errors of its own on odd input
        parsed = Address()
    if not parsed.username or not ("." in parsed.domain.strip(".") or parsed.domain == "localhost"):
        raise ValueError("expected an email address such as name@example.org")
    if not value.isprintable():
        raise ValueError("expected an address on one line")
    return value


def _query(value: object) -> object:
    return value if isinstance(value, Query) else parse_query(str(value))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean X?`, X the nearest of the known names; empty where none is near."""
    import difflib

    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""


def slug_of(name: str) -> str:
    """A newsletter's name as names of folders and slots have it; empty where no letter a to z, or digit, is in it."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name.casefold())).strip("-")


def scheme_of(address: str) -> str:
    """The scheme of an address in lower case; `file` for a plain file name."""
    found = re.match(r"([a-z][a-z0-9+.-]+):", address, re.I)  # a single letter is a drive of Windows
    return found[1].lower() if found else "file"


def file_name(address: str) -> str:
    """The file that a name or a `file:` address means (RFC 8089)."""
    if not re.match("file:", address, re.I):
        return address
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    return url2pathname(urlsplit(address).path)


def _text_schema(**about: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **about})


Duration = Annotated[timedelta, BeforeValidator(_duration), _text_schema(examples=["30m", "6h", "2d"])]
TimeOfDay = Annotated[time, BeforeValidator(_time_of_day), _text_schema(examples=["07:30"])]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone), _text_schema(examples=["Europe/London"])]
Mailbox = Annotated[str, AfterValidator(check_mailbox)]
TopicQuery = Annotated[Query, BeforeValidator(_query), _text_schema(examples=['"White House" OR Trump'])]
Text = Annotated[str, Field(min_length=1)]
Colour = Annotated[str, Field(pattern=_COLOUR, examples=["#990f3d"])]
Rate = Annotated[float, BeforeValidator(_rate), _text_schema(examples=["14/s", "600/m"])]
Recipients = Annotated[
    Annotated[tuple[Annotated[str, AfterValidator(check_reader)], ...], Tag("list")] | Annotated[Text, Tag("file")],
    Discriminator(lambda value: "file" if isinstance(value, str) else "list"),
]


# --- the shape of the file -----------------------------------------------------------------------------


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, str_strip_whitespace=True, defer_build=True
    )


class Newsletter(_Part):
    """The recurring publication."""

    name: Text
    slug: str = Field("", pattern=_SLUG, description="Names folders and slots; made from the name if left out.")
    tagline: str = ""
    language: str = Field("en", pattern=_LANGUAGE, description="BCP 47, such as en or pt-BR.")
    timezone: Zone = ZoneInfo("UTC")
    sign_off: str = Field("", description="A last line above the footer, such as the editor's name.")

    @field_validator("slug", mode="after")
    @classmethod
    def _slug(cls, value: str, info: ValidationInfo) -> str:
        return value or slug_of(str(info.data.get("name", ""))) or "newsletter"

    model_config = ConfigDict(validate_default=True)


class Schedule(_Part):
    """When an issue is due, on the newsletter's clock."""

    days: tuple[Day, ...] = Field(DAYS, min_length=1)
    time: TimeOfDay = time(7, 0)
    catch_up: Duration = Field(timedelta(hours=6), description="How late a missed issue may still go out.")


class Topic(_Part):
    """What the newsletter is about: one printed section. `match` or `about` say what belongs to it, or both."""

    name: Text
    match: TopicQuery | None = Field(None, description="A query: what it finds belongs to the topic.")
    about: Text | None = Field(
        None, description="One line that describes the topic; articles with its vocabulary belong to it."
    )

    @model_validator(mode="after")
    def _described(self) -> Topic:
        if self.match is None and self.about is None:
            raise ValueError("expected `match:` (a query) or `about:` (a one-line description)")
        return self


class Source(_Part):
    """One feed that an audience follows."""

    outlet: Text
    feed: Text = Field(description="An http(s) address, or a file beside the config.")
    full_text: StrictBool = Field(False, description="Fetch the article page behind each item on topic.")
    weight: float = Field(1.0, ge=0, le=10)
    aggregator: StrictBool = Field(
        False, description="It carries other outlets' articles: each item's outlet is the one that it names."
    )

    @property
    def scheme(self) -> str:
        """What kind of source it is; `file` for a plain file name."""
        return scheme_of(self.feed)

    @property
    def is_file(self) -> bool:
        """Whether the feed is read from disk."""
        return self.scheme == "file"

    @field_validator("feed")
    @classmethod
    def _feed(cls, value: str) -> str:
        if scheme_of(value) != "file" and not re.match(r"[^:]+://[^/\s]+", value):
            raise ValueError("expected an address such as https://example.org/feed, or a file name")
        return value


class Weights(_Part):
    """How much each part of the ranking counts. Each part is 0 to 1 before it is weighed."""

    breadth: float = Field(3.0, ge=0, description="How many independent outlets report it.")
    source: float = Field(1.0, ge=0, description="The weights of the sources that report it.")
    freshness: float = Field(1.0, ge=0, description="How recent its latest report is.")
    fit: float = Field(2.0, ge=0, description="How much it is about its topic.")
    novelty: float = Field(1.5, ge=0, description="New, developing, or known to the readers of the last issue.")
    pin: float = Field(10.0, ge=0, description="The editor's pick: what `pin:` finds.")


class Shape(_Part):
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


class Limits(_Part):
    """Caps for one issue. None is no cap."""

    calls: int | None = Field(60, ge=0)
    tokens: int | None = Field(300_000, ge=0)
    cost: float | None = Field(None, ge=0, description="In the currency of `prices`.")


class DailyLimits(Limits):
    """Caps for one UTC day: all issues, previews and proofs that share the store count, at the prices they had."""

    calls: int | None = Field(None, ge=0)
    tokens: int | None = Field(None, ge=0)


class RunLimits(_Part):
    """How much one run may take."""

    run: Duration = Field(
        timedelta(minutes=15), description="Fetching feeds, and then articles, may take a third of this each."
    )
    articles: int | None = Field(None, ge=0, description="Pages fetched for an issue; default: three times its places.")
    robots: StrictBool = Field(
        True, description="Leave alone the pages that robots.txt, `noai` or a TDM reservation keep from programs."
    )


class Prices(_Part):
    """What a million tokens cost, in any one currency."""

    prompt: float = Field(0.0, ge=0)
    reply: float = Field(0.0, ge=0)
    currency: str = "USD"


class Theme(_Part):
    """Paper and ink. The other colours, and those of the night, are mixed from these."""

    paper: Colour = "#fff3e8"
    ink: Colour = "#26231f"
    accent: Colour = Field("#990f3d", description="Labels, and the rule beside a pull quote.")
    link: Colour = "#0b5563"
    masthead: Colour | None = Field(
        None, description="Ground behind the name, by day and by night. Default: the paper."
    )
    logo: str | None = Field(
        None,
        pattern=_SECURE,
        description="The name as a picture on your server, shown 264 px wide. Give `masthead` too: it stands on that.",
    )


class Embeddings(_Part):
    """Compares articles with the `about:` of topics by meaning, each text once; not counted in `limits`."""

    model: Text = Field(description="Name of the embeddings model.")
    base_url: str | None = Field(None, pattern=_WEB, description="Default: the writer's.")
    api_key_env: str | None = Field(None, description="As for the writer. Default: the writer's.")


class Lengths(_Part):
    """How many words the text of a story may have, so far as the reports carry so many."""

    lead: int = Field(600, ge=40, le=1200)
    second: int = Field(240, ge=40, le=1200)
    short: int = Field(90, ge=20, le=1200)


class Checker(_Part):
    """The model that gives the second opinion, counted in `limits` at the writer's prices."""

    model: Text = Field(description="Name of the model.")
    base_url: str | None = Field(None, pattern=_WEB, description="Default: the writer's.")
    api_key_env: str | None = Field(None, description="As for the writer. Default: the writer's.")


class Writer(_Part):
    """Who writes the stories: a language model, or nobody: one report of each is excerpted."""

    model: str = Field("", description="Name of the model; empty: stories are excerpted from one report each.")
    base_url: str = Field("https://api.openai.com/v1", pattern=_WEB)
    api_key_env: str = Field("OPENAI_API_KEY", description="Environment variable that holds the key; empty: no key.")
    style: str = Field("", description="A sentence or two for the model about voice and readers.")
    when_model_fails: Literal["excerpt", "stop"] = "excerpt"
    timeout: Duration = timedelta(seconds=60)
    deadline: Duration = Field(
        timedelta(minutes=15),
        description="What the model has not written by then is told without it; the lead is first.",
    )
    parallel: int = Field(4, ge=1, le=32)
    headers: dict[str, str] = Field({}, description="Sent with every request, such as those a gateway asks for.")
    query: dict[str, str] = Field({}, description='Added to every address, such as {api-version: "2024-10-21"}.')
    proxy: str | None = Field(None, pattern=_PROXY, description="Default: as HTTPS_PROXY in the environment.")
    temperature: float | None = Field(None, ge=0, le=2, description="Left out of the request if not given.")
    seed: int | None = Field(None, description="Left out of the request if not given.")
    reasoning_effort: str | None = Field(None, description="Such as low or none. Left out of the request if not given.")
    extra_body: dict[str, Any] = Field({}, description="Any other field of a request, such as {top_k: 20}.")
    token_parameter: Literal["max_completion_tokens", "max_tokens"] = "max_completion_tokens"  # noqa: S105
    reply_tokens: int = Field(3000, ge=200, description="Cap on one reply, a reasoning model's own thinking included.")
    recorded: str = Field("", description="A folder beside the config with recorded replies; no server is asked then.")
    lengths: Lengths = Field(default_factory=Lengths)
    opening: StrictBool = Field(
        True, description="One more call for subject, preheader, greeting, teasers and the order of the stories."
    )
    second_opinion: StrictBool = Field(
        True, description="A model reads every story once more beside its passages; without that none is printed."
    )
    checker: Checker | None = Field(None, description="Another model for the second opinion. Default: the writer's.")
    limits: Limits = Field(default_factory=Limits)
    daily_limits: DailyLimits = Field(default_factory=DailyLimits)
    prices: Prices = Field(default_factory=Prices)
    embeddings: Embeddings | None = Field(None, description="Left out: topics are matched by words alone.")

    @property
    def as_checker(self) -> Writer:
        """The settings of the model that gives the second opinion."""
        if self.checker is None:
            return self
        own = self.checker.model_dump(exclude_none=True)
        if self.checker.base_url not in (None, self.base_url):  # another server wants none of these
            own |= {"headers": {}, "query": {}, "extra_body": {}, "reasoning_effort": None}
        return self.model_copy(update=own)

    @field_validator("extra_body")
    @classmethod
    def _not_ours(cls, value: dict[str, Any]) -> dict[str, Any]:
        taken = [(name, name if key is None else key) for name, key in _OWN_FIELDS.items() if name in value]
        if taken:
            told = [f"{name} (`writer.{key}` sets it)" if key else f"{name} (not to be changed)" for name, key in taken]
            raise ValueError(f"expected only fields that no key of `writer` sets, not {', '.join(told)}")
        return value


class Unsubscribe(_Part):
    """How a reader leaves. A mail address works everywhere; a web address makes it one click (RFC 8058)."""

    mailto: Mailbox | None = None
    url: str | None = Field(None, pattern=_SECURE, description="`{token}` stands for the reader's token.")
    secret_env: Text = Field("DIGEST_SECRET", description="Environment variable with the key that signs tokens.")


class Folder(_Part):
    """A folder for another system to fetch the messages from."""

    path: Text = Field("outbox", description="Beside the config; a Maildir, made if it is not there.")


class Smtp(_Part):
    """The mail server."""

    host: Text = "localhost"
    port: int = Field(587, ge=1, le=65535)
    tls: Literal["starttls", "tls", "none"] = "starttls"
    username_env: str = ""
    password_env: str = ""
    token_command: str = Field(
        "", description="Prints a token to log in with (XOAUTH2) in place of a password; run at every login."
    )
    ca_file: str = Field("", description="Certificates to trust beside the system's, a PEM file beside the config.")
    ehlo: str = Field("", pattern=_HOST, description="How to introduce ourselves; default: this machine's full name.")
    timeout: Duration = timedelta(seconds=30)
    connections: int = Field(2, ge=1, le=50, description="At the same time; a server far away is worth more.")
    per_connection: int | None = Field(None, ge=1, description="Messages, after which a new connection is opened.")
    rate: Rate | None = Field(None, description="At most so many messages: 14/s, 600/m, 5000/h. Default: found out.")


class Delivery(_Part):
    """From whom, to whom, through which server."""

    sender: Mailbox = Field(alias="from")
    reply_to: Mailbox | None = None
    envelope_sender: Mailbox | None = Field(None, description="Where bounces go; default: the address in `from`.")
    postal_address: Text
    unsubscribe: Unsubscribe = Field(default_factory=Unsubscribe)
    via: Text = Field("smtp", description="smtp, or folder: one .eml a reader, for another system to fetch.")
    smtp: Smtp = Field(default_factory=Smtp)
    folder: Folder = Field(default_factory=Folder)
    readers: Literal["recipients", "store"] = Field(
        "recipients", description="recipients: those of the next key; store: the list that `digest readers` keeps."
    )
    recipients: Recipients = Field(
        (), description="Addresses, or the name of a CSV file with a column `address` and perhaps `name`."
    )


class Archive(_Part):
    """The website of issues that `digest archive` writes."""

    url: str = Field("", pattern=_SITE, description="Where it stands on the web; empty: nowhere.")

    def issue_url(self, date: str) -> str:
        """The page of the issue of a local day such as `2025-02-27`; empty where there is no website."""
        return f"{self.url.rstrip('/')}/{date}.html" if self.url else ""


class Alerts(_Part):
    """When the operator hears of a broken feed: one line in the log, and a mail if there is an address."""

    after: int = Field(3, ge=1, description="Errors in a row.")
    to: Mailbox | None = None


class Keep(_Part):
    """How long things stay in the store. Of a feed that two audiences follow the shorter time counts."""

    items: Annotated[Duration, Field(le=KEPT)] = Field(KEPT, description="Since a feed last carried one; for replays.")
    texts: Duration = Field(TEXTS, description="Of items that no issue used; then only title and link are left.")
    memory: Duration = Field(MEMORY, description="What an issue told is no news for so long.")


class Audience(_Part):
    """Who gets one newsletter, and its settings: one config file."""

    newsletter: Newsletter
    schedule: Schedule = Field(default_factory=Schedule)
    topics: tuple[Topic, ...] = Field(min_length=1)
    exclude: TopicQuery | None = Field(None, description="What this finds belongs to no topic.")
    pin: TopicQuery | None = Field(None, description="The editor's pick: stories that this finds come first.")
    mute: TopicQuery | None = Field(None, description="What this finds is left out for now.")
    sources: tuple[Source, ...] = Field(min_length=1)
    issue: Shape = Field(default_factory=Shape)
    writer: Writer = Field(default_factory=Writer)
    limits: RunLimits = Field(default_factory=RunLimits)
    template: str = Field("briefing", description="A preset, or your own in `templates/` beside the config.")
    theme: Theme = Field(default_factory=Theme)
    archive: Archive = Field(default_factory=Archive)
    delivery: Delivery
    alerts: Alerts = Field(default_factory=Alerts)
    keep: Keep = Field(default_factory=Keep)
    store: str = Field("digest.sqlite", description="The database, a file beside the config.")
    _path: Path = PrivateAttr(Path())

    def model_post_init(self, context: Any, /) -> None:
        """Note the file, which the loader gives as the context."""
        self._path = context or Path()

    @property
    def most_articles(self) -> int:
        """How many pages may be fetched for an issue."""
        places = self.issue.stories + self.issue.headlines
        return 3 * places if self.limits.articles is None else self.limits.articles

    @property
    def path(self) -> Path:
        """The file it was read from."""
        return self._path

    @property
    def folder(self) -> Path:
        """Relative names in the config count from here."""
        return self._path.parent

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables that a run needs, by the keys of the config that name them."""
        writer, smtp, way = self.writer, self.delivery.smtp, self.delivery.unsubscribe
        named: dict[str, str] = {}
        if self.delivery.via == "smtp":
            named |= {"delivery.smtp.username_env": smtp.username_env, "delivery.smtp.password_env": smtp.password_env}
        if writer.model:
            named["writer.api_key_env"] = writer.api_key_env
        if writer.model and writer.checker:
            named["writer.checker.api_key_env"] = writer.checker.api_key_env or ""
        if writer.embeddings:
            named["writer.embeddings.api_key_env"] = writer.embeddings.api_key_env or ""
        if way.url and "{token}" in way.url:
            named["delivery.unsubscribe.secret_env"] = way.secret_env
        return {key: variable for key, variable in named.items() if variable}

    def where(self, key: str) -> str:
        """`file:line:column: key`, for a mistake that shows only in use; a key left out stands with its part."""
        path = tuple(int(step) if step.isdigit() else step for step in key.split("."))
        return f"{read_document(self.path).where(path)}: {key}"


# --- reading it ----------------------------------------------------------------------------------------


def load_audience(path: Path) -> Audience:
    """Read one config file. Raises `ConfigError` with a line for every error in it, in the file's order."""
    document = read_document(path)
    if not isinstance(document.value, dict):
        raise ConfigError(f"{path}:1:1: expected keys such as `newsletter:`, found {_kind(document.value)}")
    faults = list(_repeated(document))
    try:
        audience = Audience.model_validate(document.value, context=path)
        faults += _unpriced(audience.writer)
    except ValidationError as error:
        # An all-wrong list is also reported as too short: that says nothing new.
        problems = (problem for problem in error.errors() if problem["type"] != "too_short" or not problem["input"])
        faults += ((_key_path(problem), _explained(problem)) for problem in problems)
    if faults:
        places = sorted((document.place(at), ".".join(map(str, at)), fault) for at, fault in faults)
        raise ConfigError("\n".join(f"{path}:{line}:{column}: {key}: {fault}" for (line, column), key, fault in places))
    return audience


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a config file."""
    schema = Audience.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "digest audience"}


def _key_path(problem: Any) -> KeyPath:
    """The keys that lead to a problem, without the names pydantic gives to branches."""
    return tuple(part for part in problem["loc"] if part not in ("list", "file"))


def _repeated(document: Document) -> Iterator[tuple[KeyPath, str]]:
    """A topic or a feed that is there a second time. Pydantic would look for these only where all else is well."""
    for part, key in (("topics", "name"), ("sources", "feed")):
        entries, seen = document.value.get(part), dict[str, KeyPath]()
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            value = entry.get(key) if isinstance(entry, dict) else None
            at = (part, number, key)
            if isinstance(value, str) and (first := seen.setdefault(value.strip(), at)) != at:
                yield (
                    at,
                    f"expected each once, found {value!r}, which stands in line {document.place(first)[0]} already",
                )


def _unpriced(writer: Writer) -> Iterator[tuple[KeyPath, str]]:
    """A cap on money where nothing has a price, which would never be reached."""
    for name, limits in (("limits", writer.limits), ("daily_limits", writer.daily_limits)):
        if limits.cost is not None and not (writer.prices.prompt or writer.prices.reply):
            yield (
                ("writer", name, "cost"),
                "expected `writer.prices` above 0 beside it: without them nothing costs and nothing is capped",
            )


def _explained(problem: Any) -> str:
    path, kind, found = _key_path(problem), problem["type"], _kind(problem["input"])
    if kind == "extra_forbidden":
        known = _keys_at(path[:-1])
        near = did_you_mean(str(path[-1]), known)
        return "unknown key" + (near or "; known here: " + ", ".join(sorted(known)))
    if kind == "missing":
        return "this key is required"
    if kind == "value_error":
        return f"{problem['ctx']['error']}, found {found}"
    if kind == "model_type":
        return f"expected keys such as `{next(iter(_keys_at(path)))}:`, found {found}"
    about = problem.get("ctx", {})
    expected = _EXPECTED.get(about.get("pattern") or (str(path[-1]) if kind == "tuple_type" else kind))
    return f"{f'expected {expected.format(**about)}' if expected else problem['msg']}, found {found}"


def _keys_at(path: KeyPath) -> list[str]:
    """The keys that the part of the config at this path takes."""
    part: type[BaseModel] = Audience
    for step in path:
        if isinstance(step, str):
            annotation = next(f.annotation for name, f in part.model_fields.items() if (f.alias or name) == step)
            part = next(kind for kind in (annotation, *get_args(annotation)) if hasattr(kind, "model_fields"))
    return [field.alias or name for name, field in part.model_fields.items()]


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict | list):
        return f"a {'mapping' if isinstance(value, dict) else 'list'}"
    return f"{value!r}"[:80]
