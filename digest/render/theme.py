"""Paper and ink: the colours of an issue, by day and by night."""

from __future__ import annotations

from dataclasses import dataclass


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

    def pairs(self) -> tuple[tuple[str, str, str], ...]:
        """What is read on what: name, foreground, background. Hairlines are ornament and not among them."""
        texts = {"ink": self.ink, "quiet": self.quiet, "accent": self.accent, "link": self.link}
        return tuple(
            (f"{name} on {where}", colour, ground)
            for name, colour in texts.items()
            for where, ground in (("paper", self.paper), ("panel", self.panel))
        )


@dataclass(frozen=True, slots=True)
class Theme:
    """Both modes of one issue."""

    light: Palette
    dark: Palette


NEWSPRINT = Theme(
    light=Palette(
        ground="#f3e4d6",
        paper="#fff3e8",
        ink="#26231f",
        quiet="#665f56",
        accent="#990f3d",
        link="#0b5563",
        panel="#f8e6d6",
        rule="#dcc8b5",
    ),
    dark=Palette(
        ground="#171513",
        paper="#211e1b",
        ink="#f1e8de",
        quiet="#b5aa9d",
        accent="#ff8fa8",
        link="#8fd0dc",
        panel="#2d2925",
        rule="#4a443d",
    ),
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, section 1.4.3)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
