"""Name people as a newspaper does: in full at the first mention, by surname after that, and never by a lost "he".

Only what the articles make certain is done, and never inside quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial

from digest.model import Item
from digest.write.quotes.frame import frame_of
from digest.write.quotes.people import People, people_of
from digest.write.quotes.pronouns import Antecedents, antecedents
from digest.write.quotes.speakers import attributions

_SURE = 0.8  # of a pronoun: one fitting person, near by; two of them give less
_BETWEEN_MARKS = re.compile(r"([\"“„«][^\"”»]*[\"”»]|``.*?'')")
_OFFICE = (
    r"(?:(?:(?:the )?(?:U\.S\.|US|American|Russian|Ukrainian|British|French|German|Israeli) )?"
    r"(?:(?:Vice |then-)?President|(?:Prime|Foreign) Minister|Chancellor|Sen\.|Senator|Rep\.|Gov\.|Mr\.?|Ms\.?|"
    r"Mrs\.?) )?"
)
# What may follow a surname that stands for the whole person: not "Trump administration".
_PREDICATE = (
    r"(?=(?:,? (?:who|\w+ed|\w+ly|said|says|is|was|has|had|will|would|could|can|may|might|must|told|went|came|"
    r"took|made|gave|won|lost|met|did|does|got|left|led|kept|held|saw|knew|began|became|ran|sought|spoke|wrote|tells|"
    r"wants|"
    r"and|to|in|on|at|for|from|by|with|as|after|of)\b|['’]s\b|[.,;]))"
)


def outside_quotes(text: str, edit: Callable[[str], str]) -> str:
    """The text with everything edited but what stands between quotation marks."""
    return "".join(part if at % 2 else edit(part) for at, part in enumerate(_BETWEEN_MARKS.split(text)))


def without_quotes(text: str) -> str:
    """The text with an ellipsis for each quotation."""
    return _BETWEEN_MARKS.sub("…", text)


@lru_cache(maxsize=256)
def _cast(item: Item) -> tuple[People, Antecedents]:
    """Who is named in an article, and whom its pronouns mean."""
    frame = frame_of(item.text)
    people = people_of(frame, item.title)
    found = attributions(frame, people).values()
    return people, antecedents(people, (one.mention.head for one in found if one.mention.kind == "name"))


def antecedent(item: Item, start: int) -> str:
    """The full name of whom the "he" or "she" at this place of the text means; empty where it is not certain."""
    people, meant = _cast(item)
    found = [whom for at, whom in meant.items() if people.frame.tokens[at].start == start]
    return next((person.name for person, sure in found if person.human and sure >= _SURE and " " in person.name), "")


def surnames(item: Item) -> frozenset[str]:
    """The last names of the people in an article."""
    people, _ = _cast(item)
    return frozenset(re.split(r"[\s’'-]+", person.name)[-1] for person in people.persons.values() if person.human)


def full_names(items: Iterable[Item]) -> dict[str, str]:
    """Surname to full name of the people in the articles; surnames that two people share are left out."""
    found: dict[str, set[str]] = {}
    for item in items:
        people, _ = _cast(item)
        for person in {id(person): person for person in people.persons.values()}.values():
            parts = person.name.split()
            if person.human and len(parts) > 1 and parts[-1][0].isupper() and "." not in parts[-1]:
                found.setdefault(parts[-1], set()).add(person.name)
    return {surname: names.pop() for surname, names in found.items() if len(names) == 1}


def introduce(texts: Sequence[str], items: Sequence[Item]) -> list[str]:
    """The sentences with each person named in full where first met and by surname after that."""
    people = full_names(items)
    told: list[str] = []
    for text in texts:
        edited = text
        for surname, full in people.items():
            met = any(surname in earlier for earlier in told)
            edited = (_shortened if met else _in_full)(edited, surname, full)
        told.append(edited)
    return told


def _shortened(text: str, surname: str, full: str) -> str:
    """Without the first name and office, unless an apposition follows that says who it is."""
    again = re.compile(rf"\b{_OFFICE}{re.escape(full)}\b(?!\s+[A-Z]|,\s(?:an?|the|who|whose|\d|his|her|[A-Z]-)\b| \()")
    return outside_quotes(text, partial(again.sub, surname))


def _in_full(text: str, surname: str, full: str) -> str:
    """With the first name before a bare surname; "Mr. Trump" and "President Trump" stay."""
    if full.partition(" ")[0] in text:
        return text
    alone = re.compile(rf"(?<![A-Z][\w.’'-] )(?<![\w.’'-])(?:(?<=^)|(?<=[a-z,;] )){re.escape(surname)}\b{_PREDICATE}")
    first = alone.search(without_quotes(text))
    if not first or re.search(rf"\b[A-Z][\w.’'-]*\s+{re.escape(surname)}\b", text):
        return text
    done = [False]

    def once(match: re.Match[str]) -> str:
        name = match.group() if done[0] else full
        done[0] = True
        return name

    return outside_quotes(text, partial(alone.sub, once))
