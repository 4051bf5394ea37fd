"""Who writes, who gives the second opinion, and who compares by meaning."""

from __future__ import annotations

import os

from digest.config import Audience, Writer
from digest.errors import ConfigError
from digest.ports import Embedder, Model, Progress


def pick_model(audience: Audience, progress: Progress) -> Model | None:
    """The language model the config names; None where it names none, or its key is not in the environment."""
    writer = audience.writer
    if writer.model and writer.recorded:
        from digest.adapters.recorded import Recorded

        return Recorded(writer.model)
    return _chat_model(audience, writer, "writer.api_key_env", progress) if writer.model else None


def pick_checker(audience: Audience, progress: Progress) -> Model | None:
    """The model for the second opinion where the config names one of its own; None as for the writer's."""
    writer = audience.writer
    if not writer.model or not _own_checker(audience):
        return None
    return _chat_model(audience, writer.as_checker, "writer.checker.api_key_env", progress)


def _own_checker(audience: Audience) -> bool:
    return audience.writer.second_opinion and audience.writer.checker is not None


def _chat_model(audience: Audience, writer: Writer, setting: str, progress: Progress) -> Model | None:
    key = os.environ.get(writer.api_key_env, "") if writer.api_key_env else "unused"
    if not key:
        missing = f"{writer.api_key_env} is not set, so {writer.model} can't be asked"
        if writer.when_model_fails == "stop":
            where = audience.where(setting)
            raise ConfigError(f"{where}: {missing}; put the key into the environment, or clear `writer.model`")
        progress.note(f"{missing}; stories are excerpted")
        return None
    from digest.adapters.language_model import ChatModel

    return ChatModel(writer, key)


def pick_embedder(audience: Audience, progress: Progress) -> Embedder | None:
    """The embeddings model the config names; None where it names none, or its key is not in the environment."""
    writer, settings = audience.writer, audience.writer.embeddings
    if settings is None:
        return None
    if settings.is_local:
        return _local_embedder(audience, progress)
    variable = writer.api_key_env if settings.api_key_env is None else settings.api_key_env
    key = os.environ.get(variable, "") if variable else "unused"
    if not key:
        missing = f"{variable} is not set, so {settings.model} can't be asked"
        if writer.when_model_fails == "stop":
            where = audience.where("writer.embeddings.api_key_env")
            raise ConfigError(f"{where}: {missing}; put the key there, or leave `writer.embeddings` out")
        progress.note(f"{missing}; articles are compared by their words")
        return None
    from digest.adapters.embeddings import EmbeddingModel

    return EmbeddingModel(settings, writer, key)


def _local_embedder(audience: Audience, progress: Progress) -> Embedder | None:
    from digest.adapters.local_embeddings import INSTALL, LocalModel, missing

    lacking = missing()
    if not lacking:
        return LocalModel()
    told = f"the local model of embeddings lacks {', '.join(lacking)}: {INSTALL}"
    if audience.writer.when_model_fails == "stop":
        raise ConfigError(f"{audience.where('writer.embeddings.model')}: {told}, or leave `writer.embeddings` out")
    progress.note(f"{told}; articles are compared by their words")
    return None


def kept_vectors(audience: Audience) -> Embedder | None:
    """What stands for the embeddings model where only the vectors that it made before may be used."""
    from digest.adapters.embeddings import EmbeddingModel
    from digest.adapters.local_embeddings import NAME
    from digest.adapters.offline import Unasked

    settings = audience.writer.embeddings
    if settings is None:
        return None
    return Unasked(NAME if settings.is_local else EmbeddingModel(settings, audience.writer, None).name)
