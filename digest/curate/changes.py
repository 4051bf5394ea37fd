"""What the new articles of a developing story say that the earlier ones did not."""

from __future__ import annotations

import re

from digest.curate.terms import words
from digest.model import Sentence, Story

_SENTENCE = re.compile(r"[^\n]+?[.!?][\"”’)]*(?=\s+[\"“‘(]?[A-Z]|\n|$)|[^\n]+")


def what_is_new(story: Story) -> tuple[Sentence, ...]:
    """Sentences of the new articles that carry what the earlier ones did not, the most telling first.

    Empty for a story that no earlier issue had, and for one in which nothing is new.
    """
    if story.earlier is None:
        return ()
    known = {word for item in story.earlier.items for word in words(f"{item.title} {item.text}")}
    found = []
    for item in story.items:
        if item.id in story.fresh:
            for sentence in _SENTENCE.findall(item.text):
                content = {word for word in words(sentence) if len(word) > 3 or word.isdigit()}
                if content and len(content - known) / len(content) > 0.4:
                    found.append((len(content - known), Sentence(sentence.strip(), (item.id,))))
    return tuple(sentence for _, sentence in sorted(found, key=lambda pair: -pair[0])[:5])
