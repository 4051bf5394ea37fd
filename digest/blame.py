"""What a mail server's refusal is about: the reader, the sender, the message, the rate, or the moment.

One table for both ways in which a refusal comes: as a reply while we send, and in a report that comes back by mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from digest.model import Blame

Phase = Literal["LOGIN", "MAIL", "RCPT", "DATA", "END", "REPORT"]

_ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")


def blame_for(phase: Phase, code: int, words: str) -> Blame:
    """What a reply of 4xx or 5xx to this command is about, by `blame.txt`."""
    found = _ENHANCED.search(words)
    enhanced = found[1] if found and found[1][0] == str(code)[0] else ""
    return next(rule.blame for rule in _rules() if rule.fits(phase, str(code), enhanced, words))


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line of the file. `words` is None where any will do."""

    phases: tuple[str, ...]
    code: str
    blame: Blame
    words: re.Pattern[str] | None

    def fits(self, phase: Phase, code: str, enhanced: str, words: str) -> bool:
        if phase not in self.phases:
            return False
        if not (_alike(self.code, code) or (enhanced and _alike(self.code, enhanced))):
            return False
        return self.words is None or self.words.search(words) is not None


def _alike(pattern: str, code: str) -> bool:
    return code.startswith(pattern[:-1]) if pattern.endswith("*") else code == pattern


@cache
def _rules() -> tuple[_Rule, ...]:
    lines = Path(__file__).with_name("blame.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_rule(line) for line in lines if line.strip() and not line.startswith("#"))


def _rule(line: str) -> _Rule:
    where, code, blame, *rest = line.split(maxsplit=3)
    phases = get_args(Phase) if where == "any" else tuple(where.split("/"))
    if not set(phases) <= set(get_args(Phase)) or blame not in get_args(Blame):
        raise ValueError(f"blame.txt: {line!r}: expected a command, a code and what it is about")
    return _Rule(phases, code, blame, phrases(rest[0].split("|")) if rest else None)  # type: ignore[arg-type]


def phrases(listed: Iterable[str]) -> re.Pattern[str]:
    """Finds any of these phrases, from the beginning of a word on where the script parts words; case does not count."""
    words = (word.strip() for word in listed)
    return re.compile(
        "|".join(rf"\b{re.escape(word)}" if word[0].isascii() else re.escape(word) for word in words), re.I
    )
