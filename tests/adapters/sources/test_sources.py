from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.adapters.sources import Sources
from digest.config import Audience, load_audience
from digest.errors import ConfigError, FetchError
from digest.model import Request, Response
from tests.test_config import MINIMAL
from tests.web_server import Page, WebServer


@pytest.fixture
def web() -> Iterator[WebServer]:
    with WebServer().running() as server:
        yield server


def audience(folder: Path, *feeds: str) -> Audience:
    lines = "".join(f"  - {{outlet: Wire, feed: '{feed}'}}\n" for feed in feeds)
    config = folder / "a.yaml"
    config.write_text(
        MINIMAL.replace("  - outlet: Wire\n    feed: https://wire.example/rss\n", lines), encoding="utf-8"
    )
    return load_audience(config)


def test_each_address_goes_where_it_belongs_and_the_order_stays(tmp_path: Path, web: WebServer) -> None:
    urls = [web.serve("/a", Page(b"1")), "a.xml", web.serve("/b", Page(b"3")), f"file:{tmp_path}/b.xml", "no.xml"]
    (tmp_path / "a.xml").write_bytes(b"2")
    (tmp_path / "b.xml").write_bytes(b"4")
    answers = list(Sources(audience(tmp_path, *urls)).fetch([Request(url) for url in urls]))
    assert [answer.body for answer in answers[:4] if isinstance(answer, Response)] == [b"1", b"2", b"3", b"4"]
    assert isinstance(answers[4], FetchError)


def test_a_scheme_of_no_kind_is_named_with_its_place_and_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"a\.yaml:\d+:\d+: sources\.1\.feed: .*https:.*did you mean https\?"):
        Sources(audience(tmp_path, "a.xml", "htps://wire.example/"))


def test_files_alone_never_load_the_web(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"1")
    audience(tmp_path, "a.xml")
    code = (
        "import sys; from pathlib import Path; from digest.adapters.sources import Sources\n"
        "from digest.config import load_audience; from digest.model import Request\n"
        "print(*Sources(load_audience(Path('a.yaml'))).fetch([Request('a.xml')]))\n"
        "assert 'httpx2' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path)
