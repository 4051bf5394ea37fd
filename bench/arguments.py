"""What a bench command is given: where the corpora are."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"  # beside a checkout, if anywhere


def parser(doc: str | None) -> argparse.ArgumentParser:
    """A parser whose help is the docstring of the command."""
    return argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)


def corpus(text: str) -> Path:
    """The path of a corpus that is there."""
    path = Path(text)
    if not path.exists():
        raise argparse.ArgumentTypeError(f"{path} is not there; the corpora are not part of the repository")
    return path


def made_by(command: str) -> dict[str, str]:
    """The head of a file of fitted weights: by which command it was made, and when."""
    return {"made": command, "day": f"{datetime.now(UTC):%Y-%m-%d}"}
