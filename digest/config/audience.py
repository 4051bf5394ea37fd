"""The shape of a config file: one frozen, typed `Audience`. Nothing here touches the network or the clock."""

from __future__ import annotations

import re
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    StrictBool,
    ValidationInfo,
    field_validator,
    model_validator,
)

from digest.addresses import split_login
from digest.config.values import (
    DAYS,
    HOST,
    LANGUAGE,
    PROXY,
    SECURE,
    SECURE_SITE,
    SELECTOR,
    SITE,
    SLUG,
    WEB,
    Colour,
    Day,
    Duration,
    Mailbox,
    Rate,
    Recipients,
    Text,
    TimeOfDay,
    TopicQuery,
    Variable,
    Zone,
    scheme_of,
    slug_of,
)
from digest.spans import KEPT, MEMORY, TEXTS
from digest.yaml12 import read_document

_OWN_FIELDS = {  # of a request, and the key of `writer` that sets it; those without one are no operator's business
    "max_tokens": "reply_tokens",
    "max_completion_tokens": "reply_tokens",
    **dict.fromkeys(("model", "temperature", "seed", "reasoning_effort")),
    **dict.fromkeys(("messages", "response_format", "stream", "n"), ""),
}
_SERVERS = ("postgresql://", "postgres://")  # how the address of a store on a server begins
_WEBHOOK_SECRETS = ("url_env", "authorization_env", "secret_env")


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, str_strip_whitespace=True, defer_build=True
    )


class Newsletter(_Part):
    """The recurring publication."""

    name: Text = Field(description="Printed at the top, and in the subject of a quiet day.")
    slug: str = Field("", pattern=SLUG, description="Names folders and slots; made from the name if left out.")
    tagline: str = Field("", description="A line under the name.")
    language: str = Field("en", pattern=LANGUAGE, description="BCP 47, such as en or pt-BR.")
    timezone: Zone = Field(
        ZoneInfo("UTC"), description="The clock that `schedule` counts on, by its name in the IANA list."
    )
    sign_off: str = Field("", description="A last line above the footer, such as the editor's name.")

    @field_validator("slug", mode="after")
    @classmethod
    def _slug(cls, value: str, info: ValidationInfo) -> str:
        return value or slug_of(str(info.data.get("name", ""))) or "newsletter"

    model_config = ConfigDict(validate_default=True)


class Schedule(_Part):
    """When an issue is due, on the newsletter's clock."""

    days: tuple[Day, ...] = Field(DAYS, min_length=1, description="Days on which an issue is due.")
    time: TimeOfDay = Field(
        time(7, 0), description='The time of day at which it is due; `"17:30"` is read alike by all YAML readers.'
    )
    catch_up: Duration = Field(timedelta(hours=6), description="How late a missed issue may still go out.")


class Topic(_Part):
    """What the newsletter is about: one printed section. `match` or `about` say what belongs to it, or both."""

    name: Text = Field(description="Printed above its section.")
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

    outlet: Text = Field(description="The organisation that published, as readers know it.")
    feed: Text = Field(description="An http(s) address, or a file beside the config.")
    full_text: StrictBool = Field(False, description="Fetch the article page behind each item on topic.")
    weight: float = Field(1.0, ge=0, le=10, description="How much the outlet counts in the ranking; 1 is usual.")
    aggregator: StrictBool = Field(
        False, description="It carries other outlets' articles: each item's outlet is the one that it names."
    )
    headers: dict[str, str] = Field({}, description="Sent to the feed's server, for the feed and its items' pages.")
    cookies: dict[str, str] = Field({}, description="The same, as a browser would keep them.")
    user_env: Variable = Field("", description="Environment variable that holds the user name for the feed's server.")
    password_env: Variable = Field("", description="Environment variable that holds the password.")
    _login: tuple[str, str] = PrivateAttr(("", ""))

    @model_validator(mode="wrap")
    @classmethod
    def _without_login(cls, value: Any, build: Any) -> Source:
        """Keep a name and a password apart from the address, which is printed, stored and handed on."""
        login = ("", "")
        if isinstance(value, dict) and isinstance(value.get("feed"), str):
            address, login = split_login(value["feed"])
            value = {**value, "feed": address}
        source: Source = build(value)
        if any(login):
            source._login = login
        return source

    @property
    def login(self) -> tuple[str, str]:
        """The name and password that stand in the address, each empty where it has none."""
        return self._login

    @property
    def address(self) -> str:
        """The address with name and password, for the operator's own config and nowhere else."""
        named = ":".join(quote(part, safe="") for part in self._login if part)
        return self.feed.replace("://", f"://{named}@", 1) if named else self.feed

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

    calls: int | None = Field(60, ge=0, description="Calls for an issue.")
    tokens: int | None = Field(300_000, ge=0, description="Tokens for an issue, of prompts and replies.")
    cost: float | None = Field(None, ge=0, description="In the currency of `prices`.")


