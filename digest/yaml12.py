"""YAML 1.2 for config files: plain values with the place they stand at.

PyYAML reads YAML 1.1, where `17:30` is the integer 1050 and `no` is false. This loader keeps PyYAML's
parser and replaces its resolvers by those of the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/,
section 10.3), refuses duplicate keys and remembers line and column of every key and value. It also remarks where
YAML takes a value otherwise than it looks to who wrote it: cut off by a `#`, or with curly marks as letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from digest.errors import ConfigError
from digest.nearby import configs_in
from digest.yaml_mistakes import mistake, quoted

KeyPath = tuple[str | int, ...]
_MOST = 200_000  # values and keys; readers in such numbers belong in a CSV file
_CUT = re.compile(r"\s+(#\S.*)")  # a comment is written with a blank behind its #
_MARKS = ("“”„‟‘’‚«»", "“”‟‘’«»")  # curly ones that may open, and that may close


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader without the YAML 1.1 resolvers."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 (as in PyYAML)


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+0123456789."),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), list(_first))


@dataclass(frozen=True, slots=True)
class Document:
    """A file's value and the place (line, column, from 1) of every key path in it."""

    path: Path
    value: Any
    places: dict[KeyPath, tuple[int, int]] = field(repr=False)
    remarks: tuple[tuple[KeyPath, str], ...] = ()

    def place(self, path: KeyPath) -> tuple[int, int]:
        """Line and column of the last key on this path that the file has."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def where(self, path: KeyPath) -> str:
        """The same as `file:line:column`."""
        line, column = self.place(path)
        return f"{self.path}:{line}:{column}"


def _instead(missing: Path) -> str:
    """What to do about a config that is not there: name one that is, or write one."""
    beside = ", ".join(map(str, configs_in(missing.parent)))
    return (
        f"here are {beside}: `--config FILE` names one"
        if beside
        else "`digest init NAME` writes a config to start from"
    )


def read_document(path: Path) -> Document:
    """Read one file. Raises `ConfigError` with the place: not found, not UTF-8, not YAML, a key given twice."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; {_instead(path)}") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}; expected a config file") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    return parse_document(text, path)


def parse_document(text: str, path: Path) -> Document:
    """The document in a text, which stands in the file `path`. Raises `ConfigError` as `read_document`."""
    reader = _Reader(path, text)
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            value = reader.value(node, ()) if node else None
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line, column, said = mistake(error, text)
        raise ConfigError(f"{path}:{line}:{column}: {said}") from None
    except yaml.reader.ReaderError as error:
        before = text[: error.position].split("\n")
        place = f"{len(before)}:{len(before[-1]) + 1}"
        raise ConfigError(
            f"{path}:{place}: a character that can't be seen ({error.character:#x}); take it out"
        ) from None
    except RecursionError:
        raise ConfigError(
            f"{path}:1:1: lists or aliases without end in each other; a config is six levels deep"
        ) from None
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a number of more digits than Python reads
        raise ConfigError(f"{path}:1:1: not valid YAML: {error}") from None
    return Document(path, value, reader.places, tuple(reader.remarks))


class _Reader:
    """Makes plain values of nodes, and notes where each stands and what is odd about it."""

    def __init__(self, file: Path, text: str) -> None:
        self.file = file
        self.lines = text.splitlines()
        self.places: dict[KeyPath, tuple[int, int]] = {}
        self.remarks: list[tuple[KeyPath, str]] = []

    def value(self, node: yaml.Node, at: KeyPath) -> Any:
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        if len(self.places) > _MOST:
            raise ConfigError(f"{self.file}:{line}:{column}: more than {_MOST:,} values; aliases of aliases multiply")
        self.places.setdefault(at, (line, column))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*at, number)) for number, child in enumerate(node.value)]
        if not isinstance(node, yaml.MappingNode):
            if remark := self._remark(node):
                self.remarks.append((at, remark))
            return _scalar(node, self.file)
        mapping: dict[str, Any] = {}
        for key_node, child in node.value:
            key = str(key_node.value)
            line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
            if key in mapping:
                raise ConfigError(f"{self.file}:{line}:{column}: {key}: given twice; keep one of them")
            self.places[(*at, key)] = (line, column)
            mapping[key] = self.value(child, (*at, key))
        return mapping

    def _remark(self, node: yaml.Node) -> str:
        """What who wrote this value may not have meant; only values without marks around them are read so."""
        if getattr(node, "style", None) is not None or node.end_mark.line >= len(self.lines):
            return ""
        text, line = str(node.value), self.lines[node.end_mark.line]
        if text and (cut := _CUT.match(line, node.end_mark.column)):
            whole = quoted(f"{text}{cut[0].rstrip()}")
            return (
                f"` #` begins a comment, so this is read as {text!r}; write {whole}, or a blank behind the # if it is "
                "a comment"
            )
        if not text and (cut := _CUT.match(line, node.end_mark.column)):
            return f"`#` begins a comment, so nothing is left; write {quoted(cut[1].rstrip())}, or a blank behind the #"
        if text and self.lines[node.start_mark.line].startswith("&", node.start_mark.column):
            return f"a value that begins with & goes between quotation marks; this is read as {text!r}"
        if len(text) > 1 and text[0] in _MARKS[0] and text[-1] in _MARKS[1]:
            return f"curly quotation marks are letters to YAML; write straight ones: {quoted(text[1:-1])}"
        return ""


def _scalar(node: yaml.Node, file: Path) -> Any:
    kind, text = node.tag.rpartition(":")[2], str(node.value)
    match kind:
        case "str":
            return text
        case "null":
            return None
        case "bool":
            return text.lower() == "true"
        case "int":
            return int(text, 0 if text[:2] in ("0o", "0x") else 10)
        case "float":
            return float(text)
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    raise ConfigError(f"{file}:{line}:{column}: not a plain value: {node.tag}; write it without the tag")
