"""A server that nobody can hold by the sleeve."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route

from digest.web import serving as module

from .conftest import serving


def hello(_: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


def slowly(_: Request) -> StreamingResponse:
    def parts() -> Iterator[str]:
        for _ in range(6):
            yield "tick\n"
            time.sleep(0.1)

    return StreamingResponse(parts())


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    routes = [Route("/", hello), Route("/", hello, methods=["POST"]), Route("/slowly", slowly)]
    with serving(lambda _: Starlette(routes=routes)) as url:
        yield url


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET / HTT",
        b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nonly",
        b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHo",
    ],
    ids=["nothing", "half a line", "half a head", "half a body", "half of a second request"],
)
def test_half_a_request_is_not_waited_for(address: str, sent: bytes) -> None:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        connection.sendall(sent)
        while connection.recv(10_000):  # times out where the server waits for ever
            pass


def test_a_long_answer_is_finished_and_the_connection_kept(address: str) -> None:
    with httpx2.Client(base_url=address) as client:
        assert client.get("/slowly").text == "tick\n" * 6
        assert client.get("/").text == "hello"
