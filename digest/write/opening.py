"""The top of an issue, written once its stories are checked: Briefs -> Prompt, Reply -> Opening + what to leave out.

The model sees heds and sentences, never the reports, and of each viewpoint how it begins. What it writes is checked
against the reports of the stories that it names, or against that piece, like everything else; a part that fails is set
without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

import jinja2
from pydantic import BaseModel, Field, ValidationError, create_model

from digest.config import Audience
from digest.errors import BadReply
from digest.model import Brief, Finding, Item, Opening, Prompt, Reply, Sentence, Story, Viewpoint
from digest.reading.article import read
from digest.reading.standing import leans
from digest.write.answers import Part, one_of
from digest.write.checks.checking import check_line
from digest.write.checks.copy_desk import Round
from digest.write.prompts import as_data, beginning, cache_key
from digest.write.text.orders import without_orders

_TEASERS = 3
_FEWEST = 2  # sentences that a story keeps
_LENGTHS = {"subject": 70, "preheader": 130, "greeting": 240, "teaser": 70, "argument": 240}  # characters
_PASSAGE = 1500  # characters of a viewpoint: it says early what it argues


@dataclass(frozen=True, slots=True)
class Contents:
    """What an issue tells on its day, the lead first, and the subject of the issue before it."""

    briefs: tuple[Brief, ...]
    viewpoints: tuple[Viewpoint, ...]
    today: date
    last_subject: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        """What a claim about it may rest on."""
        reports = [item for brief in self.briefs for item in brief.story.items]
        return (*reports, *(viewpoint.item for viewpoint in self.viewpoints))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an opening, and the numbers of the stories that it is about."""

    text: str
    stories: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OpeningDraft:
    """What the model wanted: lines by the part that they are, the order of the shorts, sentences told twice."""

    lines: tuple[tuple[str, Line], ...]  # "subject", "preheader", "greeting", then teasers
    order: tuple[int, ...]
    repeated: tuple[tuple[int, int], ...]  # number of a story, and of a sentence in it
    arguments: tuple[tuple[int, str], ...] = ()  # number of a viewpoint, and what it argues


def opening_prompt(contents: Contents, audience: Audience, env: jinja2.Environment) -> Prompt:
    """Ask for the opening of an issue with these stories, the lead first, and for what its viewpoints argue."""
    writer, newsletter = audience.writer, audience.newsletter
    briefs, viewpoints = contents.briefs, contents.viewpoints
    named = {"name": newsletter.name, "about": newsletter.tagline, "last subject": contents.last_subject}
    told = {
        "language": newsletter.language,
        "style": writer.style,
        "today": f"{contents.today:%A %d %B %Y}",
        "lengths": _LENGTHS,
        "newsletter": as_data({key: value for key, value in named.items() if value}),
        "stories": [_story_line(number, brief) for number, brief in enumerate(briefs, 1)],
        "teasers": min(_TEASERS, len(briefs) - 1),
        "viewpoints": [_viewpoint_line(number, viewpoint.item) for number, viewpoint in enumerate(viewpoints, 1)],
    }
    system = env.get_template("prompts/issue_system.txt.j2").render(told)
    user = env.get_template("prompts/issue_user.txt.j2").render(told)
    schema = _answer(len(briefs), len(viewpoints)).model_json_schema()
    return Prompt(system, user, schema, "issue", cache_key(writer, system, user, schema), writer.reply_tokens)


def _story_line(number: int, brief: Brief) -> str:
    sentences = [sentence.text for sentence in (*brief.summary, brief.why, brief.next) if sentence]
    line = {"story": number, "topic": brief.story.topic, "status": str(brief.story.status), "hed": brief.hed}
    return as_data({**line, "sentences": sentences})


def _viewpoint_line(number: int, item: Item) -> str:
    line = {"viewpoint": number, "author": " & ".join(item.authors), "outlet": item.outlet}
    told = {"title": without_orders(item.title), "passage": beginning(without_orders(item.text), _PASSAGE)}
    return as_data({key: value for key, value in {**line, **told}.items() if value})


def read_opening(reply: Reply, briefs: Sequence[Brief], viewpoints: Sequence[Viewpoint] = ()) -> OpeningDraft:
    """What the reply wants. Raises `BadReply` where it is in another shape."""
    try:
        answer: Any = _answer(len(briefs), len(viewpoints)).model_validate_json(reply.text)
    except ValidationError as error:
        raise BadReply(f"{error.errors()[0]['msg']}, in the opening of the issue") from None
    parts = ("subject", "preheader", "greeting")
    lines = [(part, Line(getattr(answer, part).text, tuple(getattr(answer, part).stories))) for part in parts]
    teasers = [("teaser", Line(teaser.text, (teaser.story,))) for teaser in answer.teasers[:_TEASERS]]
    repeated = tuple((place.story, place.sentence) for place in answer.repeated)
    arguments = tuple((said.viewpoint, said.argument) for said in answer.viewpoints) if viewpoints else ()
    return OpeningDraft((*lines, *teasers), tuple(dict.fromkeys(answer.order)), repeated, arguments)


