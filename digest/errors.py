"""Every error that `digest` raises on purpose.

    DigestError                 exit 1
    ├── ConfigError             the operator's mistake: a file, a key, a value          exit 2
    ├── FeedError(url)          one feed; a *value* in the pipeline, never an end
    │   ├── FetchError          no usable answer from the server
    │   └── ParseError          an answer that is not a feed
    ├── NothingRead             not one feed of an audience; cron may try again         exit 75
    ├── ModelError              one request to the language model
    │   ├── ModelUnavailable    down, slow, out of quota: the next request may work     exit 75
    │   ├── ModelRefused        the server or the model declined this request
    │   │   └── PromptTooLong   it does not fit into the model's context; a shorter one may
    │   └── BadReply            an answer that is not what was asked for
    ├── LimitExceeded           a cap on calls, tokens or money is used up
    ├── WorkFailed              a page that takes too long or crashes its process; a *value* in the pipeline
    ├── RenderError             a template that is wrong: file, line, name
    ├── StoreError              the database cannot be read or written
    │   └── StoreBusy           locked by another run, or the disk is full              exit 75
    └── DeliveryError
        ├── ServerUnavailable   temporary; cron may try again                           exit 75
        ├── SenderRefused       the server refuses the sender, its login or the issue itself
        └── AllRefused          the server took no recipient at all

Anything else (a `KeyError`, say) is a bug in `digest` and stops the run.
"""

from __future__ import annotations

from digest.addresses import public_address


class DigestError(Exception):
    """Base of the tree. `exit_code` is what the command returns when one gets that far."""

    exit_code = 1


class ConfigError(DigestError):
    """The operator's mistake. The message names file, key, value and the next step."""

    exit_code = 2


class FeedError(DigestError):
    """One feed could not be used; `url` says which."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{public_address(url)}: {public_address(reason)}")
        self.url = url
        self.reason = reason


class FetchError(FeedError):
    """The server gave no usable answer: refused, too slow, too large, too many redirects."""


class ParseError(FeedError):
    """The answer is not a feed."""


class NothingRead(DigestError):
    """Not one feed could be read: the news is not thin, it is unknown."""

    exit_code = 75


class ModelError(DigestError):
    """One request to the language model came to nothing.

    `usage` are the tokens of prompt and reply that it cost all the same: (0, 0) where it certainly cost nothing
    (nobody there, a request that was refused), None where nobody knows.
    """

    def __init__(self, message: str, usage: tuple[int, int] | None = None) -> None:
        super().__init__(message)
        self.usage = usage

    @property
    def costless(self) -> bool:
        """Whether it certainly cost nothing."""
        return self.usage == (0, 0)


class ModelUnavailable(ModelError):
    """The model is down, slow or out of quota."""

    exit_code = 75


class ModelRefused(ModelError):
    """The model, or its server, declined this request."""


class PromptTooLong(ModelRefused):
    """The request does not fit into the model's context."""


class BadReply(ModelError):
    """The reply is not what the prompt asked for: broken JSON, cut short, wrong shape."""


class LimitExceeded(DigestError):
    """A cap on calls, tokens or money would be passed by the next request."""


class WorkFailed(DigestError):
    """What a process of its own was to do was not done: it took too long, or crashed."""


class RenderError(DigestError):
    """A template is wrong. The message names the file, the line and the missing name."""


class StoreError(DigestError):
    """The store cannot be read or written: gone, damaged, read-only, another schema."""


class StoreBusy(StoreError):
    """Not for now: another run or program holds it, or there is no room on the disk."""

    exit_code = 75


class DeliveryError(DigestError):
    """The issue could not be handed to the mail server."""


class ServerUnavailable(DeliveryError):
    """The mail server could not be reached or asked to wait; `EX_TEMPFAIL` of sysexits.h."""

    exit_code = 75


class SenderRefused(DeliveryError):
    """The server's refusals are about who sends or what is sent, not about the readers."""


class AllRefused(DeliveryError):
    """The server refused every recipient."""
