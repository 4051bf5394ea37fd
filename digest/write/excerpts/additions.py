"""What other outlets add to an excerpt: one sentence each, word for word, only if it stands by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from digest.model import Item, Sentence
from digest.reading.article import read
from digest.reading.coming import is_coming
from digest.reading.dates import mentions
from digest.reading.languages import Language
from digest.reading.names import names
from digest.reading.numbers import quantities
from digest.reading.standing import stands_alone
from digest.reading.words import content, printed, tokens
from digest.write.excerpts.consensus import Consensus, acts_of, consensus, stems_of
from digest.write.excerpts.heds import counted, told_share
from digest.write.excerpts.openings import Line, can_be_printed, own_words, prose, strangers

MOST = 2
REACH = 8  # sentences from the top of a report: the first retells the event, and further down stands background
LARGE = 10  # a smaller number without a unit counts hardly anything ("the two men")
TOLD = 0.4  # of the words of what is added stand in hed and excerpt at most
GAIN = 5  # words that the reports agree on and the story lacks: a sentence that has so many is wanted
MUCH = 7  # of them: such a sentence need not count anything
YOUNG = 1  # days: what an older report calls the future may be past
SAME = 0.6  # of a hed's words stand in title and beginning of a report of the same event
AGREES = 0.5  # or of what the reports of its story agree on
SAID = 0.6  # of the words of a sentence that was told in others
LONGEST = 45  # words
SHORTEST = 9
SHORTEST_DENIAL = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What readers of a story have read by now: its hed and text."""

    hed: str
    text: str

    def with_more(self, text: str) -> Told:
        """And this."""
        return Told(self.hed, f"{self.text} {text}")

    def knows(self, line: Line, item: Item, *, shortest: int = SHORTEST) -> bool:
        """Whether a sentence of another report reads right here: whole, by itself, nobody by a bare surname."""
        language = read(item).language
        if not shortest <= line.words <= LONGEST or not can_be_printed(line, item):
            return False
        if not stands_alone(line.text, language) or _points(line.text, language) or _is_nameless(line.text, item):
            return False
        return all(word in self.text or word in self.hed for word in strangers(line.text, item))

    def has_not(self, text: str) -> bool:
        """Whether a sentence names a day that was not told, and tells mostly what was not."""
        words, days = set(content(text)), [mention.text for mention in mentions(text)]
        new = len(words & set(content(self.text))) < SAID * len(words)
        return new and any(day not in self.text for day in days)

    def adds(self, text: str, language: Language) -> bool:
        """Whether a sentence is mostly new, and says what was done or what somebody answers, in plain words."""
        words, said = set(content(text)), set(content(self.text)) | set(content(self.hed))
        plain = set(own_words(text)) - {word.lower() for name in names(text) for word in name.words}
        if not 0 < len(words & said) < TOLD * len(words) or self._clashes(text) or self._counted(text):
            return False
        weighs = language["decisive"] | language["answering"]
        old, spun = language["background"], language["charged"] | language["speculation"]
        dated = any(number.year for number in quantities(text))
        return not weighs.isdisjoint(plain) and not dated and (old | spun).isdisjoint(plain)

    def accuses(self, language: Language) -> bool:
        """Whether it tells what somebody is accused of, and not that he denies it."""
        told = f"{self.hed} {self.text}"
        answered = not language["denials"].isdisjoint(told.lower().split())  # also in somebody's own words
        return not answered and not language["accusing"].isdisjoint(own_words(told))

    def is_answered_by(self, text: str, language: Language) -> bool:
        """Whether somebody who was named denies an accusation in it."""
        words = own_words(text)
        accused = not language["accusing"].isdisjoint(words) and not language["denials"].isdisjoint(words)
        return accused and bool(names(text)) and self.introduced(text)

    def wants(self, text: str, agreed: Consensus, language: Language) -> bool:
        """Whether a sentence has much that the reports agree on and the story lacks, in plain words."""
        words, said = set(content(text)), set(content(f"{self.hed} {self.text}"))
        spun = language["charged"] | language["speculation"] | language["foretelling"]
        own = own_words(text)
        sober = spun.isdisjoint(own) and 2 * len(own) >= len(printed(text))
        sober = sober and not language.pattern("running").search(text)
        gains = len(agreed.items) > 1 and len(self.lacks(text, agreed)) >= GAIN
        fresh = len(words & said) < TOLD * len(words)
        return gains and fresh and sober and not self._clashes(text) and not self._counted(text)

    def lacks(self, text: str, agreed: Consensus) -> frozenset[str]:
        """What a sentence has of what the reports agree on that was not told."""
        return agreed.missing(text, f"{self.hed} {self.text}")

    def _clashes(self, text: str) -> bool:
        """Whether it counts otherwise what was counted already: two outlets' counts would only puzzle."""
        told = _counts(f"{self.hed}. {self.text}")
        return any(
            unit in told and value not in told[unit] for unit, values in _counts(text).items() for value in values
        )

    def _counted(self, text: str) -> bool:
        """Whether it has a number that was told: it tells the same again in other words."""
        told = {value for values in _counts(f"{self.hed}. {self.text}").values() for value in values}
        return any(value in told for values in _counts(text).values() for value in values)

    def introduced(self, text: str) -> bool:
        """Whether everybody and everything that a sentence names was named before."""
        told = set(tokens(f"{self.hed} {self.text}"))
        return all(word in told for name in names(text) for word in name.words)


