"""What stands in an article's text without being the reporter's prose: datelines, captions, links, page furniture."""

from __future__ import annotations

import re

from digest.language.english import listed

_AGENCIES = "AP|AFP|CNN|UPI|Reuters|Bloomberg|BBC|dpa|TASS|Xinhua|NBC|ABC|CBS|Axios|The Hill|Politico|Fox News"
# "ISTANBUL (AP) - ", "WASHINGTON, Feb 27 (Reuters) - ", "Bedminster, New Jersey (CNN) ", "KYIV — ", "CLOSE "
_DATELINE = re.compile(
    rf"^(?:[A-Z][^!?()\"“]{{0,45}}?)?\((?:{_AGENCIES}|[A-Z][\w ]{{2,25}}(?:Press|News|Times|Business|Politics|Post))\)"
    r"\s*(?:[-–—:]+\s*)?"
    r"|^(?:[A-Z][A-Z.’'/-]{2,}[ ,]*){1,4}(?:[A-Z][\w.]+[ ,]*){0,3}(?:\d{1,2}[ ,]*)?(?:[-–]+\s+|—\s*)"
    r"|^(?:CLOSE|VIDEO|WATCH|PHOTOS?|LIVE|BREAKING|UPDATED?|EXCLUSIVE|NEW)\b:?\s+(?=[A-Z])"
)
_POSES = (
    "speaks? listens? looks? arrives? waves? walks? attends? stands? sits? poses? gestures? smiles? delivers? holds? "
    "leaves? "
    "greets? shakes? testif(?:y|ies) reacts? watch(?:es)? talks? answers? departs? participates? (?:is|"
    "are)\\s(?:seen|shown)"
).replace(" ", "|")
_CAPTION = re.compile(
    # In the present tense, at an occasion, and nobody says a thing.
    rf"^(?:[\w.’'-]+[ ,]+){{1,9}}(?:{_POSES})\b(?!.*\b(?:said|says|told|according)\b)"
    r"(?=.*\b(?:\d{4}|on \w+day|rally|hearing|conference|dinner|meeting|trip|visit|file)\b)"
    # Ends with a full date, or begins with one.
    r"|(?:\w+day, )?\w+\.? \d{1,2}, \d{4}(?: in [A-Z][\w ,.]+)?\.$|^\w+\.? \d{1,2}, \d{4};"
    r"|, (?:left|right),? (?:meets|greets|speaks|walks|stands|shakes|and)\b"
    r"|^(?:Picture|Photo|Image|Video|File|Pictured)\b|\b(?:left|right|center|centre)\),|\bpictured\)"
    r"|\bin this (?:\w+ ){0,3}(?:photo|image|picture|file)"
)
_FURNITURE = re.compile(
    r"https?:|www\.|pic\.twitter|@\w|#\w|\w\.(?:com|org|net)\b|©|\[|\]|\||newsletter|subscri|sign up|click here|"
    r"read more|(?:photo|image|video|credit|graphic)s?\s*[:(/]|getty images|contributed to this|all rights reserved|"
    r"cookies|\bis an? (?:[\w&]+ ){0,4}(?:writer|reporter|columnist|contributor|correspondent|editor)\b|"
    r"e-?mail (?:us|address)|follow (?:us|him|her)|"
    r"as an interest|click-through|^Editor['’]s note|this (?:article|story|post|piece|column)|final form|"
    r"written for this|updated at|originally (?:published|appeared)|story continues|"
    r"(?-i:\bMORE\b|ADVERTISEMENT|^[A-Z][A-Z .]+:)",
    re.IGNORECASE,
)
# "Read the statement ...", "See the map ...".
_CALL = re.compile(
    r"^(?:(?:Read|See|Watch|View) (?!from|by|in|as|with|at|like)|(?:Listen to|Click|Tap|Scroll|Follow|Download|Enlarge"
    r"|Check out|Tune in|Stay tuned|Find out)\b)"
)
# "Statement from Kavanaugh All four witnesses ...": a label without a stop runs into a sentence.
_RUN_ON = re.compile(
    r"(?<=[\w’'] )(?<!\b[Tt]he )(?:An|The|All|As|At|But|By|For|From|He|She|They|It|We|In|On|If|When|While|After|Before"
    r"|There|These|Those|This|That|Most|Many|Some|Several|With|What|And) (?=[a-z])"
)
_SMALL = frozenset(listed("a an the of in on at to for and or nor but by with from as over into amid vs than that"))
# "TrumpFederal judge", "Texas.The": links and paragraphs run together; McCain and iPhone are words.
_GLUED = re.compile(
    r"(?<![\w’'-])(?!Mc|Mac|De|Di|Du|La|Le|Van|O['’]|i[A-Z]|e[A-Z])[A-Za-z]{2,}[a-z][A-Z][a-z]+"
    r"|[a-z]{3}[.!?][A-Z][a-z]|[a-z]{3}(?:19|20)\d\d\b"
)


def without_dateline(text: str) -> str:
    """The sentence without place, date and agency before it."""
    return _DATELINE.sub("", text)


def is_clutter(text: str) -> bool:
    """Whether a sentence is a caption, page furniture, a headline or an address, or has words run together."""
    patterns = (_CAPTION, _FURNITURE, _CALL, _GLUED, _RUN_ON)
    return any(pattern.search(text) for pattern in patterns) or not _has_verb(text)


def _has_verb(text: str) -> bool:
    """Whether a word but the small ones is in lower case; a verb is, outside headlines."""
    return any(word not in _SMALL for word in re.findall(r"(?<![\w’'.-])[^\W\d_A-Z][\w’']*", text))
