"""Where outlets contradict each other: one side says so, the other denies it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from digest.curate.changes import content_of
from digest.curate.terms import words
from digest.curate.voices import voices
from digest.language.sentences import sentences
from digest.model import Item, Sentence, Story

TOP = 15  # sentences of a report that are looked at
SHARED = 2  # words, at least, that are denied in one sentence and said in the other, beside the verb
ALIKE = 0.5  # share of the denied words that the other sentence says

_SAID = r"(?:said|says|told|stated|insisted|claimed|announced|maintained|asserted|declared|testified|alleged)"
_NOT = re.compile(
    r"\b(?:(?:did|does|do|had|has|have|was|were|is|are|would|will|could|can)(?: not|n['’]t)|never|nobody|no one)\b\s*"
    r"(?P<denied>[^,;.]+)",
    re.I,
)
_DENIED = re.compile(
    r"\b(?:denied|denies|disputed|disputes|rejected|rejects|dismissed|refuted|contradicted) (?:that|having|ever|any|"
    r"(?:the |a |any )?(?:claims?|reports?|allegations?|accusations?|suggestions?|assertions?)(?: (?:that|of|by))?)\s*"
    r"(?P<denied>[^,;.]+)",
    re.I,
)
_NEGATIVE = re.compile(
    r"\b(?:not|never|no|nobody|none|without|neither|nor|\w+n['’]t|den(?:y|ie[sd])|reject\w*|refus\w+)\b", re.I
)
# A speaker beside the cue: a name, or a description; a pronoun would leave the reader in the dark.
_SPEAKER = re.compile(
    rf"\b(?:{_SAID}|denied|denies|disputed|rejected|dismissed|refuted|contradicted)\b(?: (?:[A-Z][\w'’-]+))?|"
    rf"\b[A-Z][\w'’-]+(?:, [^,]+,)? (?:{_SAID})\b"
)
_PRONOUN = re.compile(
    rf"\b(?:he|she|they|it|who|I|we) (?:\w+ )?(?:{_SAID}|denied|denies|disputed|rejected|dismissed|refuted)\b", re.I
)
# Verbs of consent deny each other: "would accept" against "would not consider".
_CONSENT = frozenset(words("accept agree allow approve back consider endorse permit support"))


@dataclass(frozen=True, slots=True)
class _Account:
    item: Item
    text: str
    content: frozenset[str]
    verb: str = ""  # what is denied
    denied: frozenset[str] = frozenset()


def accounts_differ(story: Story) -> tuple[Sentence, Sentence] | None:
    """A sentence that says so, and one of an independent outlet that denies it, each with a named speaker.

    None where no pair is sure: the one must deny the verb of the other, about the same things, in so many
    words. Most contradictions are missed; what is found can be printed side by side.
    """
    best: tuple[float, _Account, _Account] | None = None
    for one, other in product(voices(story.items), repeat=2):
        if one is other:
            continue
        for claim, denial in product(_claims(one), _denials(other)):
            value = _contradiction(claim, denial)
            if value >= ALIKE and (best is None or value > best[0]):
                best = (value, claim, denial)
    if best is None:
        return None
    _, claim, denial = best
    return Sentence(claim.text, (claim.item.id,)), Sentence(denial.text, (denial.item.id,))


def _claims(items: tuple[Item, ...]) -> Iterator[_Account]:
    for item, text in _attributed(items):
        if not _NEGATIVE.search(text):
            yield _Account(item, text, content_of(text))


def _denials(items: tuple[Item, ...]) -> Iterator[_Account]:
    for item, text in _attributed(items):
        found = _DENIED.search(text) or _NOT.search(text)
        telling = content_of(found["denied"]) if found else frozenset()
        if telling and found:
            verb = next(word for word in words(found["denied"]) if word in telling)
            yield _Account(item, text, content_of(text), verb, telling - {verb})


def _attributed(items: tuple[Item, ...]) -> Iterator[tuple[Item, str]]:
    for item in items:
        for sentence in sentences(item.text)[:TOP]:
            text = " ".join(sentence.text.split())
            if 8 <= len(text.split()) <= 45 and _SPEAKER.search(text) and not _PRONOUN.search(text):
                yield item, text


def _contradiction(claim: _Account, denial: _Account) -> float:
    """The share of what is denied that the claim says, 0 where it does not say the verb."""
    verbs = _CONSENT if denial.verb in _CONSENT else {denial.verb}
    shared = claim.content & denial.denied
    if not verbs & claim.content or len(shared) < SHARED:
        return 0.0
    return len(shared) / len(denial.denied)
