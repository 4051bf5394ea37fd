from __future__ import annotations

from pathlib import Path

from digest.adapters.sources.files import FileFetcher
from digest.errors import FetchError
from digest.model import Request, Response


def test_files_count_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "a.xml").write_bytes(b"<rss/>")
    here, missing, folder = FileFetcher(tmp_path).fetch([Request("feeds/a.xml"), Request("b.xml"), Request("feeds")])
    assert here == Response("feeds/a.xml", b"<rss/>")
    assert isinstance(missing, FetchError)
    assert f"cannot read {tmp_path / 'b.xml'}: No such file" in str(missing)
    assert isinstance(folder, FetchError)


def test_a_file_that_is_too_large_or_has_an_impossible_name(tmp_path: Path) -> None:
    with (tmp_path / "large.xml").open("wb") as file:
        file.truncate(10_000_001)
    large, impossible = FileFetcher(tmp_path).fetch([Request("large.xml"), Request("a\0b")])
    assert isinstance(large, FetchError)
    assert "larger than 10 MB" in large.reason
    assert isinstance(impossible, FetchError)


def test_a_file_by_its_address(tmp_path: Path) -> None:
    (tmp_path / "a b.xml").write_bytes(b"<rss/>")
    (found,) = FileFetcher(tmp_path / "elsewhere").fetch([Request(f"file://{tmp_path}/a%20b.xml")])
    assert isinstance(found, Response)
    assert found.body == b"<rss/>"
