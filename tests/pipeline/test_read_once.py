"""An article is read once: in a run that shows the sample day both ways nothing divides one text into words twice."""

from __future__ import annotations

import re
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

import pytest

import digest
from digest.curate import origins, terms
from digest.reading import article, dates, forms, names, numbers, sentences, words
from digest.reading.speech import marks
from tests.commands import Shell

READERS: tuple[_lru_cache_wrapper[Any], ...] = (
    article.read, sentences.sentences, sentences.paragraphs, marks.marked_spans, names.names, numbers.quantities,
    dates.mentions, words.content, forms.folded, terms._read, origins._runs,
)  # fmt: skip
STAGES = ("gather", "curate", "write", "render", "deliver")
# What divides a text into words: a pattern of one word that is looked for everywhere in it, or has a name of its own.
SPLITS = re.compile(r"""findall\(\s*r?["'](?:\\w\+|\[\^\\W[^"']*|\[a-z[^"']*)["']|^_WORD\b""", re.MULTILINE)


def test_nothing_is_read_twice_in_a_run(shell: Shell, tmp_path: Path) -> None:
    for reader in (*READERS, origins._parted):  # which asks for runs only where it has kept nothing
        reader.cache_clear()
    ended = shell("preview", "--sample", "--at", "2025-02-27T17:30", "--out", tmp_path)
    assert ended.code == 0, ended.err
    kept = {f"{reader.__module__}.{reader.__name__}": reader.cache_info() for reader in READERS}
    assert all(one.currsize for one in kept.values()), kept
    assert {name: one.misses - one.currsize for name, one in kept.items() if one.misses != one.currsize} == {}


@pytest.mark.parametrize("stage", STAGES)
def test_no_stage_has_a_pattern_of_words_of_its_own(stage: str) -> None:
    for path in sorted((Path(digest.__file__).parent / stage).rglob("*.py")):
        found = SPLITS.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path}: {found and found[0]}; `digest.reading.words` divides texts into words"
