"""The ledger: every printed sentence and quotation beside the passage it rests on."""

from __future__ import annotations

import json

from tests.commands import Shell
from tests.pipeline.conftest import THURSDAY, Newsroom


def test_the_document_has_a_row_for_all_that_is_printed(newsroom: Newsroom, shell: Shell) -> None:
    folder = newsroom.folder
    words = ("--out", folder / "out", "--save", folder / "stages", "--at", THURSDAY)
    assert shell("preview", "--config", newsroom.config, *words).code == 0
    document = json.loads((folder / "out/white-house-watch/2025-02-27/issue.json").read_text(encoding="utf-8"))
    texts = {item["id"]: item["text"] for item in json.loads((folder / "stages/items.json").read_text("utf-8"))}
    rows = document["ledger"]
    stories = [story for section in document["sections"] for story in section["stories"]]
    printed = {sentence["text"] for story in stories for sentence in story["summary"]}
    assert printed <= {row["text"] for row in rows if row["part"] == "summary"}
    quotes = {quote["text"] for story in stories for quote in story["quotes"]}
    assert quotes == {row["text"] for row in rows if row["part"] == "quote"}
    assert all(row["passage"] == texts[row["item"]][row["start"] : row["end"]] for row in rows)
    assert all(row["text"] == row["passage"] for row in rows if row["part"] == "quote")
    assert all(0 <= row["score"] <= 1 for row in rows)
    assert {row["verdict"] for row in rows} <= {"cut from the article", "word for word", "edited", "own words"}


def test_the_table_stands_on_standard_output(newsroom: Newsroom, shell: Shell) -> None:
    words = ("preview", "--config", newsroom.config, "--at", THURSDAY, "--out", newsroom.folder / "out")
    assert shell(*words).out == ""
    out = shell(*words, "--ledger").out
    assert "cut from the article" in out
    assert "passage of the article" in out
    assert "Sample Wire 0–" in out
