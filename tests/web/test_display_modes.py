"""The same email by day, by night, repainted and without pictures."""

from __future__ import annotations

import re

import pytest

from digest.web.display_modes import as_shown

EMAIL = (
    "<html><head><style>@media (prefers-color-scheme: dark) { p { color: #eeeeee } }</style></head>"
    '<body bgcolor="#ffffff"><p style="color:#000;background:rgb(255, 243, 232) url(a.png)">The #fff of it</p>'
    '<img src="https://x.example/a.png" alt="A bridge" width="10"></body></html>'
)


def test_the_rules_of_the_night_are_off_by_day_and_on_by_night() -> None:
    assert "@media (max-width: 0)" in as_shown(EMAIL, "light")
    assert "@media (min-width: 0)" in as_shown(EMAIL, "dark")
    assert "color-scheme:dark" in as_shown(EMAIL, "dark")
    assert "prefers-color-scheme" not in as_shown(EMAIL, "forced")


def test_forced_dark_turns_every_colour_round_and_no_text() -> None:
    shown = as_shown(EMAIL, "forced")
    assert 'bgcolor="#1f1f1f"' in shown
    assert "color:#ffffff" in shown
    assert "The #fff of it" in shown
    assert "@media (max-width: 0)" in shown, "these clients don't read the email's own rules"
    painted = re.search(r";background:#(..)(..)(..)", shown)
    assert painted
    red, green, blue = (int(part, 16) for part in painted.groups())
    assert red > green > blue, "the paper stays warm"
    assert red < 64


@pytest.mark.parametrize("look", ["light", "dark", "forced"])
def test_without_pictures_their_words_stay(look: str) -> None:
    shown = as_shown(EMAIL, look, images=False)
    assert '<img alt="A bridge" width="10">' in shown
    assert "a.png" not in shown
