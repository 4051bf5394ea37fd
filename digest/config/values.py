"""The kinds of values that a config has."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, PlainSerializer, Tag, WithJsonSchema

from digest.config.written import (
    DURATION,
    TIME,
    check_mailbox,
    check_reader,
    check_variable,
    duration,
    rate,
    time_of_day,
    written,
    zone,
)
from digest.query import Query, parse_query

SLUG = r"^[a-z0-9-]*$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
COLOUR = r"^#[0-9A-Fa-f]{6}$"
WEB = r"^https?://\S+$"
SECURE = r"^https://\S+$"
SECURE_SITE = r"^https://[^\s?#]+$"
SELECTOR = r"^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$"
PROXY = r"^(https?|socks5h?)://\S+$"
HOST = r"^(\[[0-9A-Fa-f:.IPv]+\]|[A-Za-z0-9.-]*)$"
SITE = r"^(https?://[^\s?#]+)?$"


def _query(value: object) -> object:
    return value if isinstance(value, Query) else parse_query(str(value))


def _text_schema(**about: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **about})


Duration = Annotated[
    timedelta,
    BeforeValidator(duration),
    PlainSerializer(written, str, when_used="json"),
    _text_schema(pattern=f"^{DURATION.pattern}$", examples=["30m", "6h", "2d"]),
]
TimeOfDay = Annotated[
    time,
    BeforeValidator(time_of_day),
    PlainSerializer("{:%H:%M}".format, str, when_used="json"),
    _text_schema(pattern=f"^{TIME.pattern}$", examples=["07:30"]),
]
Zone = Annotated[ZoneInfo, BeforeValidator(zone), _text_schema(examples=["Europe/London"])]
Mailbox = Annotated[str, AfterValidator(check_mailbox)]
TopicQuery = Annotated[Query, BeforeValidator(_query), _text_schema(examples=['"White House" OR Trump'])]
Variable = Annotated[str, AfterValidator(check_variable)]
Text = Annotated[str, Field(min_length=1)]
Colour = Annotated[str, Field(pattern=COLOUR, examples=["#990f3d"])]
Rate = Annotated[float, BeforeValidator(rate), _text_schema(examples=["14/s", "600/m"])]
Recipients = Annotated[
    Annotated[tuple[Annotated[str, AfterValidator(check_reader)], ...], Tag("list")] | Annotated[Text, Tag("file")],
    Discriminator(lambda value: "file" if isinstance(value, str) else "list"),
]
