"""Sets the quotation marks of one typed text: each pair of them encloses an article's own characters, or is at fault.

What is set stands between “ and ”. A comma or full stop that was typed before the closing mark stays there where
the article has it too, else it moves behind the mark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from digest.model import Draft, Facts, Item
from digest.reading.article import read
from digest.reading.languages import Language
from digest.reading.speech.locate import locate
from digest.reading.words import small
from digest.write.checks.speech import Record, Speech, has_negation, is_pronoun, negated
from digest.write.text.typed import Run, Unpaired, plain, runs

_SCARE = 3  # so few words may lose their marks where an article has them without

# Whose a text is: ours, a whole sentence of a report, which says itself on what terms it quotes, an outlet's title.
Kind = Literal["ours", "report", "title"]


@dataclass(frozen=True, slots=True)
class Speakers:
    """Whom the reports quote, and whom our texts name for their quoted words."""

    record: Record
    named: Mapping[tuple[str, str], str]  # by text and words

    def speaker(self, text: str, words: str, kind: Kind) -> str:
        """Whom a text of ours names for some of its words; of another one nobody: it names its own speakers."""
        return self.named.get((text, words), "") if kind == "ours" else ""


@dataclass(frozen=True, slots=True)
class Setting:
    """A text with its quotations set, the items they are cut from included.

    `faults` say what cannot stand; `doubts` which few words may have been said otherwise than ours says; `notes` what
    was changed.
    """

    text: str
    items: tuple[Item, ...]
    faults: tuple[Facts, ...] = ()
    doubts: tuple[Facts, ...] = ()
    notes: tuple[Facts, ...] = ()


def set_quotations(
    text: str,
    cited: Sequence[Item],
    said: Speakers,
    *,
    kind: Kind = "ours",
    demote: bool,
) -> Setting:
    """Set every quotation of a plain text, those of the cited items first.

    With `demote` few words that an article only narrates lose their marks; in an outlet's own title all that nobody
    says lose them, or go where they end it after a colon. No text of ours may quote what was not said in earnest; of
    few words that is a doubt, because what they are in earnest about is told around them: praised “clean coal”.
    """
    record = said.record
    setting = Setting(text, tuple(cited))
    try:
        marked = runs(text)
    except Unpaired as error:
        return replace(setting, faults=(error.facts,))
    for run in reversed(marked):  # from the end, so that the places before it stay
        words = text[run.start : run.end]
        places = record.find(words, setting.items) or record.find(words, record.items)
        narrated = demote and not places and len(words.split()) <= _SCARE and locate(words, setting.items) is not None
        place = _choose(words, (text[: run.left], text[run.right :]), places, record, said.speaker(text, words, kind))
        if isinstance(place, Speech) and place.terms != "asserted" and kind == "ours":
            who = place.speaker or Facts.of("its speaker")
            doubt = Facts.of("no statement", words=words, speaker=who, terms=place.terms)
            few = len(words.split()) <= _SCARE
            setting = replace(setting, doubts=(doubt, *setting.doubts)) if few else setting
            place = place if few else doubt
        if isinstance(place, Speech):
            setting = _set(setting, run, place)
        elif kind == "title":
            setting = _set_in_title(setting, run, places, record)
        elif narrated:
            setting = _without_marks(setting, run, note=Facts.of("marks lost", words=words, why=place))
        else:
            setting = replace(setting, faults=(place, *setting.faults))
    return setting


def _set(setting: Setting, run: Run, place: Speech) -> Setting:
    items = setting.items if place.item in setting.items else (*setting.items, place.item)
    return replace(setting, text=_replaced(setting.text, run, place), items=items)


def _set_in_title(setting: Setting, run: Run, places: Sequence[Speech], record: Record) -> Setting:
    """Words of somebody described stay quoted, and few ones: no negation turns "rejects 'false claims'" round."""
    few = len(setting.text[run.start : run.end].split()) < _SCARE
    named = record.named_in(f"{setting.text[: run.left]} {setting.text[run.right :]}")
    for place in places:
        if place.speaker[:1].islower() or (few and record.agrees(named, place)):
            return _set(setting, run, place)
    before, after = setting.text[: run.left].rstrip(), setting.text[run.right :]
    if before.endswith(":") and not after.strip(" ."):
        return replace(setting, text=before.removesuffix(":"))
    return _without_marks(setting, run, note=None)


def _without_marks(setting: Setting, run: Run, note: Facts | None) -> Setting:
    text = setting.text[: run.left] + setting.text[run.start : run.end] + setting.text[run.right :]
    return replace(setting, text=text, notes=(note, *setting.notes) if note else setting.notes)


def _choose(
    words: str, around: tuple[str, str], places: Sequence[Speech], record: Record, named: str
) -> Speech | Facts:
    """The one of these places that carries a quotation with this text before and after it, or what is wrong with it."""
    outside = " ".join(around)
    if not places:
        return Facts.of("in no report", words=words)
    whole = [place for place in places if has_negation(outside) or not negated(place)]
    if not whole:
        return Facts.of("negation left out", words=words)
    named = named or record.named_in(outside)
    said = [place for place in whole if record.agrees(named, place)]
    if not said:
        who = whole[0].speaker or Facts.of("somebody else")
        return Facts.of("other speaker", words=words, speaker=who, named=named)
    fitting = [place for place in said if not (_begins(around[0]) and place.text[0].islower())]
    return next(iter(sorted(fitting, key=_is_in_doubt)), Facts.of("begins inside", words=words))


def _is_in_doubt(place: Speech) -> bool:
    """Whether the words were not said in earnest there; elsewhere they may have been."""
    return place.terms != "asserted"


def _begins(before: str) -> bool:
    """Whether a sentence begins after this text."""
    return before.rstrip()[-1:] in ("", ".", "!", "?")


def _replaced(text: str, run: Run, place: Speech) -> str:
    words = text[run.start : run.end]
    tail = words[-1] if words[-1] in ".," and not place.text.endswith(words[-1]) else ""
    inside = place.text
    if tail and place.item.text[place.end : place.end + 1] == tail:
        inside, tail = inside + tail, ""
    if tail and text[run.right : run.right + 1] in (".", ","):
        tail = ""
    return f"{text[: run.left]}“{inside}”{tail}{text[run.right :]}"


def named_speakers(draft: Draft, record: Record) -> Speakers:
    """Whom a draft names for each of its quotations, read as the articles are read: one sentence after the other."""
    named: dict[tuple[str, str], str] = {}
    sentences = [*draft.summary, *(extra for extra in (draft.why, draft.news, draft.next) if extra)]
    for texts in ([plain(draft.hed)], [plain(sentence.text) for sentence in sentences]):
        named |= _read([text for text in texts if _is_paired(text)], record)
    return Speakers(record, named)


def _read(texts: Sequence[str], record: Record) -> dict[tuple[str, str], str]:
    whole = " ".join(texts)
    ours = read(replace(record.items[0], text=whole), Language.load(record.language)).quotations
    named: dict[tuple[str, str], str] = {}
    offset, before = 0, ""
    for text in texts:
        for run in runs(text):
            place = offset + run.start
            speaker = next((quote.speaker for quote in ours if quote.start <= place < quote.end), "")
            if is_pronoun(speaker):
                speaker = "" if _describes_somebody(before, record) else record.last_named(whole[:place])
            named[text, text[run.start : run.end]] = speaker
        offset, before = offset + len(text) + 1, text
    return named


def _describes_somebody(text: str, record: Record) -> bool:
    """Whether a sentence is about somebody without a name, of whom the next one says "she": "A woman stopped him"."""
    words, first = Language.load(record.language), small(text)[:1]
    return not (words["determiners"] - words["definite"]).isdisjoint(first)


def _is_paired(text: str) -> bool:
    try:
        runs(text)
    except Unpaired:
        return False
    return True
