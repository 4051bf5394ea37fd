"""The lines that a reader can hold an issue to: quotations found, who wrote it, what was left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from digest.model import EXCERPT, Brief, Issue
from digest.render.plain import plain
from digest.render.setter import Setter
from digest.render.views import StoryView

SPOKEN = 3  # words; fewer between marks are a term or a title, and nobody counts them as a quotation
_MARKED = re.compile(r"[“„«「\"]\s?(\S[^“”„«»「」\"]*?)\s?[”“»」\"]")


def verification(setter: Setter, issue: Issue, stories: Sequence[StoryView]) -> tuple[str, ...]:
    """The lines a reader can hold the issue to."""
    if not stories:
        return ()
    words = setter.words
    quotes = sum(len(quotation.split()) >= SPOKEN for quotation in printed_quotations(stories))
    found = words.counted(quotes, words.quotes_found) if quotes else words.no_quotes
    lines = [f"{found[:1].upper()}{found[1:]}; {_byline(setter, issue.briefs)}"]
    kinds = ("invented", "unsupported", "foreign")
    refused = len({(f.story, f.text or f.detail) for f in issue.findings if f.kind.startswith(kinds)})
    if refused:
        text = words.counted(refused, words.left_out)
        lines.append(f"{text[:1].upper()}{text[1:]}")
    newest = max(item.published for brief in issue.briefs for item in brief.story.items)
    return (*lines, words.newest.format(when=setter.when(newest.astimezone(setter.zone))))


def _byline(setter: Setter, briefs: Sequence[Brief]) -> str:
    """Who wrote the stories: a model, a model with exceptions, nobody."""
    models = [brief.writer for brief in briefs if brief.writer != EXCERPT]
    if not models:
        return setter.words.by_nobody
    model, without = plain(", ".join(dict.fromkeys(models))), len(briefs) - len(models)
    if without:
        return setter.words.counted(without, setter.words.by_model_but, model=model)
    return setter.words.by_model.format(model=model)


def printed_quotations(stories: Sequence[StoryView]) -> tuple[str, ...]:
    """Every quotation that these stories print, set apart or in the running text, each once a story."""
    found: list[str] = []
    for story in stories:
        set_apart = [quote.words for quote in story.quotes]
        running = _MARKED.findall(" ".join(running_text(story)))
        found += dict.fromkeys(chain(set_apart, running))
    return tuple(found)


def running_text(story: StoryView) -> tuple[str, ...]:
    """All that a story prints, without the quotations that are set apart."""
    lines = (story.news, story.why, *story.accounts, *story.adds, story.next)
    return (story.hed, *story.sentences, *map(str, lines))
