"""What is wrong with an answer, and what the operator can do about it."""

from __future__ import annotations

import httpx2

from digest.adapters.sources.bounds import RefusedAddress


def status(answer: httpx2.Response) -> str:
    """What the server said."""
    return f"the server answered {answer.status_code} {answer.reason_phrase}".rstrip()


def advice(status: int) -> str:
    """The next step."""
    if status in (401, 403):
        return "it wants a login or refuses programs; ask its owner or take another feed"
    if status == 410:
        return "the feed has ended; remove it from `sources`"
    if status >= 500:
        return "the next run tries again"
    return "check the address"


def why_failed(error: httpx2.HTTPError | httpx2.InvalidURL) -> str:
    """Why there is no answer, and the next step."""
    if isinstance(error, RefusedAddress):
        return f"{error}; only an address that stands in `sources` may be there"
    if isinstance(error, httpx2.TimeoutException):
        return "too slow; the next run tries again"
    if isinstance(error, httpx2.ConnectError):
        return f"no connection: {error}; check the address and the network"
    return f"{error or type(error).__name__}; check the address"