def check_opening(
    draft: OpeningDraft, briefs: Sequence[Brief], terms: Round
) -> tuple[Opening, tuple[Sentence, ...], tuple[Finding, ...]]:
    """The lines that hold, as claims on the reports of their stories, and what was found in them and the others."""
    held: dict[str, str] = {}
    teasers, claims, findings = list[str](), list[Sentence](), list[Finding]()
    for part, line in draft.lines:
        items = _items(line, briefs)
        heds = [replace(item, text=brief.hed) for brief in briefs for item in brief.story.items[:1]]
        full = part in ("greeting", "preheader")
        text, found = check_line(line.text, Story("", "", items), terms, told=heds, sentence=full)
        findings += found
        if text and len(text) <= _LENGTHS[part] and text not in terms.refused:
            claims.append(Sentence(text, tuple(item.id for item in items)))
            if part == "teaser":
                teasers.append(text)
            else:
                held[part] = text
    return Opening(**held, teasers=tuple(teasers)), tuple(claims), tuple(findings)


def check_viewpoints(
    draft: OpeningDraft, viewpoints: Sequence[Viewpoint], terms: Round
) -> tuple[tuple[Viewpoint, ...], tuple[Sentence, ...], tuple[Finding, ...]]:
    """The viewpoints with what they argue in one sentence, where that holds; those as claims; what was found.

    Each stands by its author's name, so its argument is told without "he says".
    """
    told, claims, findings = list(viewpoints), list[Sentence](), list[Finding]()
    for number, argument in draft.arguments:
        item = viewpoints[number - 1].item
        text, found = check_line(argument, Story("", "", (item,)), terms, told=(), sentence=True)
        findings += found
        if text and len(text) <= _LENGTHS["argument"] and text not in terms.refused:
            claims.append(Sentence(text, (item.id,)))
            told[number - 1] = Viewpoint(item, text)
    return tuple(told), tuple(claims), tuple(findings)


def _items(line: Line, briefs: Sequence[Brief]) -> tuple[Item, ...]:
    """The reports of the stories that a line is about, each once."""
    items = [item for number in line.stories for item in briefs[number - 1].story.items]
    return tuple({item.id: item for item in items}.values())


def in_order(briefs: Sequence[Brief], draft: OpeningDraft) -> tuple[Brief, ...]:
    """The stories without what another one tells too, the shorts in the order that was wanted; the first two stay."""
    kept = [_without(brief, {s for n, s in draft.repeated if n == number}) for number, brief in enumerate(briefs, 1)]
    wanted = [number for number in draft.order if number > 2]
    rest = [number for number in range(3, len(kept) + 1) if number not in wanted]
    return (*kept[:2], *(kept[number - 1] for number in (*wanted, *rest)))


def _without(brief: Brief, numbers: set[int]) -> Brief:
    """The brief without these of its sentences, counted from 1; the first stays, and whatever another leans on."""
    summary, language = brief.summary, read(brief.story.items[0]).language
    for number in sorted(numbers, reverse=True):
        after = summary[number] if number < len(summary) else None
        if 1 < number <= len(summary) and len(summary) > _FEWEST and not (after and leans(after.text, language)):
            gone = summary[number - 1]
            later = [replace(after, opens=after.opens or gone.opens), *summary[number + 1 :]] if after else []
            summary = (*summary[: number - 1], *later)
    return replace(brief, summary=summary)


def _answer(count: int, viewpoints: int = 0) -> type[BaseModel]:
    """The shape of an answer about so many stories and viewpoints."""
    number: Any = one_of(range(1, count + 1))
    line: Any = create_model(
        "Line", __base__=Part, text=(Annotated[str, Field(min_length=1)], ...), stories=(list[number], ...)
    )
    teaser: Any = create_model(
        "Teaser", __base__=Part, story=(number, ...), text=(Annotated[str, Field(min_length=1)], ...)
    )
    place: Any = create_model("Place", __base__=Part, story=(number, ...), sentence=(int, ...))
    more: dict[str, Any] = {}
    if viewpoints:
        which: Any = one_of(range(1, viewpoints + 1))
        argued: Any = create_model(
            "Argued", __base__=Part, viewpoint=(which, ...), argument=(Annotated[str, Field(min_length=1)], ...)
        )
        more["viewpoints"] = (list[argued], ())
    return create_model(
        "Issue",
        __base__=Part,
        subject=(line, ...),
        preheader=(line, ...),
        greeting=(line, ...),
        teasers=(list[teaser], ...),
        order=(list[number], ...),
        repeated=(list[place], ()),
        **more,
    )
