"""What the publication is called, when it is due, what it is about, and the feeds that it is made from."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from pydantic import ConfigDict, Field, PrivateAttr, StrictBool, ValidationInfo, field_validator, model_validator

from digest.addresses import split_login
from digest.config.keys import Keys
from digest.config.outline import CATCH_UP, DUE, ZONE, slug
from digest.config.values import LANGUAGE, SLUG, Duration, Text, TimeOfDay, TopicQuery, Variable, Zone
from digest.config.written import DAYS, Day, scheme_of


class Newsletter(Keys):
    """The recurring publication."""

    name: Text = Field(description="Printed at the top, and in the subject of a quiet day.")
    slug: str = Field("", pattern=SLUG, description="Names folders and slots; made from the name if left out.")
    tagline: str = Field("", description="A line under the name.")
    language: str = Field(
        "en",
        pattern=LANGUAGE,
        description="BCP 47, such as en, en-GB or pt-BR; en alone has American dates.",
    )
    timezone: Zone = Field(ZONE, description="The clock that `schedule` counts on, by its name in the IANA list.")
    sign_off: str = Field("", description="A last line above the footer, such as the editor's name.")

    @field_validator("slug", mode="after")
    @classmethod
    def _slug(cls, value: str, info: ValidationInfo) -> str:
        return slug(str(info.data.get("name", "")), value)

    model_config = ConfigDict(validate_default=True)


class Schedule(Keys):
    """When an issue is due, on the newsletter's clock."""

    days: tuple[Day, ...] = Field(DAYS, min_length=1, description="Days on which an issue is due.")
    time: TimeOfDay = Field(
        DUE, description='The time of day at which it is due; `"17:30"` is read alike by all YAML readers.'
    )
    catch_up: Duration = Field(CATCH_UP, description="How late a missed issue may still go out.")


class Topic(Keys):
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


class Source(Keys):
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
