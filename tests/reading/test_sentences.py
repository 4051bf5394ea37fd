from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.reading.sentences import paragraphs, sentences


def _texts(text: str) -> list[str]:
    return [span.text for span in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. J. F. Kelly met Sen. Ron Wyden, D-Ore., at 5 p.m. Thursday.",
        "The U.S. Senate voted on No. 7.",
        "It cost $3.5 million.",
        "Der Einsatz soll am 4. März beginnen.",
        '"Why?" Trump asked.',
        "“Is that so?” she said.",
        "The firm, Acme Inc., is in St. Louis.",
        "Justice Samuel A. Alito wrote it.",
        "He said ... nothing.",
        "Mr. and Mrs. Smith live on Jan. 6 Street.",
        "The clip shows then-Sen. Joe Biden, ex-Gov. Jerry Brown and Lt.-Gov. Dan Patrick with Secy. John Kerry.",
        '"How certain are you?" Democratic Sen. Dick Durbin of Illinois asked Ford during the hearing.',
    ],
)
def test_one_sentence(text: str) -> None:
    assert _texts(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "He left the U.S.|The plane was late.",
        "At 5 p.m. it ended.|He went.",
        "“We are here.|And it will last,” he said.|Then he left.",
        "He said no.|Then Bush spoke...|Nobody answered!",
        "This is critical mass.|Trump agreed.",
        "(He was wrong.)|Was he?|Yes.",
        "It rose 3.5%.|“Good,” he said.",
        "“Is it over?”|Senator Ron Wyden of Oregon said that it was.",
    ],
)
def test_several_sentences(text: str) -> None:
    assert _texts(text.replace("|", " ")) == text.split("|")


def test_paragraphs_end_sentences() -> None:
    text = "A headline without a stop\n\nThe first sentence\n \n  The second."
    assert [span.text for span in paragraphs(text)] == _texts(text)


@given(st.text(alphabet=st.sampled_from('aB .!?\n"“”’()0U.S Mr')) | st.text())
def test_offsets_are_exact_and_nothing_is_lost(text: str) -> None:
    spans = sentences(text)
    assert all(text[span.start : span.end] == span.text == span.text.strip() != "" for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert "".join("".join(span.text.split()) for span in spans) == "".join(text.split())


def test_real_articles_split_into_sentences_of_fair_length(shared_data: Path) -> None:
    with gzip.open(shared_data / "allsides_events" / "dev.jsonl.gz", "rt", encoding="utf-8") as file:
        texts = [
            report["text"] for _, line in zip(range(20), file, strict=False) for report in json.loads(line)["docs"]
        ]
    lengths = sorted(len(span.text.split()) for text in texts for span in sentences(text))
    assert 15 <= lengths[len(lengths) // 2] <= 30
    assert lengths[len(lengths) // 20] >= 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("港口关闭了。议会下周投票。真的吗？是的！", ["港口关闭了。", "议会下周投票。", "真的吗？", "是的！"]),
        ("「戻ります。」と大臣は言った。議会は投票する。", ["「戻ります。」と大臣は言った。", "議会は投票する。"]),
        ("सरकार ने कहा। संसद मतदान करेगी।", ["सरकार ने कहा।", "संसद मतदान करेगी।"]),
        ("هل أغلق الميناء؟ نعم.", ["هل أغلق الميناء؟", "نعم."]),
    ],
)
def test_sentences_end_as_their_script_ends_them(text: str, found: list[str]) -> None:
    assert [span.text for span in sentences(text)] == found
