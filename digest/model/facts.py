"""What was found, as facts: the name of a line in `findings.toml`, and what fills it in.

Nobody but that file has the English, so that code compares facts and never reads a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FOREIGN = "foreign words"  # the line for words that are somebody else's: of an exception, of a server


@dataclass(frozen=True, slots=True)
class Facts:
    """The name of a line, and its values by name. As text it is that line."""

    line: str
    values: tuple[tuple[str, Facts | str | int | float], ...] = ()

    @classmethod
    def of(cls, line: str, /, **values: Facts | str | float) -> Facts:
        """`Facts.of("type too small", size=11.5, words="Read on")`."""
        return cls(line, tuple(values.items()))

    @classmethod
    def foreign(cls, words: object) -> Facts:
        """Words of an exception or a server, which are printed as they are."""
        return cls.of(_FOREIGN, words=str(words))

    def __str__(self) -> str:
        values = dict(self.values)
        form = _lines().get(self.line)
        if form is None:  # kept by another version of the program
            return (
                f"{self.line}: {', '.join(f'{name} {value}' for name, value in self.values)}" if values else self.line
            )
        return form.format_map(values)


@cache
def _lines() -> dict[str, str]:
    """The English of every line, by its name."""
    import tomllib

    groups = tomllib.loads((files(__package__) / "findings.toml").read_text(encoding="utf-8"))
    return {name: form for group in groups.values() for name, form in group.items()}
