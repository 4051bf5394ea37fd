"""The quotation marks of languages."""

from __future__ import annotations

# Outer marks, per language; the inner marks of a quotation stay as its article has them.
_MARKS = {
    "de": ("„", "“"), "cs": ("„", "“"), "sk": ("„", "“"), "bg": ("„", "“"),
    "pl": ("„", "”"), "hu": ("„", "”"), "ro": ("„", "”"), "hr": ("„", "”"), "nl": ("“", "”"),
    "fr": ("«\u00a0", "\u00a0»"),
    "es": ("«", "»"), "it": ("«", "»"), "pt-PT": ("«", "»"), "no": ("«", "»"), "nb": ("«", "»"),
    "uk": ("«", "»"), "ru": ("«", "»"), "el": ("«", "»"), "de-CH": ("«", "»"), "ar": ("«", "»"), "fa": ("«", "»"),
    "sv": ("”", "”"), "fi": ("”", "”"), "da": ("»", "«"), "ja": ("「", "」"), "zh-TW": ("「", "」"),
}  # fmt: skip


# Where a comma or a full stop stands before the closing mark, whoever typed it (The Chicago Manual of Style, 6.9).
_STOPS_INSIDE = frozenset(("en", "en-US", "en-CA", "en-PH"))


def marks_of(language: str) -> tuple[str, str]:
    """The opening and the closing mark of a quotation in this language."""
    return _MARKS.get(language) or _MARKS.get(language.partition("-")[0]) or ("“", "”")


def stops_inside(language: str) -> bool:
    """Whether “this,” is set and not “this”, in this language and region."""
    return language in _STOPS_INSIDE
