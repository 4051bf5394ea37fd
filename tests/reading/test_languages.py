from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from digest.reading import languages
from digest.reading.languages import Language, entries

FOLDER = Path(str(files(languages)))
LISTS = sorted(FOLDER.glob("*/*.txt"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_list_is_sorted_small_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    assert lines[0].startswith("# ")
    assert len(lines[0].split()) > 4, "a comment says what for"
    told = [line for line in lines if not line.startswith("#")]
    assert told
    assert told == sorted(set(told)), "sorted, each once"
    assert all(line == line.strip().lower() for line in told)
    assert text.endswith("\n")


@pytest.mark.parametrize("path", LISTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_list_is_found_by_the_name_of_its_file(path: Path) -> None:
    assert Language.load(path.parent.name)[path.stem] == entries(path.read_text(encoding="utf-8"))


def test_there_are_lists_of_english() -> None:
    assert any(path.parent.name == "en" for path in LISTS)
    assert Language.load("en").known


@pytest.mark.parametrize("tag", ["en", "EN", "en-GB", "en-US"])
def test_a_region_makes_no_difference(tag: str) -> None:
    assert Language.load(tag) == Language.load("en")


@pytest.mark.parametrize("tag", ["xx", "", "-", "..", "languages"])
def test_a_language_without_a_folder_has_empty_lists_and_no_english_ones(tag: str) -> None:
    unknown = Language.load(tag)
    assert not unknown.known
    assert not any(unknown[path.stem] for path in LISTS)


@pytest.mark.parametrize("tag", ["en", "xx"])
def test_a_name_that_no_language_has_is_a_mistake(tag: str) -> None:
    with pytest.raises(KeyError, match="penguins"):
        Language.load(tag)["penguins"]


def test_comments_and_empty_lines_are_no_entries() -> None:
    assert entries("# For what.\n\nhe\nshe\n# Others.\nit\n") == {"he", "she", "it"}
