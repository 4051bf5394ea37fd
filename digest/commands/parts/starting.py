"""`digest init`: a commented config for a new audience."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import available_timezones

from digest.bundled import bundled
from digest.config import Source, did_you_mean, load_audience, slug_of
from digest.console import counted
from digest.errors import ConfigError
from digest.gather.opml import FeedList, read_opml
from digest.nearby import configs_in
from digest.yaml_mistakes import quoted

ZONEINFO = "zoneinfo/"  # in the path of a machine's own zone
TOPICS = """\
topics:
  - name: YOUR TOPIC
    match: YOUR WORDS OR "YOUR PHRASE"
  # - name: Ukraine talks
  #   match: (Ukrain* OR Kyiv) AND (talks OR negotiat* OR ceasefire)
  # - {name: City hall, about: What the mayor and the council of our town decide}
"""
SOURCES = """\
sources:
  - {outlet: YOUR OUTLET, feed: "https://feeds.example.org/rss.xml", full_text: true}
  # - {outlet: BBC News, feed: "https://feeds.bbci.co.uk/news/rss.xml", full_text: true, weight: 1.2}
"""


def write_config(name: str, folder: Path, opml: Path | None, template: str | None = None) -> str:
    """Write `folder/SLUG.yaml`, the shipped config about another newsletter, with the feeds of an OPML file if given.

    With `template` the files of that preset are copied beside it, to be changed.

    Gives a line that says so. Refuses to write over a file that exists; a config that would be wrong is not left.
    """
    name = " ".join(name.split())
    path = folder / f"{_slug(name)}.yaml"
    feeds = _read(opml) if opml else None
    copied = _copy_preset(template, folder) if template else ""
    text = _config(name, feeds, template)
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
    with_ = _counted(feeds) if feeds else ""
    named = "" if configs_in(folder) == [path] else f" --config {path}"
    return f"{path} is written{with_}{copied}; `digest check{named}` names what is left to fill in"


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


def _copy_preset(name: str, folder: Path) -> str:
    """Copy the two files of a preset into `templates/`, where they come before ours. Never over a file that exists."""
    ours, own = bundled("templates"), folder / "templates"
    files = [path for path in sorted(ours.glob(f"{name}.*.j2")) if path.name.startswith(f"{name}.")]
    known = sorted(path.name.removesuffix(".mjml.j2") for path in ours.glob("*.mjml.j2"))
    if name not in known:
        raise ConfigError(f"--template {name}: expected {', '.join(known)}{did_you_mean(name, known)}")
    own.mkdir(exist_ok=True)
    for file in files:
        if (own / file.name).exists():
            raise ConfigError(f"{own / file.name}: exists already; it is used in place of ours as it is")
    for file in files:
        shutil.copyfile(file, own / file.name)
    return f", and {' and '.join(str(own / file.name) for file in files)} to be changed"


def _config(name: str, feeds: FeedList | None, template: str | None) -> str:
    lines = {
        "name": f"name: {_quoted(name)}",
        "# slug": f"slug: {slug_of(name)}",
        "tagline": "# tagline: YOUR LINE UNDER THE NAME",
        "timezone": f"timezone: {_own_zone()}",
        "model": "# model: gpt-5-mini",
        "style": "# style: Sober and exact, for readers who follow this for a living.",
        "from": f"from: {quoted(_mailbox(name))}",
        "postal_address": "postal_address: YOUR NAME, YOUR STREET, YOUR TOWN",
    }
    text = bundled("config.yaml").read_text(encoding="utf-8")
    text = re.sub(rf"^  ({'|'.join(lines)}): [^#\n]*[^#\s]", lambda found: f"  {lines[found[1]]}", text, flags=re.M)
    text = re.sub(r"^topics:\n(?:  .*\n)+", lambda _: TOPICS, text, count=1, flags=re.M)
    sources = _listed(feeds.sources) if feeds else SOURCES
    text = re.sub(r"^sources:\n(?:  .*\n)+", lambda _: sources, text, count=1, flags=re.M)
    return re.sub(r"^template: \w+", f"template: {template or 'briefing'}", text, count=1, flags=re.M)


def _own_zone() -> str:
    """The zone of this machine's clock; UTC where it has no name."""
    for place in (os.environ.get("TZ", "").removeprefix(":"), os.path.realpath("/etc/localtime")):
        zone = place.rpartition(ZONEINFO)[2]
        if zone in available_timezones():
            return zone.removeprefix("Etc/")
    return "UTC"


def _mailbox(name: str) -> str:
    """The name before an address, between marks where it holds what has a meaning in addresses (RFC 5322)."""
    shown = name if re.fullmatch(r"[\w .-]+", name) and "." not in name else '"{}"'.format(name.replace('"', "'"))
    return f"{shown} <news@example.org>"


def _listed(sources: Sequence[Source]) -> str:
    lines = (f"  - {{outlet: {_quoted(s.outlet)}, feed: {_quoted(s.address)}, full_text: true}}\n" for s in sources)
    return "sources:\n" + "".join(lines)


def _quoted(text: str) -> str:
    """A JSON string, which is a YAML string too."""
    return json.dumps(text, ensure_ascii=False)


def _counted(feeds: FeedList) -> str:
    """` with 12 feeds (left out: 2 there twice, 1 without an address)`."""
    left_out = ((feeds.repeated, "there twice"), (feeds.without_address, "without an address"))
    why = ", ".join(f"{number} {reason}" for number, reason in left_out if number)
    return f" with {counted(len(feeds.sources), 'feed')}" + (f" (left out: {why})" if why else "")
