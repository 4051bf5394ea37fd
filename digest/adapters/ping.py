"""The dead man's switch: an address that hears of every slot that ended well, and sounds where it hears nothing.

A plain GET, which all such services take (Healthchecks, Uptime Kuma, Cronitor, Better Stack).
"""

from __future__ import annotations

import time

import httpx2
import stamina

from digest import __version__
from digest.journal import record

ATTEMPTS = 3
PATIENCE = 10.0  # seconds for each of them


def ping(url: str) -> str:
    """Ask for the address. Gives a line where it did not answer well: then the switch may sound without a cause."""
    began, host = time.monotonic(), httpx2.URL(url).host  # the path is a secret of a kind
    try:
        for attempt in stamina.retry_context(on=httpx2.HTTPError, attempts=ATTEMPTS):
            with attempt:
                status = _ask(url)
    except httpx2.HTTPError as error:
        told = str(error) or type(error).__name__
        record("ping", host, "failed", seconds=time.monotonic() - began, detail=told)
        return f"alerts.ping_url: {host} did not hear that all is well: {told}"
    record("ping", host, "heard", seconds=time.monotonic() - began, detail=str(status))
    return ""


def _ask(url: str) -> int:
    with httpx2.Client(timeout=PATIENCE, follow_redirects=True) as client:
        answer = client.get(url, headers={"User-Agent": f"digest/{__version__}"})
    if answer.is_error:
        raise httpx2.HTTPError(f"it answers {answer.status_code}")
    return answer.status_code
