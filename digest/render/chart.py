"""A small chart as a PNG: a row of bars for each topic, the last day in the accent colour.

Drawn at twice its size for sharp screens, on a ground of its own, so that it reads by day and by night; its
type is large because a phone shows the picture at two thirds.
"""

from __future__ import annotations

import base64
import io
from functools import cache
from typing import Any

from digest.model import Attachment, Chart
from digest.render.theme import Palette

WIDTH = 528  # px, the text column on a desktop
_SHARP = 2
_EDGE, _GAP, _TYPE, _LINE, _BARS = 20, 18, 23, 32, 76  # px: margin, between topics, type, its line, longest bar


def can_draw(texts: tuple[str, ...]) -> bool:
    """Whether the font has all these characters: it knows the letters of Western Europe only."""
    return all(character.isspace() or _has(character) for character in set("".join(texts)))


def draw_chart(chart: Chart, days: tuple[str, ...], cid: str, palette: Palette) -> Attachment:
    """The chart, with `days` as the labels of the bars."""
    from PIL import Image, ImageDraw

    row = 2 * _LINE + _BARS + _GAP
    height = 2 * _EDGE + len(chart.tallies) * row + _LINE - _GAP
    image = Image.new("RGB", (WIDTH * _SHARP, height * _SHARP), palette.panel)
    pen = _Pen(ImageDraw.Draw(image), palette)
    most = max(max(tally.counts) for tally in chart.tallies)
    for number, tally in enumerate(chart.tallies):
        top = _EDGE + number * row
        pen.write(_EDGE + 6, top, tally.topic, palette.ink)
        pen.bars(top + row - _GAP, tally.counts, most)
    pen.labels(height - _EDGE - _LINE + 10, days)
    packed = io.BytesIO()
    image.quantize(32).save(packed, "PNG", optimize=True)
    return Attachment(cid, base64.b64encode(packed.getvalue()).decode("ascii"))


class _Pen:
    """Draws in CSS pixels."""

    def __init__(self, draw: Any, palette: Palette) -> None:
        self._draw, self._palette = draw, palette
        self._font = _font()

    def write(self, x: float, y: float, text: str, colour: str, anchor: str = "la") -> None:
        self._draw.text((x * _SHARP, y * _SHARP), text, colour, self._font, anchor)

    def bars(self, base: float, counts: tuple[int, ...], most: int) -> None:
        step = (WIDTH - 2 * _EDGE) / len(counts)
        for number, count in enumerate(counts):
            left, top = _EDGE + number * step, base - _BARS * count / most
            last = number == len(counts) - 1
            colour = self._palette.accent if last else self._palette.quiet
            box = (left + 6, min(top, base - 2), left + step - 6, base)
            self._draw.rectangle([edge * _SHARP for edge in box], colour)
            self.write(left + step / 2, top - 4, str(count), colour if last else self._palette.ink, "md")

    def labels(self, y: float, labels: tuple[str, ...]) -> None:
        step = (WIDTH - 2 * _EDGE) / len(labels)
        for number, label in enumerate(labels):
            self.write(_EDGE + (number + 0.5) * step, y, label, self._palette.quiet, "ma")


@cache
def _font() -> Any:
    from PIL import ImageFont

    return ImageFont.load_default(_TYPE * _SHARP)


@cache
def _has(character: str) -> bool:
    return bytes(_font().getmask(character)) != bytes(_font().getmask("\uffff"))
