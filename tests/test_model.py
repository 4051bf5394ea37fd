"""All types are to be had from `digest.model`, each from one file, and only that file is imported."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import digest.model

FOLDER = Path(digest.model.__file__).parent
FILES = [path.stem for path in sorted(FOLDER.glob("*.py")) if path.stem not in ("__init__", "moments")]


def defined(file: str) -> set[str]:
    """The public names that a file gives a value itself."""
    body = ast.parse((FOLDER / f"{file}.py").read_text(encoding="utf-8")).body
    classes = {node.name for node in body if isinstance(node, ast.ClassDef)}
    values = {
        one.id for node in body if isinstance(node, ast.Assign) for one in node.targets if isinstance(one, ast.Name)
    }
    return {name for name in classes | values if not name.startswith("_")}


def test_every_type_is_to_be_had_from_the_package():
    for file in FILES:
        for name in defined(file):
            assert getattr(digest.model, name) is getattr(import_module(f"digest.model.{file}"), name)


def test_a_type_brings_no_file_that_it_does_without():
    code = "import sys; from digest.model import Slot; print(*sorted(name for name in sys.modules if 'model.' in name))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["digest.model.moments", "digest.model.slots"]
