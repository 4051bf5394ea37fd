"""A told story as a template may print it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from digest.model import Brief, Item, PastStory, Quote, Sentence, Status
from digest.reading.honorifics import introduced
from digest.render.paragraphs import paragraphs
from digest.render.plain import in_attribute, plain, web_address, with_apostrophes, with_print_signs
from digest.render.setter import Setter
from digest.render.tongues import foreign_quotations, tongue_of
from digest.render.views import Line, Passage, Photo, Remark, Source, StoryView


def story_view(setter: Setter, brief: Brief, *, leads: bool = False, pictured: bool = False) -> StoryView:
    """A story with its passages, quotations and sources; the lead may have its picture."""
    quotes, credit = tuple(map(partial(_remark, setter), brief.quotes)), partial(_line, setter, brief)
    news = credit(brief.news)
    # What is new stands above the story; a summary that says the same again would stutter.
    told = [sentence for sentence in brief.summary if _printed(setter, brief, sentence.text) != news.text]
    sentences = tuple(_printed(setter, brief, sentence.text) for sentence in told)
    opens = [sentence.opens for sentence in told]
    accounts = tuple(map(credit, brief.accounts))
    return StoryView(
        id=brief.story.id,
        topic=plain(brief.story.topic),
        hed=_printed(setter, brief, brief.hed),
        developing=brief.story.status is Status.DEVELOPING,
        continuing=brief.story.status is Status.UNCHANGED,
        sentences=sentences,
        paragraphs=paragraphs(sentences, opens),
        passages=_passages(setter, brief, sentences, opens, leads=leads),
        excerpt=credit(next(iter(told), None)) if brief.excerpt_of else Line(),
        adds=tuple(map(credit, brief.adds)),
        news=news,
        earlier_url=_earlier(setter, brief.story.earlier),
        why=credit(brief.why),
        next=credit(brief.next),
        accounts=_untold(accounts, sentences),
        pull=quotes[0] if quotes else None,
        quotes=quotes,
        sources=_sources(setter, _as_cited(brief)),
        photo=_photo(setter, brief.story.items) if pictured else None,
        foreign=foreign_quotations(setter, brief),
    )


def _printed(setter: Setter, brief: Brief, text: str) -> str:
    """A text of a story as it is set: a report's own stays word for word and stop for stop."""
    return setter.typeset(text) if brief.excerpt_of else setter.ours(text)


def _untold(accounts: Sequence[Line], told: Sequence[str]) -> tuple[Line, ...]:
    """What contradicts the story; both sides where it tells neither, or each."""
    return tuple(line for line in accounts if line.text not in told) or tuple(accounts)


def _passages(
    setter: Setter, brief: Brief, told: Sequence[str], opens: Sequence[bool], *, leads: bool
) -> tuple[Passage, ...]:
    """The paragraphs with the quotations: where their writer places them, else at the end.

    The first of a lead that places none stands after its first paragraph; nothing divides an excerpt.
    """
    after = {
        _printed(setter, brief, sentence.text): sentence.then
        for sentence in brief.summary
        if sentence.then in brief.quotes
    }
    passages = [Passage(text) for text in paragraphs(told, opens, after)] or [Passage("")]
    left = list(brief.quotes)
    for text, quote in after.items():
        at = next((n for n, passage in enumerate(passages) if passage.text.endswith(text)), -1)
        if quote in left:
            left.remove(quote)
            passages[at] = replace(passages[at], remarks=(*passages[at].remarks, _remark(setter, quote)))
    if leads and left and not after and not brief.excerpt_of:
        passages[0] = replace(passages[0], remarks=(_remark(setter, left.pop(0)),))
    passages[-1] = replace(passages[-1], remarks=(*passages[-1].remarks, *(_remark(setter, quote) for quote in left)))
    return tuple(passages)


def _earlier(setter: Setter, told: PastStory | None) -> str:
    """Where the website has a story as an earlier issue told it."""
    date = told.slot.rpartition("/")[2][:10] if told else ""  # SLUG/2025-02-27T17:30
    page = setter.archive.issue_url(date)
    return web_address(f"{page}#{told.id}") if told and page else ""


def _photo(setter: Setter, items: Sequence[Item]) -> Photo | None:
    """The first picture that comes with one of the reports."""
    for item in items:
        if item.picture and (url := web_address(item.picture.url)):
            credit = plain(item.picture.credit) or plain(item.outlet)
            return Photo(url, in_attribute(item.picture.alt), setter.words.picture.format(credit=credit))
    return None


def _line(setter: Setter, brief: Brief, sentence: Sentence | None) -> Line:
    """A sentence, credited where it is a report's own."""
    if sentence is None:
        return Line()
    item = next((item for item in brief.story.items if item.id in sentence.items), None)
    if item is None or not brief.excerpt_of:
        return Line(_printed(setter, brief, sentence.text))
    moment = item.published.astimezone(setter.zone)
    when = "" if moment.date() == setter.today else setter.when(moment)
    return Line(setter.typeset(sentence.text), plain(item.outlet), web_address(item.url), when)


def _remark(setter: Setter, quote: Quote) -> Remark:
    words = _closed(with_print_signs(plain(quote.text)))
    lang, direction = tongue_of(quote.item, setter.locale.language)
    speaker, role = map(with_apostrophes, introduced(plain(quote.speaker), plain(quote.role)))
    return Remark(
        words=words,
        quoted=f"{setter.marks[0]}{words}{setter.marks[1]}",
        speaker=f"{speaker[:1].upper()}{speaker[1:]}",  # it begins a line: "A White House official"
        role=role,
        outlet=plain(quote.item.outlet),
        url=web_address(quote.item.url),
        lang=lang,
        dir=direction,
    )


def _as_cited(brief: Brief) -> list[Item]:
    """The reports that an excerpt cites, in that order; then the others, those of one outlet together."""
    items = brief.story.items
    lines = (*brief.adds, *brief.accounts, *filter(None, (brief.why, brief.next)))
    after = (*(quote.item.id for quote in brief.quotes), *(line.items[0] for line in lines if line.items))
    cited = [brief.excerpt_of, *after] if brief.excerpt_of else []
    outlets = list(dict.fromkeys(item.outlet for item in items))

    def place(item: Item) -> tuple[int, int]:
        return (cited.index(item.id) if item.id in cited else len(cited)), outlets.index(item.outlet)

    return sorted(items, key=place)


def _sources(setter: Setter, items: Sequence[Item]) -> tuple[Source, ...]:
    """The reports in their order."""
    found: list[Source] = []
    for item in items:
        moment, outlet = item.published.astimezone(setter.zone), plain(item.outlet)
        repeated = bool(found) and found[-1].outlet == outlet
        today = moment.date() == setter.today
        url = web_address(item.url)
        found.append(Source(outlet, plain(item.title), url, setter.when(moment), moment, repeated, today))
    return tuple(found)


def _closed(words: str) -> str:
    """A sentence that is set apart ends as one, also where its article goes on with a comma: "..., he said"."""
    return words if not words or words[0].islower() or not words[-1].isalnum() else f"{words}."
