"""One email as different mail programs show it: by day, by night, repainted, without pictures.

A browser follows its own user's preference, so the email's own rules for day and night are switched by
rewriting their media queries. What forced dark modes do is an approximation: Outlook and Gmail repaint every
colour with its lightness turned round and leave pictures alone; which colours they spare differs by version
(https://www.litmus.com/blog/the-ultimate-guide-to-dark-mode-for-email-marketers).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import cbrt
from typing import Literal, get_args

Look = Literal["light", "dark", "forced"]
LOOKS: tuple[Look, ...] = get_args(Look)

_SCHEME = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)", re.IGNORECASE)
_ALWAYS, _NEVER = "(min-width: 0)", "(max-width: 0)"
_IMAGE = re.compile(r"""(<img\b[^>]*?)\s(?:src|srcset)\s*=\s*(?:"[^"]*"|'[^']*')""", re.IGNORECASE)
_BACKDROP = re.compile(r"""(<[a-z]+\b[^>]*?)\sbackground\s*=\s*(?:"[^"]*"|'[^']*')""", re.IGNORECASE)
_CSS_URL = re.compile(r"url\([^)]*\)", re.IGNORECASE)
_PAINTED = re.compile(r"""<style\b[^>]*>.*?</style>|\s(?:style|bgcolor|color)\s*=\s*(?:"[^"]*"|'[^']*')""", re.I | re.S)
_COLOUR = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b|rgb\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)", re.IGNORECASE)
_DARKEST = 0.24  # lightness that white becomes: these clients paint dark grey, not black


def as_shown(html: str, look: Look, *, images: bool = True) -> str:
    """The email as a program with this look shows it."""
    html = _for_scheme(html, "dark" if look == "dark" else "light")
    if look == "forced":
        html = _PAINTED.sub(lambda painted: _COLOUR.sub(_turned, painted[0]), html)
    dark = "html{background:#1f1f1f;color:#fff}" if look == "forced" else ""
    scheme = "dark" if look == "dark" else "only light"
    style = f"<style>html{{color-scheme:{scheme}}}{dark}</style>"
    html = re.sub(r"(?=</head>)", lambda _: style, html, count=1, flags=re.IGNORECASE)
    return html if images else _without_images(html)


def _for_scheme(html: str, scheme: str) -> str:
    return _SCHEME.sub(lambda query: _ALWAYS if query[1].lower() == scheme else _NEVER, html)


def _turned(colour: re.Match[str]) -> str:
    """The colour with its lightness turned round, hue and strength kept."""
    digits = colour[1] and (colour[1] if len(colour[1]) == 6 else "".join(digit * 2 for digit in colour[1]))
    parts = [int(digits[at : at + 2], 16) for at in (0, 2, 4)] if digits else [int(colour[n]) for n in (2, 3, 4)]
    lightness, *tint = _times(_TO_LAB, [cbrt(part) for part in _times(_TO_LMS, [_linear(part) for part in parts])])
    turned = _DARKEST + (1 - lightness) * (1 - _DARKEST)
    cones = [part**3 for part in _times(_FROM_LAB, [turned, *tint])]
    return "#" + "".join(f"{_encoded(part):02x}" for part in _times(_FROM_LMS, cones))


# Oklab, in which lightness is what the eye sees (https://bottosson.github.io/posts/oklab/).
_TO_LMS = (
    (0.41222147, 0.53633254, 0.05144599),
    (0.21190350, 0.68069955, 0.10739696),
    (0.08830246, 0.28171884, 0.62997870),
)
_TO_LAB = (
    (0.21045426, 0.79361779, -0.00407205),
    (1.97799850, -2.42859221, 0.45059371),
    (0.02590404, 0.78277177, -0.80867577),
)
_FROM_LAB = ((1, 0.39633778, 0.21580376), (1, -0.10556135, -0.06385417), (1, -0.08948418, -1.29148555))
_FROM_LMS = (
    (4.07674166, -3.30771159, 0.23096993),
    (-1.26843800, 2.60975740, -0.34131940),
    (-0.00419609, -0.70341861, 1.70761470),
)


def _times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    return [sum(one * other for one, other in zip(row, vector, strict=True)) for row in matrix]


def _linear(part: int) -> float:
    value = min(part, 255) / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> int:
    value = min(1.0, max(0.0, value))
    return round(255 * (value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))


def _without_images(html: str) -> str:
    """Pictures without their source: a browser prints the alternative text in their place."""
    html = _IMAGE.sub(r"\1", _IMAGE.sub(r"\1", html))
    return _PAINTED.sub(lambda painted: _CSS_URL.sub("none", painted[0]), _BACKDROP.sub(r"\1", html))
