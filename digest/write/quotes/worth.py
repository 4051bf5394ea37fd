"""Which quotations may be printed, and which of those are worth it.

A quotation is printable when it stands alone: the reader needs no sentence before it to know what it says,
it is neither a scrap nor a speech, and it begins and ends cleanly. Among the printable ones the vivid,
personal and pointed ones come first, and those that speak of what the story is about.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from digest.model import Quote, Story
from digest.write.quotes.lexicon import ASKING, words
from digest.write.quotes.occasion import days_before

MIN_WORDS, MAX_WORDS = 5, 52
_CONFIDENT = 0.925  # half of the attributed quotations of the training articles stay, and a little more

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[$€£]?\d[\d,.]*%?")
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|my|me|we|we['’](?:re|ve|d|ll)|our|us)\b", re.IGNORECASE)
# A link to the sentence before; what follows it may stand alone.
_LINK = re.compile(
    r"(?:and|but|so|well|now|look|yes|no|listen|i mean|you know|however|of course|yeah|okay|ok|absolutely|exactly)\b"
    r"(?:, |\. | )(?!one\b|matter\b)",
    re.IGNORECASE,
)
_DANGLING = re.compile(
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
_PERSONAL = re.compile(r"(?:he|she)\b", re.IGNORECASE)
_SUBORDINATORS = words(
    """
    if since when while because although though as after before unless until whenever once
    """
)
_SUBJECTS = words("i we you nobody everybody everyone there the our my if no")
_LINKING = words("to of for in as at with")
_NESTED = re.compile(r"(?<!\w)[‘'“\"].+?[’'”\"](?!\w)")
_BACKWARD = re.compile(r"\b(?:it|that|this|them|these|those)\b", re.IGNORECASE)
_WEIGHTY = 5  # words that carry sense, with which a "they" can be guessed
_SCENE = 8  # words that a remark needs to bring its own context
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
_BOILERPLATE = re.compile(
    r"\b(?:nothing could be further from the truth|closely (?:watch|monitor)ing|(?:incredible|exciting) potential|"
    r"no comment|declined? to comment|look(?:ing)? forward to|remains? committed|"
    r"(?:we|i) (?:are|am|were|was) (?:very )?(?:pleased|proud|delighted|excited|honou?red|grateful|committed)|"
    r"continue to (?:monitor|work|engage|support)|"
    r"thoughts and prayers|(?:productive|constructive|frank|fruitful|candid) (?:and \w+ )?(?:talks|discussions?|"
    r"conversations?|meeting)|thank (?:you|president|everyone|them)|"
    r"thanks to|out of respect|ongoing investigation|at this time|"
    r"(?:take|takes) (?:this|these) (?:matter|allegations?|issue)s? (?:very )?seriously|cooperat\w+ (?:fully )?with|"
    r"will (?:not )?be commenting|working closely|strong(?:ly)? (?:and|relationship))\b",
    re.IGNORECASE,
)
_VIVID = re.compile(
    r"\b(?:never|ever|nothing|nobody|everybody|war|peace|fight\w*|kill\w*|dead|die[ds]?|death|blood\w*|fear\w*|afraid|"
    r"love[ds]?|hate[ds]?|hell|damn|crazy|insane|ridiculous|disgrace\w*|shame\w*|sham|lie[ds]?|liar|lying|cheat\w*|betray\w*|"
    r"surrender\w*|weak|strong|destroy\w*|disaster\w*|catastroph\w*|chaos|crisis|nightmare|dream\w*|broken|break|burn\w*|"
    r"steal\w*|stole\w*|dictator\w*|tyran\w*|king|god|children|home|truth|power|freedom|enem(?:y|ies)|friend\w*|traitor\w*|"
    r"stupid|dangerous|unprecedented|history|historic|gambl\w*|cards|bankrupt|screw\w*|stop|must|can['’]t|won['’]t|cannot)\b",
    re.IGNORECASE,
)
_PLAIN = words(
    """
    the a an and or but of to in on for with at by from as is are was were be been being it its this that these
    those he she they we i you his her their our my your him them us me not no do does did have has had will would
    can could should may might must so if than then there here what who which when where how why all just very
    more most some any about into over after before up out one said says say n't
    """
)


def stands_alone(text: str, open_ended: bool = False) -> bool:
    """Whether a quotation makes sense without the sentence it was taken from.

    `open_ended`: a comma followed it. So a clause that begins with "if" or "since" lacks its other half, and a
    sentence that ends with "is" or "on" is a whole one.
    """
    words = _WORD.findall(text)
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
    if _PERSONAL.match(statement):
        return len(words) < (_OWN_SCENE if unnamed else _SCENE)
    if unnamed and _THIRD_PERSON.match(statement) and _weight(words) < _WEIGHTY:
        return True
    if not _DANGLING.match(statement) or _EXPLAINED.match(statement):
        return False
    return not (_SELF_CONTAINED.match(statement) or _explains_itself(statement, words))


def _weight(words: Sequence[str]) -> int:
    """How many words carry sense."""
    return sum(word.lower() not in _PLAIN and not re.search(r"['’]", word) for word in words)


def _explains_itself(statement: str, words: Sequence[str]) -> bool:
    """ "It's complicated. It's hard. Nothing about this is going to be easy": what follows says what "it" is like."""
    return bool(_DEICTIC.match(statement)) and len(words) >= _SCENE and bool(re.search(r"[.!?] \w", statement))


def is_title(words: Sequence[str]) -> bool:
    """Whether the words are the name of a book, a song or a programme: a capital on each that can have one."""
    long = [word for word in words if len(word) > 2 and word[0].isalpha() and word.lower() not in _PLAIN]
    return len(long) >= 2 and all(word[0].isupper() for word in long)


def _balanced(text: str) -> bool:
    return all(text.count(left) == text.count(right) for left, right in ("()", "[]", "“”", "«»"))


def _is_clause(words: Sequence[str]) -> bool:
    """A fragment in lower case is printed where it has a subject and a verb, or is long enough to carry sense."""
    return words[0].lower() in _SUBJECTS or (len(words) >= 8 and words[0].lower() not in _LINKING)


def _is_fragment(text: str, words: Sequence[str]) -> bool:
    """ "is a line in the sand": words that lean on the sentence of the article."""
    return text[0].islower() and words[0].lower() not in _SUBJECTS


def _hands_on(quote: Quote) -> bool:
    """An interviewer's question, or mostly another one's words: "As my father said, 'Never give up.'"."""
    nested = sum(len(match.group().split()) for match in _NESTED.finditer(quote.text))
    return quote.cue in ASKING or 2 * nested > len(quote.text.split())


def _points_back(text: str) -> bool:
    """ "From now on, it will be.": a short first sentence that takes its sense from what was said before."""
    first = re.split(r"(?<=[.!?]) ", text, maxsplit=1)[0]
    return len(_WORD.findall(first)) < _SCENE and bool(_BACKWARD.search(first))


_OLD = 2  # days: what was said before the news is its background
_BACKGROUND = 2.0


def worth(quote: Quote, story: Story, themes: Counter[str]) -> float:
    """How much a quotation adds to a story; only the order means something."""
    text = quote.text
    words = [word.lower() for word in _WORD.findall(text)]
    score = 2.0 * quote.confidence
    score += 0.7 * bool(_FIRST_PERSON.search(text))
    score += min(1.2, 0.4 * len(_VIVID.findall(text)))
    score += 0.6 * ((text[0].isupper() and text[-1] in ".!?…") or (text[0].isupper() and len(words) >= 8))
    score -= abs(len(words) - 17) / 14  # a remark a reader takes in at one glance
    score += min(1.2, math.fsum(themes[word] for word in set(words) - _PLAIN) / 6)
    score += 0.5 * bool(quote.role) + 0.8 * min(1.0, _prominence(quote, story))
    score -= 2.0 * bool(_BOILERPLATE.search(text))
    score -= _BACKGROUND * (days_before(quote, max(item.published for item in story.items)) >= _OLD)
    score -= 0.6 * bool(_DANGLING.match(text) or _PERSONAL.match(text) or text[0].islower())
    score -= 0.8 * _is_fragment(text, words) + 0.8 * _points_back(text) + 0.8 * _hands_on(quote)
    score -= 0.8 * (quote.speaker[:1].islower() or quote.speaker.split(" ", 1)[0] in ("A", "An", "The"))
    score += 0.2 * max(0.0, 1 - quote.start / max(1, len(quote.item.text)))
    return score + 0.2 * min(quote.item.weight, 2.0)


def _prominence(quote: Quote, story: Story) -> float:
    """The share of the story's headlines that name the speaker."""
    surname = quote.speaker.split()[-1].lower() if quote.speaker else ""
    return sum(surname in item.title.lower() for item in story.items) / len(story.items)


