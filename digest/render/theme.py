"""Paper and ink: the colours of an issue, by day and by night."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from digest.config import Theme

AA = 4.5  # the contrast that WCAG 2.2 asks of running text


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one mode, as `#rrggbb`."""

    ground: str  # around the column
    paper: str
    ink: str
    quiet: str  # times, labels, footer
    accent: str  # eyebrows, the rule of a pull quote
    link: str
    panel: str  # behind "why it matters"
    rule: str  # hairlines
    masthead: str  # behind the newsletter's name
    name: str  # the newsletter's name

    def pairs(self) -> tuple[tuple[str, str, str], ...]:
        """What is read on what: name, foreground, background. Hairlines are ornament and not among them."""
        texts = {"ink": self.ink, "quiet": self.quiet, "accent": self.accent, "link": self.link}
        grounds = {"paper": self.paper, "panel": self.panel}
        running = ((f"{n} on {g}", texts[n], grounds[g]) for n in texts for g in grounds)
        return (*running, ("name on masthead", self.name, self.masthead))


@dataclass(frozen=True, slots=True)
class Scheme:
    """Both modes of one issue."""

    light: Palette
    dark: Palette


def scheme_of(theme: Theme) -> Scheme:
    """Both palettes from the config's four colours.

    Shades of the paper are mixed with a brown of the paper's own hue, so that they stay warm where it is warm.
    By night paper and ink change places, and accent and link gain lightness until they can be read.
    """
    tone = _tone(theme.paper)
    night, glow = mix("#000000", mix(theme.paper, tone, 0.25), 0.14), mix(theme.paper, "#000000", 0.05)
    night_panel = mix(night, glow, 0.06)
    return Scheme(
        light=Palette(
            ground=mix(theme.paper, tone, 0.11),
            paper=theme.paper,
            ink=theme.ink,
            quiet=mix(theme.ink, theme.paper, 0.28),
            accent=theme.accent,
            link=theme.link,
            panel=mix(theme.paper, tone, 0.09),
            rule=mix(theme.paper, tone, 0.3),
            masthead=theme.masthead or theme.paper,
            name=_name(theme) or theme.ink,
        ),
        dark=Palette(
            ground=mix(night, "#000000", 0.3),
            paper=night,
            ink=glow,
            quiet=mix(glow, night, 0.25),
            accent=_lit(theme.accent, night_panel),
            link=_lit(theme.link, night_panel),
            panel=night_panel,
            rule=mix(night, glow, 0.2),
            masthead=theme.masthead or night,
            name=_name(theme) or glow,
        ),
    )


def _name(theme: Theme) -> str | None:
    """Paper or ink, whichever is clearer on a masthead of its own colour."""
    ground = theme.masthead
    return max(theme.paper, theme.ink, key=lambda colour: contrast(colour, ground)) if ground else None


def _tone(paper: str) -> str:
    hue, _, saturation = colorsys.rgb_to_hls(*_channels(paper))
    return _hex(colorsys.hls_to_rgb(hue, 0.4, min(saturation, 0.35)))


def _lit(colour: str, ground: str) -> str:
    """The colour for a dark ground: its hue, a little paler, as light as comfortable reading asks for."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    lit = colour
    while contrast(lit, ground) < 7 and lightness < 1:
        lightness = min(1.0, lightness + 0.02)
        lit = _hex(colorsys.hls_to_rgb(hue, lightness, 0.75 * saturation))
    return lit


def mix(one: str, other: str, share: float) -> str:
    """The first colour with a share of the second in it."""
    return _hex(a * (1 - share) + b * share for a, b in zip(_channels(one), _channels(other), strict=True))


def _channels(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def _hex(channels: Iterable[float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


@lru_cache(maxsize=1024)
def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, section 1.4.3)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
