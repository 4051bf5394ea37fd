"""What the Unicode CLDR knows of a language, by way of Babel: its separators, large numbers, days, months and places.

So numbers and days can be read in languages that have no folder of words, and a place has one key in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from digest.reading.forms import fold

if TYPE_CHECKING:
    from babel import Locale

_SHORTEST = 3  # letters of a place's name


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one language, folded."""

    decimal: str  # the mark before tenths: "," in German
    scales: Mapping[str, float]  # "milliarden": 1e9; may be several words
    percent: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]  # Monday is 0
    places: Mapping[str, str]  # "kiew": what stands for this place in every language


@cache
def words_of(code: str) -> Words | None:
    """The words of a language by its ISO 639 code; None where Babel has none."""
    from babel import Locale, UnknownLocaleError  # a tenth of a second, for those who read more than English

    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return None
    symbols: Any = locale.number_symbols
    symbols = symbols.get("latn", symbols)
    return Words(
        decimal=str(symbols.get("decimal", ".")),
        scales=dict(_scales(locale)),
        percent=frozenset(_percent(locale)) - {""},
        months=dict(_named(locale.months)),
        weekdays=dict(_named(locale.days)),
        places=dict(_places(locale)),
    )


def _scales(locale: Locale) -> Iterator[tuple[str, float]]:
    """From patterns such as "000 Milliarden" for 100,000,000,000."""
    forms: Any = locale.compact_decimal_formats
    for plurals in (forms.get("short", {}), forms.get("long", {})):
        for patterns in plurals.values():
            for number, pattern in patterns.items():
                written = str(pattern.pattern)
                word = " ".join(fold(written.replace("0", " ").replace(".", " ").replace("'", " ")).split())
                if len(word) > 1 and "0" in written:
                    yield word, int(number) / 10.0 ** (written.count("0") - 1)


def _percent(locale: Locale) -> Iterator[str]:
    patterns: Any = locale.unit_display_names.get("concentr-percent", {})
    yield from (fold(str(name)) for name in patterns.values())
    for form in locale._data["unit_patterns"].get("concentr-percent", {}).values():
        for pattern in form.values() if hasattr(form, "values") else ():
            yield fold(str(pattern).replace("{0}", "").strip("\u00a0\u202f %"))


def _named(forms: Any) -> Iterator[tuple[str, int]]:
    """Whole names, as they stand alone and in a date."""
    for use in forms.values():
        yield from ((fold(str(name)), number) for number, name in use.get("wide", {}).items())


def _places(locale: Locale) -> Iterator[tuple[str, str]]:
    """States by their codes, and cities that give a time zone its name by that; in English such a city is its end."""
    from babel.core import get_global

    zones: Any = locale.time_zones
    for zone in {*get_global("zone_territories"), *zones}:
        city = (zones.get(zone) or {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        yield fold(str(city)), f"zone {zone}"
    for code, name in locale.territories.items():
        if len(code) == 2 and len(str(name)) > _SHORTEST:
            yield fold(str(name)), f"state {code}"
