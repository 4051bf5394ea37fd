from __future__ import annotations

import pytest

from digest.write.text.clean_titles import clean_title


@pytest.mark.parametrize(
    ("title", "outlet", "expected"),
    [
        ("Judge blocks order - The New York Times", "New York Times", "Judge blocks order"),
        ("Judge blocks order | Reuters", "Reuters", "Judge blocks order"),
        ("Judge blocks order – live | US news", "The Guardian", "Judge blocks order – live"),
        ("LIVE: Judge blocks order", "CNN", "Judge blocks order"),
        ("WATCH: Senate votes on budget [VIDEO]", "Fox", "Senate votes on budget"),
        ("Breaking News: Senate votes on budget", "Fox", "Senate votes on budget"),
        ("Talks stall - and then resume", "CNN", "Talks stall - and then resume"),
        ("SENATE VOTES ON BUDGET", "CNN", "Senate votes on budget"),
        ("Trump: I never said that", "CNN", "Trump: I never said that"),
        ("  Two   spaces here now ", "CNN", "Two spaces here now"),
        ("Opinion: Why the vote failed", "CNN", "Why the vote failed"),
        ("Pelosi names a panel on Jan. 6 attack.", "CNN", "Pelosi names a panel on Jan. 6 attack"),
        ("A ruling for Sammy Davis Jr.", "CNN", "A ruling for Sammy Davis Jr."),
        ("Talks resume in the U.S.", "CNN", "Talks resume in the U.S."),
        ("Mayor ‘closes pier’ claim -key diver", "Reuters", "Mayor ‘closes pier’ claim – key diver"),
        ("CNN", "CNN", "CNN"),
        ("", "CNN", ""),
    ],
)
def test_headline(title: str, outlet: str, expected: str) -> None:
    assert clean_title(title, outlet) == expected
