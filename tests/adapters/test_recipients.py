"""Readers from the config and from a CSV file."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.adapters.recipients import FileRecipients, load_recipients
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
    [("mail\nann@example.org\n", "one of them `email` or `address`, found mail"), ("", "an empty file")],
)
def test_a_csv_file_without_addresses(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        from_csv(tmp_path, text)


def test_a_missing_csv_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"readers\.csv: no such file"):
        load_recipients(audience(tmp_path, "readers.csv"))


MAILCHIMP = (
    '"Email Address","First Name","Last Name",Address,"Phone Number",MEMBER_RATING,OPTIN_TIME,NOTES,TAGS\n'
    'ann@example.org,Ann,Lee,"1 Elm St  Rome NY",,2,"2024-01-03 10:00:00",,"""desk"""\n'
    "bob@example.org,,,,,2,,,\n"
)
SUBSTACK = (
    "email,active_subscription,expiry,email_disabled,created_at\n"
    "ann@example.org,false,,false,2024-01-03T10:00:00.000Z\n"
    "bob@example.org,true,,false,2024-01-03T10:00:00.000Z\n"
    "cy@example.org,false,,true,2024-01-03T10:00:00.000Z\n"
)
LISTMONK = (
    "uuid,email,name,attributes,status,created_at,updated_at\n"
    '9d2,ann@example.org,Ann Lee,"{""city"": ""Rome, NY""}",enabled,2024-01-03,2024-01-03\n'
    "9d3,bob@example.org,,{},enabled,2024-01-03,2024-01-03\n"
    "9d4,cy@example.org,Cy,{},blocklisted,2024-01-03,2024-01-03\n"
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (MAILCHIMP, "Ann Lee"),
        (SUBSTACK, ""),
        (LISTMONK, "Ann Lee"),
        ("Name;E-Mail\r\nAnn Lee;ann@example.org\r\n;bob@example.org\r\n", "Ann Lee"),
        ("email\tname\nann@example.org\tAnn Lee\nbob@example.org\n", "Ann Lee"),
        ("\ufeffann@example.org\n\nbob@example.org\n", ""),
    ],
    ids=["mailchimp", "substack", "listmonk", "semicolons", "tabs", "addresses alone"],
)
def test_the_exports_of_other_programs_are_read_as_they_are(tmp_path: Path, text: str, name: str) -> None:
    assert from_csv(tmp_path, text) == (Recipient("ann@example.org", name), Recipient("bob@example.org"))


def test_whom_the_list_itself_leaves_out_is_counted(tmp_path: Path) -> None:
    (tmp_path / "readers.csv").write_text(LISTMONK, encoding="utf-8")
    readers = FileRecipients(audience(tmp_path, "readers.csv"))
    assert readers.count() == 2
    assert readers.remark == "1 more not written to, as the list says: status blocklisted"


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("address\nann@example.org bob@example.org\n", 2, "expected an email address"),
        ("address\nann@example.org; bob@example.org\n", 2, "expected an address and nothing else"),
        ("address\nann@example.org (old)\n", 2, "expected an address and nothing else"),
        ("address\nann @example.org\n", 2, "expected an address and nothing else"),
        ("address\nann@example.org|b\n", 2, "expected an email address"),
        ('address,name\nzoe@example.org,Zoe\nann@example.org,"Ann\nbob@example.org,Bob"\n', 3, "a line break inside"),
        ('address,name\nann@example.org,"Ann\nbob@example.org,Bob\n', 2, "is a quotation mark left open"),
        ("name,address\n\nAnn Lee,\n", 3, "a row without an address"),
        ("name,address\nann@example.org,Ann Lee\n", 2, "are two columns swapped?"),
        ("address,name\nann@example.org,Lee, Ann\n", 2, "3 cells in a list of 2"),
        ("ann@example.org\nbob@example.org,Bob\n", 2, "2 cells in a list of 1"),
    ],
)
def test_a_row_that_can_be_read_in_two_ways_is_an_error_with_its_line(
    tmp_path: Path, text: str, line: int, fault: str
) -> None:
    with pytest.raises(ConfigError) as error:
        from_csv(tmp_path, text)
    assert str(error.value).startswith(f"{tmp_path}/readers.csv:{line}: ")
    assert fault in str(error.value)
