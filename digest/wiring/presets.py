"""The templates of an audience, and the sample that comes along."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from digest.bundled import bundled
from digest.config import Audience, did_you_mean
from digest.errors import ConfigError

if TYPE_CHECKING:
    import jinja2


SAMPLE = bundled("samples") / "config.yaml"
BRIEFING = bundled("samples") / "briefing.yaml"  # the same audience, written by a model whose replies are recorded
_PRESET = ".mjml.j2"  # a template that a config may name ends so and stands in no folder


def templates(audience: Audience) -> jinja2.Environment:
    """The templates: those in `templates/` beside the config first, then the ones that come with `digest`.

    Raises a `ConfigError` where the one that the audience names is not among them.
    """
    own, ours = audience.folder / "templates", bundled("templates")
    known = {path.name.removesuffix(_PRESET) for folder in (own, ours) for path in folder.glob(f"*{_PRESET}")}
    if audience.template not in known:
        raise ConfigError(
            f"{audience.where('template')}: expected {', '.join(sorted(known))}, or one of your own in {own}"
            f", found {audience.template!r}{did_you_mean(audience.template, known)}"
        )
    return prompts(audience)


def prompts(audience: Audience) -> jinja2.Environment:
    """The same, whatever template the audience names: what a model is asked needs none."""
    own, ours = audience.folder / "templates", bundled("templates")
    return _environment(own, ours) if own.is_dir() else _kept_environment(ours)


def _environment(*folders: Path) -> jinja2.Environment:
    import jinja2

    from digest.render.environment import environment

    return environment(jinja2.FileSystemLoader(folders))


_kept_environment = cache(_environment)  # compiled once for all audiences that have no templates of their own
