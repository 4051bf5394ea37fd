"""Titles that stand before a name: "President Ann Strong", where "Ann Strong, president" would read like a form."""

from __future__ import annotations

from digest.reading.languages import Language

_TITLE = Language.load("en").pattern("titles_before_names", "(?:{})", 0)


def introduced(name: str, role: str) -> tuple[str, str]:
    """A name and what follows it behind a comma, a bare title moved in front: "Senator Ann Strong" and "D-Ohio".

    Any other role stays where it is: "Ann Strong" and "Ohio senator". Descriptions ("an official") have no title.
    """
    title, _, rest = role.partition(", ")
    if not _TITLE.fullmatch(title) or not name[:1].isupper():
        return name, role
    return f"{title.title()} {name}", rest
