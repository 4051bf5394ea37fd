"""Where in the templates something went wrong: file, line, and the name that was probably meant."""

from __future__ import annotations

import difflib
import re
import traceback
from dataclasses import fields

import jinja2

from digest.errors import RenderError
from digest.render.slots import Reader
from digest.render.theme import Palette, Scheme
from digest.render.views import Amendment, Headline, Page, Remark, SectionView, Source, StoryView
from digest.render.words import Words

_MISSING = re.compile(r"has no attribute '(\w+)'|'(\w+)' is undefined")
_VIEWS = (Page, StoryView, SectionView, Source, Remark, Headline, Amendment, Reader, Scheme, Palette, Words)
KNOWN = frozenset(field.name for view in _VIEWS for field in fields(view)) | {"page", "reader", "theme", "words"}


def template_error(name: str, error: Exception) -> RenderError:
    """The error as `file:line: what is wrong`, with the nearest known name where one is missing."""
    if isinstance(error, jinja2.TemplateNotFound):
        return RenderError(f"{error.name or name}: no such template, neither beside the config nor among our own")
    if isinstance(error, jinja2.TemplateSyntaxError):
        return RenderError(f"{error.filename or error.name or name}:{error.lineno}: {error.message}")
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_template(frame.filename)]
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else name
    return RenderError(f"{place}: {_plainly(str(error))}")


def _is_template(filename: str) -> bool:
    return filename.endswith(".j2") or filename == "<template>"


def _plainly(message: str) -> str:
    found = _MISSING.search(message)
    if not found:
        return message
    name = found[1] or found[2]
    near = difflib.get_close_matches(name, sorted(KNOWN), n=1, cutoff=0.6)
    return f"{name} does not exist here" + (f"; did you mean {near[0]}?" if near else "")


def place_of(env: jinja2.Environment, mjml: str, line: int) -> str:
    """The template line that a line of the finished MJML came from.

    Looked up by its tag, since Jinja2 keeps no map; where no template has it, the line of the MJML itself.
    """
    lines = mjml.splitlines()
    wanted = lines[line - 1].strip() if line <= len(lines) else ""
    tag = re.search(r"</?[\w-]+", wanted)
    for needle in filter(None, (wanted, tag and tag[0])):
        for name in env.list_templates(filter_func=lambda name: name.endswith(".mjml.j2")):
            source, filename, _ = env.loader.get_source(env, name)  # type: ignore[union-attr]
            for number, text in enumerate(source.splitlines(), 1):
                if needle in text:
                    return f"{filename or name}:{number}"
    return f"line {line} of the finished MJML"
