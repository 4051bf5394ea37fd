"""A row of bars as a PNG, one a day, the last in the accent colour.

Drawn at twice its size for sharp screens, on a ground of its own, so that it reads by day and by night. It holds
digits only, in large type, because a phone shows it at two thirds: words stand beside it, in the reader's font.
"""

from __future__ import annotations

import base64
import io
from functools import cache
from typing import Any

from digest.model import Attachment
from digest.render.theme import Palette
from digest.render.views import ChartRow

WIDTH = 528  # px, the text column on a desktop
_SHARP = 2
_EDGE, _TYPE, _LINE, _BARS = 18, 23, 32, 76  # px: margin, size of type, a line of it, the longest bar


def draw_bars(row: ChartRow, palette: Palette) -> Attachment:
    """The counts of a row above their bars, the days below."""
    from PIL import Image, ImageDraw

    base = _EDGE + _LINE + _BARS
    size = (WIDTH * _SHARP, (base + _LINE + _EDGE) * _SHARP)
    image = Image.new("RGB", size, palette.panel)
    pen, step = ImageDraw.Draw(image), (WIDTH - 2 * _EDGE) / len(row.counts)
    for number, (count, day) in enumerate(zip(row.counts, row.days, strict=True)):
        left, height = _EDGE + number * step, max(2, _BARS * count / row.most)
        colour = palette.accent if number == len(row.counts) - 1 else palette.quiet
        box = (left + 6, base - height, left + step - 6, base)
        pen.rectangle([edge * _SHARP for edge in box], colour)
        middle = (left + step / 2) * _SHARP
        pen.text((middle, (base - height - 4) * _SHARP), str(count), palette.ink, _font(), "md")
        pen.text((middle, (base + 10) * _SHARP), day, palette.quiet, _font(), "ma")
    packed = io.BytesIO()
    image.quantize(32).save(packed, "PNG", optimize=True)
    return Attachment(row.src.removeprefix("cid:"), base64.b64encode(packed.getvalue()).decode("ascii"))


@cache
def _font() -> Any:
    from PIL import ImageFont

    return ImageFont.load_default(_TYPE * _SHARP)  # the one that comes with pillow knows no letters beyond ASCII
