"""Story -> Prompt.

What the model is told stands in `templates/prompts/`. The reports and quotations go in as data: one JSON
object a line, angle brackets and invisible characters taken out, so that no text can end its own field. The
schema lets the model answer only with numbers of reports and quotations that it was offered.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import jinja2

from digest.config import Audience, Writer
from digest.model import Finding, Item, Prompt, Quote, Sentence, Status, Story
from digest.reading.article import is_foreign
from digest.write.answers import MOST_REPORTS, SENTENCES, Form, offered_quotes, story_answer
from digest.write.checks.evidence import passages
from digest.write.text.orders import without_orders
from digest.write.text.typed import visible

VERSION = 2  # of the way replies are read; part of every cache key
_SHORTEST_REPORT = 300  # characters; less than this of a report tells nothing
_CHARACTERS_PER_TOKEN = 3.5  # as in `economy.estimate_tokens`
_TOLD = 0.5  # share of the reports' words that a story may have: more would be padding
_LEAST = 0.6  # share of the most words that a story has to have, so far as the reports carry it
_WORDS_A_SENTENCE = 25
_MOST_LAST = 6000  # characters of the model's last answer that are shown again


@dataclass(frozen=True, slots=True)
class Assignment:
    """One story to be written, with what its writer is to know beside its reports.

    `quotes` are the candidates, `accounts` contradictions that were found, `others` the titles of the stories beside
    it, `last` is the model's last answer and `findings` what was wrong with it.
    """

    story: Story
    quotes: Sequence[Quote] = ()
    form: Form = "short"
    today: date | None = None  # the day of the issue
    accounts: Sequence[Sentence] = ()
    others: Sequence[str] = ()
    last: str = ""
    findings: Sequence[Finding] = ()


def story_prompt(
    assignment: Assignment, audience: Audience, env: jinja2.Environment, *, allowance: int = 6000
) -> Prompt:
    """Ask for one story.

    `allowance` is how many tokens the articles may take: the reports share it, and what a short one leaves
    goes to the longer ones. A short story's prompt has nothing of the audience but its language and style, so that
    audiences share replies; the lead, which sets the tone, knows for whom it is.
    """
    story, quotes, form, findings = assignment.story, assignment.quotes, assignment.form, assignment.findings
    today, last = assignment.today, assignment.last
    writer, leads = audience.writer, form == "lead"
    developing = story.status is Status.DEVELOPING and story.earlier is not None
    shortest, longest = sentence_range(story, audience, form)
    told = {
        "language": audience.newsletter.language,
        "style": writer.style,
        "form": form,
        "today": f"{today:%A %d %B %Y}" if today else "",
        "newsletter": as_data(_of_audience(audience, story)) if leads else "",
        "words": word_range(story, audience, form),
        "shortest": shortest,
        "longest": longest,
        "developing": developing,
        "quotes": [_quote_line(number, quotes[number - 1], story) for number in offered_quotes(quotes)],
        "reports": _report_lines(story, allowance, developing),
        "earlier": as_data(_earlier(story)) if developing else "",
        "accounts": [as_data({"contradiction": sentence.text}) for sentence in assignment.accounts],
        "foreign": any(is_foreign(item, audience.newsletter.language) for item in story.items[:MOST_REPORTS]),
        "others": [as_data({"story": visible(title)}) for title in assignment.others] if leads else [],
        "last": as_data({"answer": last[:_MOST_LAST]}) if last and findings else "",
        "findings": [_finding_line(finding, story) for finding in findings],
    }
    system = env.get_template("prompts/story_system.txt.j2").render(told)
    user = env.get_template("prompts/story_user.txt.j2").render(told)
    schema = story_answer(story, quotes, form).model_json_schema()
    return Prompt(system, user, schema, "story", cache_key(writer, system, user, schema), writer.reply_tokens)


def word_range(story: Story, audience: Audience, form: Form) -> tuple[int, int]:
    """How many words the text of a story is to have: what the config wants, or less where the reports carry less."""
    carried = sum(len(item.text.split()) for item in story.items[:MOST_REPORTS])
    most = max(min(getattr(audience.writer.lengths, form), int(carried * _TOLD)), _WORDS_A_SENTENCE)
    return int(most * _LEAST), most


def sentence_range(story: Story, audience: Audience, form: Form) -> tuple[int, int]:
    """How many sentences that may be."""
    shortest, longest = SENTENCES[form]
    if form == "short":
        return shortest, longest
    least, most = word_range(story, audience, form)
    return max(shortest, least // _WORDS_A_SENTENCE), min(longest, max(shortest, most // (_WORDS_A_SENTENCE - 10)))


def _of_audience(audience: Audience, story: Story) -> dict[str, str]:
    named = {"name": audience.newsletter.name, "about": audience.newsletter.tagline, "topic": story.topic}
    return {key: value for key, value in named.items() if value}


def _earlier(story: Story) -> dict[str, str]:
    assert story.earlier  # noqa: S101 (only a developing story has one)
    return {"issue": story.earlier.slot.rpartition("/")[2][:10], "account": " ".join(story.earlier.sentences)}


def as_data(value: Mapping[str, Any]) -> str:
    """A value as one line of JSON that no text inside it can end, open a tag in or hide anything in."""
    line = json.dumps(
        {key: visible(part) if isinstance(part, str) else part for key, part in value.items()}, ensure_ascii=False
    )
    return line.replace("<", "\\u003c").replace(">", "\\u003e")


def _report_lines(story: Story, allowance: int, developing: bool) -> list[str]:
    items = story.items[:MOST_REPORTS]
    rooms = _share([len(item.text) for item in items], int(allowance * _CHARACTERS_PER_TOKEN))
    return [
        _report_line(number, item, room, developing and item.id in story.fresh)
        for number, (item, room) in enumerate(zip(items, rooms, strict=True), 1)
    ]


def _report_line(number: int, item: Item, room: int, fresh: bool) -> str:
    report: dict[str, Any] = {
        "report": number,
        "outlet": item.outlet,
        "published": f"{item.published:%A %d %B %Y, %H:%M} UTC",
        "title": without_orders(item.title),
        "text": beginning(without_orders(item.text), room),
    }
    return as_data(report | ({"new": True} if fresh else {}))


def _quote_line(number: int, quote: Quote, story: Story) -> str:
    report = next((n for n, item in enumerate(story.items[:MOST_REPORTS], 1) if item.id == quote.item.id), None)
    line = {"quotation": number, "report": report, "speaker": quote.speaker, "role": quote.role, "words": quote.text}
    return as_data({name: value for name, value in line.items() if value})


def _share(wanted: Sequence[int], room: int) -> list[int]:
    """Divide `room` so that nobody gets more than wanted, and what the modest leave goes to the others."""
    shares = [0] * len(wanted)
    waiting = sorted(range(len(wanted)), key=lambda number: wanted[number])
    for place, number in enumerate(waiting):
        shares[number] = max(min(wanted[number], room // (len(waiting) - place)), _SHORTEST_REPORT)
        room -= min(shares[number], wanted[number])
    return shares


def beginning(text: str, room: int) -> str:
    """As many whole paragraphs as fit, else the first one cut at a word."""
    if len(text) <= room:
        return text
    cut = text.rfind("\n\n", 0, room + 1)
    if cut < room // 2:
        cut = max(text.rfind(" ", 0, room), 1)
    return text[:cut].rstrip() + " […]"


def _finding_line(finding: Finding, story: Story) -> str:
    """What was wrong, with our own words and the passages of the reports that are nearest to them."""
    line: dict[str, Any] = {"fault": finding.kind, "detail": finding.detail}
    if finding.text:
        line |= {"sentence": finding.text, "passages": passages(finding.text, story.items, 2)}
    return as_data(line)


def cache_key(writer: Writer, system: str, user: str, schema: Mapping[str, Any]) -> str:
    """Everything that the reply depends on; the settings that only carry it (key, time-out, limits) are not in it."""
    settings = [
        *(writer.model, writer.base_url, writer.temperature, writer.seed, writer.reply_tokens),
        *(writer.reasoning_effort, writer.extra_body),
    ]
    whole = json.dumps([VERSION, settings, system, user, schema], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()
