"""The config file: what it takes, and what it says when something is wrong."""

from __future__ import annotations

import json
import re
from datetime import time, timedelta
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config import Audience, Smtp, check_reader, json_schema, load_audience
from digest.config.faults import EXPECTED
from digest.config.written import _PLAIN_MAILBOX, DURATION, TIME
from digest.errors import ConfigError

ROOT = Path(__file__).parents[1]

MINIMAL = """\
newsletter:
  name: Morning Brief
topics:
  - name: Norway
    match: no
sources:
  - outlet: Wire
    feed: https://wire.example/rss
delivery:
  from: Brief <brief@example.org>
  postal_address: 1 Street, Town
"""


def load(tmp_path: Path, text: str) -> Audience:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return load_audience(path)


def complaints(tmp_path: Path, text: str) -> str:
    with pytest.raises(ConfigError) as error:
        load(tmp_path, text)
    return str(error.value).replace(f"{tmp_path}/", "")


def test_the_smallest_config_is_complete(tmp_path: Path) -> None:
    audience = load(tmp_path, MINIMAL)
    assert audience.newsletter.slug == "morning-brief"
    assert audience.topics[0].match.source == "no", "YAML 1.2: no is Norway"
    assert audience.schedule.time == time(7, 0)
    assert audience.folder == tmp_path


def test_the_shipped_config_is_valid() -> None:
    audience = load_audience(ROOT / "config.yaml")
    assert audience.newsletter.name == "White House Watch"
    assert [topic.name for topic in audience.topics] == ["White House", "Ukraine talks"]
    assert audience.schedule.time == time(17, 30)
    assert audience.writer.limits.cost == 0.5


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (
            MINIMAL.replace("  name: Morning Brief", "  name: Morning Brief\n  langauge: en"),
            "a.yaml:3:3: newsletter.langauge: unknown key; did you mean language?",
        ),
        (
            MINIMAL + "writer:\n  limits: {cost: 2}\n",
            "a.yaml:13:12: writer.limits.cost: expected `writer.prices` above 0",
        ),
        (
            MINIMAL + "colour: red\n",
            "a.yaml:12:1: colour: unknown key; known here: ",
        ),
        (
            MINIMAL.replace("    feed:", "    wieght: 2\n    feed:"),
            "a.yaml:8:5: sources.0.wieght: unknown key; did you mean weight?",
        ),
        (
            MINIMAL.replace("Brief\ntopics", "Brief\n  timezone: Europe/Londn\ntopics"),
            "a.yaml:3:3: newsletter.timezone: expected a time zone of the IANA list such as Europe/London, "
            "found 'Europe/Londn'; did you mean Europe/London?",
        ),
        (
            MINIMAL + "schedule: {time: 25:00}\n",
            "a.yaml:12:12: schedule.time: expected a time of day from 00:00 to 23:59, such as 07:30, found '25:00'",
        ),
        (
            MINIMAL + "schedule: {catch_up: 6}\n",
            "a.yaml:12:12: schedule.catch_up: expected a length of time such as 45s, 30m, 6h or 2d, found 6",
        ),
        (
            MINIMAL.replace("  postal_address: 1 Street, Town\n", ""),
            "a.yaml:9:1: delivery.postal_address: this key is required",
        ),
        (
            MINIMAL.replace("https://wire", "https:/wire"),
            "a.yaml:8:5: sources.0.feed: expected an address such as https://example.org/feed, or a file name",
        ),
        (
            MINIMAL.replace("brief@example.org", "brief@"),
            "a.yaml:10:3: delivery.from: expected an email address such as name@example.org",
        ),
        (
            MINIMAL + "  recipients: [a@example.org, zoë(at)example.org]\n",
            "a.yaml:12:31: delivery.recipients.1: expected an email address",
        ),
        ("- a\n", "a.yaml:1:1: expected keys such as `newsletter:`, found a list"),
        ("", "a.yaml:1:1: expected keys such as `newsletter:`, found nothing"),
    ],
)
def test_each_mistake_is_named_with_its_place(tmp_path: Path, broken: str, complaint: str) -> None:
    assert complaints(tmp_path, broken).startswith(complaint)


def test_a_query_mistake_has_a_place_too(tmp_path: Path) -> None:
    message = complaints(tmp_path, MINIMAL.replace("match: no", "match: (a OR b"))
    assert message.startswith("a.yaml:5:5: topics.0.match: ")


def test_all_mistakes_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    lines = complaints(tmp_path, MINIMAL.replace("no\n", "no\n    x: 1\n") + "y: 1\nschedule: {days: []}\n").split("\n")
    assert [line.split(": ")[1] for line in lines] == ["topics.0.x", "y", "schedule.days"]


