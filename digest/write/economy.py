"""What the language model may cost, an issue and a day: estimated before, enforced during, reported after.

When the limits are tight, things give way in this order:

1. shorter inputs: every story's articles are cut to the next smaller allowance (`ALLOWANCES`)
2. fewer model-written stories: the first in rank order keep the model
3. excerpts: the others are shown as one of their reports opens them, which costs nothing
4. headlines only: a story of which not two sentences can be told is one line

1 and 2 are decided here, by `Account.plan`; 3 and 4 follow in the pipeline. All reservations are made in rank
order before the calls of a round start, so that the same stories keep the model however the calls overlap.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil
from threading import Lock

from digest.config import Limits, Writer
from digest.errors import LimitExceeded
from digest.model import Prompt, Reply, Spend

ALLOWANCES = (6000, 3000, 1500)  # tokens of article text in one prompt, roomiest first

Maker = Callable[[int], Prompt]

_NOTHING = Spend()


def estimate_tokens(text: str) -> int:
    """At least as many tokens as any common tokenizer makes of a text, nearly always.

    English news has 4 to 5 characters a token, other alphabets down to 1.
    """
    ascii_characters = sum(map(str.isascii, text))
    return ceil(ascii_characters / 3.5) + len(text) - ascii_characters


def prompt_tokens(prompt: Prompt) -> int:
    """The estimate for one request, with its schema and the roles around the messages."""
    return estimate_tokens(prompt.system + prompt.user + json.dumps(prompt.schema)) + 20


def check_of(prompt: Prompt) -> Prompt:
    """Stands for the second opinion on what a prompt brings: about as long, and with a key of its own."""
    return replace(prompt, key=f"{prompt.key}, checked")


class Account:
    """The calls, tokens and money of one issue. Threads may share it.

    `today` is what other issues have spent on this day; `writer.daily_limits` cap it and this issue together. While
    others are being made too `of_the_day` is told anew before each round, and they are told what is `held`.
    Each call is reserved with the most it can cost and settled with what it did cost. The reservation of a
    call that brought no reply stays in force, because nobody knows what it cost; the report counts it as a call.
    One that certainly cost nothing (a refused connection, a request that was refused) is released and not counted.
    """

    def __init__(self, writer: Writer, today: Spend = _NOTHING) -> None:
        self._writer = writer
        self._today = today
        self._booked = _NOTHING
        self._lock = Lock()
        self._held: dict[str, tuple[int, int]] = {}  # key of the prompt -> tokens of prompt and of reply
        self._lost = (0, 0)  # tokens of calls without a reply
        self._calls = self._prompt = self._reply = self._cached = self._fallbacks = 0

    def plan(
        self,
        stories: Sequence[Maker],
        kept: Callable[[Prompt], bool],
        then: Callable[[Prompt], Prompt] | None = None,
    ) -> tuple[Prompt | None, ...]:
        """A reserved prompt for each story in rank order, or None where the limits leave no room for it.

        `stories` make a prompt for an allowance; `kept` says that the reply to a prompt is in the cache, which
        costs nothing; `then` gives what has to be asked after it, for which room is reserved too. The roomiest
        allowance that all stories can have is taken, else the smallest.
        """
        for allowance in ALLOWANCES:
            prompts = [make(allowance) for make in stories]
            needs = [() if kept(prompt) else (prompt, then(prompt)) if then else (prompt,) for prompt in prompts]
            if self._excess([need for some in needs for need in some]) is None:
                break
        return tuple(prompt if self._try(*some) else None for prompt, some in zip(prompts, needs, strict=True))

    def reserve(self, prompt: Prompt) -> None:
        """Set aside what this request may cost. Raises `LimitExceeded` where a limit would be passed."""
        self._reserve([prompt])

    def _reserve(self, prompts: Sequence[Prompt]) -> None:
        with self._lock:
            if excess := self._excess(prompts):
                raise LimitExceeded(excess)
            for prompt in prompts:
                self._held[prompt.key] = (prompt_tokens(prompt), prompt.max_reply_tokens)
                self._calls += 1

    def settle(self, prompt: Prompt, reply: Reply | None) -> Spend:
        """Book what a reserved request has cost; None where it brought no reply. Gives the cost of this call.

        The day is charged the most that a call without a reply can have cost.
        """
        with self._lock:
            sent, received = held = self._held.pop(prompt.key)
            if reply is None:
                self._lost = (self._lost[0] + held[0], self._lost[1] + held[1])
            else:
                sent = reply.prompt_tokens or held[0]
                received = reply.reply_tokens or estimate_tokens(reply.text)
                self._prompt += sent
                self._reply += received
            spent = Spend(self._writer.model, 1, sent, received, self._price(sent, received))
            self._booked = _sum(self._booked, spent)
        return spent

    def of_the_day(self, booked: Spend, held: Spend) -> None:
        """What was booked on this day so far, by this issue too, and what other issues hold."""
        with self._lock:
            self._today = _sum(_sum(booked, held), self._booked, -1)

    def held(self) -> Spend:
        """The most that the calls may cost which are reserved and not booked yet."""
        with self._lock:
            sent, received = (sum(tokens) for tokens in zip((0, 0), *self._held.values(), strict=True))
            return Spend("", len(self._held), sent, received, self._price(sent, received))

    def release(self, prompt: Prompt) -> None:
        """Take back the reservation of a request that was not made, or that the server refused."""
        with self._lock:
            if self._held.pop(prompt.key, None):
                self._calls -= 1

    def found(self) -> None:
        """Count a reply that was in the cache."""
        with self._lock:
            self._cached += 1

    def fell_back(self) -> None:
        """Count a story that was excerpted because the model failed or the limits were reached."""
        with self._lock:
            self._fallbacks += 1

    def spend(self) -> Spend:
        """What was spent so far: as the server counted it, or as estimated where it does not count."""
        return Spend(
            model=self._writer.model,
            calls=self._calls,
            prompt_tokens=self._prompt,
            reply_tokens=self._reply,
            cost=self._price(self._prompt, self._reply),
            cached=self._cached,
            fallbacks=self._fallbacks,
        )

    def _try(self, *prompts: Prompt) -> bool:
        try:
            self._reserve(prompts)
        except LimitExceeded:
            return False
        return True

    def _excess(self, prompts: Sequence[Prompt]) -> str | None:
        """The limit that these requests would pass, in words, after all that is spent and held."""
        if not prompts:
            return None
        held = [*self._held.values(), self._lost, *((prompt_tokens(p), p.max_reply_tokens) for p in prompts)]
        sent = self._prompt + sum(tokens for tokens, _ in held)
        received = self._reply + sum(tokens for _, tokens in held)
        calls, tokens, cost = self._calls + len(prompts), sent + received, self._price(sent, received)
        today, writer = self._today, self._writer
        return _passed("limits", writer.limits, calls, tokens, cost) or _passed(
            "daily_limits",
            writer.daily_limits,
            today.calls + calls,
            today.prompt_tokens + today.reply_tokens + tokens,
            today.cost + cost,
        )

    def _price(self, sent: int, received: int) -> float:
        prices = self._writer.prices
        return (sent * prices.prompt + received * prices.reply) / 1_000_000


def _sum(one: Spend, other: Spend, times: int = 1) -> Spend:
    counted = ("calls", "prompt_tokens", "reply_tokens", "cost")
    return Spend(one.model, *(getattr(one, name) + times * getattr(other, name) for name in counted))


def _passed(name: str, limits: Limits, calls: int, tokens: int, cost: float) -> str | None:
    """The limit that these sums pass, in words."""
    if limits.calls is not None and calls > limits.calls:
        return f"{name}.calls: {limits.calls} calls, and this would be number {calls}"
    if limits.tokens is not None and tokens > limits.tokens:
        return f"{name}.tokens: {limits.tokens} tokens, and this could make {tokens}"
    if limits.cost is not None and cost > limits.cost:
        return f"{name}.cost: {limits.cost}, and this could make {cost:.4f}"
    return None
