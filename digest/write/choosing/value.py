"""How much a quotation adds to a story: what is vivid, personal and pointed comes first, and what is on its subject."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from digest.model import Quote, Story
from digest.reading.article import read
from digest.reading.languages import Language
from digest.reading.speech.occasion import days_before
from digest.reading.standing import SCENE, is_about_somebody, remark_leans
from digest.reading.words import spoken

_NESTED = re.compile(r"(?<!\w)[‘'“\"].+?[’'”\"](?!\w)")
_OLD = 2  # days: what was said before the news is its background
_BACKGROUND = 2.0


def value(quote: Quote, story: Story, themes: Counter[str]) -> float:
    """How much a quotation adds to a story; only the order means something."""
    text, language = quote.text, read(quote.item).language
    words = [word.lower() for word in spoken(text)]
    score = 2.0 * quote.confidence
    score += 0.7 * bool(language.pattern("speaking_of_oneself").search(text))
    score += min(1.2, 0.4 * len(language.pattern("vivid").findall(text)))
    score += 0.6 * ((text[0].isupper() and text[-1] in ".!?…") or (text[0].isupper() and len(words) >= 8))
    score -= abs(len(words) - 17) / 14  # a remark a reader takes in at one glance
    score += min(1.2, math.fsum(themes[word] for word in set(words) - language["plain_words"]) / 6)
    score += 0.5 * bool(quote.role) + 0.8 * min(1.0, _prominence(quote, story))
    score -= 2.0 * bool(language.pattern("set_phrases").search(text))
    score -= _BACKGROUND * (days_before(quote, max(item.published for item in story.items)) >= _OLD)
    score -= 0.6 * bool(remark_leans(text, language) or is_about_somebody(text, language) or text[0].islower())
    score -= 0.8 * _is_fragment(text, words, language) + 0.8 * _points_back(text, language) + 0.8 * _hands_on(quote)
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
        plain = read(item).language["plain_words"]
        shared.update({word.lower() for word in spoken(item.text)} - plain)
        shared.update({word.lower() for word in spoken(item.title)} - plain)
    floor = 2 if len(story.items) > 1 else 1
    return Counter({word: count for word, count in shared.items() if count > floor})


def _is_fragment(text: str, words: Sequence[str], language: Language) -> bool:
    """ "is a line in the sand": words that lean on the sentence of the article."""
    return text[0].islower() and words[0].lower() not in language["remark_subjects"]


def _hands_on(quote: Quote) -> bool:
    """An interviewer's question, or mostly another one's words: "As my father said, 'Never give up.'"."""
    nested = sum(len(match.group().split()) for match in _NESTED.finditer(quote.text))
    return quote.cue in read(quote.item).language["asking"] or 2 * nested > len(quote.text.split())


def _points_back(text: str, language: Language) -> bool:
    """ "From now on, it will be.": a short first sentence that takes its sense from what was said before."""
    first = re.split(r"(?<=[.!?]) ", text, maxsplit=1)[0]
    return len(spoken(first)) < SCENE and bool(language.pattern("pointing_back").search(first))
