"""How much a quotation adds to a story: what is vivid, personal and pointed comes first, and what is on its subject."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from digest.model import Quote, Story
from digest.reading.speech.lexicon import ASKING
from digest.reading.speech.occasion import days_before
from digest.write.choosing.printable import DANGLING, PERSONAL, PLAIN, SCENE, SUBJECTS, WORD

_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|my|me|we|we['’](?:re|ve|d|ll)|our|us)\b", re.IGNORECASE)
_NESTED = re.compile(r"(?<!\w)[‘'“\"].+?[’'”\"](?!\w)")
_BACKWARD = re.compile(r"\b(?:it|that|this|them|these|those)\b", re.IGNORECASE)
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
_OLD = 2  # days: what was said before the news is its background
_BACKGROUND = 2.0


def value(quote: Quote, story: Story, themes: Counter[str]) -> float:
    """How much a quotation adds to a story; only the order means something."""
    text = quote.text
    words = [word.lower() for word in WORD.findall(text)]
    score = 2.0 * quote.confidence
    score += 0.7 * bool(_FIRST_PERSON.search(text))
    score += min(1.2, 0.4 * len(_VIVID.findall(text)))
    score += 0.6 * ((text[0].isupper() and text[-1] in ".!?…") or (text[0].isupper() and len(words) >= 8))
    score -= abs(len(words) - 17) / 14  # a remark a reader takes in at one glance
    score += min(1.2, math.fsum(themes[word] for word in set(words) - PLAIN) / 6)
    score += 0.5 * bool(quote.role) + 0.8 * min(1.0, _prominence(quote, story))
    score -= 2.0 * bool(_BOILERPLATE.search(text))
    score -= _BACKGROUND * (days_before(quote, max(item.published for item in story.items)) >= _OLD)
    score -= 0.6 * bool(DANGLING.match(text) or PERSONAL.match(text) or text[0].islower())
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
        shared.update({word.lower() for word in WORD.findall(item.text)} - PLAIN)
        shared.update({word.lower() for word in WORD.findall(item.title)} - PLAIN)
    floor = 2 if len(story.items) > 1 else 1
    return Counter({word: count for word, count in shared.items() if count > floor})


def _is_fragment(text: str, words: Sequence[str]) -> bool:
    """ "is a line in the sand": words that lean on the sentence of the article."""
    return text[0].islower() and words[0].lower() not in SUBJECTS


def _hands_on(quote: Quote) -> bool:
    """An interviewer's question, or mostly another one's words: "As my father said, 'Never give up.'"."""
    nested = sum(len(match.group().split()) for match in _NESTED.finditer(quote.text))
    return quote.cue in ASKING or 2 * nested > len(quote.text.split())


def _points_back(text: str) -> bool:
    """ "From now on, it will be.": a short first sentence that takes its sense from what was said before."""
    first = re.split(r"(?<=[.!?]) ", text, maxsplit=1)[0]
    return len(WORD.findall(first)) < SCENE and bool(_BACKWARD.search(first))
