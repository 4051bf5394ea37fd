"""The shape of a model's answer, and Reply -> Draft.

One pydantic model makes the schema and reads the reply, so the two can't differ. A fault costs what is at fault: a
sentence in the wrong shape is left out and told, what is too many is cut off, what is null may be empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    create_model,
)
from pydantic_core import from_json

from digest.errors import BadReply
from digest.model import Draft, Facts, Finding, Quote, Reply, Sentence, Status, Story
from digest.write.text.orders import is_order

Form = Literal["lead", "second", "short"]

MOST_REPORTS = 8
SENTENCES: Mapping[Form, tuple[int, int]] = {"lead": (4, 30), "second": (3, 12), "short": (2, 4)}
_MOST_QUOTES = 2
_HED, _SENTENCE = 130, 420  # characters
_PLACE = re.compile(r"[\"“]?\[(\d{1,3})\][\"”]?")  # of a quotation in a sentence: `he said [3]`


def _strictly(schema: dict[str, Any]) -> None:
    """Ask as hosts of strict schemas want it, every key required and none besides, and without pydantic's titles."""
    schema |= {"additionalProperties": False, "required": list(schema["properties"])}
    for part in (schema, *schema["properties"].values()):
        part.pop("title", None)
        part.pop("default", None)


class Part(BaseModel):
    """One object of an answer. A key too many, or one too few that may be empty, is no reason to refuse a reply."""

    model_config = ConfigDict(json_schema_extra=_strictly, str_strip_whitespace=True)


def one_of(numbers: Sequence[int]) -> Any:
    """The type of one of these numbers. An enum, because llama.cpp enforces that; small models answer -1 without."""

    def offered(number: int) -> int:
        if number not in numbers:
            raise ValueError(f"{number} was not offered")
        return number

    return Annotated[int, AfterValidator(offered), WithJsonSchema({"type": "integer", "enum": list(numbers)})]


def offered_quotes(quotes: Sequence[Quote]) -> list[int]:
    """The numbers, from 1, of the quotations that the model may choose from."""
    return [n for n, quote in enumerate(quotes, 1) if not is_order(quote.item.text, quote.start, quote.end)]


def story_answer(story: Story, quotes: Sequence[Quote], form: Form) -> type[BaseModel]:
    """The shape of an answer about a story."""
    shortest, longest = SENTENCES[form]
    offered = offered_quotes(quotes)
    plain, placing = _sentence_types(story, offered)
    sentence: Any = plain if form == "short" else placing
    fields: dict[str, Any] = {
        "hed": (Annotated[str, Field(min_length=1, max_length=_HED)], ...),
        "summary": (Annotated[list[sentence], Field(min_length=shortest, max_length=longest)], ...),
        "why": (plain | None, None),
        "next": (plain | None, None),
    }
    if story.status is Status.DEVELOPING and story.earlier is not None:
        fields["news"] = (plain, ...)
    if offered:
        numbers: Any = list[one_of(offered)]  # type: ignore[misc]
        fields["quotes"] = (Annotated[numbers, Field(max_length=_MOST_QUOTES)], ())
    return create_model("Story", __base__=Part, **fields)


def _sentence_types(story: Story, offered: Sequence[int]) -> tuple[Any, Any]:
    """One sentence; and one of a longer story, which may open a paragraph and have a quotation set after it."""
    reports: Any = list[one_of(range(1, min(len(story.items), MOST_REPORTS) + 1))]  # type: ignore[misc]
    said: dict[str, Any] = {
        "text": (Annotated[str, Field(min_length=1, max_length=_SENTENCE)], ...),
        "reports": (Annotated[reports, Field(min_length=1, max_length=MOST_REPORTS)], ...),
    }
    placing: dict[str, Any] = {**said, "opens": (bool, False)}
    if offered:
        placing["quote"] = (one_of(offered) | None, None)
    return create_model("Sentence", __base__=Part, **said), create_model("Sentence", __base__=Part, **placing)


def read_reply(reply: Reply, story: Story, quotes: Sequence[Quote]) -> Draft:
    """The draft in a reply to this story's prompt, with as many sentences as any story may have.

    Raises `BadReply` that says what is wrong where there is no hed or no sentence that can be read.
    """
    try:
        raw = from_json(reply.text.encode(errors="replace"))
    except ValueError as error:
        raise BadReply(f"no JSON: {error}"[:200]) from None
    if not isinstance(raw, dict):
        raise BadReply("no JSON object")
    return _Reading(story, quotes).draft(raw)


