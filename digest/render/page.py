"""An `Issue` made into a `Page`: the words of its language, the clock of its audience, foreign text made safe."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import chain
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_time, get_day_names
from babel.lists import format_list

from digest.config import DAYS, Audience, Schedule
from digest.model import (
    EXCERPT,
    Brief,
    Chart,
    Correction,
    Figure,
    Issue,
    Item,
    PastStory,
    Quote,
    Section,
    Sentence,
    Status,
    Story,
    Viewpoint,
)
from digest.reading.honorifics import introduced
from digest.render import display
from digest.render.marks import marks_of
from digest.render.plain import in_attribute, plain, typeset, web_address, with_apostrophes
from digest.render.views import (
    Amendment,
    ChartRow,
    ChartView,
    Headline,
    Line,
    Number,
    Opinion,
    Page,
    Passage,
    Photo,
    Remark,
    SectionView,
    Source,
    StoryView,
)
from digest.render.words import Words

# Stop a paragraph after so many sentences, or before it would pass so many words.
PARAGRAPH = (2, 65)
WORDS_A_MINUTE = 238  # silent reading of non-fiction, Brysbaert 2019
_MARKED = re.compile(r"[“„«「\"]\s?(\S[^“”„«»「」\"]*?)\s?[”“»」\"]")


def _closed(words: str) -> str:
    """A sentence that is set apart ends as one, also where its article goes on with a comma: "..., he said"."""
    return words if not words or words[0].islower() or not words[-1].isalnum() else f"{words}."


def build_page(issue: Issue, audience: Audience, words: Words) -> Page:
    """Everything a template may print, from the issue, its audience and the words of its language."""
    setter = _Setter(audience, issue, words)
    name = plain(issue.newsletter)
    lead = setter.story(issue.lead, leads=True, pictured=audience.issue.picture) if issue.lead else None
    sections = tuple(setter.section(section, lead) for section in issue.sections if section.briefs)
    stories = tuple(chain((lead,) if lead else (), *(section.stories for section in sections)))
    headlines = tuple(map(setter.headline, issue.headlines))
    heds = [story.hed for story in stories] or [line.title for line in headlines]
    opening = issue.opening
    subject = setter.set(opening.subject) or display.subject(heds, name, words.plus, words.quiet_subject)
    first = stories[0].sentences[:1] if stories else ()
    standing = " ".join((cadence(audience.schedule, words, setter.locale), words.promise))
    return Page(
        newsletter=name,
        tagline=plain(audience.newsletter.tagline),
        logo=web_address(audience.theme.logo or ""),
        language=audience.newsletter.language,
        direction=setter.locale.text_direction,
        align="right" if setter.locale.text_direction == "rtl" else "left",
        date=format_date(setter.today, "full", locale=setter.locale),
        minutes=setter.minutes(stories, headlines),
        subject=subject,
        preheader=setter.set(opening.preheader)
        or display.preheader(heds, subject, (*first, plain(audience.newsletter.tagline), standing)),
        standing=standing,
        greeting=words.welcome.format(greeting=words.greetings[_part_of_day(setter.now)], newsletter=name),
        hook=setter.set(opening.greeting) or setter.hook(issue, stories),
        teasers=tuple(map(setter.set, opening.teasers)) or display.teasers([story.hed for story in stories]),
        lead=lead,
        sections=sections,
        stories=stories,
        headlines=headlines,
        recalled=tuple(setter.recalled(past) for past in issue.recalled),
        viewpoints=tuple(map(setter.opinion, issue.viewpoints)),
        number=setter.number(issue.number) if issue.number else None,
        chart=setter.chart(issue.chart) if issue.chart else None,
        corrections=tuple(map(setter.amendment, issue.corrections)),
        sign_off=plain(audience.newsletter.sign_off),
        web_url=web_address(audience.archive.issue_url(issue.slot.date)),
        disclosure="ai-generated" if issue.model else "",
        verification=setter.verification(issue, stories),
        because=words.because.format(newsletter=name),
        postal_address=plain(audience.delivery.postal_address),
    )


def _part_of_day(now: datetime) -> int:
    return 0 if now.hour < 12 else 1 if now.hour < 17 else 2


def locale_of(language: str) -> Locale:
    """The locale of a BCP 47 language, English where the library has none."""
    for name in (language, language.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


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
        named = words.on_days.format(days=format_list([names[DAYS.index(day)] for day in days], locale=locale))
    return words.at.format(days=named, time=clock)


class _Setter:
    """What all parts of one page share: language, clock, items."""

    def __init__(self, audience: Audience, issue: Issue, words: Words) -> None:
        self.locale = locale_of(audience.newsletter.language)
        self.words = words
        self.marks = marks_of(audience.newsletter.language)
        self.zone: ZoneInfo = audience.newsletter.timezone
        self.archive = audience.archive
        self.now = issue.slot.due.astimezone(self.zone)
        self.today = self.now.date()

    def section(self, section: Section, lead: StoryView | None) -> SectionView:
        topic = plain(section.topic)
        title = self.words.more_on.format(topic=topic) if lead and lead.topic == topic else topic
        return SectionView(topic, title, tuple(map(self.story, section.briefs)))

    def minutes(self, stories: Sequence[StoryView], headlines: Sequence[Headline]) -> str:
        """Reading time, a minute at least."""
        told = (" ".join((*running_text(s), *(quote.words for quote in s.quotes))) for s in stories)
        words = len(" ".join((*told, *(headline.title for headline in headlines))).split())
        text = self.words.counted(max(1, round(words / WORDS_A_MINUTE)), self.words.minutes)
        return f"{text[:1].upper()}{text[1:]}"

    def story(self, brief: Brief, *, leads: bool = False, pictured: bool = False) -> StoryView:
        quotes, credit = tuple(map(self.remark, brief.quotes)), partial(self.line, brief)
        news = credit(brief.news)
        # What is new stands above the story; a summary that says the same again would stutter.
        told = [sentence for sentence in brief.summary if self.set(sentence.text) != news.text]
        sentences = tuple(self.set(sentence.text) for sentence in told)
        opens = [sentence.opens for sentence in told]
        accounts = tuple(map(credit, brief.accounts))
        return StoryView(
            id=brief.story.id,
            topic=plain(brief.story.topic),
            hed=self.set(brief.hed),
            developing=brief.story.status is Status.DEVELOPING,
            continuing=brief.story.status is Status.UNCHANGED,
            sentences=sentences,
            paragraphs=paragraphs(sentences, opens),
            passages=self.passages(brief, sentences, opens, leads=leads),
            excerpt=credit(next(iter(told), None)) if brief.excerpt_of else Line(),
            adds=tuple(map(credit, brief.adds)),
            news=news,
            earlier_url=self.earlier(brief.story.earlier),
            why=credit(brief.why),
            next=credit(brief.next),
            accounts=self.untold(accounts, sentences),
            pull=quotes[0] if quotes else None,
            quotes=quotes,
            sources=self.sources(brief.story.items),
            photo=self.photo(brief.story.items) if pictured else None,
        )

    def untold(self, accounts: Sequence[Line], told: Sequence[str]) -> tuple[Line, ...]:
        """What contradicts the story; both sides where it tells neither, or each."""
        return tuple(line for line in accounts if line.text not in told) or tuple(accounts)

    def passages(self, brief: Brief, told: Sequence[str], opens: Sequence[bool], *, leads: bool) -> tuple[Passage, ...]:
        """The paragraphs with the quotations: where their writer places them, else at the end.

        The first of a lead that places none stands after its first paragraph; nothing divides an excerpt.
        """
        after = {self.set(sentence.text): sentence.then for sentence in brief.summary if sentence.then in brief.quotes}
        passages = [Passage(text) for text in paragraphs(told, opens, after)] or [Passage("")]
        left = list(brief.quotes)
        for text, quote in after.items():
            at = next((n for n, passage in enumerate(passages) if passage.text.endswith(text)), -1)
            if quote in left:
                left.remove(quote)
                passages[at] = replace(passages[at], remarks=(*passages[at].remarks, self.remark(quote)))
        if leads and left and not after and not brief.excerpt_of:
            passages[0] = replace(passages[0], remarks=(self.remark(left.pop(0)),))
        passages[-1] = replace(passages[-1], remarks=(*passages[-1].remarks, *map(self.remark, left)))
        return tuple(passages)

    def earlier(self, told: PastStory | None) -> str:
        """Where the website has a story as an earlier issue told it."""
        date = told.slot.rpartition("/")[2][:10] if told else ""  # SLUG/2025-02-27T17:30
        page = self.archive.issue_url(date)
        return web_address(f"{page}#{told.id}") if told and page else ""

    def photo(self, items: Sequence[Item]) -> Photo | None:
        """The first picture that comes with one of the reports."""
        for item in items:
            if item.picture and (url := web_address(item.picture.url)):
                credit = plain(item.picture.credit) or plain(item.outlet)
                return Photo(url, in_attribute(item.picture.alt), self.words.picture.format(credit=credit))
        return None

    def set(self, text: str) -> str:
        """A text with the marks of the newsletter's language."""
        return typeset(text, self.marks)

    def line(self, brief: Brief, sentence: Sentence | None) -> Line:
        """A sentence, credited where it is a report's own."""
        if sentence is None:
            return Line()
        item = next((item for item in brief.story.items if item.id in sentence.items), None)
        if item is None or not brief.excerpt_of:
            return Line(self.set(sentence.text))
        moment = item.published.astimezone(self.zone)
        when = "" if moment.date() == self.today else self.when(moment)
        return Line(self.set(sentence.text), plain(item.outlet), web_address(item.url), when)

    def remark(self, quote: Quote) -> Remark:
        words = _closed(with_apostrophes(plain(quote.text)))
        speaker, role = introduced(plain(quote.speaker), plain(quote.role))
        return Remark(
            words=words,
            quoted=f"{self.marks[0]}{words}{self.marks[1]}",
            speaker=f"{speaker[:1].upper()}{speaker[1:]}",  # it begins a line: "A White House official"
            role=role,
            outlet=plain(quote.item.outlet),
            url=web_address(quote.item.url),
        )

    def sources(self, items: Sequence[Item]) -> tuple[Source, ...]:
        """The reports in the order of the story's items, those of one outlet together."""
        outlets = list(dict.fromkeys(item.outlet for item in items))
        found: list[Source] = []
        for item in sorted(items, key=lambda item: outlets.index(item.outlet)):
            moment, outlet = item.published.astimezone(self.zone), plain(item.outlet)
            repeated = bool(found) and found[-1].outlet == outlet
            found.append(Source(outlet, plain(item.title), web_address(item.url), self.when(moment), moment, repeated))
        return tuple(found)

    def headline(self, story: Story) -> Headline:
        item = story.items[0]
        return Headline(self.set(item.title), plain(item.outlet), web_address(item.url))

    def recalled(self, past: PastStory) -> Headline:
        """What the last issue told, with the report that it rests on."""
        item = past.items[0]
        return Headline(self.set(past.hed), plain(item.outlet), web_address(item.url))

    def opinion(self, viewpoint: Viewpoint) -> Opinion:
        item = viewpoint.item
        outlet, author = plain(item.outlet), plain(" & ".join(item.authors[:2]))
        signed = author and author.casefold() != outlet.casefold()
        argument = self.set(viewpoint.argument)
        return Opinion(author if signed else outlet, outlet if signed else "", argument, web_address(item.url))

    def number(self, figure: Figure) -> Number:
        item = figure.item
        return Number(plain(figure.text), self.set(figure.sentence.text), plain(item.outlet), web_address(item.url))

    def chart(self, chart: Chart) -> ChartView:
        days = [date.fromisoformat(day) for day in chart.days]
        span = format_interval(days[0], days[-1], "MMMd", locale=self.locale)
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
            title=plain(f"{self.words.reports_a_day}, {span}"),
            rows=tuple(rows),
            source=self.words.counted_in.format(
                feeds=self.words.counted(chart.feeds, self.words.feeds), when=self.when(self.now)
            ),
        )

    def amendment(self, correction: Correction) -> Amendment:
        date = format_date(correction.slot.due.astimezone(self.zone).date(), "long", locale=self.locale)
        # The hed stands without quotation marks: those are for what somebody said.
        return Amendment(f"{plain(correction.hed)} ({date}):", plain(correction.text))

    def when(self, moment: datetime) -> str:
        """The time on the day of the issue, the day and month before it."""
        if moment.date() == self.today:
            return format_time(moment, "short", locale=self.locale).replace("\u202f", "\u00a0")
        return format_date(moment.date(), "MMM d" if self.locale.language == "en" else "d MMM", locale=self.locale)

    def hook(self, issue: Issue, stories: Sequence[StoryView]) -> str:
        """What the day was about: what leads it."""
        if not stories:
            return self.words.only_headlines if issue.headlines else self.words.quiet
        hed = stories[0].hed
        told = self.words.leading.format(hed=hed if hed[-1] in ".!?…" else f"{hed}.")
        return f"{self.words.quiet_day} {told}" if issue.quiet else told

    def verification(self, issue: Issue, stories: Sequence[StoryView]) -> tuple[str, ...]:
        """The lines a reader can hold the issue to."""
        if not stories:
            return ()
        words, quotes = self.words, len(printed_quotations(stories))
        found = words.counted(quotes, words.quotes_found) if quotes else words.no_quotes
        lines = [f"{found[:1].upper()}{found[1:]}; {self.byline(issue.briefs)}"]
        kinds = ("invented", "unsupported", "foreign")
        refused = len({(f.story, f.text or f.detail) for f in issue.findings if f.kind.startswith(kinds)})
        if refused:
            text = words.counted(refused, words.left_out)
            lines.append(f"{text[:1].upper()}{text[1:]}")
        newest = max(item.published for brief in issue.briefs for item in brief.story.items)
        return (*lines, words.newest.format(when=self.when(newest.astimezone(self.zone))))

    def byline(self, briefs: Sequence[Brief]) -> str:
        """Who wrote the stories: a model, a model with exceptions, nobody."""
        models = [brief.writer for brief in briefs if brief.writer != EXCERPT]
        if not models:
            return self.words.by_nobody
        model, without = plain(", ".join(dict.fromkeys(models))), len(briefs) - len(models)
        if without:
            return self.words.counted(without, self.words.by_model_but, model=model)
        return self.words.by_model.format(model=model)


