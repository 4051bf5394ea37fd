"""Ties what is printed to where it comes from: marks in the email's HTML around every sentence and quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markupsafe import escape

from digest.render.marks import marks_of
from digest.render.plain import plain, typeset, with_apostrophes
from digest.write.checks.evidence import Evidence

# Quiet until it is pointed at, and readable on light and dark ground.
_STYLE = """<style>
[data-evidence]{cursor:help}
[data-evidence]:hover,[data-evidence]:focus,[data-evidence].shown{background:rgba(240,180,30,.32)!important}
[data-evidence]:focus-visible{outline:2px solid #2f7cf6;outline-offset:2px}
.flash{outline:3px solid rgba(240,180,30,.9);outline-offset:4px}
</style>"""
_OUTSIDE = re.compile(r"<!--.*?-->|<(style|title|head)\b.*?</\1>|<[^>]*>", re.IGNORECASE | re.DOTALL)


def trace(html: str, rows: Sequence[Evidence], language: str) -> str:
    """The HTML with `<span data-evidence="N" tabindex="0">` around the text of row N, wherever it is printed whole.

    Only text is marked, never a tag, a comment or the head; a sentence that a template prints in pieces stays
    without a mark.
    """
    marks = marks_of(language)
    texts = [str(escape(_printed(row, marks))) for row in rows]
    html = html.replace("</head>", f"{_STYLE}</head>", 1)
    pieces, at = [], 0
    for outside in _OUTSIDE.finditer(html):
        pieces += [_marked(html[at : outside.start()], rows, texts), outside[0]]
        at = outside.end()
    return "".join((*pieces, _marked(html[at:], rows, texts)))


def _printed(row: Evidence, marks: tuple[str, str]) -> str:
    """The text as `digest.render` prints it."""
    quoted = row.part in ("quote", "quotation")
    return with_apostrophes(plain(row.text)) if quoted else typeset(row.text, marks)


def _marked(segment: str, rows: Sequence[Evidence], texts: Sequence[str]) -> str:
    if not segment.strip():
        return segment
    at, pieces = 0, []
    for start, end, number in sorted(_places(segment, rows, texts)):
        if start < at:
            continue
        inner = _quotations(segment[start:end], number, rows, texts)
        pieces += [segment[at:start], _span(number, inner)]
        at = end
    return "".join((*pieces, segment[at:]))


def _places(segment: str, rows: Sequence[Evidence], texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    for number, text in enumerate(texts):
        if rows[number].part != "quotation" and (start := _find(segment, text)) >= 0:
            yield start, start + len(text), number


def _quotations(sentence: str, number: int, rows: Sequence[Evidence], texts: Sequence[str]) -> str:
    """A printed sentence with marks around the quotations inside it: the rows that follow its own."""
    for inner in range(number + 1, len(rows)):
        if rows[inner].part != "quotation":
            break
        start = _find(sentence, texts[inner])
        if start >= 0:
            end = start + len(texts[inner])
            sentence = sentence[:start] + _span(inner, sentence[start:end]) + sentence[end:]
    return sentence


def _find(segment: str, text: str) -> int:
    """Where a text stands as a whole, not as a part of longer words; -1 where it does not."""
    found = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", segment) if text else None
    return found.start() if found else -1


def _span(number: int, inner: str) -> str:
    return f'<span data-evidence="{number}" tabindex="0">{inner}</span>'