class DailyLimits(Limits):
    """Caps for one UTC day: all issues, previews and proofs that share the store count, at the prices they had."""

    calls: int | None = Field(None, ge=0, description="Calls a day.")
    tokens: int | None = Field(None, ge=0, description="Tokens a day, of prompts and replies.")


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

    prompt: float = Field(0.0, ge=0, description="Of a million tokens that are sent.")
    reply: float = Field(0.0, ge=0, description="Of a million tokens that come back.")
    currency: str = Field("USD", description="Printed beside sums, no more.")


class Theme(_Part):
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


class Embeddings(_Part):
    """Compares articles with the `about:` of topics by meaning, each text once; not counted in `limits`."""

    model: Text = Field(description="Name of the embeddings model.")
    base_url: str | None = Field(None, pattern=WEB, description="Default: the writer's.")
    api_key_env: Variable | None = Field(None, description="As for the writer. Default: the writer's.")


class Lengths(_Part):
    """How many words the text of a story may have, so far as the reports carry so many."""

    lead: int = Field(600, ge=40, le=1200, description="Sentences of the lead.")
    second: int = Field(240, ge=40, le=1200, description="Sentences of the second story.")
    short: int = Field(90, ge=20, le=1200, description="Sentences of the others.")


class Checker(_Part):
    """The model that gives the second opinion, counted in `limits` at the writer's prices."""

    model: Text = Field(description="Name of the model.")
    base_url: str | None = Field(None, pattern=WEB, description="Default: the writer's.")
    api_key_env: Variable | None = Field(None, description="As for the writer. Default: the writer's.")


class Writer(_Part):
    """Who writes the stories: a language model, or nobody: one report of each is excerpted."""

    model: str = Field("", description="Name of the model; empty: stories are excerpted from one report each.")
    base_url: str = Field("https://api.openai.com/v1", pattern=WEB, description="The server, with the path of its API.")
    api_key_env: Variable = Field(
        "OPENAI_API_KEY", description="Environment variable that holds the key; empty: no key."
    )
    style: str = Field("", description="A sentence or two for the model about voice and readers.")
    when_model_fails: Literal["excerpt", "stop"] = Field(
        "excerpt", description="excerpt: told from one report; stop: no issue."
    )
    timeout: Duration = Field(timedelta(seconds=60), description="How long one reply may take.")
    deadline: Duration = Field(
        timedelta(minutes=15),
        description="What the model has not written by then is told without it; the lead is first.",
    )
    parallel: int = Field(4, ge=1, le=32, description="Requests at once.")
    headers: dict[str, str] = Field({}, description="Sent with every request, such as those a gateway asks for.")
    query: dict[str, str] = Field({}, description='Added to every address, such as {api-version: "2024-10-21"}.')
    proxy: str | None = Field(None, pattern=PROXY, description="Default: as HTTPS_PROXY in the environment.")
    temperature: float | None = Field(None, ge=0, le=2, description="Left out of the request if not given.")
    seed: int | None = Field(None, description="Left out of the request if not given.")
    reasoning_effort: str | None = Field(None, description="Such as low or none. Left out of the request if not given.")
    extra_body: dict[str, Any] = Field({}, description="Any other field of a request, such as {top_k: 20}.")
    token_parameter: Literal["max_completion_tokens", "max_tokens"] = Field(
        "max_completion_tokens", description="What the server calls the cap on a reply."
    )
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

    mailto: Mailbox | None = Field(None, description="A mail to this address asks to leave.")
    url: str | None = Field(
        None, pattern=SECURE, description="`{token}` stands for the reader's token; default: among the reader pages."
    )
    secret_env: Variable = Field("DIGEST_SECRET", description="Environment variable with the key that signs tokens.")


