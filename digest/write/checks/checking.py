"""Draft + story -> Brief + findings: nothing a writer typed is printed unless the story's articles carry it.

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
- A hed, sentences that are not empty, each once, none that repeats the hed, and no first one that leans on
  something before it.

A citation that is merely missing is added. What else is wrong is a `Finding`: the draft is refused, and the
findings tell the writer what to repair. In the last round (`rescue`) single sentences go instead, and the story stays.
A doubt is refused like a conflict unless somebody is asked (`Round.asks`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from digest.model import Brief, Draft, Facts, Finding, FindingKind, Item, Quote, Sentence, Story
from digest.reading.article import is_foreign
from digest.reading.coming import looks_ahead
from digest.reading.languages import Language, surely
from digest.reading.speech.locate import locate
from digest.reading.standing import leans
from digest.reading.words import bare_line, content
from digest.write.checks.quoting import Kind, named_speakers, set_quotations
from digest.write.checks.speech import Record
from digest.write.choosing.pull_quotes import pull_quotes
from digest.write.facts.abroad import is_abroad, lacking
from digest.write.facts.alignment import Doubt
from digest.write.facts.judging import told_share, weighed
from digest.write.text.clean_titles import clean_title
from digest.write.text.orders import is_order, orders
from digest.write.text.typed import foreign, plain, strange_script, unquoted, without_domains

_LONGEST_HED = 140  # characters
_FEWEST = 2  # sentences that must be left of a longer draft
_TOLD = 1 / 3  # share of a hed's words that a lede must have which was not written for it
_LEAST_TOLD = 0.05  # share of a sentence that some passage must tell: one word of twenty
_RETOLD = 0.8  # share of an account's words that a story must have which tells it

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


@dataclass(frozen=True, slots=True)
class _Part:
    """One text after the checks: empty where it is not printed, `fault` where it must be written again.

    `doubt` is what a second opinion has to set aside, if it is to be printed.
    """

    text: str
    items: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    fault: bool = False
    doubt: Facts | None = None


def check_draft(
    draft: Draft, story: Story, quotes: Sequence[Quote], writer: str, terms: Round
) -> tuple[Brief | None, tuple[Finding, ...]]:
    """The brief, or None where something must be written again, and everything that was found.

    `quotes` are the candidates that the draft's numbers mean. In the last round a faulty sentence goes and the title
    of a report stands in for a faulty hed. A story stands while its first sentence tells its hed: None then means
    that one of the two fell out and what stands in its place tells something else, or that fewer than two sentences
    are left (of a draft of one sentence: none). What stands in a brief and is doubted has a finding that is not firm.
    """
    desk = _CopyDesk(story, draft, terms)
    hed = desk.hed(draft.hed)
    summary = desk.in_order([desk.sentence(sentence) for sentence in draft.summary], hed.text)
    why = desk.sentence(draft.why) if draft.why else _Part("")
    news = desk.sentence(draft.news) if draft.news else _Part("")
    coming = desk.coming(draft.next) if draft.next else _Part("")
    accounts = [desk.sentence(sentence) for sentence in draft.accounts]
    parts = [hed, *summary, why, news, coming]
    found = [*(finding for part in parts for finding in part.findings), *_doubts(parts, story.id)]
    findings = tuple(dict.fromkeys([*draft.faults, *found]))
    told = _told(draft.summary, summary)
    unread = any(fault.kind == "bad reply" for fault in draft.faults)
    if not terms.rescue and (unread or any(part.fault for part in parts)):
        return None, findings
    if short := _too_little(hed, summary, len(draft.summary)):
        return None, (*findings, Finding("bad reply", Facts.of("too little", why=short), story.id))
    pulled = pull_quotes([quotes[number] for number in draft.quotes], told)
    foreign_items = {item.id for item in story.items if is_foreign(item, terms.language)}
    unfit = any(part.fault or part.doubt or foreign_items & set(part.items) for part in accounts)
    differ = () if unfit else _untold(_sentences(accounts), told)
    reason, latest, ahead = (next(iter(_sentences([part])), None) for part in (why, news, coming))
    brief = Brief(story, hed.text, told, writer, reason, latest, ahead, pulled, differ, language=_code(terms.language))
    return brief, findings


def _doubts(parts: Iterable[_Part], story: str) -> Iterator[Finding]:
    for part in parts:
        if part.text and part.doubt:
            yield Finding("unsupported sentence", part.doubt, story, text=part.text, firm=False)


def _untold(accounts: Sequence[Sentence], told: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The accounts that differ; none where a story tells all of them in its own words."""
    words = {word for sentence in told for word in content(sentence.text)}
    wanted = [set(content(account.text)) for account in accounts]
    return () if all(len(some & words) >= _RETOLD * len(some) for some in wanted) else tuple(accounts)


