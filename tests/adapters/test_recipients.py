"""Readers from the config and from a CSV file."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.adapters.recipients import load_recipients
from digest.config import Audience, load_audience
from digest.errors import ConfigError
from digest.model import Recipient
from tests.test_config import MINIMAL


def audience(tmp_path: Path, recipients: str) -> Audience:
    path = tmp_path / "a.yaml"
    path.write_text(MINIMAL + f"  recipients: {recipients}\n", encoding="utf-8")
    return load_audience(path)


def from_csv(tmp_path: Path, text: str) -> tuple[Recipient, ...]:
    (tmp_path / "readers.csv").write_text(text, encoding="utf-8")
    return load_recipients(audience(tmp_path, "readers.csv"))


def test_inline_readers_are_taken_once(tmp_path: Path) -> None:
    readers = load_recipients(audience(tmp_path, "[Ann <ann@example.org>, ANN@example.org, bob@example.org]"))
    assert readers == (Recipient("ann@example.org", "Ann"), Recipient("bob@example.org"))


def test_a_csv_file_with_names_a_byte_order_mark_and_blank_lines(tmp_path: Path) -> None:
    readers = from_csv(tmp_path, "\ufeffName,Address,City\nAnn, ann@example.org ,X\n\n,bob@example.org,\n")
    assert readers == (Recipient("ann@example.org", "Ann"), Recipient("bob@example.org"))


def test_a_wrong_address_names_file_line_and_value(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        from_csv(tmp_path, "address\nann@example.org\nbob(at)example.org\ncy@\n")
    lines = str(error.value).split("\n")
    assert lines[0].startswith(f"{tmp_path}/readers.csv:3: 'bob(at)example.org': expected an email address")
    assert lines[1].startswith(f"{tmp_path}/readers.csv:4: 'cy@'")


@pytest.mark.parametrize(
    ("text", "message"),
    [("mail\nann@example.org\n", "expected a column `address` in the first line, found mail"), ("", "an empty file")],
)
def test_a_csv_file_without_addresses(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        from_csv(tmp_path, text)


def test_a_missing_csv_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"readers\.csv: no such file"):
        load_recipients(audience(tmp_path, "readers.csv"))
