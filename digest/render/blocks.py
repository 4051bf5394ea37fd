"""What stands beside the stories: headlines, viewpoints, the number of the day, the chart, corrections."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date, format_interval

from digest.model import Chart, Correction, Figure, PastStory, Story, Viewpoint
from digest.render.plain import in_attribute, plain, web_address
from digest.render.setter import Setter
from digest.render.tongues import tongue_of
from digest.render.views import Amendment, ChartRow, ChartView, Headline, Number, Opinion


def headline(setter: Setter, story: Story) -> Headline:
    """A line for a story that is not told."""
    item = story.items[0]
    lang, direction = tongue_of(item, setter.locale.language)
    return Headline(setter.typeset(item.title), plain(item.outlet), web_address(item.url), lang, direction)


def recalled(setter: Setter, past: PastStory) -> Headline:
    """What the last issue told, with the report that it rests on."""
    item = past.items[0]
    return Headline(setter.typeset(past.hed), plain(item.outlet), web_address(item.url))


def opinion(setter: Setter, viewpoint: Viewpoint) -> Opinion:
    """Who argues what, signed by its author where that is not the outlet; a sentence of the piece under its title."""
    item = viewpoint.item
    outlet, author = plain(item.outlet), plain(" & ".join(item.authors[:2]))
    signed = author and author.casefold() != outlet.casefold()
    argument = setter.typeset(viewpoint.argument)
    if viewpoint.argument != item.title and viewpoint.argument in " ".join(item.text.split()):
        title = setter.typeset(item.title)
        argument = f"{title}{'' if title[-1:] in '.?!…”' else '.'} {argument}"
    return Opinion(author if signed else outlet, outlet if signed else "", argument, web_address(item.url))


def number(setter: Setter, figure: Figure) -> Number:
    """The number of the day, in the sentence that has it."""
    item = figure.item
    return Number(plain(figure.text), setter.typeset(figure.sentence.text), plain(item.outlet), web_address(item.url))


def chart(setter: Setter, chart: Chart) -> ChartView:
    """A row of bars for each topic."""
    days = [date.fromisoformat(day) for day in chart.days]
    span = format_interval(days[0], days[-1], "MMMd", locale=setter.locale)
    most = max(max(tally.counts) for tally in chart.tallies)
    rows = (
        ChartRow(
            topic=plain(tally.topic),
            counts=tally.counts,
            days=tuple(str(day.day) for day in days),
            most=most,
            src=f"cid:reports-{chart.days[-1]}-{number}@digest",
            alt=in_attribute(f"{tally.topic}: {', '.join(map(str, tally.counts))}"),
        )
        for number, tally in enumerate(chart.tallies, 1)
    )
    return ChartView(
        title=plain(f"{setter.words.reports_a_day}, {span}"),
        rows=tuple(rows),
        source=setter.words.counted_in.format(
            feeds=setter.words.counted(chart.feeds, setter.words.feeds), when=setter.when(setter.now)
        ),
    )


def amendment(setter: Setter, correction: Correction) -> Amendment:
    """What was wrong, and in which issue."""
    date = format_date(correction.slot.due.astimezone(setter.zone).date(), "long", locale=setter.locale)
    # The hed stands without quotation marks: those are for what somebody said.
    return Amendment(f"{plain(correction.hed)} ({date}):", plain(correction.text))
