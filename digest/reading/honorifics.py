"""Titles that stand before a name: "President Ann Strong", where "Ann Strong, president" would read like a form."""

from __future__ import annotations

import re

_TITLE = re.compile(
    "(?:vice |rear )?admiral|alderman|ambassador|archbishop|(?:attorney |lieutenant |major )?general|ayatollah|bishop"
    "|brigadier|captain|cardinal|chancellor|(?:lieutenant )?colonel|commander|congress(?:man|woman)|councillor"
    "|council(?:man|woman)|detective|(?:lieutenant )?governor|first lady|imam|inspector|judge|(?:chief )?justice|king"
    "|lieutenant|major|marshal|mayor|pastor|pope|premier|(?:vice )?president|prime minister|prince|princess|professor"
    "|queen|rabbi|representative|senator|sergeant|sheikh|sheriff"
)


def introduced(name: str, role: str) -> tuple[str, str]:
    """A name and what follows it behind a comma, a bare title moved in front: "Senator Ann Strong" and "D-Ohio".

    Any other role stays where it is: "Ann Strong" and "Ohio senator". Descriptions ("an official") have no title.
    """
    title, _, rest = role.partition(", ")
    if not _TITLE.fullmatch(title) or not name[:1].isupper():
        return name, role
    return f"{title.title()} {name}", rest
