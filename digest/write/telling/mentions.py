"""Name people as a newspaper does: in full at the first mention, by surname after that, and never by a lost "he".

Only what the articles make certain is done, and never inside quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial

from digest.model import Item
from digest.write.quotes.frame import frame_of
from digest.write.quotes.people import People, people_of
from digest.write.quotes.pronouns import Antecedents, antecedents
from digest.write.quotes.speakers import attributions

_SURE = 0.8  # of a pronoun: one fitting person, near by; two of them give less
_LONGEST = 5  # words of a name
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
    sure = (person.name for person, certain in found if person.human and certain >= _SURE and " " in person.name)
    return next((name for name in sure if _is_certain(name, item)), "")


def _is_certain(name: str, item: Item) -> bool:
    """Not a heading alone in its line ("Lobbying Trump"), nor titles run together ("Medal of Freedom Trump")."""
    alone = re.search(rf"^\s*{re.escape(name)}\s*$|[A-Z]\w+ of {re.escape(name)}\b", item.text, re.MULTILINE)
    return alone is None and len(name.split()) <= _LONGEST and not re.search(r"\d", name)


def unnamed(item: Item, start: int, end: int, text: str) -> Iterator[str]:
    """What the article says, from `start`, before each "he" or "she" that means somebody `text` does not name.

    `text` is what is printed of the article from `start` to `end`. Quotations don't count, nor does a pronoun of
    which the article does not tell whom it means.
    """
    people, meant = _cast(item)
    quoted = [match.span() for match in _BETWEEN_MARKS.finditer(item.text, start, end)]
    words = frozenset(re.findall(r"\w+", text))
    for at, (person, _) in meant.items():
        place = people.frame.tokens[at].start
        ours = start <= place < end and not any(left < place < right for left, right in quoted)
        if ours and words.isdisjoint(re.findall(r"\w{3,}", person.name)):
            yield item.text[start:place]


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
            fair = len(parts) > 1 and parts[-1][0].isupper() and "." not in parts[-1]
            if person.human and fair and _is_certain(person.name, item) and _goes_by_surname(parts, item):
                found.setdefault(parts[-1], set()).add(person.name)
    return {surname: names.pop() for surname, names in found.items() if len(names) == 1}


def _goes_by_surname(parts: Sequence[str], item: Item) -> bool:
    """Whether the article, where it names them again, says the last name alone; of "Saudi Arabia" it does not."""
    alone = re.search(rf"(?<!\b{re.escape(parts[-2])}\s)\b{re.escape(parts[-1])}\b", item.text)
    return alone is not None or item.text.count(" ".join(parts)) < 2


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
