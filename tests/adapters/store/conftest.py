from __future__ import annotations

import pytest

from digest.adapters.store import SqlStore
from digest.ports import Store
from tests.adapters.store.examples import NOW, RENDERED, SLOT, issue


@pytest.fixture(params=["file", "server"])
def store(request, tmp_path):
    server = request.param == "server"
    store: Store = SqlStore(request.getfixturevalue("empty_database") if server else tmp_path / "digest.sqlite")
    yield store
    store.close()


@pytest.fixture
def begun(store):
    store.issues.begin(SLOT, issue(), RENDERED, NOW)
    return store
