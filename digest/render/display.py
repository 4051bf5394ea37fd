"""Display lines: subject, preheader and teasers, made of whole heds and sentences, never of parts of one."""

from __future__ import annotations

import re
from collections.abc import Sequence

SUBJECT = (40, 70)  # characters
PREHEADER = (80, 110)
SHOWN = 140  # characters of it that an inbox shows at most
CONTENTS = 260  # characters of the sentence that opens an issue
TEASERS = 3
LISTED = 5  # stories; of fewer a phone shows the second before a list of them is read
_CLAUSE_END = re.compile(r"; ")


def subject(heds: Sequence[str], newsletter: str, plus: str, quiet: str) -> str:
    """The first hed, with the second where both are short; `quiet` where there is no hed.

    Of a hed that is too long for the inbox the first clause stands for the whole, where a semicolon ends one.
    """
    if not heds:
        return quiet.format(newsletter=newsletter)
    first = heds[0]
    if len(first) > SUBJECT[1]:
        clause = _CLAUSE_END.split(first)[0]
        return clause if len(clause) >= SUBJECT[0] else first
    longer = f"{first}. {plus} {heds[1]}" if len(heds) > 1 else first
    return longer if len(first) < SUBJECT[0] and len(longer) <= SUBJECT[1] else first


def preheader(heds: Sequence[str], taken: str, more: Sequence[str]) -> str:
    """The second and third hed, up to 110 characters; then `more` lines. What the subject has is not repeated.

    What does not fit is left out whole; the first line stands however long it is, but for a hed that no inbox shows
    whole where a shorter one is to be had.
    """
    text = ""
    for line in (*([hed for hed in heds[1:] if len(hed) <= SHOWN] or heds[1:]), *more):
        longer = f"{text} · {line}" if text else line
        if line and line.casefold() not in taken.casefold() and len(text) < PREHEADER[0]:
            text = longer if not text or len(longer) <= PREHEADER[1] else text
    return text


def contents(heds: Sequence[str]) -> tuple[str, ...]:
    """The heds that open an issue of two to four stories in one sentence, as many as it has room for."""
    if not 1 < len(heds) < LISTED:
        return ()
    kept = [heds[:end] for end in range(2, len(heds) + 1) if len("; ".join(heds[:end])) <= CONTENTS]
    return tuple(kept[-1]) if kept else ()


def teasers(heds: Sequence[str], written: Sequence[str] = ()) -> tuple[str, ...]:
    """What a model has written, else the heds of the second to fourth story; none of an issue that is soon read."""
    return tuple(written or heds[1 : 1 + TEASERS]) if len(heds) >= LISTED else ()
