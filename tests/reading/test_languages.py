from __future__ import annotations

from pathlib import Path

import pytest

import digest.reading.languages as package
from digest.reading.languages import Language, entries

LISTS = sorted(Path(package.__file__).parent.glob("*/*.txt"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_list_is_sorted_says_what_it_is_for_and_has_no_entry_twice(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    listed = [line for line in lines if not line.startswith("#")]
    assert lines[0].startswith("# ")
    assert listed == sorted(set(listed))
    assert all(line == line.strip() and line for line in listed)


def test_a_region_has_the_lists_of_its_language() -> None:
    assert Language.load("en-GB") is Language.load("en")
    assert Language.load("en").known


def test_a_language_without_a_folder_gets_no_rules_of_another() -> None:
    stranger = Language.load("xx")
    assert not stranger.known
    assert stranger["personal"] == frozenset()


def test_a_list_that_no_language_has_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="no_such_list"):
        Language.load("xx")["no_such_list"]


def test_comments_and_empty_lines_are_no_entries() -> None:
    assert entries("# for tests\n\none\ntwo words\n") == {"one", "two words"}
