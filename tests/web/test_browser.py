"""The preview page driven as an operator drives it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from digest.web.preview import preview_app

from .conftest import Newsroom, copy_of_the_sample, serving

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
# Where in the window the middle of an element of the email is; the page scrolls there first.
MIDDLE = """selector => {
  const frame = document.getElementById("issue"), mail = frame.contentDocument;
  const found = [...mail.querySelectorAll(selector)].find(element => element.checkVisibility());
  found.scrollIntoView({block: "center"});
  const box = found.getClientRects()[0], around = frame.getBoundingClientRect();
  const scale = around.width / frame.clientWidth;
  return [around.x + scale * (box.x + box.width / 2), around.y + scale * (box.y + box.height / 2)];
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("needs Chromium; on Debian: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


class Operator:
    """A window with the page in it, and what the browser complained about."""

    def __init__(self, page: Any, address: str) -> None:
        from playwright.sync_api import expect

        self.page, self.expect, self.complaints = page, expect, list[str]()
        page.set_default_timeout(60_000)
        expect.set_options(timeout=60_000)
        page.on(
            "console", lambda line: self.complaints.append(line.text) if line.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(address)
        self.is_set()

    def is_set(self) -> None:
        self.expect(self.page.locator("#status")).to_contain_text("Set in")
        self.mail_says("White House Watch")

    def mail_says(self, words: str) -> None:
        """Wait until the email has these words."""
        self.until(f"body => body?.textContent.includes({words!r})", words)

    def until(self, condition: str, what: str) -> None:
        """Wait until a function of the email's body is true."""
        for _ in range(600):
            if self.mail(condition):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(what or condition)

    def mail(self, script: str) -> Any:
        """What a function of the email's body gives."""
        return self.page.evaluate(f"() => ({script})(document.getElementById('issue').contentDocument?.body)")

    def point_at(self, selector: str) -> None:
        self.page.mouse.move(*self.page.evaluate(MIDDLE, selector))

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f"input[name={name}][value={value}]").check()

    def passage(self) -> str:
        return str(self.page.locator("#passage-text mark").text_content())


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """One for all tests: an issue that was made stays made. Whoever edits puts things back."""
    return copy_of_the_sample(tmp_path_factory.mktemp("newsroom"), feeds=2)


@pytest.fixture(scope="module")
def address(newsroom: Newsroom) -> Iterator[str]:
    previews = newsroom.previews()
    with serving(lambda port: preview_app(previews, port)) as url:
        yield url


@pytest.fixture
def operator(browser: Any, address: str, newsroom: Newsroom) -> Iterator[Operator]:
    before = newsroom.config.read_text(encoding="utf-8")
    page = browser.new_page(viewport={"width": 1480, "height": 940})
    yield Operator(page, address)
    page.close()
    shutil.rmtree(newsroom.folder / "templates", ignore_errors=True)
    if newsroom.config.read_text(encoding="utf-8") != before:
        newsroom.config.write_text(before, encoding="utf-8")


def test_an_edited_template_is_shown(operator: Operator, newsroom: Newsroom) -> None:
    newsroom.template(
        "briefing.mjml.j2",
        '{% include "partials/opening.mjml.j2" %}',
        "<mj-section><mj-column><mj-text>Stop press</mj-text></mj-column></mj-section>",
    )
    operator.mail_says("Stop press")
    newsroom.template("briefing.mjml.j2", "<mj-wrapper", "{{ nobody }}<mj-wrapper")
    error = operator.page.locator("#error")
    operator.expect(error).to_contain_text("briefing.mjml.j2:")
    operator.expect(error).to_contain_text("nobody does not exist")
    assert "Stop press" in operator.mail("body => body.textContent"), "the last good issue stays"
    (newsroom.folder / "templates" / "briefing.mjml.j2").unlink()
    operator.expect(error).to_be_hidden()
    operator.mail_says("Good evening")
    assert operator.complaints == []


def test_pointing_at_a_quotation_shows_its_source(operator: Operator) -> None:
    state = operator.page.evaluate("() => fetch('/state').then(answer => answer.json())")
    number, quote = next((n, row) for n, row in enumerate(state["evidence"]) if row["part"] == "quotation")
    operator.point_at(f'[data-evidence="{number}"]')
    operator.expect(operator.page.locator("#passage-verdict")).to_contain_text("Cut from the article")
    assert quote["text"].startswith(operator.passage())
    assert operator.page.locator("#passage-title").text_content() == state["items"][quote["item"]]["title"]
    assert operator.page.locator("#passage-text mark").is_visible()
    operator.page.mouse.down()
    operator.page.mouse.up()
    operator.point_at('[data-evidence="0"]')
    assert quote["text"].startswith(operator.passage()), "a click holds it"
    operator.page.keyboard.press("Escape")
    operator.point_at("h1")
    operator.point_at('[data-evidence="0"]')
    assert operator.passage() != quote["text"]
    assert operator.complaints == []


def test_the_keyboard_reaches_every_sentence(operator: Operator) -> None:
    operator.page.locator("#ask-proof").focus()
    seen = set()
    for _ in range(60):
        operator.page.keyboard.press("Tab")
        mark = operator.mail("body => body?.ownerDocument.activeElement?.dataset.evidence ?? ''")
        seen |= {mark} - {""}
    assert {"0", "1", "2"} <= seen
    assert operator.page.locator("#passage").is_visible()
    assert operator.complaints == []


def test_every_view(operator: Operator) -> None:
    page = operator.page
    for width, pixels in (("phone", 375), ("tablet", 768), ("desktop", 1000)):
        operator.choose("width", width)
        assert page.evaluate("document.getElementById('issue').contentWindow.innerWidth") == pixels
    grounds = set()
    for look in ("light", "dark", "forced"):
        operator.choose("look", look)
        operator.until(f"body => body?.ownerDocument.URL.includes('look={look}') && !!body.querySelector('.paper')", "")
        grounds.add(operator.mail("body => getComputedStyle(body.querySelector('.paper')).backgroundColor"))
    assert len(grounds) == 3
    for view, words in (
        ("text", "White House Watch"),
        ("html", "<!doctype html"),
        ("mjml", "<mjml"),
        ("eml", "MIME-Version"),
    ):
        operator.choose("view", view)
        assert words.lower() in page.locator("#lines").text_content().lower()
    operator.choose("view", "email")
    operator.choose("images", "off")
    operator.is_set()
    for name in ("findings", "dropped", "stories", "evidence"):
        page.locator(f"#tab-{name}").click()
        assert page.locator(f"#{name}").is_visible()
    assert "view=email" in page.url
    assert "images=off" in page.url
    assert operator.complaints == []


def test_a_finding_leads_to_its_place(operator: Operator, newsroom: Newsroom) -> None:
    newsroom.template("briefing.mjml.j2", "<mj-wrapper", '<mj-wrapper colour="red"')
    operator.expect(operator.page.locator("#tab-findings b")).not_to_have_text("0")
    operator.page.locator("#tab-findings").click()
    operator.page.locator("#findings .row", has_text="of the MJML").first.click()
    operator.expect(operator.page.locator("#lines .flash")).to_contain_text("mj-wrapper")
    assert operator.complaints == []


def test_nothing_is_too_wide_and_every_control_has_a_name(operator: Operator) -> None:
    page = operator.page
    for width in (320, 800, 1480):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.wait_for_timeout(50)
        drawn = page.locator("#issue").bounding_box()
        assert drawn["x"] + drawn["width"] <= width, "the email is drawn smaller"
        assert page.evaluate("document.getElementById('issue').contentWindow.innerWidth") == 1000
    nameless = page.evaluate(
        "[...document.querySelectorAll('button, select, input, iframe')].filter(e => "
        "!(e.textContent.trim() || e.title || e.closest('label') || e.ariaLabel)).map(e => e.outerHTML)"
    )
    assert nameless == []


def test_on_a_phone_the_article_comes_to_the_sentence(browser: Any, address: str) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 812}, has_touch=True, is_mobile=True)
    operator = Operator(context.new_page(), address)
    page, passage = operator.page, operator.page.locator("#passage")
    assert page.locator("input[name=width]:checked").input_value() == "phone"
    assert page.locator("#sheet").bounding_box()["y"] < 812 / 3, "the issue comes first"
    operator.expect(page.locator("#views")).to_be_hidden()
    page.locator("#more").tap()
    operator.expect(page.locator("#views")).to_be_visible()
    operator.expect(page.locator("#template")).to_be_visible()
    page.locator("#more").tap()
    page.touchscreen.tap(*page.evaluate(MIDDLE, '[data-evidence="2"]'))
    operator.expect(passage).to_be_visible()
    sentence = page.frames[1].locator(".shown").first.bounding_box()
    assert passage.bounding_box()["y"] < 812
    assert 0 < sentence["y"] < sentence["y"] + sentence["height"] <= passage.bounding_box()["y"]
    page.locator("#close-passage").tap()
    operator.expect(passage).to_be_hidden()
    assert operator.complaints == []
    context.close()


