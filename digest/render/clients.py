"""What a message uses that mail clients don't support.

The counting follows the caniemail command line: every feature once, inline styles and top-level rules; a
rule inside `@media` counts as `@media` only, since a client without it skips the whole rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.render.client_table import GAPS
from digest.render.markup import Markup, declarations, rules

FAMILIES = ("gmail", "outlook", "yahoo", "apple-mail")
_UNIT = re.compile(r"\d(%|[a-z]+)")
_FUNCTION = re.compile(r"([a-z-]+)\(")
_SELECTORS = (
    ("selector +", r"\+"),
    ("selector ~", r"~(?!=)"),
    ("selector >", r">"),
    ("selector descendant", r"[\w\])*]\s+[\w.#\[*:]"),
    ("selector []", r"\["),
    ("selector .", r"\.[\w-]"),
    ("selector #", r"#[\w-]"),
    ("selector chained", r"\.[\w-]+\.[\w-]"),
    ("selector *", r"\*(?!=)"),
    ("selector ,", r","),
    ("selector type", r"(?:^|[\s>+~,(])[a-z]"),
)


def gaps(markup: Markup) -> dict[str, tuple[str, ...]]:
    """For each family of clients the features of the message that it does not support."""
    used = dict.fromkeys(_features(markup))
    return {family: tuple(key for key in used if family in GAPS.get(key, ())) for family in FAMILIES}


def _features(markup: Markup) -> Iterator[str]:
    if markup.has_comments:
        yield "comment"
    known: set[str] = set()  # styles
    for element in markup.elements:
        yield f"element {element.tag}"
        yield from (f"attribute {name}" for name in element.attributes)
        href = element.attributes.get("href", "") if element.tag == "a" else ""
        if href.startswith(("#", "mailto:")):
            yield "local link" if href.startswith("#") else "mailto link"
        if (inline := element.attributes.get("style", "")) not in known:
            known.add(inline)
            for name, value in element.declarations:
                yield from _declaration(name, value)
    for style in markup.styles:
        if "/*" in style:
            yield "css comment"
        for prelude, block in rules(style):
            yield from _rule(prelude, block)


def _rule(prelude: str, block: str) -> Iterator[str]:
    at_rule = re.match(r"@([\w-]+)(.*)", prelude, re.DOTALL)
    if at_rule:
        yield f"at-rule {at_rule[1]}"
        return
    yield from (key for key, pattern in _SELECTORS if re.search(pattern, prelude))
    yield from (f"selector {found}" for found in re.findall(r"::?[\w-]+", prelude))
    for name, value in declarations(block):
        yield from _declaration(name, value)


def _declaration(name: str, value: str) -> Iterator[str]:
    yield f"property {name}"
    yield f"pair {name}:{value}"
    yield from (f"unit {unit}" for unit in _UNIT.findall(value))
    yield from (f"function {function}" for function in _FUNCTION.findall(value))
    if "!important" in value:
        yield "!important"