def test_what_is_there_twice_is_told_beside_other_mistakes(tmp_path: Path) -> None:
    twice = MINIMAL.replace("delivery:", "  - {outlet: '', feed: https://wire.example/rss}\ndelivery:")
    twice = twice.replace("sources:", "  - {name: Norway, match: (}\nsources:")
    lines = complaints(tmp_path, twice).splitlines()
    assert [line.split(": ")[1] for line in lines] == [
        "topics.1.name",
        "topics.1.match",
        "sources.1.outlet",
        "sources.1.feed",
    ]
    assert lines[3].endswith("expected each once, found 'https://wire.example/rss', which stands in line 9 already")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("schedule: {days: mon}", "schedule.days: expected a list such as [mon, wed, fri], found 'mon'"),
        (
            "writer: {extra_body: {seed: 1, top_k: 2}}",
            "writer.extra_body: expected only fields that no key of `writer` sets, not seed (`writer.seed` sets",
        ),
        ("writer: {extra_body: {max_tokens: 9, n: 2}}", "not max_tokens (`writer.reply_tokens` sets it), n (not to be"),
        ("writer: {headers: X-Team}", "writer.headers: expected keys and values such as {name: value}, found 'X-Team'"),
        ("writer: {query: {tier: 1}}", "writer.query.tier: expected a text; a number goes between quotation marks"),
        ("writer: {proxy: proxy.test}", "writer.proxy: expected an address such as http://proxy.example.org:3128"),
        (
            "writer: {embeddings: {model: local, base_url: 'http://localhost:1/v1'}}",
            "writer.embeddings: expected no `base_url` and no `api_key_env` where `model` is local: no server is asked",
        ),
        ("writer: {timeout: 0s}", "writer.timeout: expected a length of time above nothing"),
        ("theme: {paper: red}", 'theme.paper: expected a colour between quotation marks, such as "#990f3d", found'),
        ("issue: {picture: yes}", "issue.picture: expected true or false, found 'yes'"),
        ("issue: {when_thin: stop}", "issue.when_thin: expected 'skip', 'quiet' or 'send', found 'stop'"),
        ("alerts:", "alerts: expected keys such as `after:`, found nothing"),
    ],
)
def test_an_editor_is_told_what_is_expected(tmp_path: Path, line: str, complaint: str) -> None:
    assert complaint in complaints(tmp_path, f"{MINIMAL}{line}\n")


def test_no_mistake_is_told_in_the_words_of_pydantic() -> None:
    patterns = set(re.findall(r'"pattern": "(.*?)"[,}]', json.dumps(json_schema())))
    ours = {f"^{pattern.pattern}$" for pattern in (TIME, DURATION)}  # read, and told, before pydantic looks
    known = {name for name in EXPECTED if name[0] == "^"}
    assert {json.loads(f'"{pattern}"') for pattern in patterns} - ours == known


@settings(max_examples=30)
@given(st.from_regex(_PLAIN_MAILBOX, fullmatch=True))
def test_an_address_that_needs_no_parser_is_what_the_parser_takes(value: str) -> None:
    address = parseaddr(value)[1]
    parsed = Address(addr_spec=address)
    assert (f"{parsed.username}@{parsed.domain}", value.isprintable()) == (address, True)
    assert "." in parsed.domain


def test_values_cannot_be_changed(tmp_path: Path) -> None:
    audience = load(tmp_path, MINIMAL)
    with pytest.raises(ValueError, match="frozen"):
        audience.newsletter.name = "Other"  # type: ignore[misc]


def test_durations_and_times(tmp_path: Path) -> None:
    audience = load(tmp_path, MINIMAL + "schedule: {time: 7:05, catch_up: 90m}\nissue: {look_back: 1.5d}\n")
    assert audience.schedule.time == time(7, 5)
    assert audience.schedule.catch_up == timedelta(minutes=90)
    assert audience.issue.look_back == timedelta(hours=36)


def test_the_json_schema_knows_every_key() -> None:
    schema = json.dumps(json_schema())
    for key in ("envelope_sender", "catch_up", "full_text", "from", "api_key_env", "when_thin"):
        assert f'"{key}"' in schema


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("Ann <ann@faß.example>", "Ann <ann@xn--fa-hia.example>"),
        ("zoë@example.org", "zoë@example.org"),
    ],
)
def test_a_domain_becomes_ascii(written: str, address: str) -> None:
    assert check_reader(written) == address


@pytest.mark.parametrize(("written", "a_second"), [("14/s", 14), ("600/m", 10), ("3600 / h", 1)])
def test_a_rate_is_messages_a_second(written: str, a_second: float) -> None:
    assert Smtp(rate=written).rate == a_second  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", ["14", "fast", "0/s", "1/week"])
def test_a_rate_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="messages in a time"):
        Smtp(rate=wrong)  # type: ignore[arg-type]
