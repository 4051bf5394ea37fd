"""What a writer typed: made plain, searched for what may not stand in it, and its quotation marks paired.

Articles are read with `digest.reading.speech.marks`, which has to guess what an author meant. Here the rule is the
reader's: whatever looks like a quotation in our text is one, and a double mark without a partner is a fault.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from digest.model import Facts
from digest.reading.cldr import words_of
from digest.reading.words import lettered

_CLOSERS = {"“": "”", '"': '"”', "”": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "›": "‹", "「": "」", "『": "』"}
_DOUBLE = re.compile("[" + "".join(_CLOSERS) + "]")
_MARKS = re.compile("[" + "".join(_CLOSERS) + "」』]")
# Every other character that Unicode calls a quotation mark (property Quotation_Mark, general categories Pi and Pf), the
# ornaments, and the brackets and primes that are set in their place.
_OPENERS = "〝❝‟🙶《〈⟪⟨≪❰❬︽︿⸂⸄⸉⸌⸜⸠"
_ENDS = "〞❞〟🙷》〉⟫⟩≫❱❭︾﹀⸃⸅⸊⸍⸝⸡"
_STRAIGHT = "＂〃ˮʺ˝″‶״"
_AS_DOUBLE = (
    dict.fromkeys(map(ord, _OPENERS), "“")
    | dict.fromkeys(map(ord, _ENDS), "”")
    | dict.fromkeys(map(ord, _STRAIGHT), '"')
    | str.maketrans("❠⹂🙸❮❯﹁﹂｢｣﹃﹄", "„„„‹›「」「」『』")
)
_AS_SINGLE = str.maketrans("＇‛❛❜‚❟`´ʼ′‵", "'‘‘’‘‘''’''")
_DOUBLED = re.compile(r"['‘’]{2}|,,(?=\w)")
_INCHES = re.compile(r"(?<=\d)\"(?!\w)")

_SINGLE = re.compile(r"(?<![\w’'.,!?%])['‘](?=[\w$£€…\[(\"“])")
_SINGLE_CLOSER = re.compile(r"(?<=[^\s(\[])['’](?!\w)")
_CLIPPED = re.compile(r"['‘](?:tis|twas|til|till|em|cause|bout|round|n|\d\ds?)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=s)['’](?= [a-z])")

_LINK = re.compile(
    r"""https?:|www\.|(?:mailto|javascript|vbscript|data|file|ftp|tel|cid):\S|\S@\w[\w-]*\.\w
    |\b[a-z0-9-]+\.(?:com|org|net|info|biz|gov|edu|mil|int|io|co|ru|uk|eu|de|fr|cn|ua|us|tv|me|ly|app|dev|news|xyz|top
    |site|online|link|click|shop|live|example|test|invalid)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MARKUP = re.compile(
    r"<(?!(?-i:[A-Z])>|\s[a-z]\b)\s*[a-z/!?]|&(?:[a-z]+|\#\w+);|\{[{%#]|[%#}]\}|\[[\[%]|\]\]|%\]|\]\(|\*\*|```|^\s*(?:\#+|>)\s",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<![\w@./-])([A-Z][\w-]*)\.(?:com|org|net|gov|tv|io)\b(?![\w@/]|\.\w)")
_INVISIBLE = ("Cc", "Cf", "Co", "Cs", "Cn")
_ALIKE = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}  # scripts with letters that look the same


_LAST_LETTERLIKE = "\u214f"  # signs up to here are set in text: ©, ®, °, ™, №


class Unpaired(ValueError):
    """A double quotation mark without a partner, and the words from it on."""

    def __init__(self, mark: str, words: str) -> None:
        super().__init__(mark, words)
        self.facts = Facts.of("unpaired mark", mark=mark, words=words)

    def __str__(self) -> str:
        return str(self.facts)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch between quotation marks: its words at `start:end`, with the marks at `left:right`."""

    start: int
    end: int
    left: int
    right: int


def plain(text: str) -> str:
    """The text on one line, composed, without entities, control, invisible or direction-changing characters.

    All sorts of quotation marks become those that `runs` knows; an odd mark after a number becomes inches.
    """
    text = unicodedata.normalize("NFC", html.unescape(text))
    text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _INVISIBLE)
    text = _DOUBLED.sub('"', " ".join(text.split()).translate(_AS_DOUBLE).translate(_AS_SINGLE))
    if text.count('"') % 2 and len(_INCHES.findall(text)) == 1:
        text = _INCHES.sub("″", text)
    return text


def without_domains(text: str, known: str) -> str:
    """The text with "Bankrate" for "Bankrate.com", where the texts that are `known` call a company by its address."""
    return _NAMED.sub(lambda found: found[1] if found[0] in known else found[0], text)


def without_sites(text: str) -> str:
    """The text with "Bankrate" for "Bankrate.com": the name of a site is an outlet's word, and no junk."""
    return _NAMED.sub(r"\1", text)


