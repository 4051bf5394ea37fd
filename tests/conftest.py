"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from digest import boundary
from tests.commands import Shell

settings.register_profile("digest", deadline=None)  # a busy machine is no bug
settings.load_profile("digest")

boundary.strict = True  # what nobody expected fails a test
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The corpora that stand beside the checkout; the tests that need them skip where they are missing."""
    if not SHARED.is_dir():
        pytest.skip("needs the corpora in ../shared/data, which are not part of the repository")
    return SHARED


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test leaves a note in the cache of who runs it, or finds one there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Types commands of `digest`."""
    return Shell(monkeypatch, capsys)
