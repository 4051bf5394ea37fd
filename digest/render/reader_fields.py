"""Reader fields: what stays open in a rendered issue and is filled once per reader.

A template prints `{{ reader.unsubscribe_url }}` and the finished part holds `[[ unsubscribe_url ]]`. While
an issue is rendered a field travels between two brackets that `plain` takes out of every foreign
text: whatever a feed or a model writes, `[[ ]]` included, can never open one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.render.plain import BRACKETS

_OPEN, _CLOSE = BRACKETS
_TRAVELLING = re.compile(f"{_OPEN}([a-z_]+){_CLOSE}")


def _field(name: str) -> str:
    return f"{_OPEN}{name}{_CLOSE}"


@dataclass(frozen=True, slots=True)
class Reader:
    """What a template may say about the reader: the `RECIPIENT_FIELDS`. Whoever fills one in escapes it for HTML."""

    name: str = _field("name")
    address: str = _field("address")
    unsubscribe_url: str = _field("unsubscribe_url")


def open_in_html(html: str) -> str:
    """The HTML with its fields open and all other double brackets written as entities."""
    for bracket in ("[[", "[%", "{{", "{%"):
        html = html.replace(bracket, "".join(f"&#{ord(character)};" for character in bracket))
    return _TRAVELLING.sub(r"[[ \1 ]]", html)


def open_in_text(text: str) -> str:
    """The text with its fields open and a blank inside all other double brackets."""
    return _TRAVELLING.sub(r"[[ \1 ]]", re.sub(r"(?<=[\[{])(?=[\[{%])", " ", text))