def test_an_issue_that_can_not_be_made_shows_no_other(operator: Operator, newsroom: Newsroom) -> None:
    newsroom.edit("stories: 7", "storeis: 7")
    operator.expect(operator.page.locator("#error-text")).to_contain_text("did you mean stories?")
    operator.choose("look", "dark")
    operator.until("body => body?.ownerDocument.URL.includes('look=dark') && !!body.querySelector('.paper')", "")
    operator.page.goto(operator.page.url)
    operator.expect(operator.page.locator("#error-text")).to_contain_text("did you mean stories?")
    assert operator.page.locator("#issue").is_hidden()
    assert operator.page.locator("#ask-proof").is_disabled()
    newsroom.edit("storeis: 7", "stories: 7")
    operator.is_set()
    assert operator.complaints == []


def test_a_proof_is_asked_for_and_the_answer_shown(operator: Operator, newsroom: Newsroom) -> None:
    newsroom.edit("delivery:\n", "delivery:\n  smtp: {host: 127.0.0.1, port: 1, tls: none}\n")
    operator.page.locator("#ask-proof").click()
    operator.page.locator("#address").fill("me@example.org")
    operator.page.locator("#send-proof").click()
    operator.expect(operator.page.locator("#proof-said")).to_contain_text("Not sent: ")
    operator.page.keyboard.press("Escape")
    operator.expect(operator.page.locator("#proof")).to_be_hidden()
    assert operator.complaints == []


def test_html_is_copied(operator: Operator) -> None:
    operator.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    operator.page.locator("#copy").click()
    operator.expect(operator.page.locator("#status")).to_contain_text("Copied")
    copied = operator.page.evaluate("() => navigator.clipboard.readText()")
    assert copied.lower().startswith("<!doctype html")
    assert operator.complaints == []
