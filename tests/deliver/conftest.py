from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from digest.config import Audience


def _audience(**parts: Any) -> Audience:
    """A small audience; the arguments are parts of the config, as in the file."""
    newsletter = {"name": "White House Watch", "timezone": "Europe/London", **parts.pop("newsletter", {})}
    delivery = {"from": "The Desk <desk@example.org>", "postal_address": "1 Street", **parts.pop("delivery", {})}
    topics = [{"name": "White House", "match": "Trump"}]
    sources = [{"outlet": "Courier", "feed": "courier.xml"}]
    return Audience.model_validate(
        {"newsletter": newsletter, "topics": topics, "sources": sources, "delivery": delivery, **parts}
    )


@pytest.fixture(scope="session")
def make_audience() -> Callable[..., Audience]:
    return _audience
