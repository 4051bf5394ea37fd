"""An `Issue` set as an email: Jinja2 -> MJML -> HTML once per issue, and the plain-text part beside it.

Jinja2 goes first, so the MJML engine never sees a template tag; what differs per reader stays open as a
field (`digest.render.reader_fields`) and is filled afterwards, which is a hundred times cheaper than rendering again.
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
from digest.model import Attachment, Facts, Finding, Issue, Place, RenderedIssue
from digest.render import reader_fields
from digest.render.chart import draw_bars
from digest.render.lint import lint
from digest.render.mjml_check import Fault, check_mjml
from digest.render.page import build_page
from digest.render.places import placed, template_error
from digest.render.rehearsal import rehearse
from digest.render.text import Notes
from digest.render.theme import scheme_of
from digest.render.views import Page
from digest.render.words import Words, words_of

# Mail programs fill the inbox line with body text after a short preheader; this fills it with nothing:
# a combining joiner, a non-joiner and a no-break space, all invisible.
PADDING = "\u034f\u200c\u00a0" * 90
# What an expression in a template may raise; a template that includes itself never ends.
_MISTAKES = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)
# The engine recurses over the tree and kills the process at some 20,000 levels; no email needs a hundred.
DEEPEST = 100


def render_issue(issue: Issue, audience: Audience, env: jinja2.Environment) -> RenderedIssue:
    """The issue in the audience's template, with what the lint found.

    Raises `RenderError` with file and line for a template that is missing, broken or names what does not exist.
    """
    words = words_of(env, audience.newsletter.language)
    page = build_page(issue, audience, words)
    mjml, text, odd = _set(env, audience.template, _context(page, words, audience))
    html = _compile(mjml, page.subject)
    rendered = RenderedIssue(
        subject=page.subject,
        preheader=page.preheader,
        html=reader_fields.open_in_html(html),
        text=reader_fields.open_in_text(_tidy(text)),
        mjml=mjml,
        attachments=tuple(_attachments(page, html, audience)),
        model=issue.model,
    )
    faults = (
        Finding(
            "lint",
            Facts.of("at", place=placed(env, audience.template, mjml, fault), fault=fault.facts),
            place=Place("mjml", line=fault.line),
        )
        for fault in odd
    )
    return replace(rendered, findings=(*lint(rendered, audience, issue), *faults))


def rehearsed(rendered: RenderedIssue, audience: Audience, env: jinja2.Environment) -> RenderedIssue:
    """The same with what another day would ask of the template and not get among its findings, as advice.

    Costs as much as setting two issues, so previews and `digest check` do it and `digest send` does not.
    """
    words = words_of(env, audience.newsletter.language)
    faults = rehearse(lambda page: _set(env, audience.template, _context(page, words, audience), seen=False))
    return replace(rendered, findings=(*rendered.findings, *(Finding("lint", fault) for fault in faults)))


def _context(page: Page, words: Words, audience: Audience) -> dict[str, Any]:
    """What every template of an email may print."""
    theme = scheme_of(audience.theme)
    return {"page": page, "words": words, "theme": theme, "reader": reader_fields.Reader(), "padding": PADDING}


def _set(
    env: jinja2.Environment, preset: str, context: dict[str, Any], *, seen: bool = True
) -> tuple[str, str, tuple[Fault, ...]]:
    """The MJML, known to be sound, the text, and what the engine will leave out in silence.

    Lines of the MJML are named in errors where it will be `seen`.
    """
    mjml = _fill_in(env, f"{preset}.mjml.j2", context)
    check = check_mjml(mjml)
    if check.depth > DEEPEST:
        raise RenderError(f"the template nests tags {check.depth} deep; at most {DEEPEST} are allowed")
    for fault in check.broken[:1]:
        raise RenderError(str(Facts.of("at", place=placed(env, preset, mjml, fault, seen=seen), fault=fault.facts)))
    return mjml, _fill_in(env, f"{preset}.txt.j2", context | {"notes": Notes()}), check.odd


def _fill_in(env: jinja2.Environment, name: str, context: dict[str, Any]) -> str:
    try:
        return env.get_template(name).render(context)
    except (jinja2.TemplateError, *_MISTAKES) as error:
        raise template_error(name, error) from error


def _compile(mjml: str, title: str) -> str:
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
