"""Quotations that stay in the language of their report."""

from __future__ import annotations

from dataclasses import replace

import jinja2
import pytest
from markupsafe import Markup

from digest.model import Brief, Sentence, Story
from digest.render.briefing import render_issue
from digest.render.tongues import in_tongues
from digest.render.views import Foreign

from .conftest import PRESETS
from .example_issue import VISIT, WHITE_HOUSE, a_quote, an_audience, an_issue

WORDS = "It can't be peace that rewards the aggressor"
PRINTED = WORDS.replace("'", "’")
TOLD = Brief(
    Story("s1", WHITE_HOUSE, (VISIT,)),
    "Starmer bittet Trump um Schutz für einen Frieden",
    (
        Sentence("Keir Starmer kam am Donnerstag ins Weiße Haus.", (VISIT.id,)),
        Sentence(f"“{WORDS}”, sagte der Premierminister neben Trump.", (VISIT.id,)),
    ),
    "test",
    quotes=(a_quote(VISIT, WORDS, "Keir Starmer"),),
    language="de",
)


@pytest.mark.parametrize("template", PRESETS)
def test_a_quotation_in_another_language_says_which(env: jinja2.Environment, template: str) -> None:
    issue = an_issue(None, (TOLD, replace(TOLD, story=replace(TOLD.story, id="s2"))), ())
    rendered = render_issue(issue, an_audience("de", template), env)
    inside = f'<span lang="en" dir="ltr">„{PRINTED}“</span>'
    assert rendered.html.count(inside) >= 2
    assert rendered.html.count('lang="en"') >= 4, "those set apart too"
    assert "lang=" not in rendered.text
    assert f"„{PRINTED}“, sagte" in " ".join(rendered.text.split())


@pytest.mark.parametrize(("language", "printed"), [("en", "“Quel dommage,”"), ("en-GB", "“Quel dommage”")])
def test_a_stop_before_the_closing_mark_is_inside_what_is_marked(
    env: jinja2.Environment, language: str, printed: str
) -> None:
    french = replace(
        VISIT, text="Le premier ministre est parti hier soir. «Quel dommage», a-t-il dit dans la rue. " * 5
    )
    told = Sentence("“Quel dommage”, said the prime minister.", (french.id,))
    brief = Brief(Story("s1", WHITE_HOUSE, (french,)), "Starmer leaves", (told,), "test", language=language)
    rendered = render_issue(an_issue(None, (brief,), ()), an_audience(language), env)
    assert f'<span lang="fr" dir="ltr">{printed}</span>' in rendered.html


@pytest.mark.parametrize("template", PRESETS)
def test_in_the_newsletters_own_language_nothing_is_marked(env: jinja2.Environment, template: str) -> None:
    rendered = render_issue(an_issue(None, (TOLD,), ()), an_audience("en", template), env)
    assert '<span lang="' not in rendered.html


def test_text_stays_escaped() -> None:
    printed = in_tongues("He said <b> “<i>no</i>” & left", [Foreign("“<i>no</i>”", "fr", "ltr")])
    assert printed == Markup('He said &lt;b&gt; <span lang="fr" dir="ltr">“&lt;i&gt;no&lt;/i&gt;”</span> &amp; left')
