"""The sentences of an article that can be printed alone, lightly trimmed.

What depends on the text around it is mended where that is certain (a leading "But", a "He" whose name stands
in the sentence before) and left out otherwise: pronouns, "The move", half quotations, first persons, captions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.model import Item
from digest.write.marks import Marked, marked_spans
from digest.write.mentions import antecedent, outside_quotes, without_quotes
from digest.write.names import OFFICES, Name, is_common, names
from digest.write.sentences import Span, sentences
from digest.write.words import content

MOST_WORDS = 45
_FEWEST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Passage:
    """One printable sentence of an item. `text` is what is printed, `raw` the article's own, from `start` to `end`."""

    item: Item
    start: int
    end: int
    raw: str
    text: str
    place: int  # which sentence of the article it is, from 0
    words: frozenset[str]  # stems of its content words
    leans: bool = False  # reads right only after the sentence before it: "The company ..."
    leads_in: bool = False  # a quotation follows, and this sentence is there to announce it


# "ISTANBUL (AP) - ", "WASHINGTON, Feb 27 (Reuters) - ", "Bedminster, New Jersey (CNN) ", "KYIV — "
_DATELINE = re.compile(
    r"^(?:[A-Z][^!?()\"“]{0,45}?)?\((?:AP|AFP|CNN|UPI|Reuters|Bloomberg|BBC|dpa|TASS|Xinhua|NBC|ABC|CBS|"
    r"Axios|The Hill|Politico|Fox News|[A-Z][\w ]{2,25}(?:Press|News|Times|Business|Politics|Post))\)\s*(?:[-–—:]+\s*)?"
    r"|^(?:[A-Z][A-Z.’'/-]{2,}[ ,]*){1,4}(?:[A-Z][\w.]+[ ,]*){0,3}(?:\d{1,2}[ ,]*)?[-–—]+\s+"
    r"|^(?:CLOSE|VIDEO|WATCH|PHOTOS?|LIVE|BREAKING|UPDATED?|EXCLUSIVE|NEW)\b:?\s+(?=[A-Z])"
)
_CAPTION = re.compile(
    r"^(?:[\w.’'-]+[ ,]+){1,9}(?:speaks?|listens?|looks?|arrives?|waves?|walks?|attends?|stands?|sits?|poses?|gestures?|smiles?|"
    r"delivers?|holds?|leaves?|greets?|shakes?|testif(?:y|ies)|reacts?|watch(?:es)?|talks?|answers?|departs?|participates?|"
    r"is (?:seen|shown|pictured)|are (?:seen|shown|pictured))\b(?!.*\b(?:said|says|told|according)\b)"
    r"(?=.*\b(?:\d{4}|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|rally|hearing|conference|dinner|meeting|file)\b)"
    r"|(?:\w+day, )?\w+\.? \d{1,2}, \d{4}(?: in [A-Z][\w ,.]+)?\.$|^(?:Picture|Photo|Image|Video|File|Pictured)\b"
    r"|\b(?:left|right|center|centre)\),|\bin this (?:\w+ ){0,3}(?:photo|image|picture|file)"
)
_CONNECTIVE = re.compile(
    r"^(?:(?:But|And|Yet|Still|Meanwhile|However|Nevertheless|Nonetheless|Moreover|Furthermore|Additionally|"
    r"In addition|Also|Indeed|Separately|For (?:his|her|its|their) part|On the other hand|At the same time|Notably|"
    r"Of course|To be sure|Overall|Still)(?:,\s+|\s+(?=[A-Z]))|(?:But|And|Yet)\s+)"
)
_ASIDE = re.compile(r",\s+(?:however|meanwhile|too|for (?:his|her|its) part|though|of course|in turn),", re.IGNORECASE)
_ALSO = re.compile(r"(?<!but)(?<!and) also(?= \w)")
_DANGLING = re.compile(
    r"^(?:(?:he|she|his|her|it|its|they|their|them|theirs|this|that|these|those|such|both|another|others|neither|either|none|"
    r"there|here|then|now|later|afterwards?|again|too|instead|rather|similarly|likewise|conversely|so|or|nor|not|"
    r"thus|hence|therefore|otherwise|which|who|whose|what|why|how|yes|no|let|sure|ok|okay|well|more|earlier|"
    r"i|we|you|my|our|your|us|hers|him|perhaps|maybe|elsewhere|besides|plus|like|unlike|asked|pressed)(?:['’]\w+)?\b|"
    r"(?:the|those|all|some|many|most|several|few|one|two|three|neither|either|each|none|any|half) (?:latter|former|"
    r"two|three|pair|duo|same|other|others|trio|of (?:them|those|these|the|us)|have|had|are|were|will|would|said|say)\b|"
    r"(?:the|a) (?:second|third|other|next) \w+|(?:in|by|as a|for|because of|despite|after|before|to|among|with|from|"
    r"under|at) (?:response|reply|return|contrast|comparison|result|example|instance|this|that|these|those|such|them|"
    r"do so|doing so|other words|the meantime|it|the former|the latter|which|all of this)\b|"
    r"(?:hours|minutes|days|weeks|months|moments|soon|shortly|immediately|a (?:day|week|month|year)|the (?:next|following|same|previous) "
    r"(?:day|week|month|year|morning|night)|later (?:that|on|in)) ?(?:later|after|afterwards?|earlier|before|day|the|,)|"
    r"(?:in|on|at|during|after|before|from) (?:the|his|her|its|their|a|an|one) [a-z-]+(?: (?:itself|that [a-z]+))?,|"
    r"(?:in|on|at|during) (?:the|his|her|its) (?:clip|video|letter|call|post|statement|interview|report|article|memo|note|"
    r"footage|filing|document|speech|ad|tweet|book|segment|same|latest|second|meantime)\b|"
    r"in (?:some|many|most|other|both|all) (?:cases?|ways?|instances?)\b|(?:many|some|most|several|few) (?:(?!of\b|people\b|men\b|women\b|in\b)[a-z]+[^s\s]|as|is|was|has) |"
    r"(?:when|if|while) (?:asked|pressed|questioned)\b|as such\b|even so\b|that said\b|not so\b|in (?:the )?other)",
    re.IGNORECASE,
)
_BACKWARD = re.compile(
    r"\b(?:as well|too|either|again|the former|the latter|do so|did so|doing so|the same day|that day|"
    r"aforementioned|likewise|respectively|it|them|him|so|there)[.,]?$|\b(?:see|read|click|tap) (?:more|also|here|below|above)\b|"
    r"\b(?:as|mentioned|noted|described) (?:above|earlier|below)\b|\bthe (?:above|following)\b",
    re.IGNORECASE,
)
_DESCRIPTION = re.compile(r"^(?:The|His|Her|A similar|The same)\s+(?P<words>[a-z\d][\w’'-]*(?:\s+[a-z][\w’'-]*){0,2})")
_PERSONAL = re.compile(r"\b(?:he|she|his|her|him|hers|himself|herself)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:man|woman|boy|girl|mother|father|son|daughter|wife|husband|officer|official|spokes\w+|lawmaker|suspect|"
    r"lawyer|student|teacher|doctor|victim|driver|soldier|worker|aide|adviser|person|couple|who|\w+, \d\d, |"
    + "|".join(sorted(OFFICES))
    + r")\b",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    r"^(?:At|In|On|During|With|From|Under|By|For|Of|To|Over|Through|Inside|Outside|Near)\b[^,]*,?\s*$"
)
_SUBORDINATE = re.compile(r"^(?:After|As|While|When|Before|Since|Although|Though|If|During|Despite|In|With|At)\b")
_FIRST_PERSON = re.compile(
    r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|us|[Mm]yself|ourselves|[Yy]ou|[Yy]our|[Ll]et['’]s)(?:['’]\w+)?\b"
)
_CLUTTER = re.compile(
    r"https?:|www\.|pic\.twitter|@\w|#\w|\bMORE\b|ADVERTISEMENT|©|\.com\b|newsletter|subscri|sign up|click here|read more|"
    r"(?:photo|image|video|credit|graphic)s?\s*[:(/]|getty images|file photo|contributed to this|is a (?:staff )?(?:writer|"
    r"reporter|columnist)|all rights reserved|cookies|e-?mail (?:us|address)|follow (?:us|him|her)|this (?:article|story|post|"
    r"piece|column)|written for this|updated at|originally (?:published|appeared)|\bStory Continues|\[|\]|\|",
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"(?<![\w’'-])(?!Mc|Mac|De|Di|Du|La|Le|Van|O['’]|i[A-Z]|e[A-Z])[A-Za-z]{2,}[a-z][A-Z][a-z]+|[a-z]{3}[.!?][A-Z][a-z]"
)
_MARKS = re.compile(r"[\"“”„«»]|''|``")