class _Reading:
    """One answer, read part by part."""

    def __init__(self, story: Story, quotes: Sequence[Quote]) -> None:
        self._story = story
        self._quotes = quotes
        self._offered = offered_quotes(quotes)
        self._types = _sentence_types(story, self._offered)
        self._findings: list[Finding] = []

    def draft(self, raw: Mapping[str, Any]) -> Draft:
        hed = self._value(Annotated[str, Field(min_length=1, max_length=_HED)], raw.get("hed"), "hed")
        summary = self._summary(raw.get("summary"))
        if not hed or not summary:
            raise BadReply("; ".join(finding.detail for finding in self._findings[:5]) or "summary: no sentence")
        chosen = [*self._chosen(raw.get("quotes")), *self._placed(summary)]
        return Draft(
            hed=hed,
            summary=summary,
            why=self._optional(raw.get("why"), "why"),
            news=self._optional(raw.get("news"), "news"),
            next=self._optional(raw.get("next"), "next"),
            quotes=tuple(dict.fromkeys(chosen)),
            faults=tuple(self._findings),
        )

    def _summary(self, raw: Any) -> tuple[Sentence, ...]:
        if not isinstance(raw, list):
            self._note("bad reply", Facts.of("no list"))
            return ()
        longest = SENTENCES["lead"][1]
        if len(raw) > longest:
            self._note("trimmed", Facts.of("too many sentences", count=len(raw) - longest))
        read = [self._sentence(part, f"summary.{number}") for number, part in enumerate(raw[:longest])]
        return tuple(sentence for sentence in read if sentence)

    def _optional(self, raw: Any, place: str) -> Sentence | None:
        return self._sentence(raw, place) if raw else None

    def _sentence(self, raw: Any, place: str) -> Sentence | None:
        """The sentence; None where it is in the wrong shape, which is told. What was not offered is not placed."""
        plain, placing = self._types
        part = self._value(plain, raw, place)
        if part is None:
            return None
        items = tuple(dict.fromkeys(self._story.items[number - 1].id for number in part.reports))
        sentence = Sentence(self._with_words(part.text), items)
        more = self._quietly(placing, raw)
        if more is None:
            return sentence
        number = getattr(more, "quote", None)
        return replace(sentence, opens=more.opens, then=self._quotes[number - 1] if number else None)

    def _with_words(self, text: str) -> str:
        """The text with each quotation that it places by number in its own words, between marks."""

        def words(found: re.Match[str]) -> str:
            number = int(found[1])
            return f"“{self._quotes[number - 1].text}”" if number in self._offered else found[0]

        return _PLACE.sub(words, text)

    def _chosen(self, raw: Any) -> list[int]:
        """Places, from 0, of the quotations to be set apart."""
        numbers = [number for number in raw if number in self._offered] if isinstance(raw, list) else []
        if isinstance(raw, list) and len(raw) > min(len(numbers), _MOST_QUOTES):
            self._note("trimmed", Facts.of("too many quotes", wanted=f"{raw!r:.80}", had=str(numbers[:_MOST_QUOTES])))
        return [number - 1 for number in numbers[:_MOST_QUOTES]]

    def _placed(self, summary: Sequence[Sentence]) -> Iterator[int]:
        for sentence in summary:
            if sentence.then:
                yield self._quotes.index(sentence.then)

    def _value(self, kind: Any, raw: Any, place: str) -> Any:
        try:
            return TypeAdapter(kind).validate_python(raw)
        except ValidationError as error:
            self._note("bad reply", Facts.foreign("; ".join(_fault(place, problem) for problem in error.errors()[:3])))
            return None

    def _quietly(self, kind: Any, raw: Any) -> Any:
        try:
            return TypeAdapter(kind).validate_python(raw)
        except ValidationError:
            return None

    def _note(self, kind: Literal["bad reply", "trimmed"], facts: Facts) -> None:
        self._findings.append(Finding(kind, facts, self._story.id))


def _fault(place: str, problem: Any) -> str:
    return f"{'.'.join([place, *map(str, problem['loc'])])}: {problem['msg']}"
