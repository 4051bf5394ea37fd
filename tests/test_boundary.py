from __future__ import annotations

import logging
from collections.abc import Sequence

import pytest

from digest import boundary
from digest.errors import ConfigError


@pytest.fixture
def lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundary, "strict", False)


def fail() -> str:
    raise ValueError("odd bytes")


@pytest.mark.usefixtures("lenient")
def test_what_nobody_expected_ends_there_with_its_place_and_traceback(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "digest"):
        assert boundary.within("feed a", fail, str.upper).startswith("AN ERROR NOBODY EXPECTED, VALUEERROR: ODD BYTES")
    assert "feed a" in caplog.text
    assert "Traceback" in caplog.text


@pytest.mark.usefixtures("lenient")
def test_what_is_expected_passes_through() -> None:
    def refuse() -> str:
        raise ConfigError("wrong")

    with pytest.raises(ConfigError):
        boundary.within("feed a", refuse, str)


def test_in_tests_a_bug_is_raised() -> None:
    with pytest.raises(ValueError, match="odd bytes"):
        boundary.within("feed a", fail, str)


def sum_of(numbers: Sequence[int]) -> int:
    if 13 in numbers:
        raise ValueError("unlucky")
    return sum(numbers)


@pytest.mark.usefixtures("lenient")
def test_the_part_that_fails_alone_is_left_out() -> None:
    refused: list[int] = []
    assert boundary.without_culprits("sums", sum_of, [1, 13, 2], lambda part, _: refused.append(part)) == 3
    assert refused == [13]


@pytest.mark.usefixtures("lenient")
def test_parts_that_fail_only_together_are_a_failure() -> None:
    def together(numbers: Sequence[int]) -> int:
        if len(numbers) > 1:
            raise ValueError("too many")
        return 1

    with pytest.raises(ValueError, match="too many"):
        boundary.without_culprits("sums", together, [1, 2], lambda *_: None)
