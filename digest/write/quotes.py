"""The quotations of an article and of a story: where they stand, who said them, which may be printed.

    text --marks--> spans --frame, people--> speakers --worth--> Quotes

A quotation is never copied: a `Quote` is a span of the article. One that runs over several paragraphs gives a
`Quote` for each of them, and one that is interrupted ("A," she said, "b.") a `Quote` for each part, because a
span must be exactly the words that were said. The comma that American style puts inside the closing mark
belongs to the sentence around the quotation and is left out; periods, question and exclamation marks stay.

Titles of works and scare quotes stand between the same marks. They are returned too, because the checks must
know every marked word of an article, but they are never printable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.model import Item, Quote, Story
from digest.write.frame import Frame, frame_of
from digest.write.lexicon import HE, ORGANISATIONS, ROLES, SHE, SPEAKING_THINGS
from digest.write.locate import Joined, locate, locate_joined
from digest.write.people import People, Person, people_of
from digest.write.speakers import Attribution, attributions
from digest.write.worth import is_confident, same_remark, stands_alone, themes_of, worth

__all__ = ["Joined", "candidates", "find_quotes", "locate", "locate_joined"]

_PER_SPEAKER = 0.35  # what each better quotation of the same speaker costs the next one


@dataclass(frozen=True, slots=True)
class _Speaker:
    name: str
    role: str = ""
    sure: float = 0.0
    honest: bool = False  # a name, or a description that says who it was


_NOBODY = _Speaker("")
_LABEL = re.compile(r"(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}):\s+(?=\S)")  # in transcripts


def find_quotes(item: Item) -> tuple[Quote, ...]:
    """Every direct quotation of the item's text, in order and without overlaps.

    `speaker` is the full name where the article gives it, a description as the article words it ("a White
    House official"), the bare pronoun where nobody can be found for it, or empty. `confidence` is about the
    speaker, from 0 to 1.
    """
    frame = frame_of(item.text)
    if not frame.spans:
        return ()
    people = people_of(frame, item.title)
    known = attributions(frame, people)
    people.resolve_pronouns(found.mention.head for found in known.values() if found.mention.kind == "name")
    numbers = (number for number, span in enumerate(frame.spans) if not span.makeshift)
    return tuple(_quote(item, frame, people, number, known.get(number)) for number in numbers)


def candidates(story: Story, limit: int = 12) -> tuple[Quote, ...]:
    """The printable quotations of a story, each remark once, best first; the same every time.

    Of one remark in several outlets the fullest wording wins, then the source of the greatest weight.
    """
    themes = themes_of(story)
    found = [quote for item in story.items for quote in find_quotes(item) if quote.printable]
    remarks: list[list[Quote]] = []
    for quote in found:
        group = next((group for group in remarks if same_remark(group[0], quote)), None)
        if group is None:
            remarks.append([quote])
        else:
            group.append(quote)
    best = [max(group, key=lambda q: (len(q.text.split()), q.item.weight)) for group in remarks]
    scores = {(q.item.id, q.start): worth(q, story, themes) + 0.3 * (len(g) - 1) for q, g in zip(best, remarks, strict=True)}
    return tuple(_varied(best, scores)[:limit])


def _varied(quotes: list[Quote], scores: dict[tuple[str, int], float]) -> list[Quote]:
    """Best first, but so that one speaker does not fill the list."""
    said: dict[str, int] = {}
    ordered: list[tuple[float, int, Quote]] = []
    by_score = sorted(enumerate(quotes), key=lambda pair: (-scores[pair[1].item.id, pair[1].start], pair[0]))
    for place, quote in by_score:
        count = said.get(quote.speaker, 0)
        said[quote.speaker] = count + 1
        ordered.append((_PER_SPEAKER * count - scores[quote.item.id, quote.start], place, quote))
    return [quote for _, _, quote in sorted(ordered, key=lambda entry: entry[:2])]


# --- one quotation -----------------------------------------------------------------------------------------


def _quote(item: Item, frame: Frame, people: People, number: int, found: Attribution | None) -> Quote:
    span = frame.spans[number]
    label = _LABEL.match(item.text, span.start, span.end)
    if label:
        start, speaker = label.end(), _labelled(people, label["name"])
    else:
        start, speaker = span.start, _speaker(frame, people, found) if found else _NOBODY
    end = _without_comma(item.text, start, span.end)
    whole = span.closed or span.continues
    printable = speaker.honest and whole and is_confident(speaker.sure) and stands_alone(item.text[start:end])
    return Quote(
        item,
        start,
        end,
        speaker.name,
        role=speaker.role,
        cue=found.cue if found else "",
        confidence=round(speaker.sure, 3),
        printable=printable,
    )


def _labelled(people: People, label: str) -> _Speaker:
    """The speaker of "REID: We will see" in a transcript."""
    words = label.split()
    known = people.by_surname.get(words[-1].lower(), ())
    if len(known) == 1 or (known and len(words) == 1):
        person = max(known, key=lambda person: person.count)
        return _Speaker(person.name, person.role, 0.9 if len(known) == 1 else 0.7, honest=True)
    return _Speaker(" ".join(word.capitalize() for word in words), "", 0.7)


def _without_comma(text: str, start: int, end: int) -> int:
    trimmed = end - 1 if text[end - 1] == "," else end
    return start + len(text[start:trimmed].rstrip()) if trimmed > start + 1 else end


def _speaker(frame: Frame, people: People, found: Attribution) -> _Speaker:
    mention = found.mention
    if mention.kind == "pronoun":
        return _pronoun(frame, people, found)
    if mention.kind == "name":
        run = people.runs[mention.head]
        person = people.person(run)
        sure = found.sure * people.certainty(run)
        return _Speaker(person.name, person.role, sure, honest=True)
    return _described(frame, found)


def _pronoun(frame: Frame, people: People, found: Attribution) -> _Speaker:
    token = frame.tokens[found.mention.head]
    person: Person | None = None
    sure = 0.0
    if token.low in HE or token.low in SHE:
        person, sure = people.antecedent(found.mention.head)
    if person is None:
        return _Speaker(token.low, sure=0.3 * found.sure)
    return _Speaker(person.name, person.role, found.sure * sure, honest=True)


def _described(frame: Frame, found: Attribution) -> _Speaker:
    """A description or a group: kept as worded, printed only where it says what the speaker is."""
    mention = found.mention
    tokens = frame.tokens[mention.first : mention.end]
    lows = {token.low for token in tokens}
    lows |= {low.rstrip("s") for low in lows}
    says_who = bool(lows & (ROLES | ORGANISATIONS)) or (len(tokens) > 2 and bool(lows & SPEAKING_THINGS - {"crowd"}))
    dangling = bool(lows & {"his", "her", "its", "their", "he", "she", "they", "this", "that", "these", "those"})
    return _Speaker(frame.words(mention.first, mention.end), "", found.sure, honest=says_who and not dangling)
