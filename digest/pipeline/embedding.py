"""Vectors of texts: from the store, and for new texts from the embeddings model."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from digest.errors import BadReply, ModelError
from digest.model import Facts, Finding, Vector
from digest.pipeline.desk import Desk
from digest.ports import Embedder

BATCH = 32  # texts in one request: servers that cap it take at least so many


def find_vectors(desk: Desk, texts: Sequence[str]) -> tuple[Mapping[str, Vector], tuple[Finding, ...]]:
    """The vector of each text, or none at all and why; a text that was seen before is not asked for again.

    Raises a `ModelError` only where the config says `when_model_fails: stop`.
    """
    if desk.embedder is None or not texts:
        return {}, ()
    keys = {text: _key(desk.embedder.name, text) for text in texts}
    kept = desk.store.vectors.find(keys.values())
    missing = [text for text, key in keys.items() if key not in kept]
    try:
        for made in _batches(desk, desk.embedder, missing):
            new = {keys[text]: vector for text, vector in made.items()}
            desk.store.vectors.save(new)  # at once: it is paid for
            kept |= new
        _check_lengths(desk.embedder, kept.values())
    except ModelError as error:
        if desk.audience.writer.when_model_fails == "stop":
            raise
        return {}, (Finding("model failed", Facts.of("by words instead", why=str(error))),)
    return {text: kept[key] for text, key in keys.items()}, ()


def _batches(desk: Desk, embedder: Embedder, texts: Sequence[str]) -> Iterator[Mapping[str, Vector]]:
    starts = range(0, len(texts), BATCH)
    for start in desk.progress.track("vectors", starts, len(starts)):
        some = texts[start : start + BATCH]
        yield dict(zip(some, embedder.embed(some), strict=True))


def _check_lengths(embedder: Embedder, vectors: Iterable[Vector]) -> None:
    """Refuse vectors that can't be compared: the server has another model than when the kept ones were made."""
    lengths = sorted({len(vector) for vector in vectors})
    if len(lengths) > 1:
        raise BadReply(f"{embedder.name}: vectors of {' and '.join(map(str, lengths))} numbers can't be compared")


def _key(model: str, text: str) -> str:
    return hashlib.sha256(f"{model}\n{text}".encode()).hexdigest()
