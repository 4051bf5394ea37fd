"""How a run stands, for a monitor: `/health` as JSON, 503 where it is not well, and `/metrics` for Prometheus.

Nobody signs in here: the pages hold no address of a reader, no key and no text of an issue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route


@dataclass(frozen=True, slots=True)
class Standing:
    """A run: whether it is well, its last look at the clock, each audience as `digest status` has it, what is wrong."""

    ok: bool
    looked: datetime
    audiences: tuple[Mapping[str, Any], ...]
    wrong: Mapping[str, str]  # by config


def watching_app(standing: Callable[[], Standing]) -> Starlette:
    """The two pages."""

    def health(_: Request) -> Response:
        now = standing()
        document = {
            "ok": now.ok,
            "looked_at": f"{now.looked:%Y-%m-%dT%H:%M:%SZ}",
            "audiences": list(now.audiences),
            "wrong": dict(now.wrong),
        }
        return JSONResponse(document, 200 if now.ok else 503, headers={"Cache-Control": "no-store"})

    def metrics(_: Request) -> Response:
        registry = CollectorRegistry()
        registry.register(_Gauges(standing()))
        return Response(generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return Starlette(routes=[Route("/health", health), Route("/metrics", metrics)])


class _Gauges:
    """One scrape. Nothing is counted here: every number is read from the store, so a restart loses none."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Every family, also where it has no value yet."""
        yield self._plain("up", "Whether the run is well: looks at the clock and can use a config.", self._standing.ok)
        yield self._plain("looked_timestamp_seconds", "Last look at the clock.", self._standing.looked.timestamp())
        yield self._plain("configs_failing", "Audiences with something wrong.", len(self._standing.wrong))
        yield self._each("last_issue_due_timestamp_seconds", "When the last slot was due.", _last("due_at"))
        yield self._each("last_issue_closed_timestamp_seconds", "When the last slot was closed.", _last("closed_at"))
        yield self._each("last_issue_sent", "Whether the last slot was sent, 0 while open or where skipped.", _was_sent)
        yield self._each("next_issue_due_timestamp_seconds", "When the next slot is due.", lambda s: _at(s["next_at"]))
        yield self._each("feeds_failing", "Feeds whose last try failed.", lambda state: len(state["feeds_failing"]))
        yield self._each("readers_deferred", "Readers of open slots whom the server deferred.", lambda s: s["waiting"])
        for key, about in (("calls", "Calls of the model"), ("tokens", "Tokens"), ("cost", "Money")):
            yield self._each(
                f"model_{key}_today", f"{about}, of this UTC day and all newsletters of the store.", _spent(key)
            )
        yield self._each(
            "late_seconds", "From the moment an issue was due until its slot was closed, or so far.", _late
        )
        yield from self._jobs()
        yield self._receipts()
        yield self._feed_errors()

    def _plain(self, name: str, about: str, value: float) -> GaugeMetricFamily:
        return GaugeMetricFamily(f"digest_{name}", about, value=value)

    def _each(self, name: str, about: str, value: Callable[[Mapping[str, Any]], float | None]) -> GaugeMetricFamily:
        family = GaugeMetricFamily(f"digest_{name}", about, labels=["newsletter"])
        for state in self._standing.audiences:
            if (number := value(state)) is not None:
                family.add_metric([state["newsletter"]], number)
        return family

    def _jobs(self) -> Iterator[GaugeMetricFamily]:
        """Of the queue that all audiences share; nothing where there is none."""
        if queue := next((state["queue"] for state in self._standing.audiences if state.get("queue")), None):
            yield self._plain("workers", "Workers of all machines.", queue["workers"])
            yield self._plain(
                "jobs_oldest_seconds", "For how long the job waits that waits longest.", queue["oldest_seconds"]
            )
            family = GaugeMetricFamily("digest_jobs", "Jobs of workers.", labels=["kind", "state"])
            for state in ("waiting", "at_work"):
                for kind, count in queue[state].items():
                    family.add_metric([kind, state], count)
            yield family

    def _receipts(self) -> GaugeMetricFamily:
        about = "Readers of the last slot, by receipt."
        family = GaugeMetricFamily("digest_last_issue_readers", about, labels=["newsletter", "state"])
        for state in self._standing.audiences:
            for receipt, count in (state["last"] or {"readers": {}})["readers"].items():
                family.add_metric([state["newsletter"], receipt], count)
        return family

    def _feed_errors(self) -> GaugeMetricFamily:
        about = "Errors in a row of a feed that fails."
        family = GaugeMetricFamily("digest_feed_errors", about, labels=["newsletter", "outlet", "feed"])
        for state in self._standing.audiences:
            for feed in state["feeds_failing"]:
                family.add_metric([state["newsletter"], feed["outlet"], feed["feed"]], feed["errors"])
        return family


def _at(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()


def _last(key: str) -> Callable[[Mapping[str, Any]], float | None]:
    return lambda state: _at(state["last"][key]) if state["last"] and state["last"][key] else None


def _was_sent(state: Mapping[str, Any]) -> float | None:
    return float(state["last"]["outcome"] == "sent") if state["last"] else None


def _late(state: Mapping[str, Any]) -> float | None:
    return state.get("late_seconds")


def _spent(key: str) -> Callable[[Mapping[str, Any]], float]:
    return lambda state: float(state["spent_today"][key])
