from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.write.facts.support import support
from tests.write.facts.test_unsupported import item

ARTICLE = item(
    "The Senate rejected a plan to repeal the health law on Tuesday. Forty-nine senators voted for it. "
    "Oil prices rose above $50 a barrel after the vote. Mary Jones, a nurse from Leeds, watched with Peter Brown."
)


def test_an_articles_own_sentence_is_fully_supported() -> None:
    assert support("Oil prices rose above $50 a barrel after the vote.", [ARTICLE]) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("The Senate rejected the repeal of the health law.", "The Senate rejected a budget for the army."),
        ("Oil rose above $50.", "Oil rose above $60."),
        ("Oil prices rose after the vote.", "Oil prices fell after the vote."),
        ("Mary Jones watched.", "Mary Brown watched."),
        ("Senators voted for the plan.", "Senators never voted for the plan."),
        ("Oil prices rose above $50 a barrel.", "Oil prices rose above $50 with Peter Brown."),
    ],
)
def test_what_is_carried_scores_higher(better: str, worse: str) -> None:
    assert support(better, [ARTICLE]) > support(worse, [ARTICLE])


@given(st.text(), st.text())
def test_a_score_is_a_share(sentence: str, source: str) -> None:
    assert 0.0 <= support(sentence, [item(source)]) <= 1.0
