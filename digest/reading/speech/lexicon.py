"""The words that the finder of speakers goes by: the lists of one language, and what they make together.

Closed or slow-changing classes only: no names of the news. A `Lexicon` is asked by the names of lists; those that are
put together from others stand here, all others are files in `languages/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property

from digest.reading.languages import Language

Words = frozenset[str]
PARTY = r"[(,]\s?\(?(?:[RDI]|Rep|Dem|Ind|Lab|Con)\.?-[A-Z][\w. ]*?\.?\s?[),]"


class Lexicon:
    """The lists of one language, by name; each is put together once."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._known: dict[str, Words] = {}

    def __getitem__(self, name: str) -> Words:
        """A list of the language, or one that is made of others."""
        found = self._known.get(name)
        if found is None:
            made = _TOGETHER.get(name)
            found = self._known[name] = made(self) if made else self.language[name]
        return found

    @cached_property
    def short_titles(self) -> Mapping[str, str]:
        """Short forms of titles with the title in full: "sen." is "senator"."""
        lines = (line.partition(" ") for line in self.language["short_titles"])
        return {short: title for short, _, title in lines}

    @cached_property
    def short_given_names(self) -> Mapping[str, str]:
        """Short forms of given names with the full one: "jim" is "james"."""
        lines = (line.partition(" ") for line in self.language["short_given_names"])
        return {short: name for short, _, name in lines}

    def is_adverb(self, low: str) -> bool:
        """Whether a word says how, when or where; by its ending, but "family" and "ally" are nouns."""
        return low in self["adverbs"] or (self._ends_as_adverb(low) and low not in self["nouns_in_ly"])

    def _ends_as_adverb(self, low: str) -> bool:
        return any(low.endswith(ending) for ending in self["endings_of_adverbs"])

    def is_role(self, low: str) -> bool:
        """Whether a word names an office or a job; of "editor-in-chief" the first part counts."""
        return low in self["roles"] or ("-" in low and low.split("-", 1)[0] in self["roles"])

    def is_titular(self, low: str) -> bool:
        """Whether a word with a capital before a name is no part of it: "Senators", "Mr.", "Former"."""
        return self.is_role(low) or low in self["titular"]


@cache
def lexicon_of(language: Language) -> Lexicon:
    """The lexicon of a language."""
    return Lexicon(language)


_TOGETHER: Mapping[str, Callable[[Lexicon], Words]] = {
    # Capitalised at the start of a sentence, but never part of a name.
    "not_names": lambda words: (
        words["prepositions"]
        | words["conjunctions"]
        | words["determiners"]
        | words["helping_verbs"]
        | words["adverbs"]
        | words["subject_pronouns"]
        | words["openers"]
    ),
    "honorifics": lambda words: words["honorifics_he"] | words["honorifics_she"] | words["honorifics_any"],
    "titular": lambda words: words["honorifics"] | words["qualifiers"] | words["plural_titles"],
    "office_words": lambda words: words["roles"] | words["parts_of_offices"],
    "after_verbs": lambda words: words["prepositions"] | words["adverbs"] | words["days"] | words["determiners"],
    "loose": lambda words: words["adverbs"] - words["qualifiers"] - words["loose_adverbs"],
    "given_names": lambda words: words["given_names_he"] | words["given_names_she"],
    "given_names_of_people": lambda words: words["given_names"] - words["given_names_of_places"],
    "never_heads": lambda words: words["not_names"] - words["heads"],
    "plain_cues": lambda words: words["cues"] - words["roles"] - words["noun_cues"],
    "verbs_of_speech": lambda words: words["cues"] - words["base_forms"] - words["noun_cues"] - words["roles"],
    "boundaries": lambda words: (
        words["prepositions"]
        | words["conjunctions"]
        | words["helping_verbs"] - {"'s"}
        | words["subject_pronouns"]
        | words["verbs_of_speech"]
        | words["adverbs"]
    ),
    "case": lambda words: words["prepositions"] - words["subordinators"],
    "governing": lambda words: words["case"] - words["relative_words"],
    "actors": lambda words: words["roles"] | words["organisations"] | words["speaking_things"],
    "noun_determiners": lambda words: words["determiners"] - words["plural_determiners"],
}
