"""`digest work`: jobs taken from the queue, by any number of workers on any number of machines.

    look (each worker, every 20 s) ── what is due ──> gather, issue ── handed out ──> batch ── the last ──> issue

A look only lets jobs wait, and of each there is one. What is left to do the store says, so a job that is repeated, or
lost with its worker, does no harm.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from digest.adapters.recipients import open_recipients
from digest.boundary import within
from digest.commands.parts.process import Process
from digest.commands.parts.running import TICK, dated, news, run, tell
from digest.commands.parts.sending import fresh_since, send
from digest.config import Audience, Source, load_audience
from digest.console import Asides
from digest.deliver.slots import latest_slot
from digest.errors import DigestError, StoreBusy
from digest.journal import record, work_for
from digest.model import JOB_KINDS, Job, RunReport, Slot
from digest.pipeline import Sending
from digest.pipeline.batches import FIRST, send_batch, waiting
from digest.pipeline.gathering import gather_in_turn, stale_feeds
from digest.wiring import Shift, open_desk, open_shift, pick_mailer, refuse_shared_slots, token_key

SLICE = 60.0  # seconds that a batch may take; what is left of it then waits in line again
_GATHER, _ISSUE = 3, 1  # urgency; an issue's first batch goes out before the next issue is made


@dataclass(frozen=True, slots=True)
class Taking:
    """Which jobs a worker takes, and how many at a time."""

    kinds: Sequence[str] = JOB_KINDS
    concurrency: int = 4


def work(
    configs: Sequence[Path],
    this: Process,
    *,
    taking: Taking = Taking(),
    watched: tuple[str, int] | None = None,
    heartbeat: float = 10.0,
) -> None:
    """Do the jobs of many audiences, so many at a time, and see to what falls due, until stopped."""
    audiences = [load_audience(config) for config in configs]
    refuse_shared_slots(audiences)
    known = {audience.newsletter.slug: audience.path for audience in audiences}
    with open_shift(audiences, heartbeat) as shift:
        worker = Worker(known, shift, replace(this, progress=Asides(this.progress)))
        jobs = (worker.do, taking.kinds, taking.concurrency, this.stop)
        working = Thread(target=shift.queue.work, args=jobs, daemon=True)
        working.start()
        try:
            run(configs, this, watched, worker.see_to)
        finally:
            this.stop.set()
            working.join()


@dataclass
class Worker:
    """One worker: which configs it knows, by the slugs of their newsletters, and what it has open."""

    configs: Mapping[str, Path]
    shift: Shift
    run: Process
    _rescued: float = field(default=0.0, init=False)
    _said: dict[str, str] = field(default_factory=dict, init=False)  # the last complaint, by newsletter

    def see_to(self, audience: Audience, run: Process) -> RunReport:
        """Let the jobs of an issue that is due wait for whoever is free, and those of workers that are gone too."""
        if time.monotonic() - self._rescued > TICK / 2:
            self.shift.queue.rescue()
            self._rescued = time.monotonic()
        queue, slot = self.shift.queue, latest_slot(audience.calendar, run.clock())
        if not (queue.left(issue_job(slot.newsletter).key) or queue.left(waiting(slot))):
            queue.defer(self._due(audience, slot))
        return RunReport(slot, "sending")

    def _due(self, audience: Audience, slot: Slot) -> Iterator[Job]:
        """The jobs of an issue: those of its feeds where it is to be made, and its own."""
        store, now = self.shift.store, self.run.clock()
        if store.slots.outcome(slot) or store.issues.rendered(slot):
            yield issue_job(slot.newsletter, FIRST)
            return
        for source in stale_feeds(store, audience.sources, fresh_since(audience, now), now):
            yield gather_job(slot.newsletter, source)
        yield issue_job(slot.newsletter)

    def do(self, job: Job) -> None:
        """One job. Whatever goes wrong ends with it and is told; the next look sees what is left to do."""
        began, outcome = time.monotonic(), "done"
        try:
            with work_for(job.newsletter):
                within(job.key, partial(_KINDS[job.kind], self, job), partial(self._say, job))
        except StoreBusy as error:  # others are at it
            outcome = f"put off: {error}"
        except DigestError as error:
            outcome = f"failed: {error}"
            self._say(job, str(error))
        record("job", job.key, outcome, seconds=time.monotonic() - began)

    def _say(self, job: Job, text: str) -> None:
        """Once, however often a job meets the same."""
        line = f"{self.configs.get(job.newsletter, job.newsletter)}: {text}"
        if self._said.get(job.newsletter) != line:
            self.run.progress.note(dated(self.run.clock, line))
        self._said[job.newsletter] = line

    def audience(self, job: Job) -> Audience:
        """The settings of a job's newsletter as they are now."""
        if job.newsletter not in self.configs:
            raise DigestError(
                f"no config of this worker has the slug {job.newsletter}; give every worker the same configs"
            )
        return load_audience(self.configs[job.newsletter])

    def gather(self, job: Job) -> None:
        """Ask one feed, for all audiences that read it."""
        audience, now = self.audience(job), self.run.clock()
        with open_desk(audience, self.run.progress, shift=self.shift, fresh=fresh_since(audience, now)) as desk:
            for source in audience.sources:
                if source.feed == job.part:
                    gather_in_turn(desk, source, now)

    def issue(self, job: Job) -> None:
        """Make an issue and hand it out; or look through what came of that, and close its slot."""
        audience = self.audience(job)
        report = send(audience, self.run, shift=self.shift)
        tell(audience.path, report, self.run.progress)
        if line := news(report):
            self.run.progress.note(dated(self.run.clock, line))

    def batch(self, job: Job) -> None:
        """Send an issue to some hundred readers; who does the last of them has the issue looked through."""
        audience, until = self.audience(job), time.monotonic() + SLICE
        store, key = self.shift.store, token_key(audience)
        slot = store.slots.find(job.newsletter, job.slot)
        if slot is None:
            return

        def ends() -> bool:
            return self.run.stop.is_set() or time.monotonic() > until

        with open_desk(audience, self.run.progress, shift=self.shift) as desk:
            recipients, mailer = open_recipients(audience, store), pick_mailer(audience, paces=store.paces)
            ledger = send_batch(Sending(desk, slot, recipients, mailer, self.run.clock, key, ends), job.part)
        tell(audience.path, RunReport(slot, "sending", concerns=tuple(ledger.concerns)), self.run.progress)
        if not self.shift.queue.left(waiting(slot)):
            self.shift.queue.defer([issue_job(job.newsletter, FIRST)])


_KINDS: Mapping[str, Callable[[Worker, Job], None]] = {
    "gather": Worker.gather,
    "issue": Worker.issue,
    "batch": Worker.batch,
}


def issue_job(newsletter: str, urgency: int = _ISSUE) -> Job:
    """The issue of a newsletter that is due, to be made or seen to its end."""
    return Job("issue", newsletter, apart=f"issue {newsletter}", urgency=urgency)


def gather_job(newsletter: str, source: Source) -> Job:
    """A feed, and no other of its host at the same time."""
    return Job("gather", newsletter, part=source.feed, apart=f"host {urlsplit(source.feed).hostname}", urgency=_GATHER)
