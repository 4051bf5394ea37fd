from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.gather.articles import _tells_of, main_text, with_article
from digest.model import Item, Response

PARAGRAPHS = [
    f"Paragraph {n} says that the committee met on Tuesday and agreed to go on with the talks until a text is found."
    for n in range(8)
]
PAGE = f"""<!doctype html>
<html><head><title>Talks go on</title></head><body>
<nav><a href="/">Home</a> <a href="/x">World</a></nav>
<article><h1>Talks go on</h1>{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}<p>READ MORE: Another story</p></article>
<section id="comments" class="comments"><h3>Comments</h3><p>First! This is what a reader wrote below.</p></section>
<footer>© The Outlet. All rights reserved.</footer>
</body></html>"""


def page(body: str | bytes, content_type: str = "text/html; charset=utf-8") -> Response:
    data = body.encode() if isinstance(body, str) else body
    return Response("https://outlet.example/1", data, {"content-type": content_type})


def item(text: str) -> Item:
    return Item("1", "https://outlet.example/1", "T", "O", "f", datetime(2025, 2, 27, tzinfo=UTC), text)


def test_the_main_text_has_a_blank_line_between_paragraphs_and_nothing_else() -> None:
    text = main_text(page(PAGE))
    assert text.split("\n\n")[-8:] == PARAGRAPHS
    assert not any(word in text for word in ("Home", "First!", "rights", "READ MORE"))


@pytest.mark.parametrize(
    "answer",
    [
        page(""),
        page("<html></html>"),
        page(b"%PDF-1.4 ...", "application/pdf"),
        page("<p>" * 40_000 + "words " * 100),
        page(b"\x00\xff\xfe" * 100),
    ],
)
def test_a_page_without_an_article_gives_nothing(answer: Response) -> None:
    assert main_text(answer) == ""


def test_an_item_gets_the_text_of_its_page() -> None:
    full = with_article(item("Short."), page(PAGE))
    assert full.full
    assert full.text == main_text(page(PAGE))
    assert full.id == "1"


def test_an_item_keeps_the_feeds_text_where_the_page_has_less() -> None:
    long = "\n\n".join(PARAGRAPHS * 2)
    assert with_article(item(long), page(PAGE)) == item(long)


def test_a_notice_is_not_an_article() -> None:
    notice = page("<html><body><article><p>Subscribe now to read this article in full.</p></article></body></html>")
    assert with_article(item("Short."), notice) == item("Short.")


def walled(text: str) -> Response:
    return page(
        f"<html><head><title>Site</title></head><body><main>{''.join(f'<p>{text}</p>' for _ in range(6))}</main>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "We and our 812 partners store information on your device, such as cookies, to show adverts you like.",
        "Please confirm that you are human by ticking the box below; unusual traffic came from your network today.",
        "You have read your last free story this month. Choose a plan and keep reading without limits.",
    ],
)
def test_a_page_with_other_words_is_not_the_article(text: str) -> None:
    wanted = replace(item("The committee met on Tuesday and agreed to go on."), title="Talks on the harbour go on")
    assert with_article(wanted, walled(text)) == wanted
    assert with_article(wanted, page(PAGE)).full


def test_a_list_of_articles_is_not_one() -> None:
    teasers = "".join(
        f"<article><h2><a href='/{n}'>Committee meets</a></h2><p>{text}</p></article>"
        for n, text in enumerate(PARAGRAPHS)
    )
    wanted = replace(item("The committee met on Tuesday."), title="Committee meets on the talks")
    assert with_article(wanted, page(f"<html><body><main>{teasers}</main></body></html>")) == wanted


def test_scripts_without_blanks_are_compared_by_pairs_of_signs() -> None:
    wanted = replace(item("委员会周二开会并同意继续谈判。"), title="谈判继续进行")
    body = "".join(f"<p>委员会在周二开会，会上各方同意继续谈判，直到找到文本为止，第{n}段。</p>" for n in range(80))
    assert _tells_of(wanted, body)
    assert not _tells_of(wanted, "我们和合作伙伴在您的设备上存储信息以便投放广告。" * 20)