def themes_of(story: Story) -> Counter[str]:
    """Content words -> how many of the story's items share them; a headline's words count twice."""
    shared: Counter[str] = Counter()
    for item in story.items:
        shared.update({word.lower() for word in _WORD.findall(item.text)} - _PLAIN)
        shared.update({word.lower() for word in _WORD.findall(item.title)} - _PLAIN)
    floor = 2 if len(story.items) > 1 else 1
    return Counter({word: count for word, count in shared.items() if count > floor})


def same_remark(one: Quote, other: Quote) -> bool:
    """Whether two quotations are one remark, trimmed or translated differently."""
    short, long = sorted((_spoken(one.text), _spoken(other.text)), key=len)
    if f" {short} " in f" {long} ":
        return True
    a, b = _content(one.text), _content(other.text)
    common = len(a & b)
    if common == min(len(a), len(b)) and common >= 3:
        return True
    same_speaker = one.speaker.split()[-1:] == other.speaker.split()[-1:]
    return common / len(a | b) >= (0.5 if same_speaker else 0.75)


@lru_cache(maxsize=1024)
def _spoken(text: str) -> str:
    return " ".join(_WORD.findall(text.lower().replace("’", "'")))


@lru_cache(maxsize=1024)
def _content(text: str) -> frozenset[str]:
    words = _spoken(text).split()
    return frozenset(word for word in words if word not in _PLAIN) or frozenset(words)


def is_confident(confidence: float) -> bool:
    """Whether the speaker is sure enough to print a name under the words."""
    return confidence >= _CONFIDENT
