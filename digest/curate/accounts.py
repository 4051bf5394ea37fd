"""Where outlets contradict each other."""

from __future__ import annotations

from digest.model import Sentence, Story


def accounts_differ(story: Story) -> tuple[Sentence, Sentence] | None:
    """Two attributed sentences of two outlets, one asserting what the other denies; None where none are sure."""
    return None
