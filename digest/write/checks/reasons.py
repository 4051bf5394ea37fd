"""Why a quotation of an article is printed or not, in words for the operator."""

from __future__ import annotations

from collections.abc import Sequence

from digest.model import Brief, Quote
from digest.reading.article import read
from digest.reading.standing import MAX_WORDS, MIN_WORDS, remark_stands_alone
from digest.reading.words import tokens
from digest.write.checks.speech import is_pronoun
from digest.write.choosing.candidates import same_remark
from digest.write.choosing.printable import is_confident, is_printable
from digest.write.choosing.pull_quotes import why_not_set_apart
from digest.write.choosing.wordings import is_worded_otherwise


def why_not_printable(quote: Quote) -> str:
    """What keeps these words from being printed alone; empty where they may be."""
    if is_printable(quote):
        return ""
    length, speaker = len(tokens(quote.text)), quote.speaker
    reasons = (
        (quote.terms != "asserted", f"it was not said in earnest, or not by its speaker: {quote.terms}"),
        (length < MIN_WORDS, f"{length} word{'' if length == 1 else 's'}; {MIN_WORDS} are needed to stand alone"),
        (length > MAX_WORDS, f"{length} words; more than {MAX_WORDS} are too long to be set apart"),
        (not speaker, "nobody is named as the speaker"),
        (is_pronoun(speaker), f"the article says only “{speaker}”"),
        (not remark_stands_alone(quote.text, read(quote.item).language), "it does not make sense alone"),
        (not is_confident(quote.confidence), f"the speaker is not sure enough ({quote.confidence:.2f})"),
    )
    ill_described = "the speaker is not described well enough, or the quotation has no end"
    return next((reason for holds, reason in reasons if holds), ill_described)


def why_not_beside(quote: Quote, brief: Brief) -> str:
    """Why a printable quotation does not stand beside an excerpt, which nobody has written."""
    told = " ".join(sentence.text for sentence in brief.summary)
    if why := why_not_set_apart(quote, brief.hed, told):
        return f"not set apart: {why}"
    if is_worded_otherwise(quote, brief.story.items):
        return "not set apart: no fewer reports have it in other words"
    return "another one is set apart" if brief.quotes else "the excerpt says it already, or its report is opinion"


def why_not_chosen(quote: Quote, offered: Sequence[Quote], chosen: Sequence[Quote]) -> str:
    """Why a printable quotation is not among the printed ones; `chosen` are those that the draft asked for."""
    if quote in chosen:
        return "chosen, and taken out by the check: the summary says it already, or it can't be printed as it is"
    if quote in offered:
        return f"offered to the writer as number {offered.index(quote) + 1}, and not chosen"
    same = next((other for other in offered if same_remark(other, quote)), None)
    if same:
        return f"the same remark as in {same.item.outlet}, which has it better"
    return "others are worth more"
