"""Recorded replies of a language model, in place of a server.

A folder holds a JSON file a reply: `key` of the prompt it answers, `kind` of the prompt, and the `reply`. They go into
the store, where the ordinary cache finds them; a prompt that was never recorded is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from digest.errors import ConfigError, ModelUnavailable
from digest.model import Prompt, Reply


class Recorded:
    """A `ports.Model` that asks nobody: what it has to say is in the cache already."""

    def __init__(self, name: str) -> None:
        self.name = name

    def ask(self, prompt: Prompt, within: float | None = None) -> Reply:
        """Refuses with `ModelUnavailable`, which costs nothing."""
        raise ModelUnavailable(f"no reply is recorded for this {prompt.name} prompt ({prompt.key[:12]})", (0, 0))

    def shortfalls(self) -> Sequence[str]:
        """Nothing: there is no server."""
        return ()


def read_recorded(folder: Path, model: str) -> Iterator[tuple[str, Reply]]:
    """The replies of a folder by the keys of their prompts. Raises a `ConfigError` that names a file it can't read."""
    if not folder.is_dir():
        raise ConfigError(f"writer.recorded: expected a folder of recorded replies, found none at {folder}")
    for path in sorted(folder.glob("*.json")):
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            yield str(kept["key"]), Reply(json.dumps(kept["reply"], ensure_ascii=False), model)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ConfigError(f"{path}: expected a recorded reply with `key` and `reply`: {error!r}") from None


def write_recorded(folder: Path, prompt: Prompt, name: str, reply: object) -> Path:
    """Keep a reply under a name; gives its file."""
    path = folder / f"{name}.json"
    document = {"kind": prompt.name, "key": prompt.key, "reply": reply}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path
