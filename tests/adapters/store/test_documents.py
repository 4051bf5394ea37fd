"""Issues as they stood in a store before findings were facts."""

from __future__ import annotations

import json

from digest.adapters.store.documents import read_issue, read_rendered, write_issue, write_rendered
from digest.model import Dropped, Facts, Finding
from tests.adapters.store.examples import RENDERED, issue


def _older(document: str) -> str:
    """The same with the sentences that once stood in place of facts."""

    def told(value: dict[str, object]) -> dict[str, object]:
        if "facts" not in value:
            return value
        facts = value.pop("facts")
        return value | {"detail": "told so" if facts else ""}

    return json.dumps(json.loads(document, object_hook=told))


def test_what_is_written_is_read() -> None:
    assert read_issue(write_issue(issue())) == issue()
    assert read_rendered(write_rendered(RENDERED)) == RENDERED


def test_findings_that_were_kept_as_sentences_are_told_as_they_were() -> None:
    old = read_issue(_older(write_issue(issue())))
    assert old.findings == (Finding("invented quotation", Facts.foreign("told so"), "s1"),)
    assert old.dropped == (Dropped("i9", "off topic", Facts.foreign("told so")),)
    assert [one.detail for one in read_rendered(_older(write_rendered(RENDERED))).findings] == ["told so"]