class Pages(_Part):
    """The pages where readers sign up, confirm and leave: `digest readers serve`, behind your web server."""

    url: str | None = Field(
        None, pattern=SECURE_SITE, description="Where they stand on the web; the form at this, `/` and the slug."
    )
    confirm_within: Duration = Field(
        timedelta(days=3), description="How long the link is good that a new reader gets by mail."
    )


class Dkim(_Part):
    """Signs every mail for the domain in `from` (DKIM, RFC 6376), for those whose mail server does not."""

    selector: str = Field(pattern=SELECTOR, description="The DNS has the public key at SELECTOR._domainkey.DOMAIN.")
    key_file: Text = Field(description="The private key, a PEM file beside the config: `openssl genrsa 2048`.")


class Folder(_Part):
    """A folder for another system to fetch the messages from."""

    path: Text = Field("outbox", description="Beside the config; a Maildir, made if it is not there.")


class Webhook(_Part):
    """Another program, which gets each issue once, as JSON."""

    url: str | None = Field(None, pattern=WEB, description="Where the issue is posted.")
    url_env: Variable = Field(
        "", description="In place of `url`: environment variable with the address, where that is itself the secret."
    )
    body: Text = Field(
        "issue",
        description="What is posted: issue, listmonk, ghost, buttondown, chat, or your own `templates/webhooks/` file.",
    )
    extra: dict[str, Any] = Field({}, description="More fields of the body, such as {lists: [3]} for listmonk.")
    headers: dict[str, str] = Field({}, description="More header lines, such as {Accept-Version: v5.0}; no secrets.")
    authorization_env: Variable = Field(
        "", description="Environment variable with the whole Authorization header, such as `Token abc`."
    )
    authorization_command: str = Field("", description="Prints that header, in place of a variable; run at each post.")
    secret_env: Variable = Field(
        "", description="Environment variable with the key that signs posts (Standard Webhooks); empty: unsigned."
    )
    unsubscribe_url: str = Field(
        "", description="Printed where a reader's own link stands, such as {{ UnsubscribeURL }} of listmonk."
    )
    timeout: Duration = Field(timedelta(seconds=30), description="How long one answer may take.")


class Smtp(_Part):
    """The mail server."""

    host: Text = Field("localhost", description="Its name.")
    port: int = Field(587, ge=1, le=65535, description="587 for starttls, 465 for tls.")
    tls: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="starttls: encrypted after a greeting; tls: from the start; none: on this machine only."
    )
    username_env: Variable = Field("", description="Environment variable that holds the user name; empty: no login.")
    password_env: Variable = Field("", description="Environment variable that holds the password.")
    token_command: str = Field(
        "", description="Prints a token to log in with (XOAUTH2) in place of a password; run at every login."
    )
    ca_file: str = Field("", description="Certificates to trust beside the system's, a PEM file beside the config.")
    ehlo: str = Field("", pattern=HOST, description="How to introduce ourselves; default: this machine's full name.")
    timeout: Duration = Field(timedelta(seconds=30), description="How long one answer may take.")
    connections: int = Field(4, ge=1, le=50, description="At the same time; a server far away is worth more.")
    per_connection: int | None = Field(None, ge=1, description="Messages, after which a new connection is opened.")
    rate: Rate | None = Field(None, description="At most so many messages: 14/s, 600/m, 5000/h. Default: found out.")


