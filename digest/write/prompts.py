"""Story -> Prompt, and Reply -> Draft.

What the model is told stands in `templates/prompts/`. The reports and quotations go in as data: one JSON
object a line, angle brackets and invisible characters taken out, so that no text can end its own field. The
schema lets the model answer only with numbers of reports and quotations that it was offered.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import jinja2
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema, create_model

from digest.config import Audience, Writer
from digest.errors import BadReply
from digest.model import Draft, Finding, Item, Prompt, Quote, Reply, Sentence, Status, Story
from digest.write.text.orders import is_order, without_orders

VERSION = 1  # of the way replies are read; part of every cache key
_LENGTHS = {True: (5, 7), False: (2, 4)}  # sentences of the lead, and of any other story
_MOST_REPORTS = 8
_SHORTEST_REPORT = 300  # characters; less than this of a report tells nothing
_CHARACTERS_PER_TOKEN = 3.5  # as in `economy.estimate_tokens`
_MOST_QUOTES = 2
_HED, _SENTENCE = 130, 420  # characters


# --- asking --------------------------------------------------------------------------------------------


def story_prompt(
    story: Story,
    quotes: Sequence[Quote],
    audience: Audience,
    env: jinja2.Environment,
    findings: Sequence[Finding] = (),
    *,
    leads: bool = False,
    allowance: int = 6000,
) -> Prompt:
    """Ask for one story. `findings` are what was wrong with the model's last answer.

    `leads` asks for the longer form; `allowance` is how many tokens the articles may take: the reports share
    it, and what a short one leaves goes to the longer ones. Nothing of the audience but its language and style
    is in the prompt, so that audiences share replies.
    """
    writer = audience.writer
    shortest, longest = _LENGTHS[leads]
    developing = story.status is Status.DEVELOPING and story.earlier is not None
    told = {
        "language": audience.newsletter.language,
        "style": writer.style,
        "shortest": shortest,
        "longest": longest,
        "developing": developing,
        "quotes": [_quote_line(number, quotes[number - 1], story) for number in _offered(quotes)],
        "reports": _report_lines(story, allowance, developing),
        "earlier": as_data({"account": " ".join(story.earlier.sentences)}) if developing and story.earlier else "",
        "findings": [_in_words(finding) for finding in findings],
    }
    system = env.get_template("prompts/story_system.txt.j2").render(told)
    user = env.get_template("prompts/story_user.txt.j2").render(told)
    schema = _answer(story, quotes, _LENGTHS[leads]).model_json_schema()
    return Prompt(system, user, schema, "story", cache_key(writer, system, user, schema), writer.reply_tokens)


def as_data(value: Mapping[str, Any]) -> str:
    """A value as one line of JSON that no text inside it can end, open a tag in or hide anything in."""
    line = json.dumps(
        {key: visible(part) if isinstance(part, str) else part for key, part in value.items()}, ensure_ascii=False
    )
    return line.replace("<", "\\u003c").replace(">", "\\u003e")


def visible(text: str) -> str:
    """The text without control, invisible and direction-changing characters; paragraphs stay."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp"))


def _report_lines(story: Story, allowance: int, developing: bool) -> list[str]:
    items = story.items[:_MOST_REPORTS]
    rooms = _share([len(item.text) for item in items], int(allowance * _CHARACTERS_PER_TOKEN))
    return [
        _report_line(number, item, room, developing and item.id in story.fresh)
        for number, (item, room) in enumerate(zip(items, rooms, strict=True), 1)
    ]


def _report_line(number: int, item: Item, room: int, fresh: bool) -> str:
    report: dict[str, Any] = {
        "report": number,
        "outlet": item.outlet,
        "published": f"{item.published:%A %d %B %Y}",
        "title": without_orders(item.title),
        "text": _beginning(without_orders(item.text), room),
    }
    return as_data(report | ({"new": True} if fresh else {}))


def _offered(quotes: Sequence[Quote]) -> list[int]:
    """The numbers, from 1, of the quotations that the model may choose from."""
    return [n for n, quote in enumerate(quotes, 1) if not is_order(quote.item.text, quote.start, quote.end)]


def _quote_line(number: int, quote: Quote, story: Story) -> str:
    report = next((n for n, item in enumerate(story.items[:_MOST_REPORTS], 1) if item.id == quote.item.id), None)
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


