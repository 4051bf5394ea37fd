"""Whatever a feed or a model writes: the MJML stays sound, no slot opens, no markup and no link comes in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import jinja2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.model import Brief, Issue, Item, Quote, Sentence, Status, Story
from digest.render.briefing import render_issue
from digest.render.markup import read_markup
from digest.render.mjml_check import check_mjml
from digest.render.plain import plain, web_address

from .conftest import PRESETS
from .example_issue import an_audience, an_issue

HOSTILE = st.sampled_from(
    [
        "</mj-text></mj-column></mj-section>",
        "<script>alert(1)</script>",
        "[[ unsubscribe_url ]]",
        "⟦name⟧",
        "{{ page.subject }}{% raw %}",
        "<mj-raw>",
        "]]>",
        "<!-- -->",
        "&#91;&#91; name ]]",
        '" onclick="x" style="',
        "javascript:alert(1)",
        "\u202e\u200b\u0000\ue000name\ue001",
        "-- \n.\r\n",
        "https://evil.example/x",
        "<![endif]-->",
    ]
)
TEXT = st.lists(st.text(max_size=30) | HOSTILE, min_size=1, max_size=4).map("".join)
FIELD = TEXT.filter(lambda text: bool(plain(text)))


def an_issue_of(texts: Iterator[str], quote: str) -> Issue:
    words = quote.strip() or "word"
    item = Item(
        id="i1",
        url=f"https://outlet.example/{next(texts)}",
        title=next(texts),
        outlet=next(texts),
        feed="https://outlet.example/feed",
        published=datetime(2025, 2, 27, 12, tzinfo=UTC),
        text=f"x{words}y",
    )

    def brief(number: int) -> Brief:
        return Brief(
            story=Story(id=f"s{number}", topic=next(texts), items=(item,), status=Status.DEVELOPING),
            hed=next(texts),
            summary=(Sentence(next(texts), ("i1",)), Sentence(next(texts), ("i1",))),
            writer=next(texts),
            why=Sentence(next(texts), ("i1",)),
            news=Sentence(next(texts), ("i1",)),
            quotes=(Quote(item, 1, 1 + len(words), next(texts), next(texts)),),
        )

    return an_issue(brief(1), (brief(2),), (Story(id="h", topic="t", items=(replace(item, id="i2"),)),), ())


def shape(html: str) -> set[tuple[str, ...]]:
    """The tags with the attributes they have; a language may be told of any text."""
    told = {"lang", "dir"}
    return {(element.tag, *sorted(element.attributes.keys() - told)) for element in read_markup(html).elements}


@cache
def tame_shape(env: jinja2.Environment, template: str) -> set[tuple[str, ...]]:
    return shape(render_issue(an_issue_of(iter(["word"] * 21), "word"), an_audience(template=template), env).html)


@pytest.mark.parametrize("template", PRESETS)
@given(texts=st.lists(FIELD, min_size=21, max_size=21), quote=FIELD)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_out(env: jinja2.Environment, template: str, texts: list[str], quote: str) -> None:
    issue = an_issue_of(iter(texts), quote)
    rendered = render_issue(issue, an_audience(template=template), env)
    check = check_mjml(rendered.mjml)
    assert (check.broken, check.odd) == ((), ())
    assert shape(rendered.html) <= tame_shape(env, template)
    assert {link.attributes["href"] for link in read_markup(rendered.html).all("a")} <= {
        web_address(issue.headlines[0].items[0].url),
        "[[ unsubscribe_url ]]",
    }
    for part in (rendered.html, rendered.text):
        assert re.findall(r"\[\[.*?\]\]|\[\[", part) == ["[[ unsubscribe_url ]]"]
        assert not re.search(r"\{\{|\{%|\[%|[\x00-\x08\x0b-\x1f\ue000-\uf8ff\u202a-\u202e]", part.replace("{{", "{ {"))
    assert "\n" not in rendered.subject + rendered.preheader


@given(TEXT)
def test_plain_text_is_stable_and_on_one_line(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert not re.search(r"[\x00-\x1f\x7f]", plain(text))


@given(TEXT)
def test_an_address_is_http_or_nothing_and_holds_no_quotation_mark(text: str) -> None:
    for candidate in (text, f"https://a.example/{text}", f"http://{text}"):
        address = web_address(candidate)
        assert re.fullmatch(r"(https?://[!#-&(-;=?-Z_a-z~]+)?", address), address