def foreign(text: str) -> str:
    """The first link, address, markup, template token, emoji or word in letters of two scripts; else nothing."""
    found = _LINK.search(text) or _MARKUP.search(text)
    if found:
        return found[0].strip()
    if ornament := next((c for c in text if c > _LAST_LETTERLIKE and unicodedata.category(c) == "So"), ""):
        return ornament
    words = [] if text.isascii() else lettered(text)
    return next((word for word in words if len(_ALIKE & {unicodedata.name(c, "").split(" ")[0] for c in word}) > 1), "")


def strange_script(text: str, known: str, language: str = "en") -> str:
    """The first word in letters that are not Latin nor the language's own, and not in the texts that are `known`."""
    words = [] if text.isascii() else lettered(text)
    own = () if language == "en" else _scripts(language)
    strange = (word for word in words if not _is_latin(word) and word not in known)
    return next((word for word in strange if not own or not all(map(_script(own), word))), "")


def _script(own: tuple[str, ...]) -> Callable[[str], bool]:
    return lambda letter: unicodedata.name(letter, "").startswith((*own, "MODIFIER", "COMBINING"))


@cache
def _scripts(language: str) -> tuple[str, ...]:
    """The scripts in which a language writes the names of its days."""
    words = words_of(language)
    letters = {letter for name in (words.weekdays if words else ()) for letter in name if letter.isalpha()}
    return tuple({unicodedata.name(letter, "LATIN").split(" ")[0] for letter in letters})


def _is_latin(word: str) -> bool:
    """Whether all its letters are; "½" is a sign and no letter."""
    letters = (unicodedata.name(c, "LATIN") for c in word if c.isalpha())
    return all(name.startswith(("LATIN", "MODIFIER", "COMBINING")) for name in letters)


def printable(text: str) -> bool:
    """Whether words cut from an article can be printed between marks as they are: nothing hidden, foreign, unpaired."""
    if foreign(without_sites(text)) or any(unicodedata.category(c) in _INVISIBLE for c in text if not c.isspace()):
        return False
    try:
        runs(text)
    except Unpaired:
        return False
    return True


def runs(text: str) -> tuple[Run, ...]:
    """Every outermost stretch between quotation marks of a plain text, in order. Raises `Unpaired`."""
    return tuple(_trimmed(text, opener, closer) for opener, closer in _pairs(text))


def unquoted(text: str) -> str:
    """What stands outside the quotation marks of a plain text; all of it where a mark has no partner."""
    try:
        told = [(run.left, run.right) for run in runs(text)]
    except Unpaired:
        return text
    ends = (0, *(right for _, right in told)), (*(left for left, _ in told), len(text))
    return " ".join(text[start:end] for start, end in zip(*ends, strict=True))


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while True:
        double, single = _DOUBLE.search(text, at), _next_single(text, at)
        if double and (single is None or double.start() < single[0]):
            opener, closer = double.start(), _closer(text, double)
        elif single:
            opener, closer = single
        else:
            break
        if _MARKS.search(text, at, opener):
            break
        yield opener, closer
        at = closer + 1
    if left := _MARKS.search(text, at):
        raise Unpaired(left[0], text[left.start() :][:60])


def _closer(text: str, opener: re.Match[str]) -> int:
    """Where a stretch ends: at the mark that fits its opener, past pairs of the same kind inside it."""
    depth, closers = 0, _CLOSERS[opener[0]]
    for mark in _MARKS.finditer(text, opener.end()):
        if mark[0] in closers and depth == 0:
            return mark.start()
        if mark[0] in closers:
            depth -= 1
        elif mark[0] == opener[0]:
            depth += 1
    straight = text.find('"', opener.end())
    if opener[0] == "“" and straight > 0:
        return straight
    raise Unpaired(opener[0], text[opener.start() :][:60])


def _next_single(text: str, at: int) -> tuple[int, int] | None:
    """The next stretch in single marks. An apostrophe, a plural's possessive and a clipped year are no marks."""
    openers = [mark for mark in _SINGLE.finditer(text, at) if not _CLIPPED.match(text, mark.start())]
    for number, opener in enumerate(openers):
        limit = openers[number + 1].start() if number + 1 < len(openers) else len(text)
        closers = [mark.start() for mark in _SINGLE_CLOSER.finditer(text, opener.end(), limit)]
        sure = [place for place in closers if not _POSSESSIVE.match(text, place)]
        if closers:
            return opener.start(), (sure or closers)[-1]
    return None


def _trimmed(text: str, opener: int, closer: int) -> Run:
    inner = text[opener + 1 : closer]
    start = opener + 1 + len(inner) - len(inner.lstrip())
    return Run(start, start + len(inner.strip()), opener, closer + 1)


def visible(text: str) -> str:
    """The text without control, invisible and direction-changing characters; paragraphs stay."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp"))
