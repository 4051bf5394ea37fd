"""Where in the templates something went wrong: file, line, and the name that was probably meant."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Sequence
from dataclasses import fields

import jinja2

from digest.errors import RenderError
from digest.model import Facts
from digest.render.mjml_check import Fault
from digest.render.reader_fields import Reader
from digest.render.theme import Palette, Scheme
from digest.render.views import (
    Amendment,
    ChartRow,
    ChartView,
    Headline,
    Number,
    Opinion,
    Page,
    Photo,
    Remark,
    SectionView,
    Source,
    StoryView,
)
from digest.render.words import Words

_MISSING = re.compile(r"has no attribute '(\w+)'|'(\w+)' is undefined")
_VIEWS = (
    Page, StoryView, SectionView, Source, Remark, Photo, Headline, Opinion, Number, ChartView, ChartRow, Amendment,
    Reader, Scheme, Palette, Words,
)  # fmt: skip
KNOWN = frozenset(field.name for view in _VIEWS for field in fields(view)) | {
    "notes", "padding", "page", "reader", "text_width", "theme", "words",
}  # fmt: skip
_CONTROL = re.compile(r"\s*(\{%.*%\}|\{#.*#\})?\s*")  # a line that leaves none in what is written
_AROUND = 3  # lines before and after


def template_error(name: str, error: Exception) -> RenderError:
    """The error as `file:line: what is wrong`, with the nearest known name where one is missing."""
    if isinstance(error, jinja2.TemplateNotFound):
        missing = f"{error.name or name}: no such template, neither beside the config nor among our own"
        place = _place_in(error)
        return RenderError(f"{place}: {missing}" if place else missing)
    if isinstance(error, jinja2.TemplateSyntaxError):
        return RenderError(f"{error.filename or error.name or name}:{error.lineno}: {error.message}")
    return RenderError(f"{_place_in(error) or name}: {_plainly(str(error))}")


def _place_in(error: Exception) -> str:
    """The last template line that the error passed, as `file:line`."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_template(frame.filename)]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""


def _is_template(filename: str) -> bool:
    return filename.endswith(".j2") or filename == "<template>"


def _plainly(message: str) -> str:
    found = _MISSING.search(message)
    if not found:
        return message
    name = found[1] or found[2]
    if message.startswith("'None'"):
        return f"{name} is asked of something that is None; print it inside `{{% if %}}`"
    near = difflib.get_close_matches(name, sorted(KNOWN), n=1, cutoff=0.6)
    return f"{name} does not exist here" + (f"; did you mean {near[0]}?" if near else "")


def placed(env: jinja2.Environment, preset: str, mjml: str, fault: Fault, *, seen: bool = True) -> Facts | str:
    """Where a fault in a preset's MJML is: the template's file and line, where found, and the line of the MJML.

    Of an MJML that nobody has `seen` its line is named only where there is no template's.
    """
    template = _place_of(env, preset, mjml, fault.line)
    if not template:
        return Facts.of("at line", line=fault.line)
    return Facts.of("at template", template=template, line=fault.line) if seen else template


def _place_of(env: jinja2.Environment, preset: str, mjml: str, line: int) -> str:
    """The template line that a line of a preset's MJML came from, as `file:line`; empty where none is like it.

    Jinja2 keeps no map of what it wrote. So the line with the same tag is looked for that is, with the lines around
    it, most like the finished one.
    """
    finished = mjml.splitlines()
    wanted = finished[line - 1 : line]
    tag = re.search(r"</?[\w-]+", wanted[0]) if wanted else None
    if tag is None:
        return ""
    around = finished[max(0, line - 1 - _AROUND) : line - 1], finished[line : line + _AROUND]
    likest, place = 0.0, ""
    parts = env.list_templates(filter_func=lambda name: name.endswith(".mjml.j2") and "/" in name)
    for name in (f"{preset}.mjml.j2", *parts):
        source, filename, _ = env.loader.get_source(env, name)  # type: ignore[union-attr]
        lines = [(n, text) for n, text in enumerate(source.splitlines(), 1) if not _CONTROL.fullmatch(text)]
        texts = [text for _, text in lines]
        for at, (number, text) in enumerate(lines):
            if tag[0] in text:
                before, after = texts[max(0, at - _AROUND) : at], texts[at + 1 : at + 1 + _AROUND]
                alike = 10 * _alike(wanted, [text]) + _alike(around[0][::-1], before[::-1]) + _alike(around[1], after)
                if alike > likest:
                    likest, place = alike, f"{filename or name}:{number}"
    return place


def _alike(some: Sequence[str], others: Sequence[str]) -> float:
    """How alike lines are, pair by pair: 1 for each that is the same."""
    pairs = zip(some, others, strict=False)
    return sum(difflib.SequenceMatcher(None, one.strip(), other.strip()).ratio() for one, other in pairs)
