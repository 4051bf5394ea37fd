"""Work that waits for whoever is free, on whatever machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

JobKind = Literal["gather", "issue", "batch"]
JOB_KINDS: tuple[JobKind, ...] = get_args(JobKind)


@dataclass(frozen=True, slots=True)
class Job:
    """A feed to be gathered, an issue to be made and seen to its end, or some hundred readers to be sent it.

    Whoever does it asks the store first what is left to do: a job that is done twice, or lost, does no harm.
    """

    kind: JobKind
    newsletter: str  # its slug: whose settings it is done with
    slot: str = ""  # of a batch: the slot's local time
    part: str = ""  # of a batch: the place in the list of readers where it begins; of a gathering: the feed
    apart: str = ""  # no two with the same are done at a time; empty: any number
    urgency: int = 0  # the more urgent first, of equals the first come

    @property
    def key(self) -> str:
        """What it has in common with another job of the same work. Newsletters share their feeds."""
        return " ".join((self.kind, "" if self.kind == "gather" else self.newsletter, self.slot, self.part))


@dataclass(frozen=True, slots=True)
class QueueStanding:
    """How the queue stands: for each kind of job how many wait and are at work, and the longest wait in seconds."""

    waiting: Mapping[JobKind, int] = field(default_factory=dict)
    at_work: Mapping[JobKind, int] = field(default_factory=dict)
    oldest: float = 0.0
    workers: int = 0  # of all machines, heard of lately
