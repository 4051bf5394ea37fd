"""Slow tests run only when asked for: `pytest -m slow`, `pytest -m container`."""

from __future__ import annotations

import pytest

WHY = {
    "slow": "runs a real language model; `pytest -m slow`",
    "container": "builds an image, which fetches packages; `pytest -m container`",
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip them where the command line does not name the marker."""
    for name, why in WHY.items():
        for item in items:
            if item.get_closest_marker(name) and name not in config.option.markexpr:
                item.add_marker(pytest.mark.skip(reason=f"{name}: {why}"))
