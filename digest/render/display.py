"""Display lines: subject, preheader and teasers, all cut from the heds of the issue's stories.

Cutting must never turn a hed round: "Trump backs the deal, | then drops it", "Judge finds the firing | of staff
unlawful". So only a short closing phrase of place, time or manner is ever cut off, and a hed that has none
stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

SUBJECT = (40, 70)  # characters
PREHEADER = (80, 110)
TEASER_WORDS = (2, 7)


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# Words that open a closing phrase a hed can do without: place, time, manner; not "of" or "to", which bind.
_PHRASE_STARTS = _words(
    "after ahead amid around as at before during for from in near on over since through under until with within "
    "am auf aus bei für im in mit nach seit um unter vor während wegen "
    "après au avant avec chez dans depuis en pendant pour selon sous sur "
    "ante bajo con desde durante en hasta para según sobre tras"
)
_CLOSING = 4  # words at most in such a phrase
# A cut right after one of these leaves the line hanging.
_HANGING = _PHRASE_STARTS | _words(
    "of to by into toward towards against a an and are be been but can could did do does had has have he her his if "
    "is it its may might more most must no "
    "nor not only or our she should so than that the their they this was we were who whose will would says said "
    "der die das ein eine einen einem und oder aber nicht kein keine ist sind war le la les un une et ou mais ne pas "
    "el los las una unos y o pero no es son"
)
# A tail that holds one of these may reverse the head.
_TURNS = _words(
    "but despite except if instead never no not only then though unless without yet denies denied rejects rejected "
    "fails failed refuses refused drops nicht kein keine ohne aber doch mais pas sans sauf sin no pero"
)
# After these verbs the last word may carry the claim: "finds the firing in agencies unlawful".
_JUDGING = _words(
    "call calls consider considers declare declares deem deems find finds hold holds keep keeps leave leaves make "
    "makes rule rules"
)
_CLAUSE_END = re.compile(r"[;:](?= )| [–—](?= )")


def subject(heds: Sequence[str], newsletter: str, plus: str, quiet: str) -> str:
    """The claim of the first hed, 40 to 70 characters where that is possible; `quiet` where there is no hed."""
    if not heds:
        return quiet.format(newsletter=newsletter)
    first = clip(heds[0], SUBJECT[1], SUBJECT[0])
    if len(first) < SUBJECT[0] and len(heds) > 1:
        longer = f"{first}. {plus} {heds[1]}"
        return longer if len(longer) <= SUBJECT[1] else first
    return first


def preheader(heds: Sequence[str], taken: str, more: Sequence[str]) -> str:
    """The second and third hed, 80 to 110 characters; then `more` lines. What the subject has is not repeated."""
    lines = [line for line in (*heds[1:], *more) if line and line.casefold() not in taken.casefold()]
    text = ""
    for line in lines:
        if len(text) < PREHEADER[0]:
            text = f"{text} · {line}" if text else line
    return clip(text, PREHEADER[1], PREHEADER[1])


def teasers(heds: Sequence[str]) -> tuple[str, ...]:
    """Two to seven words for each of the second to fourth story; nothing where there are fewer than three stories."""
    return tuple(teaser(hed) for hed in heds[1:4]) if len(heds) >= 3 else ()


def teaser(hed: str) -> str:
    """The hed in at most seven words, cut where a phrase ends; the whole hed where no cut is safe."""
    words = hed.split()
    for count in range(min(TEASER_WORDS[1], len(words)), TEASER_WORDS[0], -1):
        if count == len(words) or _ends_well(words[:count], words[count:]):
            return " ".join(words[:count]).rstrip(",;:–—-")
    return hed


def _ends_well(head: list[str], tail: list[str]) -> bool:
    bare = [_bare(word) for word in tail]
    return (
        len(tail) <= _CLOSING
        and bare[0] in _PHRASE_STARTS
        and _bare(head[-1]) not in _HANGING
        and not _TURNS.intersection(bare)
        and not _JUDGING.intersection(map(_bare, head))
        and not any(word[-1] in ",;:" for word in (*head[-1:], *tail))
        and not _inside_quotation(" ".join(head))
    )


def _inside_quotation(text: str) -> bool:
    """Whether a cut here would leave a quotation open, or part of one: its words must stand whole."""
    return sum(character in '"“”„«»「」' for character in text) % 2 == 1


def _bare(word: str) -> str:
    return re.sub(r"\W+$", "", word).casefold()


def clip(text: str, most: int, least: int) -> str:
    """At most so many characters: whole where it fits, else up to the end of a clause or a clean word boundary.

    A clause needs `least` characters to stand for the whole; what is cut anywhere else ends in an ellipsis.
    """
    if len(text) <= most:
        return text
    for end in (found.start() for found in reversed(list(_CLAUSE_END.finditer(text[:most])))):
        whole = not _inside_quotation(text[:end])
        if least <= end and whole and not _TURNS.intersection(map(_bare, text[end:].split())):
            return text[:end]
    words = text[:most].split(" ")[:-1]  # the last one may be cut; room for the ellipsis is its blank
    while len(words) > 1 and (_bare(words[-1]) in _HANGING or _inside_quotation(" ".join(words))):
        words.pop()
    return (" ".join(words).rstrip(" ,;:–—-·.") or text[: most - 1]) + "…"
