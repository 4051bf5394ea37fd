"""What a newsletter tells who thinks about getting it: what is in it, how often it comes, from whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import jinja2
from babel.lists import format_list

from digest.config import Audience
from digest.render.page import cadence
from digest.render.plain import plain
from digest.render.setter import locale_of
from digest.render.theme import scheme_of
from digest.render.words import words_of


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whole sentences, but for the two addresses; `archive` is empty where there is no website."""

    cadence: str
    about: str
    sender: str
    archive: str


def reader_page(audience: Audience, env: jinja2.Environment, **more: Any) -> dict[str, Any]:
    """What the templates in `readers/` print: see `templates/README.md`. `more` joins it."""
    newsletter, delivery = audience.newsletter, audience.delivery
    words, locale = words_of(env, newsletter.language), locale_of(newsletter.language)
    topics = format_list([plain(topic.name) for topic in audience.topics], locale=locale)
    return {
        "newsletter": newsletter,
        "direction": locale.text_direction,
        "theme": scheme_of(audience.theme),
        "words": words,
        "action": newsletter.slug,  # beside whatever page it stands on
        "postal_address": delivery.postal_address,
        "invitation": Invitation(
            cadence(audience.schedule, words, locale),
            words.about.format(topics=topics),
            delivery.sender,
            audience.archive.url,
        ),
        **more,
    }


def sign_up_url(audience: Audience) -> str:
    """Where readers sign up; empty where the store keeps no list, or the pages stand nowhere."""
    delivery = audience.delivery
    return f"{delivery.page}/{audience.newsletter.slug}" if delivery.readers == "store" and delivery.page else ""


def sign_up_form(audience: Audience, env: jinja2.Environment) -> str:
    """The form as HTML, to be put into a page of the operator's own."""
    there = f"{audience.delivery.page}/{audience.newsletter.slug}"
    return env.get_template("readers/form.html.j2").render(reader_page(audience, env, action=there))
