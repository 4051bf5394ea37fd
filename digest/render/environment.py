"""The Jinja2 environment that templates are rendered in."""

from __future__ import annotations

from collections.abc import Callable

import jinja2

from digest.render.text import WIDTH, banner, fill, underline
from digest.render.tongues import in_tongues


def environment(loader: jinja2.BaseLoader) -> jinja2.Environment:
    """An environment that escapes for HTML all but `*.txt.j2` and `*.json.j2`, and refuses names that do not exist.

    Jinja2's `select_autoescape()` left alone would not escape `*.mjml.j2`. The filter
    `safe` is taken away: no text in an issue is ever markup. Printing None is an error, so that no
    reader ever gets the word "None".
    """
    env = jinja2.Environment(
        loader=loader,
        autoescape=jinja2.select_autoescape(disabled_extensions=("txt.j2", "json.j2"), default=True),
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    del env.filters["safe"]
    env.globals["text_width"] = WIDTH
    env.filters["in_tongues"] = in_tongues
    env.filters.update({layout.__name__: _printing(layout) for layout in (fill, underline, banner)})
    return env


def _printing(layout: Callable[..., str]) -> Callable[..., str]:
    """The filter for texts that exist: as strict as printing is, and as wide as the environment says."""

    @jinja2.pass_environment
    def lay_out(env: jinja2.Environment, text: object, *settings: str) -> str:
        return layout(str(_finalize(text)), *settings, width=env.globals["text_width"])

    return lay_out


def _finalize(value: object) -> object:
    if value is None:
        raise jinja2.UndefinedError("the value is None; print it inside `{% if %}`")
    return value
