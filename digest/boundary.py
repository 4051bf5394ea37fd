"""Where what nobody expected ends: at one feed, one article, one story or one audience.

A `DigestError` is expected and passes through. Anything else is a bug of ours, or an input that nobody thought of:
its traceback is logged, its place is named, and the run goes on without it. Where `strict` is set, as in the tests, it
is raised instead, so that no bug hides.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from digest.errors import DigestError

T = TypeVar("T")
Part = TypeVar("Part")

_log = logging.getLogger("digest")
strict = False


def within(place: str, work: Callable[[], T], otherwise: Callable[[str], T]) -> T:
    """What `work` gives; where it fails in a way nobody expected, what `otherwise` makes of the reason.

    `place` names the feed, the article, the story or the audience, for the log.
    """
    try:
        return work()
    except DigestError:
        raise
    except Exception as error:
        if strict:
            raise
        return otherwise(_told(place, error))


def without_culprits(
    place: str, work: Callable[[Sequence[Part]], T], parts: Sequence[Part], left_out: Callable[[Part, str], None]
) -> T:
    """What `work` makes of all parts; where that fails in a way nobody expected, of those it can do alone.

    `left_out` gets each of the others with the reason. The second time nothing is caught.
    """
    try:
        return work(parts)
    except DigestError:
        raise
    except Exception:
        if strict:
            raise
        _log.warning("%s: trying each by itself", place)
    sound: list[Part] = []
    for part in parts:
        try:
            work([part])
        except Exception as error:
            left_out(part, _told(place, error))
        else:
            sound.append(part)
    if len(sound) == len(parts):
        return work(parts)  # they fail together only: the audience's boundary tells it
    return work(sound)


def _told(place: str, error: Exception) -> str:
    _log.error("%s", place, exc_info=error)
    return f"an error nobody expected, {type(error).__name__}: {str(error)[:200]}; please report it with its traceback"
