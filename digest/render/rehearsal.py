"""A dress rehearsal: what a day that has not come yet would ask of the template.

A mistake in the part for pictures shows on the first day with a picture, and that issue would not go out. So each
preset is also tried on a page that has everything, and on one that has nothing that could be missing.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, get_args, get_origin, get_type_hints

from digest.errors import RenderError
from digest.model import Facts
from digest.render.views import Page

_FILLED: dict[type, Any] = {
    str: "https://example.org/", bool: True, int: 1, datetime: datetime(2025, 2, 27, tzinfo=UTC),
}  # fmt: skip
_BARE: dict[type, Any] = _FILLED | {str: "", bool: False}
_DAYS = ((_FILLED, Facts.of("full day")), (_BARE, Facts.of("quiet day")))


def rehearse(try_page: Callable[[Page], object]) -> Iterator[Facts]:
    """What goes wrong where `try_page`, which raises `RenderError`, is given such pages."""
    for values, day in _DAYS:
        try:
            try_page(_specimen(Page, values))
        except RenderError as error:
            yield Facts.of("another day", day=day, why=str(error))


def _specimen(kind: Any, values: dict[type, Any]) -> Any:
    """A value of a type: with everything in it, or with empty texts, empty tuples and None."""
    if kind in values:
        return values[kind]
    filled, parts = values is _FILLED, get_args(kind)
    if get_origin(kind) is tuple:
        return (_specimen(parts[0], values),) if filled else ()
    if get_origin(kind) is types.UnionType:
        return _specimen(parts[0], values) if filled else None
    return kind(**{name: _specimen(part, values) for name, part in get_type_hints(kind).items()})
