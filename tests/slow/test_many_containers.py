"""Two workers and the reader pages in containers as docs/compose.many.yaml says, on a Postgres server of this machine.

The image of Postgres that the file names is for whoever can pull it; here the server's socket is mounted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from digest.adapters.store import SqlStore
from tests.postgres import Server
from tests.slow.test_container import (
    CEILINGS,
    MACHINES_OWN,
    ROOT,
    Container,
    base_of,
    config,
    engine,
    waited,
)

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docs/compose.many.yaml").read_text(encoding="utf-8"))
IMAGE = "localhost/digest-test-many"
SOCKET = "/run/db"

__all__ = ["config"]
pytestmark = [pytest.mark.container, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def call() -> Container:
    """An engine with the image that the file builds."""
    words = engine()
    call, own = Container(words), [path for path in MACHINES_OWN if Path(path).exists()]
    build = COMPOSE["services"]["worker"]["build"]
    mounted = [word for path in own for word in ("--volume", f"{path}:{path}:ro")]
    how = ["--format", "docker", "--isolation", "chroot", *mounted] if words[0] == "podman" else []
    arguments = [f"PYTHON={base_of(words)}", *(f"{name}={value}" for name, value in build["args"].items())]
    how += [word for argument in arguments for word in ("--build-arg", argument)]
    call(
        "build",
        *how,
        "--network",
        "host",
        *CEILINGS,
        "--file",
        str(ROOT / build["dockerfile"]),
        "--tag",
        IMAGE,
        str(ROOT),
    )
    return call


@pytest.fixture
def audience(config: Path, postgres_server: Server) -> tuple[Path, str]:
    """The sample audience with its store on the server, and the store's address on this machine."""
    address = postgres_server.database()
    postgres_server.folder.chmod(0o755)
    settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    settings["store"] = f"{address.partition('?')[0]}?host={SOCKET}"
    settings["delivery"] |= {"readers": "store", "pages": {"url": "https://news.example.org"}}
    del settings["delivery"]["recipients"]
    config.write_text(yaml.safe_dump(settings), encoding="utf-8")
    with closing(SqlStore(address)) as store:
        store.slots.follow("watch", datetime.now(UTC) - timedelta(hours=1))
    return config, address


@pytest.fixture
def run(call: Container, audience: tuple[Path, str], postgres_server: Server) -> Iterator[Any]:
    """Starts a service as the file says; gives the container's name. All are taken away in the end."""
    started: list[str] = []

    def run(service: str, *command: str) -> str:
        told = COMPOSE["services"][service]
        name = f"digest-test-many-{service}-{len(started)}"
        options = ["--read-only"] * told["read_only"]
        options += [word for path in told["tmpfs"] for word in ("--tmpfs", path)]
        options += [word for one in told["cap_drop"] for word in ("--cap-drop", one.lower())]
        options += ["--security-opt", "no-new-privileges", "--env", "DIGEST_SECRET=a-long-random-string-for-this-test"]
        options += ["--volume", "digest-test-many:/data", "--volume", f"{audience[0]}:/data/config.yaml:ro"]
        options += ["--volume", f"{ROOT}/samples/feeds:/feeds:ro", "--volume", f"{postgres_server.folder}:{SOCKET}"]
        started.append(name)
        call("run", "--detach", "--name", name, *CEILINGS, *options, IMAGE, *(command or told["command"]))
        return name

    yield run
    for name in started:
        call("rm", "--force", "--ignore", name)
    call("volume", "rm", "--force", "digest-test-many")


def test_two_workers_send_an_issue_once_and_the_pages_know_its_readers(
    call: Container, run: Any, audience: tuple[Path, str]
) -> None:
    pages = run("pages")
    waited(call, pages, COMPOSE["services"]["pages"]["healthcheck"]["test"][1:])
    readers = [f"reader{one}@example.org" for one in range(30)]
    call("exec", pages, "digest", "readers", "add", *readers, "--source", "a test")
    workers = [run("worker") for _ in range(COMPOSE["services"]["worker"]["deploy"]["replicas"])]
    assert len(workers) == 2
    sent = [
        "python3",
        "-c",
        "import subprocess, json, sys; state = json.loads(subprocess.run(['digest', "
        "'status', '--json'], capture_output=True, text=True, check=True).stdout); "
        "sys.exit(not (state['last'] and state['last']['outcome'] == 'sent' and state['queue']['workers'] == 2))",
    ]
    waited(call, workers[0], sent)
    state = json.loads(call("exec", pages, "digest", "status", "--json"))
    assert state["last"]["readers"] == {"accepted": 30}
    assert call("exec", workers[1], "sh", "-c", "ls /data/outbox/new").count(".eml") == 30
    health = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8427/health').read().decode())"
    assert json.loads(waited(call, workers[1], ["python3", "-c", health]))["ok"]
    asked = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8426/watch').read().decode())"
    assert "<form" in waited(call, pages, ["python3", "-c", asked])


def test_every_service_reaches_the_database_that_the_file_has() -> None:
    services = COMPOSE["services"]
    assert services["db"]["healthcheck"]["test"][1] == "pg_isready"
    assert {name for name, told in services.items() if "db" in told.get("depends_on", {})} == set(services) - {"db"}
    assert set(COMPOSE["volumes"]) == {volume.partition(":")[0] for volume in services["db"]["volumes"]}
