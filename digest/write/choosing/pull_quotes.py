"""Which quotation is set apart: one that a reader understands, of somebody he can place, on what the hed is about.

None is better than a weak one. What the article says about the words (who, on what terms, how sure) was read before;
here it is decided whether they are worth printing beside this story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest.model import Item, Quote, Sentence
from digest.reading.article import read
from digest.reading.languages import Language
from digest.reading.sentences import sentences
from digest.reading.speech.introductions import is_description
from digest.reading.standing import pull_quote_stands_alone
from digest.reading.words import bare_line, content, tokens
from digest.write.choosing.wordings import is_worded_otherwise
from digest.write.text.orders import is_order
from digest.write.text.typed import foreign, printable

WORDS = range(6, 41)
TOP = 3  # sentences in which a report tells its news
REACH = 16  # sentences from the top of a report
ABOUT = 0.25  # of the words of the shorter of hed and title are in both
ECHO = 5  # words in a row that a pull quote may not share with the text
SHARED = 2  # content words with the text, where it has none with the hed, or its speaker is not of the story
REPEATED = 0.75  # of its content words in one sentence of the text
_NAME = re.compile(r"(?<=[\w,;:)’] )[A-Z][\w’'-]*")  # a capital inside a sentence
_GAP = re.compile(r"…|\.\s?\.")
_ENDED = re.compile(r"[.!?…]['’]?\Z")
_RUN = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"»]")
# What may stand between a quotation and the next words of the same speaker: a mark, who said it, a mark.
_AHEAD = re.compile(r"[,.!?…]?[\"”»“]\s*(?P<said>[^\"“”«»\n]{0,90}?)\s*[\"“«](?P<next>[^\"“”«»]{1,60})")


def worth_setting_apart(quotes: Sequence[Quote], hed: str, told: str, reports: Sequence[Item] = ()) -> Iterator[Quote]:
    """Those of the quotations that can stand beside a story of this hed and text, that most about the hed first.

    Not what as many of its reports have in other words: nobody knows which were said.
    """
    fit = [quote for quote in quotes if not why_not_set_apart(quote, hed, told)]
    fit.sort(key=lambda quote: -len(_acts(quote) & frozenset(content(hed))))
    return (quote for quote in fit if not is_worded_otherwise(quote, reports))


def why_not_set_apart(quote: Quote, hed: str, told: str) -> str:
    """What keeps a printable quotation from standing beside a story of this hed and text; empty where nothing does."""
    return next((reason for reason, holds in _reasons(quote, hed, told) if holds), "")


def _reasons(quote: Quote, hed: str, told: str) -> Iterator[tuple[str, bool]]:
    """Each reason and whether it holds, the plainest first; none is tried after the first that does."""
    language, lede = read(quote.item).language, _lede(told)
    unknown = not (_is_named(quote, hed, told) or _answers(quote, hed, told))
    yield "neither hed nor first sentence names its speaker in full", unknown
    yield "nothing says who its speaker is", not _is_placed(quote, hed, told)
    yield "its report is about something else, or has it far below the news", not _is_near(quote, hed)
    length = f"{WORDS.start} to {WORDS.stop - 1} words"
    yield f"it is no whole sentence of {length}, or its speaker turns it round", not _is_whole(quote, language)
    yield "it can't be understood alone", not pull_quote_stands_alone(quote.text, language)
    yield "the text quotes some of its words already", _is_quoted(quote.text, told)
    yield "it is not about what hed and first sentence tell", not _is_about(quote, f"{hed} {lede}")
    yield "it says little that the text does not", not _adds(quote, told)


def _is_named(quote: Quote, hed: str, told: str) -> bool:
    """Whether hed or lede are about whoever speaks, by a name that is more than a surname."""
    names = quote.speaker.split()
    return len(names) > 1 and names[-1] in f"{hed} {_lede(told)}"


def _lede(told: str) -> str:
    return " ".join(sentence.text for sentence in sentences(told)[:1])


def _answers(quote: Quote, hed: str, told: str) -> bool:
    """Whether somebody of whom the hed says nothing, but whose office is told, speaks of the very thing told."""
    known = len(quote.speaker.split()) > 1 and len(quote.role.split()) > 1 and not is_description(quote)
    language = read(quote.item).language
    plain = language["plain_words"] | language["determiners"]
    words = frozenset(content(" ".join(word for word in tokens(quote.text) if word.lower() not in plain)))
    words -= frozenset(content(" ".join((quote.speaker, *language["spans"]))))
    return known and len(words & frozenset(content(f"{hed} {told}"))) >= SHARED


def _is_placed(quote: Quote, hed: str, told: str) -> bool:
    """Whether the line under the words, or the story, says who that is, and not what an outlet thinks of him."""
    if _judges(quote.role, read(quote.item).language):
        return False
    return bool(quote.role) or quote.speaker in f"{hed} {told}" or len(quote.speaker.split()) > 2


def _judges(role: str, language: Language) -> bool:
    """Whether it tells what an outlet thinks of somebody, not his office: "staunch advocate"."""
    return not language["charged"].isdisjoint(role.lower().split())


def _is_near(quote: Quote, hed: str) -> bool:
    """Said where a report of the hed's event tells the news; further down stands what was said before.

    But not where it is of much that the hed tells.
    """
    before = sum(1 for sentence in read(quote.item).sentences if sentence.end <= quote.start)
    words, title = frozenset(content(hed)), frozenset(content(quote.item.title))
    is_news = before < REACH or len(words & frozenset(content(quote.text))) > SHARED
    return is_news and len(words & title) >= ABOUT * min(len(words), len(title))


def _is_whole(quote: Quote, language: Language) -> bool:
    """A sentence from its beginning to its end, nothing left out, which its speaker does not take up or turn round."""
    text = quote.text
    if _GAP.search(text):
        return False
    if len(text.split()) not in WORDS or not (text[0].isupper() or text[0].isdigit()) or text.endswith("?"):
        return False
    ahead = _AHEAD.match(quote.item.text, quote.end)
    if ahead is None:
        return True
    first = ahead["next"].split()[0].lower().strip(",.")
    ended = _ENDED.search(text) or ahead["said"].rstrip().endswith((".", "!", "?"))
    return bool(ended) and first not in language["turns"] and not ahead["next"][0].islower()


def _is_quoted(words: str, told: str) -> bool:
    """Whether a text has two or more of the words, together, between marks: "an insult" is not said twice."""
    said = f" {bare_line(words)} "
    runs = (bare_line(run) for run in _RUN.findall(told))
    return any(" " in run and f" {run} " in said for run in runs)


def _is_about(quote: Quote, event: str) -> bool:
    """Whether it is of the act or claim of an event, in its words; at the top of a report, of whom it names."""
    words = frozenset(content(event))
    before = sum(1 for sentence in read(quote.item).sentences if sentence.end <= quote.start)
    named = frozenset(content(quote.text)) - frozenset(content(quote.speaker))
    return bool(words & (named if before < TOP else _acts(quote)))


def _acts(quote: Quote) -> frozenset[str]:
    """The content words of what is done or claimed: not of whom and where, nor of the time."""
    language = read(quote.item).language
    small = (word for word in _NAME.sub(" ", quote.text).split() if word.lower() not in language["plain_words"])
    return frozenset(content(" ".join(small))) - frozenset(content(" ".join((quote.speaker, *language["spans"]))))


def _adds(quote: Quote, told: str) -> bool:
    """Whether no sentence of the text has most of its content words."""
    words = frozenset(content(quote.text))
    again = (len(words & frozenset(content(sentence.text))) for sentence in sentences(told))
    return max(again, default=0) < REPEATED * len(words)


def pull_quotes(chosen: Sequence[Quote], told: Sequence[Sentence]) -> tuple[Quote, ...]:
    """The chosen quotations that can stand apart: none says again what `told` or another one has said."""
    said = bare_line(" ".join(sentence.text for sentence in told))
    kept: list[Quote] = []
    for quote in chosen:
        ordered = is_order(quote.item.text, quote.start, quote.end)
        named = not foreign(f"{quote.speaker}, {quote.role}")
        if named and printable(quote.text) and not ordered and not _echoes(bare_line(quote.text), said):
            kept.append(quote)
            said += f" {bare_line(quote.text)}"
    return tuple(kept)


def _echoes(words: str, said: str) -> bool:
    """Whether a run of words of a quotation stands in what was said already."""
    split = words.split()
    length = min(ECHO, len(split))
    return any(f" {' '.join(split[at : at + length])} " in f" {said} " for at in range(len(split) - length + 1))
