"""Where the files are that come with `digest`: templates, the sample day, the commented config."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def bundled(name: str) -> Path:
    """`templates`, `samples` or `config.yaml`: inside an installed package, or at the root of a checkout."""
    installed = _PACKAGE / "bundle" / name
    return installed if installed.exists() else _PACKAGE.parent / name
