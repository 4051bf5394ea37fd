"""Whether a sentence can be read without the ones around it.

Three answers: it stands alone; it *leans*, that is, reads right only behind the sentence before it ("The company
said ..."); or it is lost without its context ("The move came ...", "They did").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from digest.language.english import listed
from digest.write.facts.names import OFFICES
from digest.write.telling.mentions import without_quotes

# First words that point back: pronouns, demonstratives, adverbs of order and contrast, questions, first persons.
_POINTERS = listed("""
    he she his her hers him it its they their them theirs this that these those such both another others neither either
    none there here then now later afterward afterwards again too instead rather similarly likewise conversely so or nor
    not thus hence therefore otherwise which who whose what why how yes no let sure ok okay well more earlier i we you
    my
    our your us perhaps maybe elsewhere besides plus like unlike asked pressed other eventually finally
""")
_VERBS = "have|had|are|were|will|would|said|say"
_QUANTIFIERS = "many|some|most|several|few"
_BEFORE = "in|by|as a|for|because of|despite|after|before|to|among|with|from|under|at"
_DANGLING = re.compile(
    rf"^(?:(?:{'|'.join(_POINTERS)})(?:['’]\w+)?\b"
    # "The two said", "Some were", "All of them"
    rf"|(?:the|those|all|{_QUANTIFIERS}|one|two|three|each|any|half) (?:latter|former|two|three|pair|duo|same|"
    rf"others?|trio|"
    rf"of (?:them|those|these|the|us)|{_VERBS})\b"
    rf"|(?:{_QUANTIFIERS}) (?:(?!of\b|people\b|men\b|women\b|in\b)[a-z]+[^s\s]|as|is|was|has) "
    r"|(?:the|a) (?:second|third|other|next) \w+"
    # "In response", "Despite that", "As such"
    rf"|(?:{_BEFORE}) (?:response|reply|return|contrast|comparison|result|example|instance|this|that|these|those|"
    rf"such|them|"
    r"do so|doing so|other words|the meantime|it|the former|the latter|which|all of this)\b"
    r"|in (?:some|many|most|other|both|all|the other) (?:cases?|ways?|instances?)\b"
    r"|(?:as in (?:that|this)|as such|even so|that said|not so|(?:when|if|while) (?:asked|pressed|questioned))\b"
    # "Hours later", "The next day"
    r"|(?:hours|minutes|days|weeks|months|moments|soon|shortly|immediately|an? (?:hour|day|week|month|year)) "
    r"(?:later|after|afterwards?|earlier|before)\b|[\w-]+ (?:hours|minutes|days|weeks|months|years) (?:later|earlier)\b"
    r"|the (?:next|following|same|previous) (?:day|week|month|year|morning|night)\b|later (?:that|on|in the) "
    # "In the video,", "On the call"
    r"|(?:in|on|at|during|after|before|from) (?:the|his|her|its|their|an?|one) [a-z-]+(?: (?:itself|that [a-z]+))?,"
    r"|(?:in|on|at|during) (?:the|his|her|its) (?:clip|video|letter|call|post|statement|interview|report|article|"
    r"memo|note|"
    r"footage|filing|document|speech|ad|tweet|book|segment|same|latest|second|meantime)\b)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:as well|too|either|again|the former|the latter|do so|did so|doing so|the same day|that day|aforementioned|"
    r"likewise|respectively|it|them|him|so|there)[.,]?$|\b(?:see|read|click|tap) (?:more|also|here|below|above)\b|"
    r"\b(?:as|mentioned|noted|described) (?:above|earlier|below)\b|\bthe (?:above|following)\b|\bbelow[,.]"
    # "A big reason for that is"
    r"|\b(?:for|of|behind|about|with|to|by|from|after) (?:this|that) (?:is|was|will|would|has|had|came|comes)\b",
    re.IGNORECASE,
)
# "Those women", "this decision": which ones stands in an earlier sentence, unless it follows or is a time.
_POINTING = re.compile(
    r"^(?:[\w’'-]+ ){0,4}of (?:those|these) "
    r"|(?<!\bof )\b(?:those|these)\s+(?!(?:who|whose|of|that|in|with|for|from|under|on|at|to|are|were|days|[a-z]+ing"
    r"|[a-z]+ed)\b)[a-z]+\b(?! (?:who|that|in|of|with)\b)"
    r"|\b(?:this|that) (?:decision|ruling|case|error|time|point|idea|move|measure|rate|front|issue|goal|number|figure"
    r"|meeting|determination|incident|effort)\b(?! (?:that|of|in)\b)"
)
_FIRST_PERSON = re.compile(
    r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|us|[Mm]yself|ourselves|[Yy]ou|[Yy]our|[Ll]et['’]s)(?:['’]\w+)?\b"
)
# "Case in point: ...", "Corrections and clarifications: ...": words without a verb, and no quotation behind them.
_LABEL = re.compile(
    r"^(?:(?![^:]*\b(?:is|are|was|were|has|have|had|said|says|asked|told|wrote|writes|adds|warns|\w+ed)\b)"
    r"[\w’'-]+(?: [\w’'&-]+){2,5}"
    r"|(?:Exhibit|Example|Among|Corrections?|Clarifications?|Updates?|Disclosure|Translation|Related|The) ?\w*): (?!…)"
)
# Descriptions that mean a whole sentence rather than somebody in it.
_EVENT = re.compile(
    r"^The (?:[a-z-]+ )?(?:move|decision|ruling|statement|announcement|comments?|remarks?|news|development|"
    r"revelations?|"
    r"incident|change|action|measure|step|findings?|allegations?|claims?|accusations?|result|outcome|reason|problem|"
    r"issue|"
    r"question|point|idea|answer|fact|difference|effect|case|episode|exchange|response|situation|process|aim|goal)\b"
)
# What goes on from the sentence before.
_CONTINUES = re.compile(
    r"^(?:in (?:yet )?another|in an? (?:subsequent|separate|similar|later)|as for)\b"
    r"|\b(?:the|a) (?:day|night|week|month|year) (?:before|earlier|later)(?=[,.]| and\b)",
    re.IGNORECASE,
)
_DESCRIPTION = re.compile(r"^(?:The|A similar|The same)\s+(?P<first>[a-z\d][\w’'-]*)(?P<rest>.*)", re.DOTALL)
_NAMED_SOON = re.compile(r"(?:\s+[a-z][\w’'-]*){0,3}(?:\s+of\s+(?!the\s+[a-z])|\s+(?:[A-Z]|\d))")
_UNIQUE = frozenset(
    listed(
        """government world country nation economy administration military public media police army pope far-right left
    right death number unemployment average stock dollar"""
    )
)
_PERSONAL = re.compile(r"\b(?:he|she|his|her|him|hers|himself|herself)\b", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"\b(?:man|woman|boy|girl|mother|father|son|daughter|wife|husband|officer|official|spokes\w+|lawmaker|suspect|"
    r"lawyer|"
    r"student|teacher|doctor|victim|driver|soldier|worker|aide|adviser|accuser|person|couple(?! of)|who|"
    + "|".join(sorted(OFFICES))
    + r")\b(?!\.?\s+(?-i:[A-Z]))|\w+, \d\d, ",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    r"^(?:At|In|On|During|With|From|Under|By|For|Of|To|Over|Through|Inside|Outside|Near)\b[^,]*,?\s*$"
)
_SUBJECT = re.compile(r",\s+(?:the )?(?:[A-Z][\w.’'-]*\s+){1,5}[a-z]")  # of the main clause
_SUBORDINATE = re.compile(r"^(?:After|As|While|When|Before|Since|Although|Though|If|During|Despite|In|With|At)\b")


def is_lost(text: str) -> bool:
    """Whether the sentence points at something that is not in it, asks, or speaks in the first person."""
    outside = without_quotes(text)
    return bool(
        _DANGLING.match(text)
        or _LABEL.match(outside)
        or _POINTS_BACK.search(outside)
        or _POINTING.search(outside)
        or _FIRST_PERSON.search(outside.replace("U.S.", "US"))
        or "?" in outside
        or (_describes(text) and _EVENT.match(text))
    )


def leans(text: str, people: Set[str], unnamed: Iterable[str]) -> bool:
    """Whether the sentence reads right only behind the one before it.

    `people` are the surnames in the article; `unnamed` is what stands in the sentence before each "he" or "she" who
    is named elsewhere, as `mentions.unnamed` finds them.
    """
    strangers = any(not _SOMEBODY.search(before) for before in unnamed)
    outside = without_quotes(text)
    return strangers or bool(_CONTINUES.search(outside)) or _describes(text) or _lacks_antecedent(outside, people)


def _describes(text: str) -> bool:
    """ "The company said ...": it begins with something that it does not name."""
    start = _DESCRIPTION.match(text)
    if not start or start["first"] in OFFICES.keys() | _UNIQUE:
        return False
    return start["first"].endswith(("’s", "'s")) or not _NAMED_SOON.match(start["rest"])


def _lacks_antecedent(text: str, people: Set[str]) -> bool:
    """A "he" or "they" before anybody is named."""
    plural = re.match(r"(?:[\w’'-]+ ){1,7}(?:they|them|their)\b", text)
    if plural and not re.search(r"s\b|[A-Z]|people|men|women|police", plural.group()[1:]):
        return True
    pronoun = _PERSONAL.search(text)
    if not pronoun:
        return False
    before = text[: pronoun.start()]
    if pronoun.group() in ("he", "she") and _FRONTED.match(before):
        return True  # "At Trump's meeting he spoke": whoever spoke stands in the sentence before
    if _SOMEBODY.search(before) or not people.isdisjoint(re.findall(r"[^\W\d_]+", before)):
        return False
    return not (_SUBORDINATE.match(text) and _SUBJECT.search(text, pronoun.end()))
