"""The words of an issue are files: checked as they are loaded, and replaced beside the config like any template."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest

from digest.config import Schedule
from digest.errors import ConfigError
from digest.render.briefing import render_issue
from digest.render.environment import environment
from digest.render.page import cadence
from digest.render.setter import locale_of
from digest.render.words import words_of

from .conftest import TEMPLATES
from .example_issue import an_audience, an_issue

SHIPPED = sorted(path.stem for path in (TEMPLATES / "words").glob("*.yaml"))
ENGLISH = (TEMPLATES / "words/en.yaml").read_text(encoding="utf-8")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of words beside a config."""
    folder = tmp_path / "words"
    folder.mkdir()
    return folder


def beside(own: Path) -> jinja2.Environment:
    return environment(jinja2.FileSystemLoader((own.parent, TEMPLATES)))


@pytest.mark.parametrize("language", SHIPPED)
def test_every_shipped_language_is_complete(env: jinja2.Environment, language: str) -> None:
    words = words_of(env, language)
    assert words.counted(2, words.feeds).endswith(words.feeds[1].removeprefix("{n}"))


@pytest.mark.parametrize("language", SHIPPED)
def test_a_topic_stands_in_no_sentence_of_ours(env: jinja2.Environment, language: str) -> None:
    """ "More on On the picket line": the operator's words stand behind a colon."""
    words = words_of(env, language)
    for line in (words.more_on.format(topic="<>"), words.about.format(topics="<>")):
        assert re.search(r": <>\.?\Z", line), line


@pytest.mark.parametrize(
    ("days", "language", "said"),
    [
        (["mon", "tue", "wed", "thu", "fri", "sat"], "en-GB", "Monday to Saturday at 17:30."),
        (["sun", "mon", "tue", "wed", "thu"], "en", "Sunday to Thursday at 5:30 PM."),
        (["mon", "tue", "wed"], "fr", "Du lundi au mercredi à 17:30."),
        (["sat", "sun"], "en", "Every Saturday and Sunday at 5:30 PM."),
        (["mon", "wed", "thu"], "en", "Every Monday, Wednesday, and Thursday at 5:30 PM."),
        (["mon", "tue", "wed", "thu", "fri"], "en", "Every weekday at 5:30 PM."),
    ],
)
def test_days_in_a_row_are_named_by_the_first_and_the_last(
    env: jinja2.Environment, days: list[str], language: str, said: str
) -> None:
    schedule = Schedule.model_validate({"days": days, "time": "17:30"})
    told = cadence(schedule, words_of(env, language), locale_of(language))
    assert told.replace("\u00a0", " ") == said


@pytest.mark.parametrize(("language", "day"), [("en", "Feb 26"), ("en-GB", "26 Feb"), ("de", "26. Feb.")])
def test_the_day_of_a_report_is_written_as_its_region_does(env: jinja2.Environment, language: str, day: str) -> None:
    rendered = render_issue(an_issue(), an_audience(language), env)
    assert f" {day}" in rendered.text.replace("\u00a0", " ")


def test_there_are_several_languages() -> None:
    assert {"en", "de", "fr", "es"} <= set(SHIPPED)


def test_a_region_has_the_words_of_its_language_and_a_stranger_english_ones(env: jinja2.Environment) -> None:
    assert words_of(env, "de-AT") == words_of(env, "de")
    assert words_of(env, "tlh") == words_of(env, "en")


def test_a_new_language_is_a_file_beside_the_config(own: Path) -> None:
    (own / "it.yaml").write_text(ENGLISH.replace('"Unsubscribe"', '"Disdici"'), encoding="utf-8")
    rendered = render_issue(an_issue(), an_audience("it"), beside(own))
    assert "Disdici" in rendered.html
    assert "Unsubscribe" not in rendered.text


def test_an_edit_counts_at_once(own: Path) -> None:
    env, file = beside(own), own / "en.yaml"
    for word in ("Leave", "Sign off"):
        file.write_text(ENGLISH.replace('"Unsubscribe"', f'"{word}"'), encoding="utf-8")
        assert words_of(env, "en").unsubscribe == word


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('unsubscribe: "Unsubscribe"\n', "", "{file}: unsubscribe: this word is missing; ours has it"),
        ('unsubscribe: "', 'unsubscrib: "', "unsubscrib: unknown word; known are numbers, greetings,"),
        ('unsubscribe: "Unsubscribe"', "unsubscribe: 1", "unsubscribe: expected a text, found 1"),
        ('unsubscribe: "Unsubscribe"', "unsubscribe: [a, b]", "unsubscribe: expected a text, found ['a', 'b']"),
        ('feeds: ["{n} feed", "{n} feeds"]', 'feeds: "{n} feeds"', "feeds: expected a list of 2 texts"),
        ("{greeting} and welcome", "{gretting} and welcome", "welcome: {gretting} is filled in by nothing; there are "),
        ('plus: "Plus:"', 'plus: "{n} more:"', "plus: {n} is filled in by nothing; no field is, in this word"),
        ('plus: "Plus:"', 'plus: "{Plus:"', "; braces hold fields, and no field is"),
        ('plus: "Plus:"', 'plus: "Plus:', "or close one that opens above"),
        (ENGLISH, "- a list", "{file}:1:1: expected a line for each word"),
    ],
)
def test_a_mistake_names_file_and_key_before_anything_is_set(own: Path, before: str, after: str, message: str) -> None:
    assert before in ENGLISH
    file = own / "en.yaml"
    file.write_text(ENGLISH.replace(before, after), encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        words_of(beside(own), "en")
    assert message.replace("{file}", str(file)) in str(error.value)
    assert str(file) in str(error.value)


def test_the_text_width_is_a_global_of_the_templates() -> None:
    env = environment(jinja2.FileSystemLoader(TEMPLATES))
    env.globals["text_width"] = 50
    lines = render_issue(an_issue(), an_audience(), env).text.splitlines()
    assert max(len(line) for line in lines if "://" not in line and " " in line.strip()) <= 50
    assert "=" * 50 in lines
