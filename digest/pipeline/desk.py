"""Where one audience's issue is made."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TypeVar

import jinja2

from digest.config import Audience
from digest.model import Draft, Finding, Issue, Item, RenderedIssue, Selection, Story, Vector
from digest.ports import Embedder, Fetcher, Model, Progress, Store, Workers

T = TypeVar("T")
Part = TypeVar("Part")


class Here:
    """The `Workers` of `digest.ports` in this process."""

    def each(self, work: Callable[[Part], T], parts: Sequence[Part]) -> Iterator[Callable[[], T]]:
        """The work itself, done when its result is asked for."""
        return (partial(work, part) for part in parts)


@dataclass(frozen=True)
class Desk:
    """One audience at work: its settings, its ports, its templates."""

    audience: Audience
    fetcher: Fetcher
    store: Store
    model: Model | None  # None: stories are excerpted
    templates: jinja2.Environment
    progress: Progress
    embedder: Embedder | None = None  # None: articles are compared by words alone
    checker: Model | None = None  # gives the second opinion; None: the model itself
    clock: Callable[[], float] = time.monotonic  # seconds; how long the model has been at it
    workers: Workers = field(default_factory=Here)  # read the pages of articles
    fresh: datetime | None = None  # feeds that another worker tried since then are not asked again


@dataclass(frozen=True, slots=True)
class Attempt:
    """One draft of a story, and what the checks found in it; no draft where no usable answer came."""

    story: str
    writer: str  # name of the model, or `EXCERPT`
    draft: Draft | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Workings:
    """An issue with all that it was made from, stage by stage."""

    since: datetime  # what was published before is no news
    items: tuple[Item, ...]
    vectors: Mapping[str, Vector]  # by text; empty where topics were matched by words alone
    selection: Selection
    stories: tuple[Story, ...]  # all of them, ranked
    attempts: tuple[Attempt, ...]  # each story's in the order in which they were made
    issue: Issue
    rendered: RenderedIssue
