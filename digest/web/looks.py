"""One email as different mail programs show it: by day, by night, repainted, without pictures.

A browser follows its own user's preference, so the email's own rules for day and night are switched by
rewriting their media queries. What forced dark modes do is an approximation: Outlook and Gmail repaint every
colour with its lightness turned round and leave pictures alone; which colours they spare differs by version
(https://www.litmus.com/blog/the-ultimate-guide-to-dark-mode-for-email-marketers).
"""

from __future__ import annotations

import colorsys
import re
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
_DARKEST = 0.12  # lightness that white becomes: these clients paint dark grey, not black


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
    """The colour with its lightness turned round, hue and saturation kept."""
    digits = colour[1] and (colour[1] if len(colour[1]) == 6 else "".join(digit * 2 for digit in colour[1]))
    parts = [int(digits[at : at + 2], 16) for at in (0, 2, 4)] if digits else [int(colour[n]) for n in (2, 3, 4)]
    hue, lightness, saturation = colorsys.rgb_to_hls(*(min(part, 255) / 255 for part in parts))
    turned = colorsys.hls_to_rgb(hue, _DARKEST + (1 - lightness) * (1 - _DARKEST), saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in turned)


def _without_images(html: str) -> str:
    """Pictures without their source: a browser prints the alternative text in their place."""
    html = _IMAGE.sub(r"\1", _IMAGE.sub(r"\1", html))
    return _PAINTED.sub(lambda painted: _CSS_URL.sub("none", painted[0]), _BACKDROP.sub(r"\1", html))
