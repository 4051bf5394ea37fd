"""Sentences as paragraphs."""

from __future__ import annotations

from collections.abc import Collection, Sequence

# Stop a paragraph after so many sentences, or before it would pass so many words.
PARAGRAPH = (2, 65)


def paragraphs(sentences: Sequence[str], opens: Sequence[bool] = (), breaks: Collection[str] = ()) -> tuple[str, ...]:
    """Sentences as paragraphs: where their writer opens one; else one or two each, at most 65 words if that can be.

    One that is among `breaks` ends its paragraph.
    """
    done: list[list[str]] = []
    divided = any(opens)
    for number, sentence in enumerate(sentences):
        open_one = done[-1] if done and done[-1][-1] not in breaks else None
        length = len(" ".join((*(open_one or ()), sentence)).split())
        fits = not opens[number] if divided else len(open_one or ()) < PARAGRAPH[0] and length <= PARAGRAPH[1]
        if open_one is not None and fits:
            open_one.append(sentence)
        else:
            done.append([sentence])
    return tuple(" ".join(lines) for lines in done)
