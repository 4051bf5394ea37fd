"""Ties what is printed to where it comes from: marks in the email's HTML around every sentence and quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markupsafe import escape

from digest.render.marks import marks_of
from digest.render.plain import plain, typeset, with_print_signs, with_stops_inside
from digest.write.checks.evidence import Evidence

# Quiet until it is pointed at, and readable on light and dark ground.
_STYLE = """<style>
[data-evidence]{cursor:help}
[data-evidence]:hover,[data-evidence]:focus,[data-evidence].shown{background:rgba(240,180,30,.32)!important}
[data-evidence]:focus-visible{outline:2px solid #2f7cf6;outline-offset:2px}
.flash{outline:3px solid rgba(240,180,30,.9);outline-offset:4px}
</style>"""
Texts = Sequence[tuple[str, ...]]  # for each row the forms in which it may be printed
_OUTSIDE = re.compile(r"<!--.*?-->|<(style|title|head)\b.*?</\1>|<[^>]*>", re.IGNORECASE | re.DOTALL)


def trace(html: str, rows: Sequence[Evidence], language: str) -> str:
    """The HTML with `<span data-evidence="N" tabindex="0">` around the text of row N, wherever it is printed whole.

    Only text is marked, never a tag, a comment or the head; a sentence that a template prints in pieces stays
    without a mark.
    """
    marks = marks_of(language)
    texts = [_printed(row, marks) for row in rows]
    html = html.replace("</head>", f"{_STYLE}</head>", 1)
    pieces, at = [], 0
    for outside in _OUTSIDE.finditer(html):
        pieces += [_marked(html[at : outside.start()], rows, texts), outside[0]]
        at = outside.end()
    return "".join((*pieces, _marked(html[at:], rows, texts)))


def _printed(row: Evidence, marks: tuple[str, str]) -> tuple[str, ...]:
    """The text as `digest.render` prints it, escaped: a report's own, and one of ours with its stops inside."""
    quoted = row.part in ("quote", "quotation")
    text = with_print_signs(plain(row.text)) if quoted else typeset(row.text, marks)
    return tuple(dict.fromkeys(str(escape(form)) for form in (text, with_stops_inside(text))))


def _marked(segment: str, rows: Sequence[Evidence], texts: Texts) -> str:
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


def _places(segment: str, rows: Sequence[Evidence], texts: Texts) -> Iterator[tuple[int, int, int]]:
    for number, forms in enumerate(texts):
        if rows[number].part != "quotation" and (place := _find(segment, forms)):
            yield *place, number


def _quotations(sentence: str, number: int, rows: Sequence[Evidence], texts: Texts) -> str:
    """A printed sentence with marks around the quotations inside it: the rows that follow its own."""
    for inner in range(number + 1, len(rows)):
        if rows[inner].part != "quotation":
            break
        if place := _find(sentence, texts[inner]):
            start, end = place
            sentence = sentence[:start] + _span(inner, sentence[start:end]) + sentence[end:]
    return sentence


def _find(segment: str, forms: Sequence[str]) -> tuple[int, int] | None:
    """Where one of the forms of a text stands as a whole, not as a part of longer words."""
    found = (re.search(rf"(?<!\w){re.escape(text)}(?!\w)", segment) for text in forms if text)
    return next((match.span() for match in found if match), None)


def _span(number: int, inner: str) -> str:
    return f'<span data-evidence="{number}" tabindex="0">{inner}</span>'
