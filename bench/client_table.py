"""Make `digest/render/client_table.py` anew from caniemail's data.

    python -m bench.client_table caniemail.json.gz > digest/render/client_table.py

A feature has a gap in a client family where the newest tested version on any of its platforms does not
support it at all; partial support is no gap. Features that no rule here can find in a message are left out.
"""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

from bench.arguments import corpus, parser

FAMILIES = ("gmail", "outlook", "yahoo", "apple-mail")
SEMANTICS = (
    "article", "aside", "details", "figcaption", "figure", "footer", "header", "main", "mark", "nav", "section",
    "summary", "time",
)  # fmt: skip
# Titles that name more than one thing, or name it in words.
SPECIAL = {
    "html-semantics": [f"element {n}" for n in SEMANTICS],
    "html-h1-h6": [f"element h{n}" for n in range(1, 7)],
    "html-lists": ["element ul", "element ol", "element dl"],
    "html-image-maps": ["element map"],
    "html-svg": ["element svg"],
    "html-srcset": ["attribute srcset", "attribute sizes"],
    "html-comments": ["comment"],
    "html-anchor-links": ["local link"],
    "html-mailto-links": ["mailto link"],
    "css-left-right-top-bottom": [f"property {n}" for n in ("left", "right", "top", "bottom")],
    "css-gap": ["property gap", "property column-gap", "property row-gap"],
    "css-margin-inline-start-end": ["property margin-inline-start", "property margin-inline-end"],
    "css-margin-block-start-end": ["property margin-block-start", "property margin-block-end"],
    "css-padding-inline-start-end": ["property padding-inline-start", "property padding-inline-end"],
    "css-padding-block-start-end": ["property padding-block-start", "property padding-block-end"],
    "css-margin-inline-block": ["property margin-inline", "property margin-block"],
    "css-padding-inline-block": ["property padding-inline", "property padding-block"],
    "css-important": ["!important"],
    "css-comments": ["css comment"],
    "css-variables": ["function var"],
    "css-unit-calc": ["function calc"],
    "css-selector-adjacent-sibling": ["selector +"],
    "css-selector-general-sibling": ["selector ~"],
    "css-selector-child": ["selector >"],
    "css-selector-descendant": ["selector descendant"],
    "css-selector-attribute": ["selector []"],
    "css-selector-chaining": ["selector chained"],
    "css-selector-class": ["selector ."],
    "css-selector-id": ["selector #"],
    "css-selector-type": ["selector type"],
    "css-selector-universal": ["selector *"],
    "css-selector-grouping": ["selector ,"],
    "css-color-scheme": ["property color-scheme"],
    "css-modern-color": [f"function {n}" for n in ("lch", "oklch", "lab", "oklab")],
}  # fmt: skip
RULES = (
    (r"@media \((?:-webkit-)?([\w-]+)\)", "media {}"),
    (r"@([\w-]+)", "at-rule {}"),
    (r"(::?[\w-]+)(?:\(\))?", "selector {}"),
    (r"([\w-]+)\(\)", "function {}"),
    (r"(\S+) unit", "unit {}"),
    (r"([\w-]+):\s*([\w-]+)", "pair {}:{}"),
    (r"<(\w+)>(?: element)?", "element {}"),
    (r"([\w-]+) attribute", "attribute {}"),
    (r"([a-z-]+)(?: shorthand| property)?", "property {}"),
)


def keys_of(feature: dict[str, Any]) -> list[str]:
    """How the feature is found in a message; empty where it can't be."""
    if feature["slug"] in SPECIAL:
        return SPECIAL[feature["slug"]]
    if feature["category"] not in {"css", "html"}:
        return []
    for pattern, key in RULES:
        found = re.fullmatch(pattern, feature["title"].strip())
        if found:
            return [key.format(*found.groups())]
    return []


def gaps_of(feature: dict[str, Any]) -> list[str]:
    """The families with a platform whose newest version has no support."""
    newest = {
        family: [versions[max(versions)] for versions in feature["stats"].get(family, {}).values()]
        for family in FAMILIES
    }
    return [family for family in FAMILIES if any(status.startswith("n") for status in newest[family])]


def main(path: str) -> None:
    """Print the module."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        data = json.load(file)
    table = {key: gaps_of(feature) for feature in data["data"] for key in keys_of(feature)}
    print(
        '"""Which HTML and CSS the mail clients that matter do not support; made by `python -m bench.client_table`.\n'
    )
    print("Derived from caniemail's data (https://www.caniemail.com/), Rémi Parmentier, MIT licence,")
    print(f'state of {data["last_update_date"][:10]}.\n"""\n\nfrom __future__ import annotations\n')
    print("# how a feature shows in a message -> client families with a gap")
    print("GAPS: dict[str, tuple[str, ...]] = {")
    for key in sorted(table):
        if table[key]:
            families = ", ".join(map(json.dumps, table[key])) + ("," if len(table[key]) == 1 else "")
            print(f"    {json.dumps(key)}: ({families}),")
    print("}")


if __name__ == "__main__":
    options = parser(__doc__)
    options.add_argument("file", type=corpus)
    main(options.parse_args().file)
