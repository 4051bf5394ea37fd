from __future__ import annotations

import base64
import io

import pytest
from digest.model import Chart, Tally
from digest.render.chart import can_draw, draw_chart
from digest.render.theme import scheme_of
from PIL import Image

from .example_issue import CHART, an_audience

DAYS = ("Fri", "Sat", "Sun", "Mon", "Tue", "Wed", "Thu")
PALETTE = scheme_of(an_audience().theme).light


def drawn(chart: Chart) -> Image.Image:
    found = draw_chart(chart, DAYS, "reports@digest", PALETTE)
    assert found.cid == "reports@digest"
    return Image.open(io.BytesIO(base64.b64decode(found.data)))


def colours(image: Image.Image) -> set[str]:
    counted = image.convert("RGB").getcolors(1 << 20) or []
    return {"#{:02x}{:02x}{:02x}".format(*colour) for count, colour in counted if count > 500}  # type: ignore[misc]


def test_the_picture_is_opaque_twice_as_wide_as_the_column_and_small() -> None:
    image = drawn(CHART)
    assert image.width == 2 * 528
    assert image.info.get("transparency") is None
    assert len(draw_chart(CHART, DAYS, "c", PALETTE).data) < 30_000
    assert {PALETTE.panel, PALETTE.accent, PALETTE.quiet} <= colours(image)


def test_the_same_numbers_are_the_same_bytes() -> None:
    assert draw_chart(CHART, DAYS, "c", PALETTE) == draw_chart(CHART, DAYS, "c", PALETTE)


def test_days_without_a_report_still_have_a_bar_to_see() -> None:
    drawn(Chart(CHART.days, (Tally("White House", (1, 0, 0, 0, 0, 0, 0)),), 1))


@pytest.mark.parametrize(
    ("text", "can"), [("Weißes Haus, Élysée, España", True), ("Łódź", False), ("Київ", False), ("白宮", False)]
)
def test_a_script_that_the_font_lacks_is_known(text: str, can: bool) -> None:
    assert can_draw((text,)) is can
