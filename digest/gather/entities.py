"""What feeds write that XML does not know: names of HTML's entities, and ampersands as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

_AMPERSAND = re.compile(r"&(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?")
_XML = {"amp;", "lt;", "gt;", "quot;", "apos;"}
_OPENING, _CLOSING = "<![CDATA[", "]]>"


def well_formed(source: str) -> str:
    """The document with HTML's entities as characters and lone ampersands escaped; what is in CDATA stays.

    A document that declares entities of its own stays as it is.
    """
    if "&" not in source or "<!ENTITY" in source:
        return source
    return "".join(_parts(source))


def _parts(source: str) -> Iterator[str]:
    done = 0
    while (opening := source.find(_OPENING, done)) >= 0 and (closing := source.find(_CLOSING, opening)) >= 0:
        yield _AMPERSAND.sub(_written, source[done:opening])
        done = closing + len(_CLOSING)
        yield source[opening:done]
    yield _AMPERSAND.sub(_written, source[done:])


def _written(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name.startswith("#") or name in _XML:
        return found[0]
    return html5.get(name) or f"&amp;{name}"
