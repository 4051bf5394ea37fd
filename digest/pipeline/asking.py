"""The language model at one desk: asked within the limits, from the cache where it can be, and paid for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from digest.errors import ModelError
from digest.model import Prompt, Reply
from digest.pipeline.desk import Desk
from digest.ports import Model
from digest.write.economy import Account

T = TypeVar("T")


@dataclass(frozen=True)
class Asker:
    """One model, what it may cost, and the replies that are kept."""

    desk: Desk
    model: Model
    account: Account

    def all(
        self, label: str, jobs: Sequence[T], make: Callable[[T, int], Prompt], take: Callable[[T, Prompt | None], None]
    ) -> None:
        """One round: a prompt for each job within the limits, all taken in parallel.

        `make` writes the prompt for a job and an allowance; `take` gets it, or None where the limits leave no room.
        """
        makers = [partial(make, job) for job in jobs]
        prompts = self.account.plan(makers, kept=lambda prompt: self.desk.store.replies.find(prompt.key) is not None)
        with ThreadPoolExecutor(self.desk.audience.writer.parallel) as pool:
            for _ in self.desk.progress.track(label, pool.map(take, jobs, prompts), len(jobs)):
                pass

    def reply(self, prompt: Prompt) -> Reply:
        """The reply from the cache, or from the model; what is paid for is kept at once. Raises a `ModelError`."""
        store = self.desk.store
        if kept := store.replies.find(prompt.key):
            self.account.found()
            return kept
        try:
            reply = self.model.ask(prompt)
        except ModelError as error:
            useless = Reply("", self.model.name, *error.usage) if error.usage else None
            store.spending.book(self.account.settle(prompt, useless))
            raise
        store.spending.book(self.account.settle(prompt, reply))
        store.replies.save(prompt.key, reply)
        return reply
