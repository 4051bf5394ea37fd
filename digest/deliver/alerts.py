"""One alert when a feed breaks and one when it is back, and one when the model wrote nothing, for the operator.

A feed is broken after `alerts.after` errors in a row. What was told is kept with the feed (`FeedState.alerted`),
so that a crossing is told once, whatever command made the last try.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from digest.addresses import public_address
from digest.model import FeedState

if TYPE_CHECKING:
    from digest.config import Audience, Source
    from digest.model import Message


@dataclass(frozen=True, slots=True)
class Alert:
    """What the operator is told about one feed, and the feed's state once that is done."""

    line: str
    state: FeedState


def is_untold(state: FeedState, failures: int) -> bool:
    """Whether the operator has not heard how a feed is, which is broken after so many errors in a row."""
    return state.failures >= failures if not state.alerted else not state.failures


def alerts(audience: Audience, states: Mapping[str, FeedState]) -> tuple[Alert, ...]:
    """What is to be told now, in the order of the sources."""
    found = []
    for source in audience.sources:
        state = states.get(source.feed)
        if state and is_untold(state, audience.alerts.after):
            line = f"feed is back: {source.outlet}, {public_address(source.feed)}"
            told = line if state.alerted else _broken(source, state)
            found.append(Alert(told, replace(state, alerted=not state.alerted)))
    return tuple(found)


def _broken(source: Source, state: FeedState) -> str:
    since = f"last success {state.last_success:%Y-%m-%d %H:%M} UTC" if state.last_success else "it never worked"
    return (
        f"feed is broken: {source.outlet}, {public_address(source.feed)}: {state.failures} errors in a row, {since}; "
        f"the last: {' '.join(state.last_error.split())}"
    )


def alert_message(audience: Audience, told: tuple[Alert, ...], to: str, now: datetime) -> Message:
    """One email with all of these, to the operator."""
    body = "\n\n".join(alert.line for alert in told)
    broken = sum(alert.state.alerted for alert in told)
    news = ((broken, "broken"), (len(told) - broken, "back"))
    what = ", ".join(f"{count} feed{'' if count == 1 else 's'} {word}" for count, word in news if count)
    return _message(audience, what, f"{body}\n\nAll feeds: digest sources --config {audience.path.name}\n", to, now)


def model_alert(audience: Audience, line: str, to: str, now: datetime) -> Message:
    """One email that the model wrote no story of an issue that went out all the same."""
    body = f"{line}\n\nWhat is wrong: digest check --online --config {audience.path.name}\n"
    return _message(audience, "the model wrote no story", body, to, now)


def _message(audience: Audience, what: str, body: str, to: str, now: datetime) -> Message:
    from email.utils import parseaddr

    from digest.deliver.letters import letter  # 25 ms, which a run that has nothing to tell does not spend

    subject = f"{audience.newsletter.name}: {what}"
    return letter(audience, parseaddr(to), subject, body, now)