def _counts(text: str) -> Mapping[str, set[float]]:
    """The numbers of a text by what they count, without years and what is small."""
    found = defaultdict[str, set[float]](set)
    for number in counted(text):
        if not number.year and (number.unit or number.value >= LARGE):
            found[number.unit].add(number.value)
    return found


def denies(text: str, language: Language) -> bool:
    """Whether somebody says in it that a thing is not so. A report that has this in its title adds nothing else."""
    return not language["denials"].isdisjoint(text.lower().split())


def of_the_event(told: Told, items: Sequence[Item], agreed: Consensus | None = None) -> list[Item]:
    """The reports whose own beginning tells the act of the hed, and most of its words or of what all agree on: what
    others have may be older than that, or of another event.
    """
    return [item for item in items if _tells(told.hed, " ".join([item.title, *_beginning(item)]), agreed)]


def _tells(hed: str, beginning: str, agreed: Consensus | None) -> bool:
    acts, agrees = acts_of(hed), agreed is not None and agreed.carried(beginning) >= AGREES
    same = agrees or told_share(hed, beginning) >= SAME
    return same and (not acts or not acts.isdisjoint(stems_of(beginning)))


def _beginning(item: Item) -> Iterator[str]:
    return (line.text for line in prose(item)[:2])


def additions(
    told: Told, items: Sequence[Item], taken: set[str], agreed: Consensus | None = None
) -> tuple[Sentence, ...]:
    """At most two sentences, each of an outlet that was not heard yet; `taken` are the outlets that were.

    Those go first that have most of what the reports of the story agree on and was not told; what has nothing of it is
    news to one outlet alone, and added only where it is an answer.
    """
    agreed = agreed or consensus(tuple(items))
    found: list[Sentence] = []
    while len(found) < MOST:
        fit = [(line, item) for item in items if item.outlet not in taken for line in _fit(told, item, agreed)]
        if not fit:
            break
        line, item = max(fit, key=lambda one: (len(told.lacks(one[0].text, agreed)), agreed.carried(one[0].text)))
        found.append(Sentence(line.text, (item.id,)))
        taken, told = taken | {item.outlet}, told.with_more(line.text)
    return tuple(found)


def _fit(told: Told, item: Item, agreed: Consensus) -> Iterator[Line]:
    """The sentences of a report that add something. One that has a denial in its title adds nothing else.

    It has to count something, to answer, or to have much of what the reports agree on: what is only said in other
    words puzzles. A report's first sentence tells the event, which was told. What has been overtaken adds nothing.
    """
    language = read(item).language
    if agreed.is_overtaken(item):
        return
    for number, line in enumerate(prose(item)[:REACH]):
        lacking, answers = told.lacks(line.text, agreed), not language["answering"].isdisjoint(own_words(line.text))
        new = number and (lacking or answers) and told.adds(line.text, language)
        fact = answers or len(lacking) >= MUCH or bool(_counts(line.text))
        fit = fact and (new or told.wants(line.text, agreed, language)) and told.knows(line, item)
        if fit and (denies(line.text, language) or not denies(item.title, language)):
            yield line


def denial(told: Told, items: Sequence[Item]) -> Sentence | None:
    """The first sentence with which one who is accused in the story denies it, where the story lacks that."""
    for item in items:
        language = read(item).language
        for line in prose(item) if told.accuses(language) else ():
            if told.is_answered_by(line.text, language) and told.knows(line, item, shortest=SHORTEST_DENIAL):
                return Sentence(line.text, (item.id,))
    return None


def coming(told: Told, items: Sequence[Item], today: date) -> Sentence | None:
    """The first sentence that dates an event later than the day of the issue, was not told, and tells nothing else."""
    for item in (item for item in items if (today - item.published.date()).days <= YOUNG):
        for line in prose(item):
            past = not read(item).language["past_auxiliaries"].isdisjoint(own_words(line.text))
            fit = not past and told.has_not(line.text) and told.introduced(line.text) and told.knows(line, item)
            if fit and is_coming(line.text, item.published, today):
                return Sentence(line.text, (item.id,))
    return None


def printable_alone(
    told: Told, wanted: Sequence[Sentence], items: Sequence[Item], *, again: bool = False
) -> Iterator[Sentence]:
    """Those of the sentences found in reports that can be printed here, in their order.

    With `again` also those that the story has told already.
    """
    lines = {(item.id, line.text): (line, item) for item in items for line in prose(item)}
    for sentence in wanted:
        found = lines.get((sentence.items[0], sentence.text))
        said = sentence.text in told.text
        if found and ((said and again) or (not said and told.knows(*found))):
            yield sentence


def _is_nameless(text: str, item: Item) -> bool:
    """Whether it has a "his" and names nobody: who that is stands in the report's sentence before."""
    somebody = any(one.human and one.name.rsplit(" ", 1)[-1] in text for one in read(item).people)
    return not somebody and not read(item).language["personal"].isdisjoint(own_words(text))


def _points(text: str, language: Language) -> bool:
    """ "... that decision": a demonstrative before a noun; which one stands in the report's sentence before."""
    words = text.lower().split()
    return any(word in language["demonstratives"] and word != "that" for word in words)
