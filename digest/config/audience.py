"""The shape of a config file: one frozen, typed `Audience`. Nothing here touches the network or the clock."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, PrivateAttr, StrictBool

from digest.config.delivery import Delivery
from digest.config.issue import Shape, Theme
from digest.config.keys import Keys
from digest.config.newsletter import Newsletter, Schedule, Source, Topic
from digest.config.outline import FAILURES, STORE, Calendar, Outline, store_at
from digest.config.returns import Returns
from digest.config.values import SITE, WEB, Duration, Mailbox, Text, TopicQuery
from digest.config.writer import Writer
from digest.spans import KEPT, MEMORY, TEXTS
from digest.yaml12 import read_document


class RunLimits(Keys):
    """How much one run may take."""

    run: Duration = Field(
        timedelta(minutes=15), description="Fetching feeds, and then articles, may take a third of this each."
    )
    articles: int | None = Field(None, ge=0, description="Pages fetched for an issue; default: three times its places.")
    robots: StrictBool = Field(
        True, description="Leave alone the pages that robots.txt, `noai` or a TDM reservation keep from programs."
    )


class Archive(Keys):
    """The website of issues that `digest archive` writes."""

    url: str = Field("", pattern=SITE, description="Where it stands on the web; empty: nowhere.")

    def issue_url(self, date: str) -> str:
        """The page of the issue of a local day such as `2025-02-27`; empty where there is no website."""
        return f"{self.url.rstrip('/')}/{date}.html" if self.url else ""


class Alerts(Keys):
    """When the operator hears of a broken feed: one line in the log, and a mail if there is an address."""

    after: int = Field(FAILURES, ge=1, description="Errors in a row.")
    to: Mailbox | None = Field(None, description="The operator's address; left out: the log only.")
    ping_url: str | None = Field(
        None, pattern=WEB, description="Asked for when a slot ended as it should: the address of a dead man's switch."
    )


class Keep(Keys):
    """How long things stay in the store. Of a feed that two audiences follow the shorter time counts."""

    items: Annotated[Duration, Field(le=KEPT)] = Field(KEPT, description="Since a feed last carried one; for replays.")
    texts: Duration = Field(TEXTS, description="Of items that no issue used; then only title and link are left.")
    memory: Duration = Field(MEMORY, description="What an issue told is no news for so long.")


class Audience(Keys):
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
        STORE,
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
        return store_at(self.folder, self.store)

    @property
    def calendar(self) -> Calendar:
        """When its issues are due."""
        newsletter, schedule = self.newsletter, self.schedule
        return Calendar(newsletter.slug, newsletter.timezone, schedule.time, schedule.days, schedule.catch_up)

    @property
    def outline(self) -> Outline:
        """What is to be known of it while nothing is due."""
        feeds = tuple(source.feed for source in self.sources)
        return Outline(self.calendar, self.store_at, feeds, self.alerts.after)

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables that a run needs, by the keys of the config that name them."""
        writer, delivery = self.writer, self.delivery
        ways = {delivery.via} | ({"smtp"} if delivery.whole and self.alerts.to else set())
        parts = {f"delivery.{way}": getattr(delivery, way, None) for way in sorted(ways)}
        parts["writer"] = writer if writer.model else None
        parts["writer.checker"] = writer.checker if writer.model else None
        parts["writer.embeddings"] = writer.embeddings
        parts |= {f"sources.{number}": source for number, source in enumerate(self.sources)}
        if "{token}" in delivery.leaving_url or delivery.page or self.returns:
            parts["delivery.unsubscribe"] = delivery.unsubscribe
        parts["returns.imap"] = self.returns.imap if self.returns else None
        named: dict[str, str] = {}
        for place, part in parts.items():
            named |= part.variables_at(place) if isinstance(part, Keys) else {}
        return named

    def where(self, key: str) -> str:
        """`file:line:column: key`, for a mistake that shows only in use; a key left out stands with its part."""
        path = tuple(int(step) if step.isdigit() else step for step in key.split("."))
        return f"{read_document(self.path).where(path)}: {key}"