class Delivery(_Part):
    """From whom, to whom, through which server."""

    sender: Mailbox = Field(
        alias="from", description="Whom mails come from: an address, or a name and an address between < and >."
    )
    reply_to: Mailbox | None = Field(None, description="Where replies go; default: the address in `from`.")
    envelope_sender: Mailbox | None = Field(None, description="Where bounces go; default: the address in `from`.")
    postal_address: Text = Field(
        description="Printed at the end of every issue, as the law of most countries wants it."
    )
    unsubscribe: Unsubscribe = Field(default_factory=Unsubscribe)
    pages: Pages = Field(default_factory=Pages)
    dkim: Dkim | None = Field(None, description="Left out: mails are not signed here.")
    via: Text = Field(
        "smtp",
        description="smtp; folder: one .eml a reader, for another system to fetch; webhook: the issue to another "
        "program, once.",
    )
    smtp: Smtp = Field(default_factory=Smtp)
    folder: Folder = Field(default_factory=Folder)
    webhook: Webhook = Field(default_factory=Webhook)
    readers: Literal["recipients", "store"] = Field(
        "recipients", description="recipients: those of the next key; store: the list that `digest readers` keeps."
    )
    recipients: Recipients = Field(
        (), description="Addresses, or the name of a CSV file with a column `email` or `address`, and perhaps `name`."
    )

    @property
    def whole(self) -> bool:
        """Whether the issue goes to another program as a whole, and not to each reader."""
        return self.via == "webhook"

    @property
    def page(self) -> str:
        """Where the reader pages stand, without a slash at the end; empty where they stand nowhere."""
        return (self.pages.url or "").rstrip("/")

    @property
    def leaving_url(self) -> str:
        """The web address for leaving, with `{token}` in it; empty where there is none."""
        return self.unsubscribe.url or (f"{self.page}/{{token}}" if self.page else "")


class Imap(_Part):
    """A mailbox that can be read."""

    host: Text = Field(description="The server's name.")
    port: int = Field(993, ge=1, le=65535, description="993 for tls, 143 for starttls.")
    tls: Literal["tls", "starttls", "none"] = Field(
        "tls", description="tls: encrypted from the start; starttls: after a greeting; none: on this machine only."
    )
    username_env: Variable = Field(description="Environment variable that holds the user name.")
    password_env: Variable = Field("", description="Environment variable that holds the password.")
    token_command: str = Field("", description="As for `delivery.smtp`: prints a token in place of a password.")
    ca_file: str = Field("", description="Certificates to trust beside the system's, a PEM file beside the config.")
    timeout: Duration = Field(timedelta(seconds=30), description="How long one answer may take.")
    folder: Text = Field("INBOX", description="Where mail comes in.")
    handled: Text = Field("Handled", description="Folder that what is done is moved to; made if it is not there.")


class Returns(_Part):
    """Where bounces, complaints and mails that ask to leave come in; issues then go out from signed addresses."""

    imap: Imap = Field(description="The mailbox of `delivery.envelope_sender`, and of `unsubscribe.mailto`.")
    separator: Literal["+", "-", "=", "_"] = Field(
        "+", description="What your mail server takes for the end of a mailbox's name: desk+anything@example.org."
    )
    soft_bounces: int = Field(
        5, ge=1, description="So many issues in a row that did not arrive, and the reader gets no more."
    )


class Archive(_Part):
    """The website of issues that `digest archive` writes."""

    url: str = Field("", pattern=SITE, description="Where it stands on the web; empty: nowhere.")

    def issue_url(self, date: str) -> str:
        """The page of the issue of a local day such as `2025-02-27`; empty where there is no website."""
        return f"{self.url.rstrip('/')}/{date}.html" if self.url else ""


class Alerts(_Part):
    """When the operator hears of a broken feed: one line in the log, and a mail if there is an address."""

    after: int = Field(3, ge=1, description="Errors in a row.")
    to: Mailbox | None = Field(None, description="The operator's address; left out: the log only.")
    ping_url: str | None = Field(
        None, pattern=WEB, description="Asked for when a slot ended as it should: the address of a dead man's switch."
    )


