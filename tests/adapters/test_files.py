from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from digest.adapters.files import FileFetcher, SourceFetcher
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


class Echo:
    """A fetcher that answers with its own name."""

    def __init__(self, name: bytes) -> None:
        self.name = name

    def fetch(self, requests: Sequence[Request]) -> Iterator[Response | FetchError]:
        return (Response(request.url, self.name) for request in requests)


def test_each_source_goes_where_it_belongs_and_the_order_stays() -> None:
    urls = ["https://a.example/", "a.xml", "HTTP://b.example/", "b.xml"]
    answers = SourceFetcher(lambda: Echo(b"web"), Echo(b"file")).fetch([Request(url) for url in urls])
    found = [(answer.url, answer.body) for answer in answers if isinstance(answer, Response)]
    assert found == list(zip(urls, [b"web", b"file", b"web", b"file"], strict=True))


def test_files_alone_never_wake_the_web() -> None:
    def web() -> Echo:
        raise AssertionError("there is no address of the web")

    (answer,) = SourceFetcher(web, Echo(b"file")).fetch([Request("a.xml")])
    assert isinstance(answer, Response)