def passages(item: Item) -> tuple[Passage, ...]:
    """The printable sentences of an item, in order."""
    return tuple(_printable(item))


def _printable(item: Item) -> Iterator[Passage]:
    spans = marked_spans(item.text)
    units = list(_units(item.text, spans))
    for place, unit in enumerate(units):
        text = _mended(unit, item)
        if text and not _repeats_title(text, item) and not _halved(unit, spans) and _stands_alone(text):
            leans = _is_description(text) or _lost_pronoun(without_quotes(text))
            leads_in = bool(re.match(r"\s?[\"“]", item.text[unit.end : unit.end + 2])) and '"' not in text
            yield Passage(item, unit.start, unit.end, unit.text, text, place, frozenset(content(text)), leans, leads_in)


def _repeats_title(text: str, item: Item) -> bool:
    """A headline that the page's text begins with, glued to the first sentence."""
    return len(item.title) > 20 and text.startswith(item.title)


def _units(text: str, spans: tuple[Marked, ...]) -> Iterator[Span]:
    """Sentences, joined where a quotation runs over several."""
    start: int | None = None
    for sentence in sentences(text):
        start = sentence.start if start is None else start
        if any(span.closed and span.left < sentence.end < span.right for span in spans):
            continue
        yield Span(start, sentence.end, text[start : sentence.end])
        start = None