def _beginning(text: str, room: int) -> str:
    """As many whole paragraphs as fit, else the first one cut at a word."""
    if len(text) <= room:
        return text
    cut = text.rfind("\n\n", 0, room + 1)
    if cut < room // 2:
        cut = max(text.rfind(" ", 0, room), 1)
    return text[:cut].rstrip() + " […]"


def _in_words(finding: Finding) -> str:
    return f"{finding.kind}: {visible(finding.detail)}"


def cache_key(writer: Writer, system: str, user: str, schema: Mapping[str, Any]) -> str:
    """Everything that the reply depends on; the settings that only carry it (key, time-out, limits) are not in it."""
    settings = [
        *(writer.model, writer.base_url, writer.temperature, writer.seed, writer.reply_tokens),
        *(writer.reasoning_effort, writer.extra_body),
    ]
    whole = json.dumps([VERSION, settings, system, user, schema], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


# --- reading -------------------------------------------------------------------------------------------


def read_reply(reply: Reply, story: Story, quotes: Sequence[Quote]) -> Draft:
    """The draft in a reply to this story's prompt, with as many sentences as any story may have.

    Raises `BadReply` that says what is wrong: not JSON, missing, too long, a number that was not offered.
    """
    try:
        answer: Any = _answer(story, quotes, (1, _LENGTHS[True][1])).model_validate_json(reply.text)
    except ValidationError as error:
        raise BadReply("; ".join(_fault(problem) for problem in error.errors()[:5])) from None
    items = story.items[:_MOST_REPORTS]
    return Draft(
        hed=answer.hed,
        summary=tuple(_sentence(part, items) for part in answer.summary),
        why=_sentence(answer.why, items) if answer.why else None,
        news=_sentence(answer.news, items) if getattr(answer, "news", None) else None,
        next=_sentence(answer.next, items) if answer.next else None,
        quotes=tuple(dict.fromkeys(number - 1 for number in getattr(answer, "quotes", ()))),
    )


def _sentence(part: Any, items: Sequence[Item]) -> Sentence:
    return Sentence(part.text, tuple(dict.fromkeys(items[number - 1].id for number in part.reports)))


def _fault(problem: Any) -> str:
    place = ".".join(str(step) for step in problem["loc"])
    return f"{place}: {problem['msg']}" if place else str(problem["msg"])


def _strictly(schema: dict[str, Any]) -> None:
    """Ask as hosts of strict schemas want it, every key required and none besides, and without pydantic's titles."""
    schema |= {"additionalProperties": False, "required": list(schema["properties"])}
    for part in (schema, *schema["properties"].values()):
        part.pop("title", None)
        part.pop("default", None)


class Part(BaseModel):
    """One object of an answer. A key too many, or one too few that may be empty, is no reason to refuse a reply."""

    model_config = ConfigDict(json_schema_extra=_strictly, str_strip_whitespace=True)


def _answer(story: Story, quotes: Sequence[Quote], length: tuple[int, int]) -> type[BaseModel]:
    """The shape of an answer: it makes the schema and reads the reply, so the two can't differ."""
    shortest, longest = length
    reports: Any = list[one_of(range(1, min(len(story.items), _MOST_REPORTS) + 1))]  # type: ignore[misc]
    sentence: Any = create_model(
        "Sentence",
        __base__=Part,
        text=(Annotated[str, Field(min_length=1, max_length=_SENTENCE)], ...),
        reports=(Annotated[reports, Field(min_length=1, max_length=_MOST_REPORTS)], ...),
    )
    fields: dict[str, Any] = {
        "hed": (Annotated[str, Field(min_length=1, max_length=_HED)], ...),
        "summary": (Annotated[list[sentence], Field(min_length=shortest, max_length=longest)], ...),
        "why": (sentence | None, None),
        "next": (sentence | None, None),
    }
    if story.status is Status.DEVELOPING and story.earlier is not None:
        fields["news"] = (sentence, ...)
    if offered := _offered(quotes):
        numbers: Any = list[one_of(offered)]  # type: ignore[misc]
        fields["quotes"] = (Annotated[numbers, Field(max_length=_MOST_QUOTES)], ())
    return create_model("Story", __base__=Part, **fields)


def one_of(numbers: Sequence[int]) -> Any:
    """The type of one of these numbers. An enum, because llama.cpp enforces that; small models answer -1 without."""

    def offered(number: int) -> int:
        if number not in numbers:
            raise ValueError(f"{number} was not offered")
        return number

    return Annotated[int, AfterValidator(offered), WithJsonSchema({"type": "integer", "enum": list(numbers)})]
