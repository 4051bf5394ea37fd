"""What a model is asked, what it answers, and what that cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Prompt:
    """One request to the language model: the reply must be JSON that fits `schema`."""

    system: str
    user: str
    schema: Mapping[str, Any]
    name: str  # of the schema, also the kind of work: "story", "headline"
    key: str  # cache key: content of the articles, prompt version, model, settings
    max_reply_tokens: int = 900


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model answered, and what it cost in tokens. `cached` replies cost nothing."""

    text: str
    model: str
    prompt_tokens: int = 0
    reply_tokens: int = 0
    cached: bool = False


Vector = Sequence[float]  # what an embeddings model makes of a text; of length 1, so that a product is a cosine


@dataclass(frozen=True, slots=True)
class Spend:
    """What the model did for one issue. `cost` is in the currency of the config's prices."""

    model: str = ""  # empty: no model was configured
    calls: int = 0
    prompt_tokens: int = 0
    reply_tokens: int = 0
    cost: float = 0.0
    cached: int = 0
    fallbacks: int = 0  # stories told as excerpts because the model failed
