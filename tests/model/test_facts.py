"""Findings are facts, and one file has the English of all of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import digest
from digest.model import Dropped, Facts, Finding
from digest.model.facts import _FOREIGN, _lines
from digest.write.facts.judging import PARTS

SOURCES = sorted(Path(digest.__file__).parent.rglob("*.py"))
# Lines whose name is put together or handed on: of the part of a sentence, of the kind of a finding, of a length.
GIVEN = {
    _FOREIGN: {"words"},
    **{f"doubt {part}": set[str]() for part in (*PARTS, "text")},
    **{f"unsupported {what}": {"words"} for what in ("number", "name", "date")},
    **{line: {"text"} for line in ("order to the model", "other language")},
    **{f"{what} length": {"count", "least", "most"} for what in ("subject", "preheader")},
}
SEVERAL = {"only mentions", "hardly near"}  # chosen before they are named


def _calls() -> Iterator[tuple[str, set[str], str]]:
    """Each line that the code names, with the values that it gives, and where."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Facts.of" and node.args:
                name = node.args[0]
                either = [name.body, name.orelse] if isinstance(name, ast.IfExp) else [name]
                for one in either:
                    if isinstance(one, ast.Constant):
                        yield str(one.value), {str(value.arg) for value in node.keywords}, f"{path}:{node.lineno}"


def _fields(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name}


def test_every_line_that_the_code_names_is_there_with_its_values() -> None:
    wrong = [f"{where}: {name}" for name, values, where in _calls() if _fields(_lines().get(name, "{?}")) != values]
    assert wrong == []
    assert {name: _fields(_lines()[name]) for name in GIVEN} == GIVEN


def test_no_line_is_left_over() -> None:
    named = {name for name, _, _ in _calls()} | GIVEN.keys() | SEVERAL
    assert _lines().keys() - named == set()


def test_names_of_lines_are_one_each() -> None:
    import tomllib

    groups = tomllib.loads((Path(digest.__file__).parent / "model" / "findings.toml").read_text(encoding="utf-8"))
    assert sum(map(len, groups.values())) == len(_lines())


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_finding_is_built_of_a_sentence(path: Path) -> None:
    """A string where facts belong would be a sentence that stands in the code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Finding", "Advice", "Fault"):
            facts = node.args[0 if ast.unparse(node.func) == "Advice" else 1]
            assert not isinstance(facts, ast.Constant | ast.JoinedStr), f"{path}:{node.lineno}"


def test_facts_are_told_also_within_one_another() -> None:
    inner = Facts.of("in no report", words="tax and spend")
    finding = Finding("invented quotation", Facts.of("marks lost", words="tax and spend", why=inner))
    assert finding.detail == (
        "“tax and spend” lost its marks: “tax and spend” stands between quotation marks in no report"
    )


def test_equal_facts_are_one_finding() -> None:
    first, again = (Finding("lint", Facts.of("one h1", count=2)) for _ in range(2))
    assert {first, again} == {first}


def test_a_line_of_another_version_is_told_by_its_values() -> None:
    assert str(Facts.of("no such line", count=3, words="x")) == "no such line: count 3, words x"
    assert str(Facts("no such line")) == "no such line"


def test_an_item_left_out_needs_no_facts() -> None:
    assert Dropped("i", "off topic").detail == ""
    assert Dropped("i", "off topic", Facts.of("excluded", terms="horoscope*")).detail == "excluded: horoscope*"
