"""`digest init`: a commented config for a new audience."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from digest.bundled import bundled
from digest.config import Source, load_audience
from digest.errors import ConfigError
from digest.gather.opml import read_opml


def write_config(name: str, folder: Path, opml: Path | None) -> Path:
    """Write `folder/SLUG.yaml`, the shipped config under another name, with the feeds of an OPML file if given.

    Refuses to write over a file that exists.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "newsletter"
    path = folder / f"{slug}.yaml"
    if path.exists():
        raise ConfigError(f"{path}: exists already; choose another name, or move it away")
    text = bundled("config.yaml").read_text(encoding="utf-8")
    text = re.sub(r"^  name: .*$", lambda _: f"  name: {_quoted(name)}", text, count=1, flags=re.M)
    text = text.replace("from: White House Watch <", f"from: {_phrase(name)} <")
    text = text.replace("White House Watch, 1 Example Street", "YOUR NAME, YOUR STREET")
    if opml:
        text = re.sub(r"^sources:\n(?:  .*\n)+", lambda _: _sources(_read(opml)), text, count=1, flags=re.M)
    path.write_text(text, encoding="utf-8")
    load_audience(path)
    return path


def _phrase(name: str) -> str:
    return re.sub(r"[^\w .-]", "", name).strip() or "Newsletter"


def _read(opml: Path) -> Sequence[Source]:
    try:
        return read_opml(opml.read_bytes())
    except OSError as error:
        raise ConfigError(f"{opml}: cannot be read: {error.strerror}") from None
    except ConfigError as error:
        raise ConfigError(f"{opml}: {error}") from None


def _sources(sources: Sequence[Source]) -> str:
    lines = (f"  - {{outlet: {_quoted(s.outlet)}, feed: {_quoted(s.feed)}, full_text: true}}\n" for s in sources)
    return "sources:\n" + "".join(lines)


def _quoted(text: str) -> str:
    """A JSON string, which is a YAML string too."""
    return json.dumps(text, ensure_ascii=False)
