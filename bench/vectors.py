"""Vectors of the local model for a bench, kept in a file for the next time where one is named."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from digest.adapters.local_embeddings import INSTALL, LocalModel, missing
from digest.adapters.store import SqlStore
from digest.curate.meaning import NO_VECTORS
from digest.model import Vector

BATCH = 32


def local_vectors(texts: Sequence[str], kept_in: Path | None) -> Mapping[str, Vector]:
    """The vector of each text; none, with a message, where the extra `[embed]` is not installed."""
    if lacking := missing():
        print(f"no MiniLM and no vectors: {', '.join(lacking)} missing; {INSTALL}")
        return NO_VECTORS
    store, began = SqlStore(kept_in), time.process_time()
    kept = store.vectors.find(texts)
    wanted = [text for text in dict.fromkeys(texts) if text not in kept]
    for some in (wanted[at : at + BATCH] for at in range(0, len(wanted), BATCH)):
        made = dict(zip(some, LocalModel().embed(some), strict=True))
        store.vectors.save(made)
        kept |= made
    store.close()
    seconds = time.process_time() - began
    print(f"{len(wanted)} texts embedded in {seconds:.0f} s of the processor, {len(kept) - len(wanted)} kept")
    return kept
