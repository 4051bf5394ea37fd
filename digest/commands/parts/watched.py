"""The files behind a preview, and a stamp that changes when one of them does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from digest.bundled import bundled
from digest.config import Audience, file_name

# What an issue is set and sent with, and not made from.
_SETTING = {"template", "theme", "delivery", "archive", "alerts"}
_WORDING = {"tagline", "sign_off"}


def content_of(audience: Audience) -> Mapping[str, Any]:
    """What the config says about the making of an issue; equal where another issue can't come of it."""
    newsletter = audience.newsletter.model_dump(exclude=_WORDING)
    return {**audience.model_dump(exclude=_SETTING), "newsletter": newsletter}


def content_files(audience: Audience) -> list[Path]:
    """What an issue is made from beside the config, the pages of the web left aside."""
    feeds = [audience.folder / file_name(source.feed) for source in audience.sources if source.is_file]
    prompts = [path for folder in _template_folders(audience) for path in sorted((folder / "prompts").glob("*"))]
    return [*feeds, *prompts]


def template_files(audience: Audience) -> list[Path]:
    """What an issue is set with."""
    return [path for folder in _template_folders(audience) for path in sorted(folder.rglob("*")) if path.is_file()]


def all_files(audience: Audience) -> list[Path]:
    """Those, the config, and the list of readers where it is a file."""
    listed = audience.delivery.recipients
    readers = [audience.folder / listed] if isinstance(listed, str) else []
    return [audience.path, *content_files(audience), *template_files(audience), *readers]


def stamp_of(paths: Sequence[Path]) -> str:
    """The files' names, times and sizes; a file that is gone counts too."""
    return f"{hash(tuple(map(_state, paths))) & 0xFFFFFFFFFFFF:x}"


def _state(path: Path) -> tuple[str, int, int]:
    try:
        state = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), state.st_mtime_ns, state.st_size


def _template_folders(audience: Audience) -> tuple[Path, ...]:
    return (audience.folder / "templates", bundled("templates"))
