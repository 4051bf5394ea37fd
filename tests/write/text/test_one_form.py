"""One form of an abbreviation, a half, a name in a hed and the text below it."""

from __future__ import annotations

import pytest

from digest.write.text.one_form import in_its_forms


@pytest.mark.parametrize(
    ("hed", "text", "expected"),
    [
        ("G7 leaders meet", "Leaders of the Group of Seven (G-7) met.", "G-7 leaders meet"),
        ("US waits", "The U.S. waits, and the U.S. knows.", "U.S. waits"),
        ("US waits", "The U.S. waits, says US Steel.", "US waits"),
        ("US-Norvik talks end", "The U.S. ended the talks.", "US-Norvik talks end"),
        ("Diver gets 22.5 years", "He got 22 1/2 years on Friday.", "Diver gets 22½ years"),
        ("Diver gets 22.5 years", "He got 22.5 years on Friday.", "Diver gets 22.5 years"),
        ("Moise is killed", "President Jovenel Moïse was killed.", "Moïse is killed"),
        ("Divers wait", "DIVERS wait in Norvik.", "Divers wait"),
    ],
)
def test_a_hed_takes_the_forms_of_its_text(hed: str, text: str, expected: str) -> None:
    assert in_its_forms(hed, text) == expected
