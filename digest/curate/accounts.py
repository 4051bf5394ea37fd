"""Where outlets contradict each other: one side says so, the other denies it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, product

from digest.curate.changes import content_of
from digest.curate.origins import by_origin
from digest.model import Item, Sentence, Story
from digest.reading.article import read
from digest.reading.words import bases

TOP = 40  # sentences of a report that are looked at
SHARED = 2  # words, at least, that are denied in one sentence and said in the other, beside the verb
ALIKE = 0.5  # share of the denied words that the other sentence says
LENGTHS = range(8, 46)  # words of a sentence

_SAID = r"(?:said|says|told|stated|insisted|claimed|announced|maintained|asserted|declared|testified|alleged)"
_DENIES = r"(?:denied|denies|disputed|disputes|rejected|rejects|dismissed|refuted|contradicted)"
# When, where, how or to whom: "denied on Tuesday that", "flatly denied to reporters that".
_ASIDE = r"(?:(?: (?:on|in|at|to|late|early|again|yesterday|today)| \w+ly)(?: [\w'’-]+){0,4}?)?"
_NOT = re.compile(
    r"\b(?:(?:did|does|do|had|has|have|was|were|is|are|would|will|could|can)(?: not|n['’]t)|never|nobody|no one)\b\s*"
    r"(?P<denied>[^,;.]+)",
    re.I,
)
_DENIED = re.compile(
    rf"\b{_DENIES}{_ASIDE} (?:that|having|ever|any|"
    r"(?:the |a |any )?(?:claims?|reports?|allegations?|accusations?|suggestions?|assertions?)(?: (?:that|of|by))?)\s*"
    r"(?P<denied>[^,;.]+)",
    re.I,
)
_AUXILIARY = re.compile(r"\b(?:will|would|could|can|had|has|have|was|were|is|are|did|does)(?: ever)?\b")
_NEGATIVE = re.compile(
    r"\b(?:not|cannot|never|no|nobody|none|without|neither|nor|\w+n['’]t|den(?:y|ie[sd])|reject\w*|refus\w+)\b", re.I
)
_BEFORE = re.compile(rf"\b{_DENIES}\b[^,;.]*$", re.I)  # "rejected the claim that he never ...": nothing is denied
# A speaker beside the cue: a name, or a description; a pronoun would leave the reader in the dark.
_SPEAKER = re.compile(rf"\b(?:{_SAID}|{_DENIES})\b(?: (?:[A-Z][\w'’-]+))?|\b[A-Z][\w'’-]+(?:, [^,]+,)? (?:{_SAID})\b")
_PRONOUN = re.compile(rf"\b(?:he|she|they|it|who|I|we) (?:\w+ )?(?:{_SAID}|{_DENIES})\b", re.I)
_NAMED_LATER = re.compile(rf"\b(?:he|she) (?:{_SAID}|{_DENIES})\b", re.I)  # the sentence before may name who
_FIRST_WORD = re.compile(r"[A-Z][\w-]+(?=['’]s\b|\W)")
# Somebody whom "he" could be: any name but that of a place or a day.
_ELSE = re.compile(r"(?<! in )(?<! at )(?<! on )(?<! from )(?<!^)\b[A-Z]")
# Verbs of consent deny each other: "would accept" against "would not consider".
_CONSENT = frozenset(bases("accept agree allow approve back consider endorse permit support"))


@dataclass(frozen=True, slots=True)
class _Account:
    """A sentence with its speaker, as it can be printed; `content` is of the sentence, not of one before it."""

    item: Item
    text: str
    content: frozenset[str]
    verb: str = ""  # what is denied
    denied: frozenset[str] = frozenset()


def accounts_differ(story: Story) -> tuple[Sentence, Sentence] | None:
    """A sentence that says so, and one of an independent outlet that denies it, each with a named speaker.

    None where no pair is sure: the one must deny the verb of the other, about the same things, in so many
    words. Most contradictions are missed; what is found can be printed side by side. Where a sentence says
    "he said", the one before it comes along, unless "he" could then be somebody else.
    """
    sides = by_origin(story.items)
    found = _surest(product(sides, sides))
    if found is None:
        return None
    claim, denial = found
    return Sentence(claim.text, (claim.item.id,)), Sentence(denial.text, (denial.item.id,))


def is_exchange(some: Sequence[Item], others: Sequence[Item]) -> bool:
    """Whether some hold a claim, and others of independent outlets its denial, or the other way round."""
    sides = by_origin(some), by_origin(others)
    pairs = chain(product(*sides), product(*reversed(sides)))
    return _surest((a, b) for a, b in pairs if len(by_origin((*a, *b))) > 1) is not None


def _surest(pairs: Iterable[tuple[Sequence[Item], Sequence[Item]]]) -> tuple[_Account, _Account] | None:
    """Of two sides each, the claim of the first and the denial of the second that contradict each other most."""
    best: tuple[float, _Account, _Account] | None = None
    for one, other in pairs:
        if one == other:
            continue
        denials = list(_denials(other))
        for claim, denial in product(_claims(one) if denials else (), denials):
            value = _contradiction(claim, denial)
            if value >= ALIKE and (best is None or value > best[0]):
                best = (value, claim, denial)
    return best[1:] if best else None


def _claims(items: Sequence[Item]) -> Iterator[_Account]:
    for account in _attributed(items):
        if not _NEGATIVE.search(account.text):
            yield account


def _denials(items: Sequence[Item]) -> Iterator[_Account]:
    for account in _attributed([item for item in items if _NOT.search(item.text) or _DENIED.search(item.text)]):
        found = _DENIED.search(account.text) or _NOT.search(account.text)
        if found and not _BEFORE.search(account.text[: found.start()]) and not _NEGATIVE.search(found["denied"]):
            telling = content_of(found["denied"])
            if verb := _verb(found["denied"], telling):
                yield replace(account, verb=verb, denied=telling - {verb})


def _verb(denied: str, telling: frozenset[str]) -> str:
    """The verb of what is denied: the first telling word, of what follows an auxiliary if it has one."""
    told = bases(_AUXILIARY.split(denied, maxsplit=1)[-1])
    return next((word for word in told if word in telling), "")


def _attributed(items: Sequence[Item]) -> Iterator[_Account]:
    return (account for item in items for account in _attributed_in(item))


@lru_cache(maxsize=1000)  # each story is compared with many others
def _attributed_in(item: Item) -> tuple[_Account, ...]:
    """The sentences of an article that say who says so, with the one before where only that names the speaker."""
    found = []
    before = ""
    for sentence in read(item).sentences[:TOP]:
        text = " ".join(sentence.text.split())
        if len(text.split()) in LENGTHS and _SPEAKER.search(text) and _is_whole(text):
            if not _PRONOUN.search(text):
                found.append(_Account(item, text, content_of(text)))
            elif _is_sure(text, item) and _names_somebody(before, item):
                found.append(_Account(item, f"{before} {text}", content_of(text)))
        before = text
    return tuple(found)


def _is_sure(text: str, item: Item) -> bool:
    """Whether the sentence says "he said" and names nobody before who "he" could be."""
    found = _NAMED_LATER.search(text)
    return bool(found and not _names_somebody(text, item) and not _ELSE.search(text[: found.start()]))


def _is_whole(text: str) -> bool:
    """Whether no part of the sentence is missing, and none of a quotation."""
    return (
        "?" not in text
        and not text.endswith(("...", "…"))
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
    )


def _names_somebody(text: str, item: Item) -> bool:
    """Whether a sentence begins with a name: a word that the article writes with a capital in mid-sentence too."""
    first = _FIRST_WORD.match(text)
    return bool(first and re.search(rf"[a-z,;] {re.escape(first[0])}\b", item.text))


def _contradiction(claim: _Account, denial: _Account) -> float:
    """The share of what is denied that the claim says, 0 where it does not say the verb."""
    verbs = _CONSENT if denial.verb in _CONSENT else {denial.verb}
    shared = claim.content & denial.denied
    if not verbs & claim.content or len(shared) < SHARED:
        return 0.0
    return len(shared) / len(denial.denied)
