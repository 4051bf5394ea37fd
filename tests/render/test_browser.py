"""The finished pages in a real browser, by day and by night, from a small phone to a desktop."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import jinja2
import pytest

from digest.commands.parts.which_issue import slot_at
from digest.config import Theme, load_audience
from digest.console import Silence
from digest.model import Story
from digest.pipeline import make_issue
from digest.render.briefing import render_issue
from digest.wiring import BRIEFING, open_desk

from .conftest import PRESETS, Render
from .example_issue import BRIEFS, HEADLINES, LEAD, an_audience, an_issue

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip

# Every piece of visible text with its size, and its contrast against the nearest painted ground (WCAG 2.2, 1.4.3).
MEASURE = """() => {
  const rgb = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 });
                       return .2126 * r + .7152 * g + .0722 * b };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; node = walk.nextNode();) {
    const element = node.parentElement, style = getComputedStyle(element);
    if (!node.textContent.replace(/[\\s\\u00a0·]/g, '') || !element.checkVisibility() || style.fontSize === '0px') continue;
    let ground = element;
    while (ground && rgb(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
    const [a, b] = [light(rgb(style.color).slice(0, 3)), light(ground ? rgb(getComputedStyle(ground).backgroundColor).slice(0, 3) : [255, 255, 255])];
    const box = element.getBoundingClientRect();
    found.push({text: node.textContent.trim().slice(0, 40), size: parseFloat(style.fontSize), right: box.right,
                contrast: (Math.max(a, b) + .05) / (Math.min(a, b) + .05)});
  }
  return found;
}"""  # noqa: E501


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("needs Chromium; on Debian: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


def opened(browser: Any, html: str, width: int, scheme: str = "light") -> Any:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.set_content(html)
    assert requests == [], "a message asks for nothing from anywhere"
    return page


@pytest.mark.parametrize("template", PRESETS)
@pytest.mark.parametrize("width", [320, 375, 800])
def test_nothing_is_wider_than_the_screen(browser: Any, render: Render, template: str, width: int) -> None:
    hed = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz: " + "ein sehr langer Titel " * 4
    outlet = replace(HEADLINES[0].items[0], outlet="The Very Long Name of a Provincial Gazette")
    issue = an_issue(replace(LEAD, hed=hed), BRIEFS, (Story(id="h", topic="t", items=(outlet,)), *HEADLINES))
    page = opened(browser, render(issue, template).html, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [found for found in page.evaluate(MEASURE) if found["right"] > width + 0.5] == []
    page.close()


@pytest.mark.parametrize("template", PRESETS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_type_is_large_and_clear_enough(browser: Any, render: Render, template: str, scheme: str) -> None:
    page = opened(browser, render(template=template).html, 375, scheme)
    found = page.evaluate(MEASURE)
    assert len(found) > 40
    assert [text for text in found if text["size"] < 14] == []
    assert [text for text in found if text["contrast"] < 4.5] == []
    lines = page.evaluate(
        """[...document.querySelectorAll('a')].filter(a => !a.closest('p.text:not(.line), p.lead-text'))
           .map(a => parseFloat(getComputedStyle(a).lineHeight))"""
    )
    assert min(lines) >= 24, "a finger needs that much, but for a link within a sentence (WCAG 2.5.8)"
    page.close()


def test_three_minutes_are_a_short_page_on_a_phone(browser: Any) -> None:
    """The lead and two more stories of the sample day, as a model tells them."""
    due = datetime(2025, 2, 27, 22, 30, tzinfo=UTC)
    audience = load_audience(BRIEFING)
    with open_desk(audience, Silence(), in_memory=True) as desk:
        issue = make_issue(desk, slot_at(desk, due), due).issue
        first = issue.sections[0]
        short = replace(issue, sections=(first,))
        html = render_issue(short, audience, desk.templates).html
    assert (len(first.briefs), "Three-minute read" in html) == (2, True)
    page = opened(browser, html, 375)
    assert page.evaluate("document.documentElement.scrollHeight") < 3500
    page.close()


@pytest.mark.parametrize("template", PRESETS)
@pytest.mark.parametrize("width", [375, 800])
def test_a_page_from_right_to_left(browser: Any, render: Render, template: str, width: int) -> None:
    arabic = replace(LEAD, hed="ستارمر يطلب من ترامب ضمانات لأوكرانيا، وترامب يشير إلى المعادن")
    page = opened(browser, render(an_issue(arabic, BRIEFS[:2]), template, "ar").html, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    edges = page.evaluate(
        """() => {
          const side = (node) => { const range = document.createRange(); range.selectNodeContents(node);
                                   return Math.round(range.getBoundingClientRect().right) };
          return [...document.querySelectorAll('h3, li')].map(node => [side(node), getComputedStyle(node).direction]);
        }"""
    )
    assert {direction for _, direction in edges} == {"rtl"}
    assert len({right for right, _ in edges}) == (1 if template == "bullets" else 2)  # heds, and lists a step in
    page.close()


def test_a_dark_page_keeps_the_mastheads_own_colour(browser: Any, env: jinja2.Environment) -> None:
    audience = an_audience().model_copy(update={"theme": Theme(masthead="#0a2540")})
    page = opened(browser, render_issue(an_issue(), audience, env).html, 375, "dark")
    colours = page.evaluate(
        """() => { const name = document.querySelector('h1'); let ground = name;
             while (getComputedStyle(ground).backgroundColor.endsWith(', 0)')) ground = ground.parentElement;
             return [getComputedStyle(name).color, getComputedStyle(ground).backgroundColor]; }"""
    )
    assert colours == ["rgb(255, 243, 232)", "rgb(10, 37, 64)"]
    page.close()


@pytest.mark.parametrize("template", PRESETS)
def test_the_dark_page_is_dark_throughout(browser: Any, render: Render, template: str) -> None:
    page = opened(browser, render(template=template).html, 800, "dark")
    grounds = page.evaluate(
        "[...document.querySelectorAll('body *')].map(e => getComputedStyle(e).backgroundColor)"
        ".filter(c => !c.endsWith(', 0)'))"
    )
    assert grounds
    for ground in set(grounds):
        assert max(int(part) for part in ground.removeprefix("rgb(").rstrip(")").split(",")[:3]) < 80, ground
    page.close()


def test_lines_on_a_desktop_have_the_length_of_a_newspapers(browser: Any, render: Render) -> None:
    page = opened(browser, render().html, 800)
    width, size = page.evaluate(
        "(p => [p.getBoundingClientRect().width, parseFloat(getComputedStyle(p).fontSize)])"
        "([...document.querySelectorAll('p')].find(p => p.textContent.startsWith('Keir Starmer went')))"
    )
    assert 55 <= width / (size * 0.48) <= 75  # a serif letter is about half as wide as its size
    page.close()


def test_the_preheader_is_not_seen(browser: Any, render: Render) -> None:
    rendered = render()
    page = opened(browser, rendered.html, 800)
    assert rendered.preheader not in page.inner_text("body")
    page.close()
