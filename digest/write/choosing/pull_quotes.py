"""Which quotation is set apart: one that a reader understands, of somebody he can place, on what the hed is about.

None is better than a weak one. What the article says about the words (who, on what terms, how sure) was read before;
here it is decided whether they are worth printing beside this story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest.model import Quote
from digest.reading.article import read
from digest.reading.languages import Language
from digest.reading.sentences import sentences
from digest.reading.words import content
from digest.write.choosing.standing import pull_quote_stands_alone

WORDS = range(6, 41)
REACH = 16  # sentences from the top of a report
ABOUT = 0.25  # of the words of the shorter of hed and title are in both
SHARED = 2  # content words with the text, where it has none with the hed
_ENDED = re.compile(r"[.!?…]['’]?\Z")
# What may stand between a quotation and the next words of the same speaker: a mark, who said it, a mark.
_AHEAD = re.compile(r"[,.!?…]?[\"”»“]\s*(?P<said>[^\"“”«»\n]{0,90}?)\s*[\"“«](?P<next>[^\"“”«»]{1,60})")


def worth_setting_apart(quotes: Sequence[Quote], hed: str, told: str) -> Iterator[Quote]:
    """Those of the quotations that can stand beside a story of this hed and text, in their order."""
    for quote in quotes:
        language = read(quote.item).language
        whole = _is_known(quote, hed, told) and _is_near(quote, hed) and _is_whole(quote, language)
        if whole and pull_quote_stands_alone(quote.text, language) and _is_about(quote, hed, told):
            yield quote


def _is_known(quote: Quote, hed: str, told: str) -> bool:
    """Whether hed or lede are about whoever speaks, and the line under the words says in full who that is."""
    names, lede = quote.speaker.split(), " ".join(sentence.text for sentence in sentences(told)[:1])
    if len(names) < 2 or names[-1] not in f"{hed} {lede}" or _judges(quote.role, read(quote.item).language):
        return False
    return bool(quote.role) or quote.speaker in f"{hed} {told}" or len(names) > 2


def _judges(role: str, language: Language) -> bool:
    """Whether it tells what an outlet thinks of somebody, not his office: "staunch advocate"."""
    return not language["charged"].isdisjoint(role.lower().split())


def _is_near(quote: Quote, hed: str) -> bool:
    """Said where a report tells the news, in one that is about the hed: further down stands what was said before."""
    before = sum(1 for sentence in read(quote.item).sentences if sentence.end <= quote.start)
    words, title = frozenset(content(hed)), frozenset(content(quote.item.title))
    return before < REACH and len(words & title) >= ABOUT * min(len(words), len(title))


def _is_whole(quote: Quote, language: Language) -> bool:
    """A sentence from its beginning to its end, which its speaker does not take up or turn round."""
    text = quote.text
    if len(text.split()) not in WORDS or not (text[0].isupper() or text[0].isdigit()) or text.endswith("?"):
        return False
    ahead = _AHEAD.match(quote.item.text, quote.end)
    if ahead is None:
        return True
    first = ahead["next"].split()[0].lower().strip(",.")
    ended = _ENDED.search(text) or ahead["said"].rstrip().endswith((".", "!", "?"))
    return bool(ended) and first not in language["turns"] and not ahead["next"][0].islower()


def _is_about(quote: Quote, hed: str, told: str) -> bool:
    """Whether it speaks of what the hed tells, not only of whom it names."""
    words = frozenset(content(quote.text)) - frozenset(content(quote.speaker))
    return bool(words & frozenset(content(hed))) or len(words & frozenset(content(told))) >= SHARED
