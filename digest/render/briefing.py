"""An `Issue` set as an email: Jinja2 -> MJML -> HTML once per issue, and the plain-text part beside it.

Jinja2 goes first, so the MJML engine never sees a template tag; what differs per reader stays open as a
slot (`digest.render.slots`) and is filled afterwards, which is a hundred times cheaper than rendering again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any

import jinja2
from mjml import mjml2html

from digest.config import Audience
from digest.errors import RenderError
from digest.model import Attachment, Issue, RenderedIssue
from digest.render import slots
from digest.render.chart import draw_bars
from digest.render.lint import lint
from digest.render.mjml_check import check_mjml
from digest.render.page import build_page
from digest.render.places import place_of, template_error
from digest.render.text import Notes
from digest.render.theme import scheme_of
from digest.render.views import Page
from digest.render.words import words_of

# Mail programs fill the inbox line with body text after a short preheader; this fills it with nothing:
# a combining joiner, a non-joiner and a no-break space, all invisible.
PADDING = "\u034f\u200c\u00a0" * 90
# The engine recurses over the tree and kills the process at some 20,000 levels; no email needs a hundred.
DEEPEST = 100


def render_issue(issue: Issue, audience: Audience, env: jinja2.Environment) -> RenderedIssue:
    """The issue in the audience's template, with what the lint found.

    Raises `RenderError` with file and line for a template that is missing, broken or names what does not exist.
    """
    page = build_page(issue, audience)
    context: dict[str, Any] = {
        "page": page,
        "words": words_of(audience.newsletter.language),
        "theme": scheme_of(audience.theme),
        "reader": slots.Reader(),
        "padding": PADDING,
    }
    mjml = _fill_in(env, f"{audience.template}.mjml.j2", context)
    text = _fill_in(env, f"{audience.template}.txt.j2", context | {"notes": Notes()})
    html = _compile(env, mjml, page.subject)
    rendered = RenderedIssue(
        subject=page.subject,
        preheader=page.preheader,
        html=slots.open_in_html(html),
        text=slots.open_in_text(_tidy(text)),
        mjml=mjml,
        attachments=tuple(_attachments(page, html, audience)),
    )
    return replace(rendered, findings=lint(rendered, audience, issue))


def _fill_in(env: jinja2.Environment, name: str, context: dict[str, Any]) -> str:
    try:
        return env.get_template(name).render(context)
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise template_error(name, error) from error


def _compile(env: jinja2.Environment, mjml: str, title: str) -> str:
    check = check_mjml(mjml)
    if check.depth > DEEPEST:
        raise RenderError(f"the template nests tags {check.depth} deep; at most {DEEPEST} are allowed")
    if check.broken:
        fault = check.broken[0]
        raise RenderError(f"{place_of(env, mjml, fault.line)}: {fault.message}")
    try:
        html = str(mjml2html(mjml, fonts={}))  # no fonts: none is fetched from anywhere
    except ValueError as error:
        raise RenderError(f"the MJML engine refuses the template: {error}") from error
    # Not by <mj-title>, which the engine also writes into an aria-label, garbling accents and joiners.
    return html.replace("<title></title>", f"<title>{escape(title)}</title>", 1)


def _attachments(page: Page, html: str, audience: Audience) -> Iterator[Attachment]:
    """The pictures that the template shows."""
    for row in page.chart.rows if page.chart else ():
        if row.src in html:
            yield draw_bars(row, scheme_of(audience.theme).light)


def _tidy(text: str) -> str:
    """No blanks at the ends of lines, never two blank lines, one line break at the end."""
    trimmed = "\n".join(line if line == "-- " else line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", trimmed).strip("\n") + "\n"