class Keep(_Part):
    """How long things stay in the store. Of a feed that two audiences follow the shorter time counts."""

    items: Annotated[Duration, Field(le=KEPT)] = Field(KEPT, description="Since a feed last carried one; for replays.")
    texts: Duration = Field(TEXTS, description="Of items that no issue used; then only title and link are left.")
    memory: Duration = Field(MEMORY, description="What an issue told is no news for so long.")


class Audience(_Part):
    """Who gets one newsletter, and its settings: one config file."""

    newsletter: Newsletter
    schedule: Schedule = Field(default_factory=Schedule)
    topics: tuple[Topic, ...] = Field(min_length=1, description="What the newsletter is about: a printed section each.")
    exclude: TopicQuery | None = Field(None, description="What this finds belongs to no topic.")
    pin: TopicQuery | None = Field(None, description="The editor's pick: stories that this finds come first.")
    mute: TopicQuery | None = Field(None, description="What this finds is left out for now.")
    sources: tuple[Source, ...] = Field(min_length=1, description="The feeds that it is made from.")
    issue: Shape = Field(default_factory=Shape)
    writer: Writer = Field(default_factory=Writer)
    limits: RunLimits = Field(default_factory=RunLimits)
    proxy: str | None = Field(None, pattern=WEB, description="Feeds and pages are fetched through it. Default: none.")
    template: str = Field("briefing", description="A preset, or your own in `templates/` beside the config.")
    theme: Theme = Field(default_factory=Theme)
    archive: Archive = Field(default_factory=Archive)
    delivery: Delivery
    returns: Returns | None = Field(None, description="Left out: nobody reads what comes back.")
    alerts: Alerts = Field(default_factory=Alerts)
    keep: Keep = Field(default_factory=Keep)
    store: Text = Field(
        "digest.sqlite",
        max_length=200,
        description="The database: a file beside the config, or postgresql://USER@HOST/DATABASE for many workers.",
    )
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
    def store_at(self) -> Path | str:
        """The file of the store, or the address of its server."""
        return self.store if self.store.startswith(_SERVERS) else self.folder / self.store

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables that a run needs, by the keys of the config that name them."""
        writer, smtp, way = self.writer, self.delivery.smtp, self.delivery.unsubscribe
        named: dict[str, str] = {}
        hook = self.delivery.webhook
        if self.delivery.via == "smtp" or (self.delivery.whole and self.alerts.to):
            named |= {"delivery.smtp.username_env": smtp.username_env, "delivery.smtp.password_env": smtp.password_env}
        if self.delivery.whole:
            named |= {f"delivery.webhook.{key}": getattr(hook, key) for key in _WEBHOOK_SECRETS}
        if writer.model:
            named["writer.api_key_env"] = writer.api_key_env
        if writer.model and writer.checker:
            named["writer.checker.api_key_env"] = writer.checker.api_key_env or ""
        if writer.embeddings:
            named["writer.embeddings.api_key_env"] = writer.embeddings.api_key_env or ""
        for number, source in enumerate(self.sources):
            named |= {f"sources.{number}.{key}": getattr(source, key) for key in ("user_env", "password_env")}
        if "{token}" in self.delivery.leaving_url or self.delivery.page:
            named["delivery.unsubscribe.secret_env"] = way.secret_env
        if self.returns:
            imap = self.returns.imap
            named["delivery.unsubscribe.secret_env"] = way.secret_env
            named |= {"returns.imap.username_env": imap.username_env, "returns.imap.password_env": imap.password_env}
        return {key: variable for key, variable in named.items() if variable}

    def where(self, key: str) -> str:
        """`file:line:column: key`, for a mistake that shows only in use; a key left out stands with its part."""
        path = tuple(int(step) if step.isdigit() else step for step in key.split("."))
        return f"{read_document(self.path).where(path)}: {key}"
