"""Whether words can be read without those before them: the sentence of a report, a remark, a remark set apart.

One question, asked three times, of readers who know less each time: a sentence stands under a hed, a remark stands in a
sentence that introduces it, and what is set apart stands alone. `leans`: whether a sentence
begins by pointing back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from digest.reading.languages import Language
from digest.reading.words import PRINTED, STOP, content, printed, small, spoken

_QUOTED = re.compile(r"[“„«][^”»]*[”»]|\"[^\"]*\"")
_SOON = 5  # words within which "The ..." must say which: by a name, a number, an "of"

MIN_WORDS, MAX_WORDS = 5, 52  # of a remark
SCENE = 8  # words that a remark needs to bring its own context
_OWN_SCENE = 12  # and one whose "he" or "she" nobody named in it can be
_WEIGHTY = 5  # words that carry sense, with which a "they" can be guessed

# A capital that begins no sentence: a name, and no "FBI".
_NAME = re.compile(r"(?<=[a-z,;:)] )[\[(“‘]?(?!I\b)[A-Z][\w’'-]*[a-z]|\[\w")
_SUPPLIED = re.compile(r"\[[A-Z]\]\w|\([A-Z][a-z]+\) \w")  # a capital or a name: "[W]e won", "(Berg) won"
_CUT = re.compile(r"\A(?:\.\s?\.|…)|(?:\.\s?\.|…|(?<!\w)\])\Z")  # begins or ends where words were left out
_MARKUP = re.compile(r"https?://|www\.|<[^>]*>|[@#]\w|\*\*|\{\{|\[\[")

# What the lists of patterns hold stands in these forms.
_LINK = r"(?:{})\b(?:, |\. | )(?!one\b|matter\b)"  # to the sentence before; what follows it may stand alone
_FIRST = r"(?:{})\b"
_BEFORE_COMMA = r"(?:{}),"
_EARLY = r"(?:\S+ ){0,3}(?:{})\b"  # before anybody could be named
_LAST = r"\b(?:{})\Z"
_CUT_SHORT = r"(?:\b(?:{})|[,;:(\[—–-])\Z"
_BRACKETED = r"(?:{})? ?\[[^\]]{3,}\] \w"  # by the outlet: "They [the voters] want"


def stands_alone(text: str, language: Language, *, known: str = "") -> bool:
    """Whether it names what it tells of: no "he" before a name, no "This decision", no "we", no question.

    `known` is what readers have just read, such as the hed: what stands there may be called "the ...".
    """
    outside = _QUOTED.sub(" … ", text)
    words = printed(outside)
    if not words or text[0] in "“„«\"'‘" or outside.rstrip().endswith("?"):
        return False
    if leans(outside, language) or speaks_to_reader(text, language):
        return False
    low = small(outside)
    return _names_people(words, low, language) and _names_things(words, low, language, known)


def leans(text: str, language: Language) -> bool:
    """Whether its first word points back: "He ...", "She's ...", "This decision ...", but not "This week ...".

    Or its first words: "As a result, ...", but not "As a result of the flood, ...".
    """
    if language.pattern("links_that_lean", _BEFORE_COMMA).match(text):
        return True
    first, second, *_ = *small(text)[:2], "", ""
    first = first.partition("'")[0]
    at_hand = first in language["demonstratives"] and second in language["times_at_hand"]
    return first in language["openings_that_lean"] and not at_hand


def speaks_to_reader(text: str, language: Language) -> bool:
    """Whether it says "I", "we" or "you" outside quotation marks."""
    outside = _QUOTED.sub(" … ", text)
    found = zip(printed(outside), small(outside), strict=True)
    return any(low in language["first_person"] and word != "US" for word, low in found)


def _names_people(words: list[str], low: list[str], language: Language) -> bool:
    """No "he" or "her" without somebody named in the sentence."""
    if language["personal"].isdisjoint(low):
        return True
    return any(word[0].isupper() and word.lower() not in language["first_person"] for word in words[1:])


def _names_things(words: list[str], low: list[str], language: Language, known: str) -> bool:
    """ "The statue fell": which one stands in the hed, or in the words that follow."""
    if low[0] != "the" or len(words) < 2 or words[1][0].isupper() or words[1][0].isdigit():
        return True
    near = words[1 : 1 + _SOON]
    told = set(content(known))
    which = language["identifying"]
    says = any(word[0].isupper() or word[0].isdigit() or word in which for word in near[1:])
    return says or not told.isdisjoint(content(" ".join(near[:3])))


def surnames_alone(text: str) -> Iterator[str]:
    """Words with a capital that stand without another beside them: "Ford" where nobody said which."""
    words = list(PRINTED.finditer(_QUOTED.sub(" … ", text)))
    for number, word in enumerate(words):
        beside = (words[other][0] for other in (number - 1, number + 1) if 0 <= other < len(words))
        if word[0][0].isupper() and word[0].lower() not in STOP and not any(other[0].isupper() for other in beside):
            yield word[0]


# --- a remark ----------------------------------------------------------------------------------------------


def remark_stands_alone(text: str, language: Language, *, open_ended: bool = False) -> bool:
    """Whether a quotation makes sense without the sentence it was taken from.

    `open_ended`: a comma followed it. So a clause that begins with "if" or "since" lacks its other half, and a
    sentence that ends with "is" or "on" is a whole one.
    """
    words = spoken(text)
    if not MIN_WORDS <= len(words) <= MAX_WORDS or not _is_clean(text, language) or names_a_work(words, language):
        return False
    if open_ended and words[0].lower() in language["conditional_openings"] and "," not in text:
        return False
    if language.pattern("loose_ends", _LAST).search(text) and not (open_ended and text[0].isupper()):
        return False
    link = language.pattern("links_to_before", _LINK).match(text)
    if _dangles(text[link.end() :] if link else text, words, language):
        return False
    return text[0].isupper() or text[0].isdigit() or _is_explained(text, language) or _is_clause(words, language)


def _is_clean(text: str, language: Language) -> bool:
    """Whether it begins and ends with words, in one piece, without markup."""
    begins = text[0].isalnum() or text[0] in "$€£'‘’" or _is_explained(text, language)
    flawed = _MARKUP.search(text) or _CUT.search(text) or language.pattern("open_ends", _CUT_SHORT).search(text)
    return begins and not flawed and _balanced(text)


def _is_explained(text: str, language: Language) -> bool:
    """Whether the outlet has put in brackets whom its first word means, or a capital or a name."""
    return bool(language.pattern("explained", _BRACKETED).match(text) or _SUPPLIED.match(text))


def _dangles(statement: str, words: Sequence[str], language: Language) -> bool:
    """Whether it has an "it", "that" or "they" that only the sentence before could explain.

    Whoever a quotation names makes its "he" plain; "I don't think they are" says too little to be guessed.
    """
    unnamed = not _NAME.search(statement)
    if is_about_somebody(statement, language):
        return len(words) < (_OWN_SCENE if unnamed else SCENE)
    vague = language.pattern("third_person", _EARLY).match(statement)
    if unnamed and vague and _weight(words, language) < _WEIGHTY:
        return True
    if not remark_leans(statement, language) or language.pattern("explained", _BRACKETED).match(statement):
        return False
    plain = language.pattern("self_contained", "{}", re.IGNORECASE | re.DOTALL).match(statement)
    return not (plain or _explains_itself(statement, words, language))


def remark_leans(statement: str, language: Language) -> bool:
    """Whether its first word points back."""
    return bool(language.pattern("remark_openings_that_lean", _FIRST).match(statement))


def is_about_somebody(statement: str, language: Language) -> bool:
    """Whether it begins with a "he" or "she"."""
    return bool(language.pattern("he_or_she", _FIRST).match(statement))


def _weight(words: Sequence[str], language: Language) -> int:
    """How many words carry sense."""
    return sum(word.lower() not in language["plain_words"] and not re.search(r"['’]", word) for word in words)


def _explains_itself(statement: str, words: Sequence[str], language: Language) -> bool:
    """ "It's complicated. It's hard. Nothing about this is going to be easy": what follows says what "it" is like."""
    points = language.pattern("deictics", _FIRST).match(statement)
    return bool(points) and len(words) >= SCENE and bool(re.search(r"[.!?] \w", statement))


def names_a_work(words: Sequence[str], language: Language) -> bool:
    """Whether the words are the name of a book, a song or a programme: a capital on each that can have one."""
    plain = language["plain_words"]
    long = [word for word in words if len(word) > 2 and word[0].isalpha() and word.lower() not in plain]
    return len(long) >= 2 and all(word[0].isupper() for word in long)


def _balanced(text: str) -> bool:
    return all(text.count(left) == text.count(right) for left, right in ("()", "[]", "“”", "«»"))


def _is_clause(words: Sequence[str], language: Language) -> bool:
    """A fragment in lower case is printed where it has a subject and a verb of its own: "this court will not ..."."""
    low = [word.lower().replace("’", "'") for word in words]
    if low[0] in language["remark_subjects"]:
        return True
    if len(words) < SCENE or low[0] in language["linking_openings"] or low[0].endswith(("ed", "ing")):
        return False
    if any(low[0] in language[name] for name in ("helping_verbs", "base_forms", "past_forms", "conjunctions")):
        return False
    inner = language["relative_words"] | language["subordinators"] | language["openings_of_questions"]
    ends = (at for at, word in enumerate(low) if at and word in inner - language["helping_verbs"])
    return any(_is_finite(word, language) for word in low[1 : next(ends, len(low))])


def _is_finite(word: str, language: Language) -> bool:
    """Whether a word is a verb that can have a subject, or holds one: "is", "won't", "voted", "there's"."""
    spoken_for, _, short = word.partition("'")
    held = bool(short) and (short != "s" or spoken_for in language["remark_subjects"] | language["subject_pronouns"])
    voted = word in language["past_forms"] or (word.endswith("ed") and "-" not in word)
    return held or voted or word in language["helping_verbs"]


# --- a remark set apart ------------------------------------------------------------------------------------


def pull_quote_stands_alone(text: str, language: Language) -> bool:
    """Whether what is set apart says what it speaks of.

    No "they" without a name, no "this plan", nothing that answers a question.
    """
    words, low = printed(text), small(text)
    if low[0] in language["quote_openings_that_lean"] or low[-1] in language["ends_that_lean"]:
        return False
    named = next(
        (at for at, word in enumerate(words) if at and word[0].isupper() and low[at] not in language["self"]),
        len(words),
    )
    if any(word in language["pointers"] for word in low[:named]):
        return False
    following = pairwise(low)
    pointing, joining = language["plural_demonstratives"], language["joining"]
    if any(word in pointing and after not in joining for word, after in following):
        return False
    return all(
        low[at + 1].removesuffix("'s") in language["at_hand"] for at, word in enumerate(low[:-1]) if word == "this"
    )
