"""One newsletter as its reader pages see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import jinja2
from babel.dates import format_date, format_datetime

from digest.config import Audience
from digest.ports import Mailer, Readers, Suppressions
from digest.render.setter import locale_of


@dataclass(frozen=True, slots=True)
class Door:
    """One newsletter that readers may join and leave: the key that signs its tokens, its lists, its templates.

    `mailer` picks who takes a mail to a reader; it is asked for each, so that a login changed meanwhile counts.
    """

    audience: Audience
    key: bytes
    readers: Readers
    suppressions: Suppressions
    templates: jinja2.Environment
    mailer: Callable[[], Mailer]

    @property
    def newsletter(self) -> str:
        """The slug."""
        return self.audience.newsletter.slug

    @property
    def open(self) -> bool:
        """Whether readers may sign up: the list is the store's, and there is an address to send them to."""
        delivery = self.audience.delivery
        return delivery.readers == "store" and bool(delivery.page) and not delivery.whole

    def when(self, moment: datetime) -> str:
        """A moment on the newsletter's clock, in its language."""
        newsletter = self.audience.newsletter
        local, locale = moment.astimezone(newsletter.timezone), locale_of(newsletter.language)
        return f"{format_date(local, 'full', locale=locale)}, {format_datetime(local, 'HH:mm zzz', locale=locale)}"
