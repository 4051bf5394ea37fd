"""A second opinion: a model reads what was written once more, each claim beside the passages that it needs.

It sees only those passages, and judges claim by claim. What it doubts is a `Finding` like those of the checks. It
can take sentences away, never add one: an answer that was bent by a hostile article costs at most the model's version
of that story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Literal

import jinja2
from pydantic import BaseModel, Field, ValidationError, create_model

from digest.config import Writer
from digest.errors import BadReply
from digest.model import Brief, Facts, Finding, Item, Prompt, Reply, Sentence
from digest.reading.article import is_foreign
from digest.reading.speech.locate import locate
from digest.write.answers import Part, one_of
from digest.write.checks.evidence import passages
from digest.write.prompts import as_data, beginning, cache_key
from digest.write.text.orders import without_orders
from digest.write.text.typed import visible

_MOST_PASSAGES = 4  # for one claim
_CHARACTERS_PER_TOKEN = 3.5  # as in `economy.estimate_tokens`
_REASON = 200  # characters
_SHORTEST = 300  # characters of a report in another language

Supported = Literal["yes", "partly", "no"]


@dataclass(frozen=True, slots=True)
class Claims:
    """What is to be judged beside some reports.

    `today` is the day of the issue, `language` that of the claims: of a report in another one the beginning is shown,
    because no words tell which of its passages are needed. `doubts` are what the checks found that is not firm: they
    are told, and stand unless the answer is that the sentence is supported.
    """

    sentences: tuple[Sentence, ...]
    items: Sequence[Item]
    today: date | None = None
    language: str = "en"
    doubts: Sequence[Finding] = ()


def doubtful(brief: Brief, doubts: Sequence[Finding] = ()) -> tuple[Sentence, ...]:
    """The claims to judge: hed and sentences in the model's own words, each with the items it rests on."""
    every = tuple(item.id for item in brief.story.items)
    parts = (Sentence(brief.hed, every), brief.news, *brief.summary, brief.why, brief.next)
    return in_own_words((part for part in parts if part), brief.story.items, doubts)


def in_own_words(
    claims: Iterable[Sentence], items: Sequence[Item], doubts: Sequence[Finding] = ()
) -> tuple[Sentence, ...]:
    """Those of the claims that no report has in these words, or that are doubted."""
    titles = [replace(item, text=item.title) for item in items]
    doubted = {doubt.text for doubt in doubts}
    return tuple(
        claim for claim in claims if claim.text in doubted or not locate(claim.text, [*_cited(claim, items), *titles])
    )


def opinion_prompt(claims: Claims, writer: Writer, env: jinja2.Environment, *, allowance: int = 6000) -> Prompt:
    """Ask about some claims; `allowance` is how many tokens the passages may take."""
    sentences, today = claims.sentences, claims.today
    room = int(allowance * _CHARACTERS_PER_TOKEN / len(sentences))
    lines = [_line(number, claim, claims, room) for number, claim in enumerate(sentences, 1)]
    system = env.get_template("prompts/opinion_system.txt.j2").render()
    told = {"sentences": lines, "today": f"{today:%A %d %B %Y}" if today else ""}
    user = env.get_template("prompts/opinion_user.txt.j2").render(told)
    schema = _answer(len(sentences)).model_json_schema()
    return Prompt(system, user, schema, "opinion", cache_key(writer, system, user, schema), writer.reply_tokens)


def read_opinion(reply: Reply, claims: Sequence[Sentence], story: str) -> tuple[Finding, ...]:
    """What the model doubts. Raises `BadReply` unless every claim is judged."""
    try:
        answer: Any = _answer(len(claims)).model_validate_json(reply.text)
    except ValidationError as error:
        raise BadReply(f"{error.errors()[0]['msg']}, in a second opinion") from None
    verdicts = {verdict.sentence: verdict for verdict in answer.verdicts}
    if len(verdicts) < len(claims):
        raise BadReply(f"{len(verdicts)} of {len(claims)} sentences are judged")
    return tuple(
        Finding("unsupported sentence", _doubt(claim.text, verdicts[number]), story, text=claim.text)
        for number, claim in enumerate(claims, 1)
        if verdicts[number].supported != "yes"
    )


def _cited(claim: Sentence, items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.id in claim.items]


def _line(number: int, claim: Sentence, claims: Claims, room: int) -> str:
    """A claim as data, with as many passages as there is room for, one at least, and what the checks doubt in it."""
    cited, kept = _cited(claim, claims.items), list[str]()
    foreign = [item for item in cited if is_foreign(item, claims.language)]
    share = max(room // max(1, len(cited)), _SHORTEST)
    kept += (beginning(visible(without_orders(f"{item.title}\n\n{item.text}")), share) for item in foreign)
    for passage in passages(claim.text, [item for item in cited if item not in foreign], _MOST_PASSAGES):
        if kept and sum(map(len, kept)) + len(passage) > room:
            break
        kept.append(passage)
    line: dict[str, Any] = {"sentence": number, "text": claim.text, "passages": kept}
    for doubt in claims.doubts:
        if doubt.text == claim.text:
            line |= _doubted(doubt)
    return as_data(line)


def _doubted(doubt: Finding) -> dict[str, str]:
    """What the checks found against a claim, and the passage that they had in mind, where there is one."""
    values = dict(doubt.facts.values)
    theirs = without_orders(str(values.get("theirs", "")))
    told = Facts.of("doubted", part=values["part"], ours=values["ours"]) if "theirs" in values else doubt.facts
    return {"doubt": str(told)} | ({"beside": theirs} if theirs else {})


def _doubt(text: str, verdict: Any) -> Facts:
    reason = " ".join(visible(verdict.missing).split()) or Facts.of("not carried")
    return Facts.of("second opinion", verdict=verdict.supported, reason=reason, text=text[:120])


def _answer(count: int) -> type[BaseModel]:
    """The shape of an answer: a verdict for each claim."""
    verdict: Any = create_model(
        "Verdict",
        __base__=Part,
        sentence=(one_of(range(1, count + 1)), ...),
        missing=(Annotated[str, Field(max_length=_REASON)], ...),
        supported=(Supported, ...),
    )
    verdicts: Any = Annotated[list[verdict], Field(min_length=count, max_length=count)]
    return create_model("Opinion", __base__=Part, verdicts=(verdicts, ...))
