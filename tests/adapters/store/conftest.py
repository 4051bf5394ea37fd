from __future__ import annotations

import pytest

from digest.adapters.store import SqlStore
from digest.ports import Store
from tests.adapters.store.examples import NOW, RENDERED, SLOT, issue


@pytest.fixture(params=["memory", "file"])
def store(request, tmp_path):
    store: Store = SqlStore(tmp_path / "digest.sqlite" if request.param == "file" else None)
    yield store
    store.close()


@pytest.fixture
def begun(store):
    store.issues.begin(SLOT, issue(), RENDERED, NOW)
    return store
