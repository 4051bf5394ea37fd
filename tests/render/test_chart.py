from __future__ import annotations

import base64
import io

from PIL import Image

from digest.render.chart import draw_bars
from digest.render.theme import scheme_of
from digest.render.views import ChartRow

from .example_issue import an_audience

PALETTE = scheme_of(an_audience().theme).light


def a_row(*counts: int, most: int = 61) -> ChartRow:
    days = tuple(str(21 + number) for number in range(len(counts)))
    return ChartRow("White House", counts, days, most, "cid:reports@digest", "")


def test_the_picture_is_opaque_twice_as_wide_as_the_column_and_small() -> None:
    found = draw_bars(a_row(31, 12, 9, 40, 38, 52, 61), PALETTE)
    assert (found.cid, len(found.data) < 15_000) == ("reports@digest", True)
    image = Image.open(io.BytesIO(base64.b64decode(found.data)))
    assert image.width == 2 * 528
    assert image.info.get("transparency") is None
    counted = image.convert("RGB").getcolors(1 << 20) or []
    colours = {"#{:02x}{:02x}{:02x}".format(*colour) for count, colour in counted if count > 500}  # type: ignore[misc]
    assert {PALETTE.panel, PALETTE.accent, PALETTE.quiet} <= colours


def test_the_same_numbers_are_the_same_bytes() -> None:
    assert draw_bars(a_row(3, 2, 1), PALETTE) == draw_bars(a_row(3, 2, 1), PALETTE)


def test_a_topic_without_a_report_in_days_can_be_drawn() -> None:
    assert draw_bars(a_row(1, 0, 0, most=1), PALETTE).data
