"""What a YAML parser stumbles over, in an operator's words and with the way out.

PyYAML says what it expected next (`expected <block end>, but found '<scalar>'`); an operator wrote a value that begins
with a quotation mark. What was meant shows in the line itself, so the line decides, and the parser's words only where
nothing in it explains them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

_SPECIAL = "@`%*&!|>?{[,\"'"  # what a plain value can't begin with
_VALUE = re.compile(r"\s*(?:- +)*(?:[^\s:#\"'][^:#]*:\s+)?(?P<value>.*?)\s*$")
_FLOW = {"[": "]", "{": "}"}


def mistake(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str]:
    """Line and column, from 1, and what to do there."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return 1, 1, _plain_words(error)
    lines = text.splitlines() or [""]
    line = lines[min(mark.line, len(lines) - 1)]
    opened = error.context_mark
    if "quoted scalar" in (error.context or "") and "end of" in (error.problem or "") and opened:
        return opened.line + 1, opened.column + 1, "the quotation mark that opens here is never closed"
    if "flow" in (error.context or "") and opened and (closing := _unclosed(lines, opened)):
        return (
            opened.line + 1,
            opened.column + 1,
            f"expected {closing} at the end of what opens here, or a comma between",
        )
    return mark.line + 1, mark.column + 1, next(_by_line(line, mark.column, error), "") or _plain_words(error)


def _unclosed(lines: list[str], opened: yaml.Mark) -> str:
    """The bracket that is missing in the line where a list or mapping opens; empty where it is there."""
    rest = lines[opened.line][opened.column :] if opened.line < len(lines) else ""
    closing = _FLOW.get(rest[:1], "")
    return closing if closing and closing not in rest else ""


def _by_line(line: str, column: int, error: yaml.MarkedYAMLError) -> Iterator[str]:
    """What the line itself explains, the surest first."""
    indent, value, problem = line[: len(line) - len(line.lstrip())], _value_of(line, column), error.problem or ""
    if "\t" in indent or line[column : column + 1] == "\t":
        yield "expected blanks, found a tab; put two blanks in its place"
    if "${" in value:
        yield "the config knows no variables; write the value, or name the variable under a key in _env"
    if value.endswith(",") and len(value) > 2 and _whole(value[:-1]):
        yield f"there is a comma behind the value; take it out: {value[:-1]}"
    if "unknown escape" in problem:
        yield f'a backslash has a meaning between "marks"; write {_single(value.strip(chr(34)))}'
    if value.startswith("- "):
        yield "expected a line of its own for each entry of a list, found one behind the key"
    if value and value[0] in _SPECIAL and not _whole(value):
        yield f"a value that begins with {value[0]} goes between quotation marks: {quoted(value)}"
    if "mapping values" in problem or "got ':'" in problem:
        yield _by_colon(value)


def _by_colon(value: str) -> str:
    """A colon where none was expected."""
    if re.search(r":\s", value):
        return f"a value that holds `: ` goes between quotation marks: {quoted(value)}"
    return (
        "expected `key: value` in the column of the line before, which goes on where the next is deeper; a key needs "
        "`:` and a blank behind it"
    )


def _value_of(line: str, column: int) -> str:
    """The value that the column is in: of `key: value` or, within brackets on one line, of the entry."""
    before = line[:column]
    for bracket, closing in _FLOW.items():
        start = before.rfind(bracket)
        if start > 0 and before[start - 1] in " [{" and closing not in before[start:]:
            entry = re.split(r",\s|[\]}]\s*$", line[max(start, before.rfind(", ")) + 1 :])[0]
            return _value_of(entry, 0) if entry.strip() else ""
    found = _VALUE.match(line)
    return found["value"] if found else ""


def _whole(value: str) -> bool:
    """Whether a value that begins with a mark or a bracket also ends with it, and with no other."""
    ends = {'"': '"', "'": "'", **_FLOW}.get(value[0])
    body = value.split(" #", maxsplit=1)[0].rstrip()
    return bool(ends) and len(body) > 1 and body[-1] == ends and ends not in body[1:-1]


def quoted(value: str) -> str:
    """The value as YAML takes it: between single marks where it holds double ones."""
    return _single(value) if '"' in value or "\\" in value else f'"{value}"'


def _single(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _plain_words(error: yaml.MarkedYAMLError) -> str:
    problem = f"{error.problem or ''} {error.context or ''}"
    for words, ours in _OURS:
        if words in problem:
            return ours
    return f"not valid YAML: {error.problem or error.context}"


_OURS = (
    (
        "<block mapping start>",
        "expected this key in the same column as the others of its part; it is indented otherwise",
    ),
    ("'-'", "expected this entry in the same column as the others of its list; it is indented otherwise"),
    (
        "<block end>",
        "expected the next key, found more of a value; put it between quotation marks, or close one that opens above",
    ),
    ("could not find expected ':'", "expected `key: value`, found no `:` with a blank behind it"),
    ("another document", "expected one config in a file, found `---` and another; take it out"),
    ("undefined alias", "a value that begins with * goes between quotation marks"),
    ("directive", "a line that begins with % goes between quotation marks"),
)