def _halved(unit: Span, spans: tuple[Marked, ...]) -> bool:
    inside = [span for span in spans if span.left < unit.end and unit.start < span.right]
    whole = all(span.closed and unit.start <= span.left and span.right <= unit.end for span in inside)
    marks = [m for m in _MARKS.finditer(unit.text)]
    stray = any(not any(s.left <= unit.start + m.start() < s.right for s in inside) for m in marks)
    return not whole or stray or unit.text.count("(") != unit.text.count(")")


def _mended(unit: Span, item: Item) -> str:
    text = _DATELINE.sub("", " ".join(unit.text.split()))
    text = _CONNECTIVE.sub("", text)
    text = outside_quotes(text, lambda part: _ALSO.sub("", _ASIDE.sub("", part)))
    text = _named(text, unit, item)
    if len(text.split()) > MOST_WORDS:
        text = _shortened(text)
    return text[:1].upper() + text[1:]


def _named(text: str, unit: Span, item: Item) -> str:
    """Put the name for a leading "He", "His" where it is certain."""
    first = re.match(r"(?:He|She|His|Her|he|she|his|her)\b(?=\s+[a-z])", text)
    if not first:
        return text
    name = antecedent(item, unit.start + unit.text.find(first.group()))
    if not name or name.split()[-1] in text:
        return text
    return name + ("’s" if first.group().lower() in ("his", "her") else "") + text[first.end() :]


_CUT = re.compile(r";\s|,\s+(?:which|while|according to|but)\b")


def _shortened(text: str) -> str:
    """The longest beginning of at most 45 words that ends where a main clause does; empty where there is none."""
    best = ""
    for cut in _CUT.finditer(text):
        head, tail = text[: cut.start()], text[cut.end() :]
        whole = len(_MARKS.findall(head)) % 2 == 0 and head.count("(") == head.count(")")
        last = head.rsplit(",", 1)[-1].split()
        # A comma shortly before, or one after: the clause may be an insertion, the verb still to come.
        plain = (
            ("," not in head or len(last) >= 8) and not (cut.group()[0] == "," and "," in tail) and " — " not in head
        )
        opens = re.match(r"(?:After|As|While|When|Before|Since|Although|Though|If)\b[^,]*$", head)
        if whole and plain and not opens and 12 <= len(head.split()) <= MOST_WORDS:
            best = head + "."
    return best


def _stands_alone(text: str) -> bool:
    outside = without_quotes(text)
    return (
        _FEWEST_WORDS <= len(text.split()) <= MOST_WORDS
        and text[0].isupper()
        and re.search(r"[.!][\"”’)]*$", text) is not None
        and not _DANGLING.match(text)
        and not _BACKWARD.search(outside)
        and not _FIRST_PERSON.search(outside.replace("U.S.", "US"))
        and "?" not in outside
        and not _CAPTION.search(text)
        and not _CLUTTER.search(text)
        and not _GLUED.search(text)
        and not (_is_description(text) and _EVENT.match(text))
    )


def _is_description(text: str) -> bool:
    """ "The company said ...": something that the sentence itself does not name."""
    start = _DESCRIPTION.match(text)
    if not start:
        return False
    words = start["words"].split()
    known = words[0] in OFFICES or words[0] in _KNOWN
    following = text[start.start("words") + len(words[0]) :]
    named = re.match(r"(?:\s+[a-z][\w’'-]*){0,3}(?:\s+of\s+(?!the\s+[a-z])|\s+(?:[A-Z]|\d))", following)
    return not known and not named


# What refers to a whole sentence rather than to somebody in it.
_EVENT = re.compile(
    r"^The (?:[a-z-]+ )?(?:move|decision|ruling|statement|announcement|comments?|remarks?|news|development|revelations?|incident|"
    r"change|action|measure|step|findings?|allegations?|claims?|accusations?|result|outcome|reason|problem|issue|question|"
    r"point|idea|answer|latter|former|fact|difference|effect|case|episode|exchange|response|situation|process|aim|goal)\b"
)
_KNOWN = frozenset(
    "government world country nation economy president administration military public media police army pope "
    "far-right left right death number unemployment average stock dollar".split()
)


def _lost_pronoun(text: str) -> bool:
    """A "he" before anybody is named."""
    plural = re.match(r"(?:[\w’'-]+ ){1,7}(?:they|them|their)\b", text)
    if plural and not re.search(r"s\b|[A-Z]|people|men|women|police", plural.group()[1:]):
        return True
    pronoun = _PERSONAL.search(text)
    if not pronoun:
        return False
    before = text[: pronoun.start()]
    if pronoun.group() in ("he", "she") and _FRONTED.match(before):
        return True  # "At Trump's meeting he spoke": whoever spoke stands in the sentence before
    if _PEOPLE.search(before) or any(not _is_place(name) for name in names(before + "x")):
        return False
    return not (_SUBORDINATE.match(text) and names(text[pronoun.end() :]))


def _is_place(name: Name) -> bool:
    return all(is_common(word) for word in name.words)
