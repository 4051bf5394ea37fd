from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pytest

from digest.reading import languages
from digest.reading.languages import Language, entries
from digest.reading.names import is_common

FOLDER = Path(str(files(languages)))
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
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


def test_a_list_of_another_language_is_one_that_english_has_too() -> None:
    english = {path.name for path in LISTS if path.parent.name == "en"}
    assert {path.name for path in LISTS} == english


@pytest.mark.parametrize("path", LISTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_list_is_found_by_the_name_of_its_file(path: Path) -> None:
    assert Language.load(path.parent.name)[path.stem] == entries(path.read_text(encoding="utf-8"))


# Lists of names that last: of bodies, places, days, people's first names; and of words that are both.
OF_NAMES = (
    "agencies", "at_hand", "capitals", "common", "days", "given_names", "neutral_capitals",
    "one_name", "one_office", "openers", "organisations", "parts_of_offices", "place_starts",
    "retold", "roles", "wires", "words_and_names", "words_of_offices",
)  # fmt: skip


def test_no_list_has_the_names_of_one_weeks_news() -> None:
    """What the sample days write with a capital only, and no list of common words has, is a name of that week."""
    items = [item for feed in sorted((SAMPLES / "feeds").glob("*.xml")) for item in ElementTree.parse(feed).iter()]
    text = " ".join(part for item in items for part in (item.text or "").split())
    written = set(re.findall(r"(?<=[a-z,] )[A-Za-z][a-z]{3,}", text))
    common = Language.load("en")["common"]
    names = {word.lower() for word in written if word[0].isupper() and word.lower() not in written}
    names = {name for name in names - common if not is_common(name) and name.rstrip("s") not in common}
    assert len(names) > 50, "the sample days name people and places"
    for path in LISTS:
        if not path.stem.startswith(OF_NAMES):
            assert not names & entries(path.read_text(encoding="utf-8")), path


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
