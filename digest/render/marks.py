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


def marks_of(language: str) -> tuple[str, str]:
    """The opening and the closing mark of a quotation in this language."""
    return _MARKS.get(language) or _MARKS.get(language.partition("-")[0]) or ("“", "”")
