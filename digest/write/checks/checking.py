"""Draft + story -> Brief + findings: nothing a writer typed is printed unless the story's articles carry it.

Each text is checked by itself (`copy_desk`). Of a draft are asked a hed, sentences that are not empty, each once, none
that repeats the hed, and no first one that leans on something before it.

What is wrong is a `Finding`: the draft is refused, and the findings tell the writer what to repair. In the last round
(`rescue`) single sentences go instead, and the story stays. A doubt is refused like a conflict unless somebody is asked
(`Round.asks`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from digest.model import Brief, Draft, Facts, Finding, Item, Quote, Sentence, Story
from digest.reading.article import is_foreign
from digest.reading.speech.locate import locate
from digest.reading.words import content
from digest.write.checks.copy_desk import CopyDesk, Part, Round
from digest.write.choosing.pull_quotes import pull_quotes
from digest.write.text.typed import plain

_FEWEST = 2  # sentences that must be left of a longer draft
_TOLD = 1 / 3  # share of a hed's words that a lede must have which was not written for it
_RETOLD = 0.8  # share of an account's words that a story must have which tells it


def check_draft(
    draft: Draft, story: Story, quotes: Sequence[Quote], writer: str, terms: Round
) -> tuple[Brief | None, tuple[Finding, ...]]:
    """The brief, or None where something must be written again, and everything that was found.

    `quotes` are the candidates that the draft's numbers mean. In the last round a faulty sentence goes and the title
    of a report stands in for a faulty hed. A story stands while its first sentence tells its hed: None then means
    that one of the two fell out and what stands in its place tells something else, or that fewer than two sentences
    are left (of a draft of one sentence: none). What stands in a brief and is doubted has a finding that is not firm.
    """
    desk = CopyDesk(story, draft, terms)
    hed = desk.hed(draft.hed)
    summary = desk.in_order([desk.sentence(sentence) for sentence in draft.summary], hed.text)
    why = desk.sentence(draft.why) if draft.why else Part("")
    news = desk.sentence(draft.news) if draft.news else Part("")
    coming = desk.coming(draft.next) if draft.next else Part("")
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
    brief = Brief(story, hed.text, told, writer, reason, latest, ahead, pulled, differ, language=terms.code)
    return brief, findings


def _doubts(parts: Iterable[Part], story: str) -> Iterator[Finding]:
    for part in parts:
        if part.text and part.doubt:
            yield Finding("unsupported sentence", part.doubt, story, text=part.text, firm=False)


def _untold(accounts: Sequence[Sentence], told: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The accounts that differ; none where a story tells all of them in its own words."""
    words = {word for sentence in told for word in content(sentence.text)}
    wanted = [set(content(account.text)) for account in accounts]
    return () if all(len(some & words) >= _RETOLD * len(some) for some in wanted) else tuple(accounts)


def _too_little(hed: Part, summary: Sequence[Part], written: int) -> Facts | None:
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


def _told(written: Sequence[Sentence], checked: Sequence[Part]) -> tuple[Sentence, ...]:
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
    desk = CopyDesk(story, Draft(text, ()), terms)
    if locate(plain(text).removesuffix("."), told):
        part = Part(plain(text))
    else:
        part = desk.sentence(Sentence(text, tuple(item.id for item in story.items))) if sentence else desk.hed(text)
    return _alone(part, story)


def check_part(
    sentence: Sentence, story: Story, terms: Round, *, part: Literal["summary", "next", "hed"]
) -> tuple[str, tuple[Finding, ...]]:
    """One part of a draft by itself, as it is printed; empty where it is not. A hed is the text of a sentence."""
    draft = Draft(sentence.text, ()) if part == "hed" else Draft("", (sentence,))
    desk = CopyDesk(story, draft, terms)
    if part == "hed":
        return _alone(desk.hed(sentence.text), story)
    return _alone(desk.coming(sentence) if part == "next" else desk.sentence(sentence), story)


def _alone(part: Part, story: Story) -> tuple[str, tuple[Finding, ...]]:
    return ("" if part.fault else part.text), (*part.findings, *_doubts([part], story.id))


def _sentences(parts: Iterable[Part]) -> tuple[Sentence, ...]:
    return tuple(Sentence(part.text, part.items) for part in parts if part.text)