def _too_little(hed: _Part, summary: Sequence[_Part], written: int) -> Facts | None:
    """Why what is left is no story; None where it is one."""
    left = [part for part in summary if part.text]
    if not hed.text or len(left) < max(1, min(_FEWEST, written)):
        return Facts.of("sentences left", count=len(left))
    if (hed.fault or summary[0].fault) and not _tells(left[0].text, hed.text):
        return Facts.of("hed not told", lede=left[0].text[:80], hed=hed.text[:80])
    return None


def _tells(lede: str, hed: str) -> bool:
    """Whether the first sentence tells what the hed says: it has a third of its words, and two at least."""
    wanted = set(content(hed))
    shared = wanted & set(content(lede))
    return len(shared) >= min(2, len(wanted)) and len(shared) / max(1, len(wanted)) >= _TOLD


def _told(written: Sequence[Sentence], checked: Sequence[_Part]) -> tuple[Sentence, ...]:
    """What is left of a summary. A paragraph whose first sentence fell out begins with its next one."""
    told, opens = list[Sentence](), False
    for sentence, part in zip(written, checked, strict=True):
        opens = opens or sentence.opens
        if part.text:
            told.append(Sentence(part.text, part.items, opens, sentence.then))
            opens = False
        elif sentence.then and told:
            told[-1] = replace(told[-1], then=told[-1].then or sentence.then)
    return tuple(told)


def check_line(
    text: str, story: Story, terms: Round, *, told: Sequence[Item], sentence: bool
) -> tuple[str, tuple[Finding, ...]]:
    """One line about some reports, checked like a hed or, with `sentence`, like a sentence; empty where it fails.

    `told` are the heds of checked stories, as texts: a line that repeats one holds.
    """
    desk = _CopyDesk(story, Draft(text, ()), terms)
    if locate(plain(text).removesuffix("."), told):
        part = _Part(plain(text))
    else:
        part = desk.sentence(Sentence(text, tuple(item.id for item in story.items))) if sentence else desk.hed(text)
    return _alone(part, story)


def check_part(
    sentence: Sentence, story: Story, terms: Round, *, part: Literal["summary", "next", "hed"]
) -> tuple[str, tuple[Finding, ...]]:
    """One part of a draft by itself, as it is printed; empty where it is not. A hed is the text of a sentence."""
    draft = Draft(sentence.text, ()) if part == "hed" else Draft("", (sentence,))
    desk = _CopyDesk(story, draft, terms)
    if part == "hed":
        return _alone(desk.hed(sentence.text), story)
    return _alone(desk.coming(sentence) if part == "next" else desk.sentence(sentence), story)


def _alone(part: _Part, story: Story) -> tuple[str, tuple[Finding, ...]]:
    return ("" if part.fault else part.text), (*part.findings, *_doubts([part], story.id))


