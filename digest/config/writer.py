"""Who writes the stories, and what that may cost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Literal, Self

from pydantic import Field, StrictBool, field_validator, model_validator

from digest.config.keys import Keys
from digest.config.values import PROXY, WEB, Duration, Text, Variable

_OWN_FIELDS = {  # of a request, and the key of `writer` that sets it; those without one are no operator's business
    "max_tokens": "reply_tokens",
    "max_completion_tokens": "reply_tokens",
    **dict.fromkeys(("model", "temperature", "seed", "reasoning_effort")),
    **dict.fromkeys(("messages", "response_format", "stream", "n"), ""),
}


class Limits(Keys):
    """Caps for one issue. None is no cap."""

    calls: int | None = Field(60, ge=0, description="Calls for an issue.")
    tokens: int | None = Field(300_000, ge=0, description="Tokens for an issue, of prompts and replies.")
    cost: float | None = Field(None, ge=0, description="In the currency of `prices`.")


class DailyLimits(Limits):
    """Caps for one UTC day: all issues, previews and proofs that share the store count, at the prices they had."""

    calls: int | None = Field(None, ge=0, description="Calls a day.")
    tokens: int | None = Field(None, ge=0, description="Tokens a day, of prompts and replies.")


class Prices(Keys):
    """What a million tokens cost, in any one currency."""

    prompt: float = Field(0.0, ge=0, description="Of a million tokens that are sent.")
    reply: float = Field(0.0, ge=0, description="Of a million tokens that come back.")
    currency: str = Field("USD", description="Printed beside sums, no more.")


class Embeddings(Keys):
    """Compares articles by meaning, with the `about:` of topics and short ones with each other; not in `limits`."""

    model: Text = Field(description="Name of the embeddings model; local: a small one in this process.")
    base_url: str | None = Field(None, pattern=WEB, description="Default: the writer's.")
    api_key_env: Variable | None = Field(None, description="As for the writer. Default: the writer's.")

    @property
    def is_local(self) -> bool:
        """Whether no server is asked."""
        return self.model == "local"

    @model_validator(mode="after")
    def _no_server(self) -> Self:
        if self.is_local and (self.base_url or self.api_key_env):
            raise ValueError("expected no `base_url` and no `api_key_env` where `model` is local: no server is asked")
        return self


class Lengths(Keys):
    """How many words the text of a story may have, so far as the reports carry so many."""

    lead: int = Field(600, ge=40, le=1200, description="Sentences of the lead.")
    second: int = Field(240, ge=40, le=1200, description="Sentences of the second story.")
    short: int = Field(90, ge=20, le=1200, description="Sentences of the others.")


class Checker(Keys):
    """The model that gives the second opinion, counted in `limits` at the writer's prices."""

    model: Text = Field(description="Name of the model.")
    base_url: str | None = Field(None, pattern=WEB, description="Default: the writer's.")
    api_key_env: Variable | None = Field(None, description="As for the writer. Default: the writer's.")


class Writer(Keys):
    """Who writes the stories: a language model, or nobody: one report of each is excerpted."""

    model: str = Field("", description="Name of the model; empty: stories are excerpted from one report each.")
    base_url: str = Field("https://api.openai.com/v1", pattern=WEB, description="The server, with the path of its API.")
    api_key_env: Variable = Field(
        "OPENAI_API_KEY", description="Environment variable that holds the key; empty: no key."
    )
    style: str = Field("", description="A sentence or two for the model about voice and readers.")
    when_model_fails: Literal["excerpt", "stop"] = Field(
        "excerpt", description="excerpt: told from one report; stop: no issue."
    )
    timeout: Duration = Field(timedelta(seconds=60), description="How long one reply may take.")
    deadline: Duration = Field(
        timedelta(minutes=15),
        description="What the model has not written by then is told without it; the lead is first.",
    )
    parallel: int = Field(4, ge=1, le=32, description="Requests at once.")
    headers: dict[str, str] = Field({}, description="Sent with every request, such as those a gateway asks for.")
    query: dict[str, str] = Field({}, description='Added to every address, such as {api-version: "2024-10-21"}.')
    proxy: str | None = Field(None, pattern=PROXY, description="Default: as HTTPS_PROXY in the environment.")
    temperature: float | None = Field(None, ge=0, le=2, description="Left out of the request if not given.")
    seed: int | None = Field(None, description="Left out of the request if not given.")
    reasoning_effort: str | None = Field(None, description="Such as low or none. Left out of the request if not given.")
    extra_body: dict[str, Any] = Field({}, description="Any other field of a request, such as {top_k: 20}.")
    token_parameter: Literal["max_completion_tokens", "max_tokens"] = Field(
        "max_completion_tokens", description="What the server calls the cap on a reply."
    )
    reply_tokens: int = Field(3000, ge=200, description="Cap on one reply, a reasoning model's own thinking included.")
    recorded: str = Field("", description="A folder beside the config with recorded replies; no server is asked then.")
    lengths: Lengths = Field(default_factory=Lengths)
    opening: StrictBool = Field(
        True, description="One more call for subject, preheader, greeting, teasers and the order of the stories."
    )
    second_opinion: StrictBool = Field(
        True, description="A model reads every story once more beside its passages; without that none is printed."
    )
    checker: Checker | None = Field(None, description="Another model for the second opinion. Default: the writer's.")
    limits: Limits = Field(default_factory=Limits)
    daily_limits: DailyLimits = Field(default_factory=DailyLimits)
    prices: Prices = Field(default_factory=Prices)
    embeddings: Embeddings | None = Field(None, description="Left out: articles are compared by words alone.")

    @property
    def as_checker(self) -> Writer:
        """The settings of the model that gives the second opinion."""
        if self.checker is None:
            return self
        own = self.checker.model_dump(exclude_none=True)
        if self.checker.base_url not in (None, self.base_url):  # another server wants none of these
            own |= {"headers": {}, "query": {}, "extra_body": {}, "reasoning_effort": None}
        return self.model_copy(update=own)

    @field_validator("extra_body")
    @classmethod
    def _not_ours(cls, value: dict[str, Any]) -> dict[str, Any]:
        taken = [(name, name if key is None else key) for name, key in _OWN_FIELDS.items() if name in value]
        if taken:
            told = [f"{name} (`writer.{key}` sets it)" if key else f"{name} (not to be changed)" for name, key in taken]
            raise ValueError(f"expected only fields that no key of `writer` sets, not {', '.join(told)}")
        return value
