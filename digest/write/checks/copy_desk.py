"""One text of a writer beside the reports it tells: as it is printed, or what is wrong with it.

- Words between quotation marks must stand between quotation marks in a cited article, in the mouth of the
  speaker whom the sentence names. The article's own characters are printed in place of the typed ones,
  between “ and ”. What somebody said is not told without the marks, as if we said it.
- Numbers, dates, names and titles must stand in the cited articles, and what the story's reports say may not
  be turned round (`facts.unsupported`).
- A sentence must have something in common with a passage of them; orders to a model are not news (`orders`).
- What is told as coming (`next`) must still be to come on the day of the issue (`reading.coming`).
- No links, no markup, no template tokens, no emoji, no letters of a script that the reports do not have, no other
  language than the newsletter's.
- Each part of a sentence is compared with the passages it cites (`facts.conflicts`, `facts.places`), and what speaks
  against it is weighed together (`facts.judging`): to a conflict, or to a doubt, which a second opinion may set aside.

A citation that is merely missing is added.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from digest.model import Draft, Facts, Finding, FindingKind, Item, Sentence, Story
from digest.reading.coming import looks_ahead
from digest.reading.languages import Language, surely
from digest.reading.speech.locate import locate
from digest.reading.standing import leans
from digest.reading.words import bare_line
from digest.write.checks.quoting import Kind, named_speakers, set_quotations
from digest.write.checks.speech import Record
from digest.write.facts.abroad import is_abroad, lacking
from digest.write.facts.alignment import Doubt
from digest.write.facts.judging import told_share, weighed
from digest.write.text.clean_titles import clean_title
from digest.write.text.orders import is_order, orders
from digest.write.text.typed import foreign, plain, strange_script, unquoted, without_domains

_LONGEST_HED = 140  # characters
_LEAST_TOLD = 0.05  # share of a sentence that some passage must tell: one word of twenty

_SET = re.compile(r"“[^”]*”")
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]urs?|[Mm]y|us|(?<!War )(?<!Article )I(?=['’]| [a-z]))\b")


@dataclass(frozen=True, slots=True)
class Round:
    """How a text is checked: for the issue of which day, in the newsletter's language, for the last time (`rescue`),
    without the printed texts that somebody else has `refused`, with a second opinion that `asks` about doubts.
    """

    today: date | None = None
    language: str = "en"
    rescue: bool = False
    refused: Collection[str] = ()
    asks: bool = False

    @property
    def code(self) -> str:
        """The language without its region."""
        return self.language.partition("-")[0].lower()


@dataclass(frozen=True, slots=True)
class Part:
    """One text after the checks: empty where it is not printed, `fault` where it must be written again.

    `doubt` is what a second opinion has to set aside, if it is to be printed.
    """

    text: str
    items: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    fault: bool = False
    doubt: Facts | None = None


class CopyDesk:
    """One draft beside the reports it tells."""

    def __init__(self, story: Story, draft: Draft, terms: Round) -> None:
        self._story = story
        self._terms = terms
        self._language = terms.code
        self._record = Record(story.items, self._language)
        self._said = named_speakers(draft, self._record)

    def hed(self, typed: str) -> Part:
        """The hed, or with `rescue` the first title of a report that can be printed."""
        part = self._one_hed(typed)
        if not part.fault or not self._terms.rescue:
            return part
        titles = (self._one_hed(clean_title(item.title, item.outlet)) for item in self._story.items)
        title = next((title for title in titles if not title.fault and title.text not in self._terms.refused), part)
        return replace(title, findings=part.findings, fault=True)

    def _one_hed(self, typed: str) -> Part:
        text = plain(typed).removesuffix(".")
        if not text or len(text) > _LONGEST_HED:
            return self._fault("bad reply", [Facts.of("hed length", most=_LONGEST_HED, text=text[:60])])
        title = locate(text, [replace(item, text=item.title) for item in self._story.items]) is not None
        return self._unless_refused(self._text(text, self._story.items, as_written=title, title=title))

    def sentence(self, sentence: Sentence) -> Part:
        """One sentence with its quotations set and its citations completed."""
        text = plain(sentence.text)
        cited = [item for item in self._story.items if item.id in sentence.items]
        if not text or not cited:
            return self._fault(
                "bad reply", [Facts.of("sentence without reports" if text else "sentence without words")]
            )
        part = self._text(text, cited, as_written=locate(text, cited) is not None)
        return self._unless_refused(replace(part, text=_ended(part.text)))

    def _unless_refused(self, part: Part) -> Part:
        return Part("", fault=True) if part.text and part.text in self._terms.refused else part

    def coming(self, sentence: Sentence) -> Part:
        """A sentence about what is to come; one that tells of nothing still to come is left out."""
        part = self.sentence(sentence)
        cited = [item for item in self._story.items if item.id in part.items]
        if not part.text or all(self._looks_ahead(part.text, item) for item in cited):
            return part
        gone = self._finding("trimmed", Facts.of("nothing to come", text=part.text))
        return Part("", findings=(*part.findings, gone))

    def _looks_ahead(self, text: str, item: Item) -> bool:
        return looks_ahead(text, item.published, self._terms.today or item.published.date(), self._language)

    def in_order(self, parts: Sequence[Part], hed: str) -> list[Part]:
        """The sentences without repetition; one that leans on words that are not there has a fault.

        What leans on a faulty one is sound as long as that can be written again.
        """
        kept: list[Part] = []
        told = {bare_line(hed)}
        for part in parts:
            stands = any(before.text or (before.fault and not self._terms.rescue) for before in kept)
            alone = not stands or (self._terms.rescue and kept[-1].fault)
            if part.text and bare_line(part.text) in told:
                again = self._finding("trimmed", Facts.of("told before", text=part.text))
                kept.append(replace(part, text="", findings=(*part.findings, again)))
            elif part.text and alone and leans(part.text, Language.load(self._language)):
                kept.append(self._fault("bad reply", [Facts.of("leans", text=part.text[:80])], part.text))
            else:
                kept.append(part)
            told.add(bare_line(part.text))
        return kept

    def _text(self, text: str, cited: Sequence[Item], *, as_written: bool, title: bool = False) -> Part:
        """One text checked; `as_written` says that an article has it in these words, so that its facts are right."""
        known = "\n".join(f"{one.title}\n{one.text}" for one in cited)
        if stranger := foreign(without_domains(text, known)) or strange_script(text, known, self._language):
            return self._fault("foreign link", [Facts.of("stranger in", words=stranger, text=text[:80])], text)
        if wrong := self._no_news(text, cited, as_written):
            return self._fault("unsupported sentence", [Facts.of(wrong, text=text[:80])], text)
        kind: Kind = "title" if title else "report" if as_written else "ours"
        setting = set_quotations(text, cited, self._said, kind=kind, demote=self._terms.rescue)
        if setting.faults:
            return self._fault("invented quotation", setting.faults, text)
        if self._is_spoken(setting.text):
            return self._fault("invented quotation", [Facts.of("unmarked speech", text=text[:80])], text)
        notes = tuple(self._finding("invented quotation", note) for note in setting.notes)
        items = setting.items if as_written else self._completed(setting.text, setting.items)
        quoted = (replace(self._finding("invented quotation", doubt), firm=False) for doubt in setting.doubts)
        problems = () if as_written else (*quoted, *self._unsupported(setting.text, items))
        if any(problem.firm for problem in problems) or (problems and not self._terms.asks):
            told = tuple(replace(problem, text=setting.text, firm=True) for problem in problems)
            return Part("", findings=(*notes, *told), fault=True)
        doubt = problems[-1].facts if problems else None
        return Part(without_domains(setting.text, known), tuple(item.id for item in items), notes, doubt=doubt)

    def _no_news(self, text: str, cited: Sequence[Item], as_written: bool) -> str:
        """Whether a text is an order to a model, or what it tells itself in another language than the newsletter."""
        if orders(text) or (as_written and _is_ordered(text, cited)):
            return "order to the model"
        known = Language.load(self._language).known
        return "other language" if known and surely(unquoted(text)) not in ("", self._language) else ""

    def _is_spoken(self, text: str) -> bool:
        """Whether a text with its quotations set says in our own voice what somebody said, or speaks as one of them."""
        narrated = _SET.sub("", text)
        first = self._language == "en" and _FIRST_PERSON.search(narrated)
        return bool(first or (narrated == text and self._record.find(text, self._story.items)))

    def _unsupported(self, text: str, items: Sequence[Item]) -> tuple[Finding, ...]:
        """What the items don't carry, or another report of the story contradicts; or else the sentence as a whole."""
        facts = self._lacking(text, items) or self._lacking(text, self._story.items)
        if facts or is_abroad(items, self._language):
            return facts
        if against := weighed(text, items):
            found = self._finding("unsupported sentence", _contradicted(against.worst, text))
            return (replace(found, firm=against.firm),)
        if told_share(text, items) >= _LEAST_TOLD:
            return ()
        return (self._finding("unsupported sentence", Facts.of("nothing like it", text=text[:120])),)

    def _completed(self, text: str, cited: Sequence[Item]) -> tuple[Item, ...]:
        """The cited items and those other reports of the story that carry a fact which the cited ones lack."""
        items = tuple(cited)
        for item in self._story.items:
            missing = self._lacking(text, items)
            if not missing:
                break
            if item not in items and len(self._lacking(text, (*items, item))) < len(missing):
                items = (*items, item)
        return items

    def _lacking(self, text: str, items: Sequence[Item]) -> tuple[Finding, ...]:
        return lacking(text, items, self._language, self._story.id)

    def _fault(self, kind: FindingKind, found: Iterable[Facts], text: str = "") -> Part:
        findings = (replace(self._finding(kind, facts), text=text) for facts in found)
        return Part("", findings=tuple(findings), fault=True)

    def _finding(self, kind: FindingKind, facts: Facts) -> Finding:
        return Finding(kind, facts, self._story.id)


def _contradicted(doubt: Doubt, text: str) -> Facts:
    """Which part of a sentence the reports have otherwise, and the passage, where one shows it."""
    part, ours = Facts.of(f"doubt {doubt.part}"), text[doubt.start :][:60]
    if doubt.passage:
        return Facts.of("contradicted", part=part, ours=ours, theirs=doubt.passage[:200])
    return Facts.of("doubted", part=part, ours=ours)


def _is_ordered(text: str, cited: Sequence[Item]) -> bool:
    """Whether the words stand in a passage that gives orders to a model."""
    place = locate(text, cited)
    return is_order(place[0].text, place[1], place[2]) if place else False


def _ended(text: str) -> str:
    """The sentence with its full stop."""
    return text if not text or text.rstrip("”’)")[-1:] in ".!?…" else f"{text}."
