"""An `Issue` made into a `Page`: the words of its language, the clock of its audience, foreign text made safe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import chain

from babel import Locale
from babel.dates import format_date, format_time, get_day_names
from babel.lists import format_list

from digest.config import DAYS, Audience, Schedule
from digest.model import Issue, Section
from digest.render import display
from digest.render.blocks import amendment, chart, headline, number, opinion, recalled
from digest.render.plain import plain, web_address
from digest.render.setter import Setter
from digest.render.story_views import story_view
from digest.render.verification import running_text, verification
from digest.render.views import Headline, Page, SectionView, StoryView
from digest.render.words import Words

WORDS_A_MINUTE = 238  # silent reading of non-fiction, Brysbaert 2019


def build_page(issue: Issue, audience: Audience, words: Words) -> Page:
    """Everything a template may print, from the issue, its audience and the words of its language."""
    setter = Setter(audience, issue.slot, words)
    name = plain(issue.newsletter)
    lead = story_view(setter, issue.lead, leads=True, pictured=audience.issue.picture) if issue.lead else None
    sections = tuple(_section(setter, section, lead) for section in issue.sections if section.briefs)
    stories = tuple(chain((lead,) if lead else (), *(section.stories for section in sections)))
    headlines = tuple(headline(setter, story) for story in issue.headlines)
    heds = [story.hed for story in stories] or [line.title for line in headlines]
    opening = issue.opening
    subject = setter.ours(opening.subject) or display.subject(heds, name, words.plus, words.quiet_subject)
    first = stories[0].sentences[:1] if stories else ()
    listed = [line.title for line in headlines] if len(stories) == 1 else []
    checked, comes = verification(setter, issue, stories), cadence(audience.schedule, words, setter.locale)
    standing = f"{comes} {words.promise}"
    return Page(
        newsletter=name,
        tagline=plain(audience.newsletter.tagline),
        logo=web_address(audience.theme.logo or ""),
        language=audience.newsletter.language,
        direction=setter.locale.text_direction,
        align="right" if setter.locale.text_direction == "rtl" else "left",
        date=format_date(setter.today, "full", locale=setter.locale),
        minutes=_minutes(setter, stories, headlines),
        subject=subject,
        preheader=setter.ours(opening.preheader)
        or display.preheader([*heds, *listed], subject, (*first, plain(audience.newsletter.tagline), standing)),
        standing=comes if checked else standing,  # what was checked says the same in numbers
        greeting=words.welcome.format(greeting=words.greetings[_part_of_day(setter.now)], newsletter=name),
        hook=setter.ours(opening.greeting) or _hook(setter, issue, stories),
        teasers=display.teasers([story.hed for story in stories], tuple(map(setter.ours, opening.teasers))),
        lead=lead,
        sections=sections,
        stories=stories,
        headlines=headlines,
        recalled=tuple(recalled(setter, past) for past in issue.recalled),
        viewpoints=tuple(opinion(setter, viewpoint) for viewpoint in issue.viewpoints),
        number=number(setter, issue.number) if issue.number else None,
        chart=chart(setter, issue.chart) if issue.chart else None,
        corrections=tuple(amendment(setter, correction) for correction in issue.corrections),
        sign_off=plain(audience.newsletter.sign_off),
        web_url=web_address(audience.archive.issue_url(issue.slot.date)),
        disclosure="ai-generated" if issue.model else "",
        verification=checked,
        because=words.because.format(newsletter=name),
        postal_address=plain(audience.delivery.postal_address),
    )


def _section(setter: Setter, section: Section, lead: StoryView | None) -> SectionView:
    topic = plain(section.topic)
    title = setter.words.more_on.format(topic=topic) if lead and lead.topic == topic else topic
    return SectionView(topic, title, tuple(story_view(setter, brief) for brief in section.briefs))


def _minutes(setter: Setter, stories: Sequence[StoryView], headlines: Sequence[Headline]) -> str:
    """Reading time, a minute at least."""
    told = (" ".join((*running_text(s), *(quote.words for quote in s.quotes))) for s in stories)
    words = len(" ".join((*told, *(headline.title for headline in headlines))).split())
    text = setter.words.counted(max(1, round(words / WORDS_A_MINUTE)), setter.words.minutes)
    return f"{text[:1].upper()}{text[1:]}"


def _hook(setter: Setter, issue: Issue, stories: Sequence[StoryView]) -> str:
    """What the day was about, that there is little, or nothing; empty where a list of heds or one story follows."""
    if not stories:
        return setter.words.only_headlines if issue.headlines else setter.words.quiet
    if issue.quiet:
        return setter.words.quiet_day
    heds = display.contents([story.hed for story in stories])
    return f"{setter.words.in_this_issue}: {'; '.join(heds)}." if heds else ""


def _part_of_day(now: datetime) -> int:
    return 0 if now.hour < 12 else 1 if now.hour < 17 else 2


def cadence(schedule: Schedule, words: Words, locale: Locale) -> str:
    """When the newsletter comes: `Every weekday at 5:30 PM.`"""
    days = [day for day in DAYS if day in schedule.days]
    clock = format_time(schedule.time, "short", locale=locale).replace("\u202f", "\u00a0")
    if len(days) == len(DAYS):
        named = words.every_day
    elif tuple(days) == DAYS[:5]:
        named = words.every_weekday
    else:
        names = get_day_names("wide", locale=locale)
        written = [names[DAYS.index(day)] for day in _in_a_row(days) or days]
        in_a_row = words.from_to.format(first=written[0], last=written[-1])
        named = in_a_row if _in_a_row(days) else words.on_days.format(days=format_list(written, locale=locale))
    return words.at.format(days=f"{named[:1].upper()}{named[1:]}", time=clock)


def _in_a_row(days: Sequence[str]) -> list[str]:
    """The days from the first to the last where three or more follow each other, also over the end of the week."""
    begin = next((n for n, day in enumerate(DAYS) if day in days and DAYS[n - 1] not in days), 0)
    row = (*DAYS[begin:], *DAYS[:begin])[: len(days)]
    return list(row) if len(row) > 2 and set(row) == set(days) else []
