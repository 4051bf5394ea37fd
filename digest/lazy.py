"""Names of a package that are looked for in its files when somebody wants one (PEP 562).

A run that finds nothing due comes every few minutes: it needs four of sixty types, and Python takes half a millisecond
to make each.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def found_in(package: str, files: Mapping[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package whose `files` hold these names, with blanks between them."""
    homes = {name: file for file, names in files.items() for name in names.split()}

    def find(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(f"{package}.{homes[name]}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return find
