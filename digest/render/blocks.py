"""What stands beside the stories: headlines, viewpoints, the number of the day, the chart, corrections."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date, format_interval

from digest.model import Chart, Correction, Figure, PastStory, Story, Viewpoint
from digest.render.plain import in_attribute, plain, web_address
from digest.render.setting import Setting
from digest.render.views import Amendment, ChartRow, ChartView, Headline, Number, Opinion


def headline(setting: Setting, story: Story) -> Headline:
    """A line for a story that is not told."""
    item = story.items[0]
    return Headline(setting.typeset(item.title), plain(item.outlet), web_address(item.url))


def recalled(setting: Setting, past: PastStory) -> Headline:
    """What the last issue told, with the report that it rests on."""
    item = past.items[0]
    return Headline(setting.typeset(past.hed), plain(item.outlet), web_address(item.url))


def opinion(setting: Setting, viewpoint: Viewpoint) -> Opinion:
    """Who argues what, signed by its author where that is not the outlet."""
    item = viewpoint.item
    outlet, author = plain(item.outlet), plain(" & ".join(item.authors[:2]))
    signed = author and author.casefold() != outlet.casefold()
    argument = setting.typeset(viewpoint.argument)
    return Opinion(author if signed else outlet, outlet if signed else "", argument, web_address(item.url))


def number(setting: Setting, figure: Figure) -> Number:
    """The number of the day, in the sentence that has it."""
    item = figure.item
    return Number(plain(figure.text), setting.typeset(figure.sentence.text), plain(item.outlet), web_address(item.url))


def chart(setting: Setting, chart: Chart) -> ChartView:
    """A row of bars for each topic."""
    days = [date.fromisoformat(day) for day in chart.days]
    span = format_interval(days[0], days[-1], "MMMd", locale=setting.locale)
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
        title=plain(f"{setting.words.reports_a_day}, {span}"),
        rows=tuple(rows),
        source=setting.words.counted_in.format(
            feeds=setting.words.counted(chart.feeds, setting.words.feeds), when=setting.when(setting.now)
        ),
    )


def amendment(setting: Setting, correction: Correction) -> Amendment:
    """What was wrong, and in which issue."""
    date = format_date(correction.slot.due.astimezone(setting.zone).date(), "long", locale=setting.locale)
    # The hed stands without quotation marks: those are for what somebody said.
    return Amendment(f"{plain(correction.hed)} ({date}):", plain(correction.text))
