"""Moments are aware and in UTC."""

from __future__ import annotations

from datetime import datetime, timedelta


def require_utc(name: str, value: datetime) -> None:
    """Refuse a datetime that is not."""
    if value.utcoffset() != timedelta(0):
        raise ValueError(f"{name} must be aware and in UTC: {value!r}")
