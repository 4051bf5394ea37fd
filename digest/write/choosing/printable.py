"""Which quotations may be printed: said in earnest, by somebody the article names, in words that stand alone.

Reading says who said what, on what terms, and how sure that is. Here it is decided whether that is enough to print.
Words stand alone where the reader needs no sentence before them to know what they say, they are neither a scrap nor a
speech, and they begin and end cleanly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.model import Quote
from digest.reading.speech.lexicon import words

MIN_WORDS, MAX_WORDS = 5, 52
_COMMA = re.compile(r"\s*,")
_CONFIDENT = 0.925  # half of the attributed quotations of the training articles stay, and a little more

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[$€£]?\d[\d,.]*%?")
# A link to the sentence before; what follows it may stand alone.
_LINK = re.compile(
    r"(?:and|but|so|well|now|look|yes|no|listen|i mean|you know|however|of course|yeah|okay|ok|absolutely|exactly)\b"
    r"(?:, |\. | )(?!one\b|matter\b)",
    re.IGNORECASE,
)
DANGLING = re.compile(
    r"(?:or|because(?!\b.+, )|which|who(?!\b.*\?)|that|whose|than|then(?!-)|also|too|it|its|it['’]s|it['’]ll|"
    r"this|these|those(?! who\b)|that['’]s|"
    r"they|they['’](?:re|ve|d|ll)|their|them|his|her|him|"
    r"instead|therefore|however|either|neither|such|both(?! (?-i:[A-Z]))|yeah|okay|ok|absolutely|exactly|of course|"
    r"there it|to do so|do so|did so|to do that)\b",
    re.IGNORECASE,
)
_BE = r"(?:['’]s|is|was|isn['’]t|wasn['’]t|would be|will be|has been|can['’]t be|cannot be|must be|should be)"
# "It" that stands for what follows, and "this" or "that" that the words after it make plain.
_SELF_CONTAINED = re.compile(
    rf"it ?{_BE}\b.{{2,}}\b(?:to|that|if|when|who|how|why|whether|where|until)\b|"
    r"it (?:takes|seems|looks|appears|makes|would|could|doesn['’]t (?:matter|take|make))\b.{8,}"
    r"\b(?:to|that|if|like|when)\b|"
    r"it['’]s time\b|it can['’]t be peace\b|it['’]s up to us\b|"
    rf"(?:(?:this|that) ?{_BE}|(?:these|those) (?:are|were)) (?:not )?"
    r"(?:a|an|the|two|one of|about|what|how|why|our|your|my)\b.{24,}|"
    r"(?:this|that|these|those) (?!is\b|was\b|are\b|were\b|has\b|have\b|had\b|will\b|would\b|can\b|could\b|should\b|"
    r"may\b|might\b|must\b|does\b|do\b|did\b|means?\b|includes?\b|goes\b|says\b|way\b|one\b|things?\b|and\b|or\b|"
    r"[a-z]+(?:ed|ly)\b)[a-z]{4,}\b.{12,}",
    re.IGNORECASE | re.DOTALL,
)
_DEICTIC = re.compile(r"(?:it|this|that)(?:['’]s|['’]ll)?\b", re.IGNORECASE)
# A capital that begins no sentence: a name, and no "FBI".
_NAME = re.compile(r"(?<=[a-z,;:)] )[\[(“‘]?(?!I\b)[A-Z][\w’'-]*[a-z]|\[\w")
_THIRD_PERSON = re.compile(r"(?:\S+ ){0,3}(?:he|she|they)\b", re.IGNORECASE)  # before anybody could be named
PERSONAL = re.compile(r"(?:he|she)\b", re.IGNORECASE)
_SUBORDINATORS = words(
    """
    if since when while because although though as after before unless until whenever once
    """
)
SUBJECTS = words("i we you nobody everybody everyone there the our my if no")
_LINKING = words("to of for in as at with")
_WEIGHTY = 5  # words that carry sense, with which a "they" can be guessed
SCENE = 8  # words that a remark needs to bring its own context
_OWN_SCENE = 12  # and one whose "he" or "she" nobody named in it can be
_OPEN_END = re.compile(
    r"(?:\b(?:the|a|an|of|and|or|but|which|who|very|his|their|our|my|your|its)|[,;:(\[—–-])\Z", re.IGNORECASE
)
# Words that end a sentence ("how great he is") or a clause cut short ("the bill that was").
_LOOSE_END = re.compile(r"\b(?:to|in|on|for|with|is|are|was|were|be|as|at|by|from|not)\Z", re.IGNORECASE)
_EXPLAINED = re.compile(
    r"(?:[Tt]hey|[Tt]hat|[Tt]his|[Ii]t|[Hh]e|[Ss]he)? ?\[[^\]]{3,}\] \w"
)  # by the outlet: "They [the voters] want"
_SUPPLIED = re.compile(r"\[[A-Z]\]\w|\([A-Z][a-z]+\) \w")  # a capital or a name: "[W]e won", "(Berg) won"
_CUT = re.compile(r"\A(?:\.\s?\.|…)|(?:\.\s?\.|…|(?<!\w)\])\Z")  # begins or ends where words were left out
_MARKUP = re.compile(r"https?://|www\.|<[^>]*>|[@#]\w|\*\*|\{\{|\[\[")
PLAIN = words(
    """
    the a an and or but of to in on for with at by from as is are was were be been being it its this that these
    those he she they we i you his her their our my your him them us me not no do does did have has had will would
    can could should may might must so if than then there here what who which when where how why all just very
    more most some any about into over after before up out one said says say n't
    """
)


def is_printable(quote: Quote) -> bool:
    """Whether a quotation may be printed at all."""
    sure = quote.terms == "asserted" and quote.named and quote.whole and is_confident(quote.confidence)
    return sure and stands_alone(quote.text, open_ended=bool(_COMMA.match(quote.item.text, quote.end)))


def stands_alone(text: str, open_ended: bool = False) -> bool:
    """Whether a quotation makes sense without the sentence it was taken from.

    `open_ended`: a comma followed it. So a clause that begins with "if" or "since" lacks its other half, and a
    sentence that ends with "is" or "on" is a whole one.
    """
    words = WORD.findall(text)
    if not MIN_WORDS <= len(words) <= MAX_WORDS or not _is_clean(text) or is_title(words):
        return False
    if open_ended and words[0].lower() in _SUBORDINATORS and "," not in text:
        return False
    if _LOOSE_END.search(text) and not (open_ended and text[0].isupper()):
        return False
    link = _LINK.match(text)
    if _dangles(text[link.end() :] if link else text, words):
        return False
    supplied = _EXPLAINED.match(text) or _SUPPLIED.match(text)
    return text[0].isupper() or text[0].isdigit() or bool(supplied) or _is_clause(words)


def _is_clean(text: str) -> bool:
    """Whether it begins and ends with words, in one piece, without markup."""
    begins = text[0].isalnum() or text[0] in "$€£'‘’" or bool(_EXPLAINED.match(text) or _SUPPLIED.match(text))
    flawed = _MARKUP.search(text) or _CUT.search(text) or _OPEN_END.search(text)
    return begins and not flawed and _balanced(text)


def _dangles(statement: str, words: Sequence[str]) -> bool:
    """Whether it has an "it", "that" or "they" that only the sentence before could explain.

    Whoever a quotation names makes its "he" plain; "I don't think they are" says too little to be guessed.
    """
    unnamed = not _NAME.search(statement)
    if PERSONAL.match(statement):
        return len(words) < (_OWN_SCENE if unnamed else SCENE)
    if unnamed and _THIRD_PERSON.match(statement) and _weight(words) < _WEIGHTY:
        return True
    if not DANGLING.match(statement) or _EXPLAINED.match(statement):
        return False
    return not (_SELF_CONTAINED.match(statement) or _explains_itself(statement, words))


def _weight(words: Sequence[str]) -> int:
    """How many words carry sense."""
    return sum(word.lower() not in PLAIN and not re.search(r"['’]", word) for word in words)


def _explains_itself(statement: str, words: Sequence[str]) -> bool:
    """ "It's complicated. It's hard. Nothing about this is going to be easy": what follows says what "it" is like."""
    return bool(_DEICTIC.match(statement)) and len(words) >= SCENE and bool(re.search(r"[.!?] \w", statement))


def is_title(words: Sequence[str]) -> bool:
    """Whether the words are the name of a book, a song or a programme: a capital on each that can have one."""
    long = [word for word in words if len(word) > 2 and word[0].isalpha() and word.lower() not in PLAIN]
    return len(long) >= 2 and all(word[0].isupper() for word in long)


def _balanced(text: str) -> bool:
    return all(text.count(left) == text.count(right) for left, right in ("()", "[]", "“”", "«»"))


def _is_clause(words: Sequence[str]) -> bool:
    """A fragment in lower case is printed where it has a subject and a verb, or is long enough to carry sense."""
    return words[0].lower() in SUBJECTS or (len(words) >= 8 and words[0].lower() not in _LINKING)


def is_confident(confidence: float) -> bool:
    """Whether the speaker is sure enough to print a name under the words."""
    return confidence >= _CONFIDENT