def paragraphs(sentences: Sequence[str], opens: Sequence[bool] = (), breaks: Collection[str] = ()) -> tuple[str, ...]:
    """Sentences as paragraphs: where their writer opens one; else one or two each, at most 65 words if that can be.

    One that is among `breaks` ends its paragraph.
    """
    done: list[list[str]] = []
    divided = any(opens)
    for number, sentence in enumerate(sentences):
        open_one = done[-1] if done and done[-1][-1] not in breaks else None
        length = len(" ".join((*(open_one or ()), sentence)).split())
        fits = not opens[number] if divided else len(open_one or ()) < PARAGRAPH[0] and length <= PARAGRAPH[1]
        if open_one is not None and fits:
            open_one.append(sentence)
        else:
            done.append([sentence])
    return tuple(" ".join(lines) for lines in done)


def running_text(story: StoryView) -> tuple[str, ...]:
    """All that a story prints, without the quotations that are set apart."""
    lines = (story.news, story.why, *story.accounts, *story.adds, story.next)
    return (story.hed, *story.sentences, *map(str, lines))


def printed_quotations(stories: Sequence[StoryView]) -> tuple[str, ...]:
    """Every quotation that these stories print, set apart or in the running text, each once a story."""
    found: list[str] = []
    for story in stories:
        set_apart = [quote.words for quote in story.quotes]
        running = _MARKED.findall(" ".join(running_text(story)))
        found += dict.fromkeys(chain(set_apart, running))
    return tuple(found)


def whole_sections(issue: Issue) -> tuple[Section, ...]:
    """The sections with the lead as the first story of its own topic, as `issue.json` has them."""
    if issue.lead is None:
        return issue.sections
    topic = issue.lead.story.topic
    if any(section.topic == topic for section in issue.sections):
        return tuple(
            Section(topic, (issue.lead, *section.briefs)) if section.topic == topic else section
            for section in issue.sections
        )
    return (Section(topic, (issue.lead,)), *issue.sections)
