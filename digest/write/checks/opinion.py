"""A second opinion: the model reads what it wrote once more, each sentence beside the passages it rests on.

It sees only those passages, and judges sentence by sentence. What it calls unsupported is a `Finding` like those
of the checks. It can take sentences away, never add one: an answer that was bent by a hostile article costs at
most the model's version of that story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

import jinja2
from pydantic import BaseModel, Field, ValidationError, create_model

from digest.config import Audience
from digest.errors import BadReply
from digest.model import Brief, Finding, Item, Prompt, Reply, Sentence
from digest.write.checks.evidence import around
from digest.write.prompts import Part, as_data, cache_key, one_of, visible
from digest.write.quotes.locate import locate
from digest.write.text.orders import without_orders

_MOST_PASSAGES = 4  # for one sentence
_CHARACTERS_PER_TOKEN = 3.5  # as in `economy.estimate_tokens`
_REASON = 200  # characters


def is_doubtful(brief: Brief) -> bool:
    """Whether there is anything to judge: text that no article has in these words."""
    return bool(_doubtful(brief))


def opinion_prompt(brief: Brief, audience: Audience, env: jinja2.Environment, *, allowance: int = 6000) -> Prompt:
    """Ask about one story; `allowance` is how many tokens the passages may take."""
    doubtful = _doubtful(brief)
    room = int(allowance * _CHARACTERS_PER_TOKEN / len(doubtful))
    lines = [_line(number, sentence, brief, room) for number, sentence in enumerate(doubtful, 1)]
    system = env.get_template("prompts/opinion_system.txt.j2").render()
    user = env.get_template("prompts/opinion_user.txt.j2").render(sentences=lines)
    schema = _answer(len(doubtful)).model_json_schema()
    writer = audience.writer
    return Prompt(system, user, schema, "opinion", cache_key(writer, system, user, schema), writer.reply_tokens)


def read_opinion(reply: Reply, brief: Brief) -> tuple[Finding, ...]:
    """What the model says is unsupported. Raises `BadReply` unless every sentence is judged."""
    doubtful = _doubtful(brief)
    try:
        answer: Any = _answer(len(doubtful)).model_validate_json(reply.text)
    except ValidationError as error:
        raise BadReply(f"{error.errors()[0]['msg']}, in a second opinion") from None
    verdicts = {verdict.sentence: verdict for verdict in answer.verdicts}
    if len(verdicts) < len(doubtful):
        raise BadReply(f"{len(verdicts)} of {len(doubtful)} sentences are judged")
    return tuple(
        Finding("unsupported sentence", _detail(sentence.text, verdicts[number].missing), brief.story.id)
        for number, sentence in enumerate(doubtful, 1)
        if not verdicts[number].supported
    )


def _doubtful(brief: Brief) -> list[Sentence]:
    """The hed and the sentences in the model's own words, each with the items it rests on."""
    every = tuple(item.id for item in brief.story.items)
    parts = (Sentence(brief.hed, every), brief.news, *brief.summary, brief.why, brief.next)
    titles = [replace(item, text=item.title) for item in brief.story.items]
    return [p for p in parts if p and not locate(p.text, [*_cited(p, brief), *titles])]


def _cited(sentence: Sentence, brief: Brief) -> list[Item]:
    return [item for item in brief.story.items if item.id in sentence.items]


def _line(number: int, sentence: Sentence, brief: Brief, room: int) -> str:
    return as_data(
        {"sentence": number, "text": sentence.text, "passages": _passages(sentence.text, _cited(sentence, brief), room)}
    )


def _passages(text: str, items: Sequence[Item], room: int) -> list[str]:
    """The passage of each item that is nearest to the text, as many as there is room for, one at least."""
    kept: list[str] = []
    for item in items[:_MOST_PASSAGES]:
        passage = visible(without_orders(around(text, item)))
        if kept and sum(map(len, kept)) + len(passage) > room:
            break
        kept.append(passage)
    return kept


def _detail(text: str, missing: str) -> str:
    reason = " ".join(visible(missing).split()) or "its passages don't carry it"
    return f"second opinion: {reason}: {text[:120]!r}"


def _answer(count: int) -> type[BaseModel]:
    """The shape of an answer: a verdict for each sentence."""
    verdict: Any = create_model(
        "Verdict",
        __base__=Part,
        sentence=(one_of(range(1, count + 1)), ...),
        missing=(Annotated[str, Field(max_length=_REASON)], ...),
        supported=(bool, ...),
    )
    verdicts: Any = Annotated[list[verdict], Field(min_length=count, max_length=count)]
    return create_model("Opinion", __base__=Part, verdicts=(verdicts, ...))
