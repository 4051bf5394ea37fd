"""`digest init`: a commented config for a new audience."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from digest.bundled import bundled
from digest.config import Source, load_audience, slug_of
from digest.console import counted
from digest.errors import ConfigError
from digest.gather.opml import FeedList, read_opml


def write_config(name: str, folder: Path, opml: Path | None) -> str:
    """Write `folder/SLUG.yaml`, the shipped config under another name, with the feeds of an OPML file if given.

    Gives a line that says so. Refuses to write over a file that exists; a config that would be wrong is not left.
    """
    name = " ".join(name.split())
    path = folder / f"{_slug(name)}.yaml"
    feeds = _read(opml) if opml else None
    text = _config(name, feeds)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise ConfigError(f"{path}: exists already; choose another name, or move it away") from None
    try:
        load_audience(path)
    except ConfigError:
        path.unlink()
        raise
    return f"{path} is written{_counted(feeds) if feeds else ''}; look through it, then: digest check --config {path}"


def _slug(name: str) -> str:
    if not name or not name.isprintable():
        raise ConfigError(f'{name!r}: expected a name for the newsletter, such as "Morning Brief"')
    slug = slug_of(name)
    if not slug:
        raise ConfigError(
            f"{name!r}: the file is named after the newsletter, and this name has no letter a to z; give one in these "
            "letters, and change `newsletter.name` in the file"
        )
    return slug


def _read(opml: Path) -> FeedList:
    try:
        return read_opml(opml.read_bytes())
    except OSError as error:
        raise ConfigError(f"{opml}: cannot be read: {error.strerror}") from None
    except ConfigError as error:
        raise ConfigError(f"{opml}: {error}") from None


def _config(name: str, feeds: FeedList | None) -> str:
    lines = {
        "name": f"name: {_quoted(name)}",
        "# slug": f"slug: {slug_of(name)}",
        "from": f"from: {_quoted(f'{_phrase(name)} <watch@example.org>')}",
        "postal_address": "postal_address: YOUR NAME, YOUR STREET, YOUR TOWN",
    }
    text = bundled("config.yaml").read_text(encoding="utf-8")
    text = re.sub(rf"^  ({'|'.join(lines)}): [^#\n]*[^#\s]", lambda found: f"  {lines[found[1]]}", text, flags=re.M)
    if feeds:
        text = re.sub(r"^sources:\n(?:  .*\n)+", lambda _: _listed(feeds.sources), text, count=1, flags=re.M)
    return text


def _phrase(name: str) -> str:
    """The name as it may stand before an address."""
    return " ".join(re.sub(r"[^\w .-]", "", name).split())


def _listed(sources: Sequence[Source]) -> str:
    lines = (f"  - {{outlet: {_quoted(s.outlet)}, feed: {_quoted(s.feed)}, full_text: true}}\n" for s in sources)
    return "sources:\n" + "".join(lines)


def _quoted(text: str) -> str:
    """A JSON string, which is a YAML string too."""
    return json.dumps(text, ensure_ascii=False)


def _counted(feeds: FeedList) -> str:
    """` with 12 feeds (left out: 2 there twice, 1 without an address)`."""
    left_out = ((feeds.repeated, "there twice"), (feeds.without_address, "without an address"))
    why = ", ".join(f"{number} {reason}" for number, reason in left_out if number)
    return f" with {counted(len(feeds.sources), 'feed')}" + (f" (left out: {why})" if why else "")
