"""YAML 1.2: what an operator writes is what is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import ConfigError
from digest.yaml12 import read_document


def read(tmp_path: Path, text: str) -> Any:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("17:30", "17:30"),
        ("07:00", "07:00"),
        ("no", "no"),
        ("NO", "NO"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("0o17", 15),
        ("017", 17),
        ("1e3", 1000.0),
        ("1_000", "1_000"),
        ("1.10", 1.1),
        ("2025-02-27", "2025-02-27"),
        ("~", None),
        ("", None),
        ("'1'", "1"),
    ],
)
def test_plain_values_follow_the_core_schema(tmp_path: Path, written: str, value: object) -> None:
    assert read(tmp_path, f"key: {written}").value == {"key": value}


def test_every_key_knows_its_place(tmp_path: Path) -> None:
    document = read(tmp_path, "a:\n  - b: 1\n    c: {d: 2}\n")
    assert document.place(("a", 0, "c", "d")) == (3, 9)
    assert document.place(("a", 0, "missing")) == (2, 5), "the nearest key that exists"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: 1\na: 2\n", "2:1", "given twice"),
        ("a: [1\nb: 2\n", "1:4", "expected ] at the end of what opens here"),
        ("a: !!python/name:os.system x\n", "1:4", "not a plain value"),
        ("- a\n- \tb: c\n", "2:3", "expected blanks, found a tab"),
    ],
)
def test_errors_name_file_line_and_column(tmp_path: Path, text: str, place: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as error:
        read(tmp_path, text)
    assert str(error.value).startswith(f"{tmp_path / 'a.yaml'}:{place}: ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &x [*x]\n", "without end in each other"),
        ("a: " + "[" * 5000, "without end in each other"),
        (
            "a0: &a0 [1]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)),
            "multiply",
        ),
    ],
    ids=["in itself", "deep", "a bomb"],
)
def test_what_never_ends_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        read_document(file)


def test_a_folder_is_no_config(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Is a directory; expected a config file"):
        read_document(tmp_path)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file; `digest init NAME`"):
        read_document(tmp_path / "none.yaml")


def test_bytes_that_are_not_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="cannot be read as UTF-8"):
        read_document(tmp_path / "a.yaml")


# PyYAML takes NEL, LS and PS for line breaks, as YAML 1.1 did; no config has them.
texts = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(texts, values, max_size=4))
def test_json_is_yaml_and_comes_back(tmp_path_factory: pytest.TempPathFactory, value: dict[str, Any]) -> None:
    path = tmp_path_factory.mktemp("yaml") / "a.yaml"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")  # YAML 1.2 contains JSON
    assert read_document(path).value == value
