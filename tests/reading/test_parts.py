"""What is read of a sentence: how each verb stands there."""

from __future__ import annotations

import pytest

from digest.reading.parts import Passage, base_stem
from tests.write.reports import TODAY


@pytest.mark.parametrize(
    ("text", "verb", "mood"),
    [
        ("The board signed the plan.", "signed", "told"),
        ("The plan would be signed on Friday.", "signed", "planned"),
        ("The board might still sign the plan.", "sign", "possible"),
        ("The board has not signed the plan.", "signed", "denied"),
        ("The board refused to sign the plan.", "sign", "denied"),
        ("The board told the port to sign the plan.", "sign", "planned"),
        ("If the board signed the plan, work could begin.", "signed", "possible"),
    ],
)
def test_a_verb_is_read_with_the_chain_before_it(text: str, verb: str, mood: str) -> None:
    words = {word.text: word for word in Passage(text, TODAY).words}
    assert words[verb].mood == mood


@pytest.mark.parametrize(
    "forms", [("die", "died", "dies"), ("sue", "sued", "sues"), ("ban", "banned"), ("give", "gave")]
)
def test_forms_of_a_verb_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({base_stem(form) for form in forms}) == 1
