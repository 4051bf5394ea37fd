from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.reading.covered import Covered

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8)


@given(SPANS, st.integers(0, 31))
def test_a_place_is_covered_where_a_span_has_it(spans: list[tuple[int, int]], place: int) -> None:
    assert (place in Covered(spans)) == any(start <= place < end for start, end in spans)
