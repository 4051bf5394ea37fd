"""The language model at one desk: asked within the limits and the time there is, from the cache where it can be.

A request that does not fit into the model's context is asked again shorter, and the ones after it begin as short.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Lock
from typing import TypeVar
from uuid import uuid4

from digest.errors import LimitExceeded, ModelError, ModelUnavailable, PromptTooLong
from digest.journal import record
from digest.model import Prompt, Reply
from digest.pipeline.desk import Desk
from digest.ports import Model
from digest.write.economy import ALLOWANCES, Account, check_of

T = TypeVar("T")
Ask = Callable[[], Reply]  # asks for one reply; raises a `ModelError`

_PATIENCE = 3  # failures in a row, after which a server is left alone
_FEWEST_TOKENS = 1000  # of a reply that was made shorter


class Asker:
    """One model in one run: what it may cost, how long it may take, and the replies that are kept."""

    def __init__(self, desk: Desk, model: Model, account: Account, run: str = "") -> None:
        """`run` names those who spend from one account."""
        self.desk, self._run = desk, run or uuid4().hex
        self.model = model
        self._account = account
        self._until = desk.clock() + desk.audience.writer.deadline.total_seconds()
        self._lock = Lock()
        self._roomiest = ALLOWANCES[0]  # what the model's context has taken so far
        self._failures: list[str] = []  # in a row

    def all(
        self,
        label: str,
        jobs: Sequence[T],
        make: Callable[[T, int], Prompt],
        take: Callable[[T, Ask | None], None],
        *,
        checked: bool = False,
    ) -> None:
        """One round: a prompt for each job within the limits, all asked in parallel, the first in rank order first.

        `make` writes the prompt for a job and an allowance; `take` gets what asks for the reply, or None where the
        limits leave no room for it. What is to be `checked` in the next round has room only where that has room too.
        """
        makers = [partial(self._fitting, make, job) for job in jobs]
        then = check_of if checked else None
        prompts = self._planned(makers, then)
        asks = [
            partial(self._reply, prompt, maker) if prompt else None
            for prompt, maker in zip(prompts, makers, strict=True)
        ]
        with ThreadPoolExecutor(self.desk.audience.writer.parallel) as pool:
            for _ in self.desk.progress.track(label, pool.map(take, jobs, asks), len(jobs)):
                pass
        for prompt in prompts:
            if prompt and then:
                self._account.release(then(prompt))
        if self._capped:
            self.desk.store.spending.hold(self._run, self._account.held())

    @property
    def _capped(self) -> bool:
        limits = self.desk.audience.writer.daily_limits
        return any(cap is not None for cap in (limits.calls, limits.tokens, limits.cost))

    def _planned(
        self, makers: Sequence[Callable[[int], Prompt]], then: Callable[[Prompt], Prompt] | None
    ) -> tuple[Prompt | None, ...]:
        """Prompts within the limits, those of the day as well, of which other runs take their part at the same time."""
        store, account = self.desk.store, self._account

        def kept(prompt: Prompt) -> bool:
            return store.replies.find(prompt.key) is not None

        if not self._capped:
            return account.plan(makers, kept, then)
        with store.locks.in_turn("limits of the day"):
            account.of_the_day(store.spending.today(), store.spending.held(self._run))
            prompts = account.plan(makers, kept, then)
            store.spending.hold(self._run, account.held())
        return prompts

    def _fitting(self, make: Callable[[T, int], Prompt], job: T, allowance: int) -> Prompt:
        return make(job, min(allowance, self._roomiest))

    def _reply(self, prompt: Prompt, make: Callable[[int], Prompt]) -> Reply:
        """The reply, asked for with shorter and shorter prompts as long as they don't fit into the model's context."""
        cap, given = prompt.max_reply_tokens, self._roomiest
        while True:
            try:
                return self._paid(prompt)
            except PromptTooLong as error:
                shorter = next((allowance for allowance in ALLOWANCES if allowance < given), None)
                if shorter is None:
                    raise
                cap, given = max(cap // 2, _FEWEST_TOKENS), shorter
                with self._lock:
                    self._roomiest = min(self._roomiest, shorter)
                prompt = replace(make(shorter), max_reply_tokens=cap)
                self._reserve(prompt, error)

    def _reserve(self, prompt: Prompt, error: ModelError) -> None:
        """Set aside what a shorter request may cost, unless its reply is kept."""
        if self.desk.store.replies.find(prompt.key) is None:
            try:
                self._account.reserve(prompt)
            except LimitExceeded as excess:
                raise ModelError(f"{error}; {excess}", error.usage) from None

    def _paid(self, prompt: Prompt) -> Reply:
        """The reply from the cache, or from the model; what is paid for is kept at once. Raises a `ModelError`."""
        store = self.desk.store
        if kept := store.replies.find(prompt.key):
            self._account.found()
            record("call", prompt.name, "kept", seconds=0.0)
            return kept
        began = self.desk.clock()
        try:
            reply = self._answer(prompt)
        except ModelError as error:
            record("call", prompt.name, "failed", seconds=self.desk.clock() - began, detail=str(error))
            if error.costless:
                self._account.release(prompt)
            else:
                useless = Reply("", self.model.name, *error.usage) if error.usage else None
                store.spending.book(self._account.settle(prompt, useless))
            raise
        tokens = f"{reply.prompt_tokens} tokens sent, {reply.reply_tokens} received"
        record("call", prompt.name, "answered", seconds=self.desk.clock() - began, detail=tokens)
        store.spending.book(self._account.settle(prompt, reply))
        store.replies.save(prompt.key, reply)
        return reply

    def _answer(self, prompt: Prompt) -> Reply:
        """What the model says, if there is time left and it has not failed too often."""
        left = self._until - self.desk.clock()
        if left <= 0:
            raise _unasked(f"`writer.deadline` ({self.desk.audience.writer.deadline}) is over")
        if len(self._failures) >= _PATIENCE:
            raise _unasked(f"left alone after {len(self._failures)} failures in a row; the last: {self._failures[-1]}")
        try:
            reply = self.model.ask(prompt, left)
        except PromptTooLong:
            raise
        except ModelError as error:
            self._note(str(error), answered=bool(error.usage) and not error.costless)
            raise
        self._note("", answered=True)
        return reply

    def _note(self, failure: str, *, answered: bool) -> None:
        """Count failures in a row; a useless answer is the answer of a server that works."""
        with self._lock:
            self._failures = [] if answered else [*self._failures, failure]


def _unasked(reason: str) -> ModelUnavailable:
    return ModelUnavailable(f"the model was not asked: {reason}", (0, 0))
