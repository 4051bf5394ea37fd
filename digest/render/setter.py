"""What all parts of one page share: the words and marks of its language, the clock of its audience."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, format_time

from digest.config import Audience
from digest.model import Slot
from digest.render.marks import marks_of, stops_inside
from digest.render.plain import typeset, with_stops_inside
from digest.render.words import Words


class Setter:
    """How an issue of a slot is set for its audience."""

    def __init__(self, audience: Audience, slot: Slot, words: Words) -> None:
        self.locale = locale_of(audience.newsletter.language)
        self.words = words
        self.marks = marks_of(audience.newsletter.language)
        self.stops_inside = stops_inside(audience.newsletter.language)
        self.zone: ZoneInfo = audience.newsletter.timezone
        self.archive = audience.archive
        self.now = slot.due.astimezone(self.zone)
        self.today = self.now.date()

    def typeset(self, text: str) -> str:
        """A text with the marks of the newsletter's language."""
        return typeset(text, self.marks)

    def ours(self, text: str) -> str:
        """A text that is no report's own, with the stops where the language has them; an excerpt stays as it is."""
        return with_stops_inside(self.typeset(text)) if self.stops_inside else self.typeset(text)

    def when(self, moment: datetime) -> str:
        """The time on the day of the issue, the day and month before it."""
        if moment.date() == self.today:
            return format_time(moment, "short", locale=self.locale).replace("\u202f", "\u00a0")
        return format_skeleton("MMMd", moment, locale=self.locale)


def locale_of(language: str) -> Locale:
    """The locale of a BCP 47 language, English where the library has none."""
    for name in (language, language.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
