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
        ("US waits", "The U.S. waits, and the U.S. knows, says US Steel.", "U.S. waits"),
        ("Counteroffer waits", "The counter-offer waits in Norvik.", "Counter-offer waits"),
        ("Pro-pier vote", "The pro-pier vote and the propier waits.", "Pro-pier vote"),
        ("U.S. waits", "The U.S navy and U.S.-made boats wait.", "U.S. waits"),
        ("US-Norvik talks end", "The U.S. ended the talks.", "US-Norvik talks end"),
        ("Diver gets 22.5 years", "He got 22 1/2 years on Friday.", "Diver gets 22½ years"),
        ("Diver gets 22.5 years", "He got 22.5 years on Friday.", "Diver gets 22.5 years"),
        ("Moise is killed", "President Jovenel Moïse was killed.", "Moïse is killed"),
        ("Divers wait", "DIVERS wait in Norvik.", "Divers wait"),
    ],
)
def test_a_hed_takes_the_forms_of_its_text(hed: str, text: str, expected: str) -> None:
    assert in_its_forms(hed, text) == expected


def test_what_a_text_has_not_is_as_most_of_the_issue_has_it() -> None:
    issue = "The U.S. waits. The U.S. and the UN know."
    assert in_its_forms("US and U.N. wait", "Divers wait.", issue) == "U.S. and UN wait"
    assert in_its_forms("US waits", "The US waits.", issue) == "US waits"
