from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.gather.cleaning import plain_text
from digest.gather.furniture import without_repeated
from digest.model import Item

ONE = "The two sides met in the capital on Friday, officials said, and agreed to meet again."
TWO = "A second meeting is to be held next week in the same place, the ministry said in a statement."
STORY = f"<p>{ONE}</p>@<p>{TWO}</p>"
ITEM = Item("0", "https://a.example/0", "Talks go on", "Wire", "f", datetime(2026, 11, 28, tzinfo=UTC), "")


@pytest.mark.parametrize(
    "part",
    [
        '<blockquote class="twitter-tweet"><p>They lie!</p>— Ann (@ann) <a href="#">May 1</a></blockquote>',
        '<div class="fb-post">They lie!</div>',
        '<blockquote class="wp-block instagram-media"><div>See this</div></blockquote>',
        "<figure><img src='a.jpg'><figcaption>The minister, left.</figcaption></figure>",
        '<p class="wp-caption-text">The minister, left.</p>',
        '<span class="photo-credit">Ann Lee/Wire</span>',
        '<div class="newsletter-signup"><p>Get our morning mail.</p></div>',
        "<aside><p>About the author</p></aside>",
        '<p><a href="/x">Minister marries in Venice</a></p>',
        '<p><strong>RELATED: <a href="/x">Minister marries in Venice</a></strong></p>',
        '<p>Lesen Sie auch: <a href="/x">Minister heiratet in Venedig</a></p>',
        '<ul><li><a href="/x">Minister marries</a></li><li><a href="/y">United lose</a></li></ul>',
    ],
)
def test_what_markup_shows_to_be_furniture_goes(part: str) -> None:
    assert plain_text(STORY.replace("@", part)) == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    "part",
    [
        "<blockquote>We will never sign this, whatever they offer us.</blockquote>",
        '<p>The <a href="/x">foreign ministry</a> said it had <a href="/y">no comment</a> on the plan.</p>',
        '<p class="story-text">A</p>',
    ],
)
def test_what_is_the_article_stays(part: str) -> None:
    assert plain_text(STORY.replace("@", part)).count("\n\n") == 2


def test_marks_that_would_take_most_of_the_text_mean_something_else() -> None:
    assert plain_text(f'<div class="promo"><p>{ONE}</p><p>{TWO}</p></div>') == f"{ONE}\n\n{TWO}"
    assert plain_text('<ol><li><a href="/1">One</a></li><li><a href="/2">Two</a></li></ol>') == "One\n\nTwo"


def items(*texts: str) -> list[Item]:
    return [replace(ITEM, id=str(n), url=f"https://a.example/{n}", text=text) for n, text in enumerate(texts)]


def body(number: int) -> str:
    return f"Report {number} tells of the talks. {ONE}"


def test_the_lines_of_a_house_go() -> None:
    promo = "Sign here to have all our stories each morning."
    given = items(*(f"WIRE NEWS\n\n{body(n)}\n\n{TWO} {n}.\n\n{promo}" for n in range(3)))
    assert [item.text for item in without_repeated(given)] == [f"{body(n)}\n\n{TWO} {n}." for n in range(3)]


def test_another_outlets_line_and_background_told_again_stay() -> None:
    filler = [f"Paragraph {n} of a longer report says one more thing." for n in range(4)]

    def report(number: int) -> str:
        return "\n\n".join(
            [*(f"{body(number)} {line}" for line in filler), TWO, *(f"{line} {number}." for line in filler)]
        )

    given = items(*map(report, (1, 2, 3)))
    assert [item.text for item in without_repeated(given)] == [item.text for item in given]
    other = [replace(item, outlet=f"Outlet {item.id}", text=f"{item.text}\n\nTHE END") for item in given]
    assert without_repeated(other) == tuple(other)


def test_states_of_one_article_keep_their_text() -> None:
    given = items(*[f"{ONE}\n\n{TWO}\n\nUpdate {n}." for n in range(3)])
    assert [item.text for item in without_repeated(given)] == [item.text for item in given]


@pytest.mark.parametrize(
    "post",
    [
        "They lie, all of them! https://t.co/AbCdEf123 — Ann Strong (@annstrong) September 23, 2018",
        "No comment. pic.twitter.com/4jGhy0OATk",
        "Never. — Zoë Moss (@zmoss) 14 mai 2026",
    ],
)
def test_an_embedded_post_without_markup_goes(post: str) -> None:
    (item,) = without_repeated(items(f"{ONE}\n\n{post}\n\n{TWO}"))
    assert item.text == f"{ONE}\n\n{TWO}"


def test_the_title_is_not_told_again() -> None:
    (item,) = without_repeated(items(f"Talks go on.\n\n{ONE}\n\n{TWO}"))
    assert item.text == f"{ONE}\n\n{TWO}"
