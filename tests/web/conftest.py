"""Pages on real servers, over a copy of the sample that a test may edit."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import httpx2
import pytest
from starlette.types import ASGIApp

from digest.commands.parts.previews import FilePreviews
from digest.config import Audience
from digest.web.preview import preview_app
from digest.web.serving import listen, port_of, server

ROOT = Path(__file__).parents[2]
THURSDAY, FRIDAY = "2025-02-27T17:30", "2025-02-28T17:30"


@contextmanager
def serving(make: Callable[[int], ASGIApp], *, public: bool = False) -> Iterator[str]:
    """The address of an app that is served while the block runs; `make` gets the port."""
    with listen(0) as listening:
        listening.listen()
        port = port_of(listening)
        served = server(make(port), public=public)
        thread = Thread(target=served.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            served.should_exit = served.force_exit = True
            thread.join()


def moment(audience: Audience, day: str) -> datetime:
    local = datetime.fromisoformat(day or THURSDAY)
    return local.replace(tzinfo=audience.newsletter.timezone).astimezone(UTC)


@dataclass(frozen=True)
class Newsroom:
    """The sample in a folder of its own."""

    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "config.yaml"

    def edit(self, old: str, new: str) -> None:
        text = self.config.read_text(encoding="utf-8")
        assert old in text
        self.config.write_text(text.replace(old, new), encoding="utf-8")

    def template(self, name: str, old: str, new: str) -> None:
        """Put an edited copy of a template beside the config."""
        source = (ROOT / "templates" / name).read_text(encoding="utf-8")
        assert old in source
        target = self.folder / "templates" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source.replace(old, new), encoding="utf-8")

    def previews(self, *configs: Path, days: tuple[str, ...] = ()) -> FilePreviews:
        return FilePreviews(configs or (self.config,), moment, days, in_memory=True)


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """One feed of the sample, which is quick to edit."""
    return copy_of_the_sample(tmp_path, feeds=1)


@pytest.fixture
def client(newsroom: Newsroom) -> Iterator[httpx2.Client]:
    """Asks the preview page of that newsroom as its own script would."""
    previews = newsroom.previews()
    with serving(lambda port: preview_app(previews, port)) as url, _own_script(url) as opened:
        yield opened


@pytest.fixture(scope="session")
def whole_sample(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """All of the sample; nobody edits it."""
    return copy_of_the_sample(tmp_path_factory.mktemp("sample"), feeds=6)


@pytest.fixture(scope="session")
def address(whole_sample: Newsroom) -> Iterator[str]:
    """Where the preview page of the whole sample is served."""
    previews = whole_sample.previews()
    with serving(lambda port: preview_app(previews, port)) as url:
        yield url


@pytest.fixture
def reader(address: str) -> Iterator[httpx2.Client]:
    """Asks that page as its own script would, and changes nothing."""
    with _own_script(address) as opened:
        yield opened


def _own_script(address: str) -> httpx2.Client:
    return httpx2.Client(base_url=address, headers={"Origin": address}, timeout=60)


def copy_of_the_sample(folder: Path, feeds: int) -> Newsroom:
    """The sample with its first feeds, in this folder."""
    shutil.copytree(ROOT / "samples", folder, dirs_exist_ok=True)
    newsroom = Newsroom(folder)
    lines = newsroom.config.read_text(encoding="utf-8").splitlines(keepends=True)
    sources = [line for line in lines if line.startswith("  - {outlet:")]
    kept = [line for line in lines if line not in sources[feeds:]]
    newsroom.config.write_text("".join(kept), encoding="utf-8")
    return newsroom
