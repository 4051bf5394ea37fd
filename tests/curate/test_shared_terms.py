"""Why reports are one story."""

from __future__ import annotations

from digest.curate.shared_terms import shared_terms
from digest.model import Story

from .newsdesk import item

CLASH = item(1, "Trump and Zelenskyy clash in the Oval Office", "Zelenskyy left the White House after the clash.")
COPY = item(2, "Oval Office clash ends minerals talks", "Zelenskyy and Trump clashed; the minerals deal is unsigned.")
OTHER = item(3, "Storm closes ports in Norway", "Ferries stay in port until the storm is over.")


def test_every_report_names_its_nearest_and_what_they_share():
    found = shared_terms(Story("s", "Ukraine", (CLASH, COPY)), [CLASH, COPY, OTHER])
    assert [(pair.item, pair.other) for pair in found] == [(CLASH, COPY), (COPY, CLASH)]
    assert found[0].likeness == found[1].likeness > 0
    assert "clash" in found[0].terms
    assert "the" not in found[0].terms


def test_a_single_report_shares_with_no_other():
    assert shared_terms(Story("s", "Ukraine", (OTHER,)), [CLASH, OTHER]) == ()
