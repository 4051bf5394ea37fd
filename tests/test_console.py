"""Text on standard output: columns and blocks."""

from __future__ import annotations

from digest.console import WIDTH, aligned, block


def test_columns_are_aligned_also_after_wide_characters() -> None:
    rows = [("outlet", "items"), ("朝日", "7"), ("Wire", "12.5")]
    assert list(aligned(rows, right=[1])) == ["outlet  items", "朝日        7", "Wire     12.5"]
    assert list(aligned(rows)) == ["outlet  items", "朝日    7", "Wire    12.5"]
    assert list(aligned([])) == []


def test_a_block_wraps_words_and_keeps_addresses_whole() -> None:
    address = f"https://example.org/{'a-long-name/' * 12}"
    lines = list(block("TITLE", ["  deeper " + "word " * 40, address]))
    assert lines[:2] == ["", "TITLE"]
    assert lines[2].startswith("    deeper word")
    assert all(len(line) <= WIDTH for line in lines[:-1])
    assert lines[-1] == f"  {address}"
