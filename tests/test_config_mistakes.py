"""Every mistake of a first day has its place and its way out; none is a crash, and no secret is printed."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import json_schema, load_audience
from digest.errors import ConfigError
from digest.yaml12 import read_document
from tests.test_config import MINIMAL, complaints

ROOT = Path(__file__).parents[1]
SHIPPED = (ROOT / "config.yaml").read_text(encoding="utf-8")
SECRET = "sk-proj-4f9aQ7"


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("  name: Morning", "\tname: Morning", "a.yaml:2:1: expected blanks, found a tab; put two blanks in its place"),
        ("Morning Brief", "@home", 'a.yaml:2:9: a value that begins with @ goes between quotation marks: "@home"'),
        ("Morning Brief", "%5 up", 'a value that begins with % goes between quotation marks: "%5 up"'),
        ("Morning Brief", "[Late] News", 'a value that begins with [ goes between quotation marks: "[Late] News"'),
        ("Morning Brief", "*Star", 'a value that begins with * goes between quotation marks: "*Star"'),
        (
            "Morning Brief",
            "Brief: News",
            'a.yaml:2:14: a value that holds `: ` goes between quotation marks: "Brief: News"',
        ),
        ("match: no", 'match: "Oslo" OR Bergen', "goes between quotation marks: '\"Oslo\" OR Bergen'"),
        ("Morning Brief", "'Editor's choice'", "goes between quotation marks: \"'Editor's choice'\""),
        ("Morning Brief", '"Brief', "a.yaml:2:9: the quotation mark that opens here is never closed"),
        ("Morning Brief", '"Brief",', 'there is a comma behind the value; take it out: "Brief"'),
        ("Morning Brief", '"C:\\path"', "a backslash has a meaning between \"marks\"; write 'C:\\path'"),
        ("match: no", "match: [a, b", "a.yaml:5:12: expected ] at the end of what opens here, or a comma between"),
        ("    match: no", "   match: no", "a.yaml:5:4: expected this key in the same column as the others of its part"),
        ("  name: Morning", "  name:Morning", "found 'name:Morning Brief'; a blank goes behind the colon"),
        ("newsletter:", "newsletter", "expected `key: value`"),
        ("delivery:", "---\ndelivery:", "expected one config in a file, found `---` and another; take it out"),
        ("Morning Brief", "a\x07b", "a.yaml:2:10: a character that can't be seen (0x7); take it out"),
        (
            "Morning Brief",
            "News #1",
            "a.yaml:2:3: newsletter.name: ` #` begins a comment, so this is read as 'News'; write \"News #1\"",
        ),
        (
            "match: no",
            "match: no\ntheme:\n  paper: #fff3e8",
            'theme.paper: `#` begins a comment, so nothing is left; write "#fff3e8"',
        ),
        ("Morning Brief", "&Now News", "newsletter.name: a value that begins with & goes between quotation marks"),
        (
            "Morning Brief",
            "“Brief”",
            'newsletter.name: curly quotation marks are letters to YAML; write straight ones: "Brief"',
        ),
        (
            "https://wire.example/rss",
            "“https://wire.example/rss”",
            "sources.0.feed: curly quotation marks are letters to YAML",
        ),
        (
            "1 Street, Town",
            "${ADDRESS}",
            "a.yaml:11:3: delivery.postal_address: the config knows no variables, ${ADDRESS} would be used",
        ),
        ("Morning Brief", "Brief\n  time: 17:30", "newsletter.time: unknown key here; it belongs under `schedule:`"),
        ("  postal_address", "  host: mail.example.org\n  postal_address", "it belongs under `delivery.smtp:`"),
        ("delivery:", "timezone: UTC\ndelivery:", "timezone: unknown key here; it belongs under `newsletter:`"),
        (
            "delivery:",
            "issue:\n  topics: 5\ndelivery:",
            "issue.topics: unknown key here; it belongs under no other key",
        ),
        ("delivery:", "timezon: UTC\ndelivery:", "timezon: unknown key; did you mean timezone under `newsletter:`?"),
        ("Brief\ntopics", "Brief\n  timezone: ET\ntopics", "found 'ET'; did you mean America/New_York?"),
        ("Brief\ntopics", "Brief\n  timezone: Pacific Time\ntopics", "did you mean America/Los_Angeles?"),
        ("Brief\ntopics", "Brief\n  timezone: new york\ntopics", "did you mean America/New_York?"),
        (
            "delivery:",
            "store:\ndelivery:",
            "store: expected a text; a number goes between quotation marks, found nothing",
        ),
        ("delivery:", "store: ''\ndelivery:", "store: expected a text that is not empty"),
        (
            "topics:\n  - name: Norway\n    match: no",
            "topics:",
            "topics: expected a list, each topic a line such as `- {name: ",
        ),
        (
            "topics:\n  - name: Norway\n    match: no",
            "topics: Norway",
            "topics: expected a list, each topic a line such as",
        ),
        (
            "sources:\n  - outlet: Wire\n    feed: https://wire.example/rss",
            "sources: {a: b}",
            "sources: expected a list, each source",
        ),
    ],
)
def test_a_mistake_has_its_way_out(tmp_path: Path, before: str, after: str, complaint: str) -> None:
    assert before in MINIMAL
    assert complaint in complaints(tmp_path, MINIMAL.replace(before, after, 1))


def test_curly_marks_are_marks_in_a_query_and_between_straight_ones_are_meant(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(MINIMAL.replace("match: no", "match: “White House”").replace("Morning Brief", '"“Brief”"'), "utf-8")
    audience = load_audience(path)
    assert audience.newsletter.name == "“Brief”"
    assert str(audience.topics[0].match) == '"White House"'


def test_a_comment_behind_a_value_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(MINIMAL.replace("Morning Brief", "Brief   # 1 of 2"), encoding="utf-8")
    assert load_audience(path).newsletter.name == "Brief"


@pytest.mark.parametrize(
    "lines",
    [
        f"writer: {{api_key_env: {SECRET}}}",
        f"writer: {{embeddings: {{model: m, api_key_env: [{SECRET}]}}}}",
        f"writer: {{api_key: {SECRET}}}",
        f"writer: {{openai_key: {SECRET}}}",
        f"password: {SECRET}",
        "writer: {api_key_env: AKIA4F9AQ7AAAAAAAAAA}",
        f"  smtp: {{password_env: {SECRET}}}",
        f"  smtp: {{password: {SECRET}}}",
        "  smtp: {password_env: hunter2}",
        "  smtp: {username_env: me@example.org}",
        f"  unsubscribe: {{secret_env: {SECRET}}}",
        f"  password: {SECRET}",
    ],
)
def test_a_secret_is_recognised_and_never_printed(tmp_path: Path, lines: str) -> None:
    message = complaints(tmp_path, f"{MINIMAL}{lines}\n")
    assert "environment variable" in message
    for secret in (SECRET, SECRET[3:9], "hunter2", "me@example", "AKIA"):
        assert secret not in message


MUTANTS = (
    None, "x", "", 5, -1, 1.5, float("inf"), float("nan"), 10**30, True, [], [None], ["x"], [[]], [5], {}, {"a": 1},
    {"a": None}, [{}], [{"a": 1}], "a\x7fb", "x" * 5000, "${X}", "“x”",
)  # fmt: skip


def mistake_in(path: Path) -> str:
    """What is said of a config; nothing where it is right."""
    try:
        load_audience(path)
    except ConfigError as error:
        return str(error)
    return ""


def _paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _paths(inner, (*at, key))


def _with(value: Any, at: tuple[Any, ...], new: Any) -> Any:
    if not at:
        return new
    changed = copy.copy(value)
    changed[at[0]] = _with(value[at[0]], at[1:], new)
    return changed


def test_no_value_in_any_place_is_a_crash(tmp_path: Path) -> None:
    whole, path, tried = read_document(ROOT / "config.yaml").value, tmp_path / "a.yaml", 0
    for number, at in enumerate(_paths(whole)):
        for new in (
            MUTANTS if len(at) < 2 else MUTANTS[number % 12 :: 12]
        ):  # every kind at every part, some at every value
            text = json.dumps(_with(whole, at, new)).replace("NaN", ".nan").replace("Infinity", ".inf")
            path.write_text(text, encoding="utf-8")
            tried += 1
            said = mistake_in(path)
            assert not said or str(path) in said
    assert tried > 400


@given(st.integers(0, len(SHIPPED) - 1), st.integers(0, 3), st.sampled_from(["", *"\t\"'{}[]:#&*!|>%@`-,“”\0 \n"]))
def test_no_slip_of_a_key_is_a_crash(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, typed: str
) -> None:
    path = tmp_path_factory.mktemp("slip") / "a.yaml"
    path.write_text(SHIPPED[:start] + typed + SHIPPED[start + length :], encoding="utf-8")
    said = mistake_in(path)
    assert not said or said.startswith(f"{path}:")
    assert "<block" not in said


def test_every_key_is_described() -> None:
    schema = json_schema()
    parts = {"": schema, **schema["$defs"]}
    bare = [
        f"{part}.{key}"
        for part, shape in parts.items()
        for key, about in shape.get("properties", {}).items()
        if "description" not in about and "$ref" not in about
    ]
    assert bare == []
    assert all("description" in shape for name, shape in schema["$defs"].items())


def test_times_and_lengths_have_patterns_that_fit() -> None:
    properties = json_schema()["$defs"]["Schedule"]["properties"]
    assert properties["time"]["pattern"].startswith("^")
    assert properties["catch_up"]["pattern"].startswith("^")


def test_what_we_ship_reads_alike_under_yaml_1_1() -> None:
    yaml = pytest.importorskip("yaml")
    for path in (ROOT / "config.yaml", ROOT / "samples/config.yaml"):
        assert yaml.safe_load(path.read_text(encoding="utf-8")) == read_document(path).value, path
