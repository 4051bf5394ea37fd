"""What is to be known of a config while nothing is due, and how to read that without checking all the rest.

To check a whole config takes the processor fifteen times as long as Python needs to start, and `digest send` comes
every few minutes. Where the very same file was checked before, this much of it is enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from digest.addresses import split_login
from digest.config.written import DAYS, Day, duration, slug_of, time_of_day, zone
from digest.errors import ConfigError
from digest.yaml12 import read_document

# What holds where the config does not say.
ZONE = ZoneInfo("UTC")
DUE = time(7, 0)
CATCH_UP = timedelta(hours=6)
STORE = "digest.sqlite"
FAILURES = 3

_SERVERS = ("postgresql://", "postgres://")  # how the address of a store on a server begins


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the issues of a newsletter are due, on the clock of `zone`."""

    newsletter: str  # slug
    zone: ZoneInfo
    time: time
    days: tuple[Day, ...]
    catch_up: timedelta


@dataclass(frozen=True, slots=True)
class Outline:
    """A newsletter's calendar, where its store is, and its feeds, which are broken after so many failures in a row."""

    calendar: Calendar
    store: Path | str
    feeds: tuple[str, ...]
    failures: int


def outline_of(path: Path) -> Outline | None:
    """The outline of a file that is known to be right; None where that can't be told after all."""
    try:
        config = read_document(path).value
        return Outline(
            _calendar(config["newsletter"], config.get("schedule", {})),
            store_at(path.parent, config.get("store", STORE).strip()),
            tuple(split_login(source["feed"].strip())[0] for source in config["sources"]),
            config.get("alerts", {}).get("after", FAILURES),
        )
    except (ConfigError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _calendar(newsletter: Mapping[str, Any], schedule: Mapping[str, Any]) -> Calendar:
    return Calendar(
        slug(newsletter["name"], newsletter.get("slug", "").strip()),
        zone(newsletter["timezone"]) if "timezone" in newsletter else ZONE,
        time_of_day(schedule["time"]) if "time" in schedule else DUE,
        cast(tuple[Day, ...], tuple(schedule.get("days", DAYS))),
        duration(schedule["catch_up"]) if "catch_up" in schedule else CATCH_UP,
    )


def slug(name: str, given: str) -> str:
    """What names a newsletter's folders and slots: as given, or made from its name."""
    return given or slug_of(name) or "newsletter"


def store_at(folder: Path, store: str) -> Path | str:
    """The file of a store, or the address of its server."""
    return store if store.startswith(_SERVERS) else folder / store