class _CopyDesk:
    """One draft beside the reports it tells."""

    def __init__(self, story: Story, draft: Draft, terms: Round) -> None:
        self._story = story
        self._terms = terms
        self._language = _code(terms.language)
        self._record = Record(story.items, self._language)
        self._said = named_speakers(draft, self._record)

    def hed(self, typed: str) -> _Part:
        """The hed, or with `rescue` the first title of a report that can be printed."""
        part = self._one_hed(typed)
        if not part.fault or not self._terms.rescue:
            return part
        titles = (self._one_hed(clean_title(item.title, item.outlet)) for item in self._story.items)
        title = next((title for title in titles if not title.fault and title.text not in self._terms.refused), part)
        return replace(title, findings=part.findings, fault=True)

    def _one_hed(self, typed: str) -> _Part:
        text = plain(typed).removesuffix(".")
        if not text or len(text) > _LONGEST_HED:
            return self._fault("bad reply", [Facts.of("hed length", most=_LONGEST_HED, text=text[:60])])
        title = locate(text, [replace(item, text=item.title) for item in self._story.items]) is not None
        return self._unless_refused(self._text(text, self._story.items, as_written=title, title=title))

    def sentence(self, sentence: Sentence) -> _Part:
        """One sentence with its quotations set and its citations completed."""
        text = plain(sentence.text)
        cited = [item for item in self._story.items if item.id in sentence.items]
        if not text or not cited:
            return self._fault(
                "bad reply", [Facts.of("sentence without reports" if text else "sentence without words")]
            )
        part = self._text(text, cited, as_written=locate(text, cited) is not None)
        return self._unless_refused(replace(part, text=_ended(part.text)))

    def _unless_refused(self, part: _Part) -> _Part:
        return _Part("", fault=True) if part.text and part.text in self._terms.refused else part

    def coming(self, sentence: Sentence) -> _Part:
        """A sentence about what is to come; one that tells of nothing still to come is left out."""
        part = self.sentence(sentence)
        cited = [item for item in self._story.items if item.id in part.items]
        if not part.text or all(self._looks_ahead(part.text, item) for item in cited):
            return part
        gone = self._finding("trimmed", Facts.of("nothing to come", text=part.text))
        return _Part("", findings=(*part.findings, gone))

    def _looks_ahead(self, text: str, item: Item) -> bool:
        return looks_ahead(text, item.published, self._terms.today or item.published.date(), self._language)

    def in_order(self, parts: Sequence[_Part], hed: str) -> list[_Part]:
        """The sentences without repetition; one that leans on words that are not there has a fault.

        What leans on a faulty one is sound as long as that can be written again.
        """
        kept: list[_Part] = []
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

    def _text(self, text: str, cited: Sequence[Item], *, as_written: bool, title: bool = False) -> _Part:
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
            return _Part("", findings=(*notes, *told), fault=True)
        doubt = problems[-1].facts if problems else None
        return _Part(without_domains(setting.text, known), tuple(item.id for item in items), notes, doubt=doubt)

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

    def _fault(self, kind: FindingKind, found: Iterable[Facts], text: str = "") -> _Part:
        findings = (replace(self._finding(kind, facts), text=text) for facts in found)
        return _Part("", findings=tuple(findings), fault=True)

    def _finding(self, kind: FindingKind, facts: Facts) -> Finding:
        return Finding(kind, facts, self._story.id)


def _contradicted(doubt: Doubt, text: str) -> Facts:
    """Which part of a sentence the reports have otherwise, and the passage, where one shows it."""
    part, ours = Facts.of(f"doubt {doubt.part}"), text[doubt.start :][:60]
    if doubt.passage:
        return Facts.of("contradicted", part=part, ours=ours, theirs=doubt.passage[:200])
    return Facts.of("doubted", part=part, ours=ours)


def _code(language: str) -> str:
    return language.partition("-")[0].lower()


def _sentences(parts: Iterable[_Part]) -> tuple[Sentence, ...]:
    return tuple(Sentence(part.text, part.items) for part in parts if part.text)


def _is_ordered(text: str, cited: Sequence[Item]) -> bool:
    """Whether the words stand in a passage that gives orders to a model."""
    place = locate(text, cited)
    return is_order(place[0].text, place[1], place[2]) if place else False


def _ended(text: str) -> str:
    """The sentence with its full stop."""
    return text if not text or text.rstrip("”’)")[-1:] in ".!?…" else f"{text}."
