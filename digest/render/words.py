"""What an issue says by itself, in the language of its audience: labels, greetings, the line about checks.

The words stand in `templates/words/LANGUAGE.yaml`, where an operator may put others beside the config. A language
without a file gets English words with its own dates, numbers and quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, cast, get_args, get_origin, get_type_hints

import jinja2

from digest.errors import ConfigError
from digest.yaml12 import Document, parse_document

Pair = tuple[str, str]  # for one, and for any other number


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language: each key of its file, with the fields that may stand in it."""

    numbers: tuple[str, ...]  # from nought on; larger ones are printed as digits
    greetings: tuple[str, str, str]  # in the morning, in the afternoon, in the evening
    welcome: Annotated[str, "greeting newsletter"]
    every_day: str
    every_weekday: str
    on_days: Annotated[str, "days"]
    from_to: Annotated[str, "first last"]  # days in a row
    at: Annotated[str, "days time"]
    promise: str
    only_headlines: str
    quiet: str
    quiet_subject: Annotated[str, "newsletter"]
    proof: Annotated[str, "subject"]
    plus: str
    in_this_issue: str
    more_on: Annotated[str, "topic"]
    minutes: Annotated[Pair, "n"]
    details: str
    checked: str
    headlines: str
    recalled: str
    accounts: str
    corrections: str
    quiet_day: str
    developing: str
    continuing: str
    new_since: str
    why: str
    saying: str
    next: str
    deeper: str
    must_know: str
    should_know: str
    also: str
    reported_by: str
    via: str
    quotes_found: Annotated[Pair, "n"]
    no_quotes: str
    by_model: Annotated[str, "model"]
    by_model_but: Annotated[Pair, "model n"]
    by_nobody: str
    adds: Annotated[str, "outlet"]
    left_out: Annotated[Pair, "n"]
    newest: Annotated[str, "when"]
    because: Annotated[str, "newsletter"]
    viewpoints: str
    in_browser: str
    picture: Annotated[str, "credit"]
    number_of_the_day: str
    reports_a_day: str
    feeds: Annotated[Pair, "n"]
    counted_in: Annotated[str, "feeds when"]
    unsubscribe: str
    links: str
    no_issue: str  # of the website
    months: str
    all_issues: str
    withdrawn: Annotated[str, "date"]
    join: Annotated[str, "newsletter"]  # where a reader signs up and confirms
    about: Annotated[str, "topics"]
    easily_left: Annotated[str, "sender"]
    your_address: str
    sign_up: str
    leave_empty: str
    wrong_address: str
    look: str
    look_means: Annotated[str, "address newsletter"]
    too_often: str
    confirm_subject: Annotated[str, "newsletter"]
    asked_for: Annotated[str, "newsletter address"]
    good_until: Annotated[str, "when"]
    not_you: str
    confirm_means: Annotated[str, "address"]
    confirm: str
    joined: str
    joined_means: Annotated[str, "address newsletter"]
    too_old: str
    too_old_means: str
    leave: Annotated[str, "newsletter"]  # where a reader leaves: asked, done, not now, a link that is none
    leave_means: Annotated[str, "address"]
    left: str
    left_means: Annotated[str, "address newsletter"]
    not_now: str
    not_now_means: str
    no_such_link: str
    no_such_link_means: str

    def number(self, count: int) -> str:
        """A small number in words, a larger one in digits."""
        return self.numbers[count] if 0 <= count < len(self.numbers) else str(count)

    def counted(self, count: int, forms: Pair, **more: str) -> str:
        """A number and what it counts: `five stories`. `more` fills the other fields of the form."""
        return forms[count != 1].format(n=self.number(count), **more)


def words_of(env: jinja2.Environment, language: str) -> Words:
    """The words for a BCP 47 language, English where there is no file for it.

    Raises a `ConfigError` with file and key where one is missing, unknown, or not of the kind that is printed.
    """
    names = [f"words/{name}.yaml" for name in (language, language.partition("-")[0], "en")]
    assert env.loader is not None  # noqa: S101
    for name in names:
        try:
            text, path, _ = env.loader.get_source(env, name)
        except jinja2.TemplateNotFound:
            continue
        return _read(text, path or name)
    raise ConfigError(f"words/en.yaml: no such file, neither beside the config nor among our own; looked for {names}")


@lru_cache(maxsize=64)  # by content: read and checked once, and again after an edit
def _read(text: str, path: str) -> Words:
    document = parse_document(text, Path(path))
    if not isinstance(document.value, dict):
        raise ConfigError(f"{path}:1:1: expected a line for each word, such as `unsubscribe: Unsubscribe`")
    if faults := list(_faults(document)):
        raise ConfigError("\n".join(faults))
    entries = {key: tuple(value) if isinstance(value, list) else value for key, value in document.value.items()}
    return Words(**cast(Any, entries))  # each entry has the type of its field: `_faults` found nothing


def _faults(document: Document) -> Iterator[str]:
    known = get_type_hints(Words, include_extras=True)
    for key in sorted(document.value.keys() - known.keys(), key=lambda key: document.place((key,))):
        yield f"{document.where((key,))}: {key}: unknown word; known are {', '.join(known)}"
    for field in fields(Words):
        if field.name not in document.value:
            yield f"{document.path}: {field.name}: this word is missing; ours has it in templates/words/en.yaml"
        elif fault := _fault(known[field.name], document.value[field.name]):
            yield f"{document.where((field.name,))}: {field.name}: {fault}"


def _fault(kind: Any, value: Any) -> str:
    """What is wrong with one entry: its shape, or a field in it that nothing fills in."""
    kind, named = get_args(kind) if get_origin(kind) is Annotated else (kind, "")
    texts, parts = value if isinstance(value, list) else [value], get_args(kind)
    fitting = len(texts) == len(parts) or (Ellipsis in parts and texts) if parts else not isinstance(value, list)
    if not fitting or not all(isinstance(text, str) for text in texts):
        count = "some" if Ellipsis in parts else len(parts)
        return f"expected {f'a list of {count} texts' if parts else 'a text'}, found {value!r}"
    try:
        filled = [field for text in texts for _, field, _, _ in Formatter().parse(text) if field is not None]
    except ValueError as error:  # a brace alone
        return f"{error}; braces hold fields, and {_fillable(named)}"
    strange = [field for field in filled if field not in named.split()]
    return f"{{{strange[0]}}} is filled in by nothing; {_fillable(named)}" if strange else ""


def _fillable(named: str) -> str:
    return f"there are {', '.join(f'{{{name}}}' for name in named.split())}" if named else "no field is, in this word"
