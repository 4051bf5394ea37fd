"""The image is built from the lock, and an issue goes out of it: where podman or docker works and has a base."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
BASES = ("localhost/digest-base", "docker.io/library/python:3.13-slim")
IMAGE = "localhost/digest-test"
MACHINES_OWN = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pip.conf")  # how this machine reaches its package index
CEILINGS = ["--ulimit", "nofile=1024:1024", "--ulimit", "nproc=4096:4096"]  # no more than a sandbox allows

pytestmark = [pytest.mark.container, pytest.mark.timeout(900)]


def engine() -> list[str]:
    """The call of an engine that works here: podman, with runc where crun can't, or docker."""
    candidates = (["podman"], ["podman", "--runtime", "runc"], ["docker"])
    for words in candidates:
        if shutil.which(words[0]) and (base := base_of(words)):
            tried = [*words, "run", "--rm", *CEILINGS, base, "python3", "-c", ""]
            if subprocess.run(tried, capture_output=True, check=False).returncode == 0:
                return words
    pytest.skip("needs podman or docker, and one of " + ", ".join(BASES))


def base_of(words: Sequence[str]) -> str:
    known = (base for base in BASES if _quietly([*words, "image", "inspect", base]))
    return next(known, "")


def _quietly(words: Sequence[str]) -> bool:
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


class Container:
    """Calls of the engine, which must go well."""

    def __init__(self, words: list[str]) -> None:
        self.words = words

    def __call__(self, *words: str) -> str:
        done = subprocess.run([*self.words, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def call() -> Container:
    """An engine with the image built from the checkout."""
    words = engine()
    call, own = Container(words), [path for path in MACHINES_OWN if os.path.exists(path)]
    mounted = [word for path in own for word in ("--volume", f"{path}:{path}:ro")]
    how = ["--format", "docker", "--isolation", "chroot", *mounted] if words[0] == "podman" else []
    file = ["--file", str(ROOT / "Containerfile"), "--tag", IMAGE]
    call("build", *how, "--network", "host", *CEILINGS, "--build-arg", f"PYTHON={base_of(words)}", *file, str(ROOT))
    return call


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The sample news, due a minute ago, into a folder of the volume."""
    settings = yaml.safe_load((ROOT / "samples/config.yaml").read_text(encoding="utf-8"))
    minute_ago = datetime.now(UTC) - timedelta(minutes=1)
    settings["newsletter"] |= {"slug": "watch", "timezone": "UTC"}
    settings["schedule"] = {"time": f"{minute_ago:%H:%M}"}
    settings["issue"] |= {"when_thin": "quiet"}
    settings["delivery"] |= {"via": "folder", "recipients": ["ann@example.org", "bob@example.org"]}
    for source in settings["sources"]:
        source["feed"] = "/feeds/" + Path(source["feed"]).name
    path = tmp_path / "config.yaml"
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    path.chmod(0o644)
    tmp_path.chmod(0o755)
    return path


def started(call: Container, name: str, config: Path, *more: str) -> str:
    """A container that runs a service as compose.yaml says, with the feeds beside it; gives its name."""
    service = COMPOSE["services"][name]
    options = ["--read-only"] * service["read_only"]
    options += [word for path in service["tmpfs"] for word in ("--tmpfs", path)]
    options += [word for one in service["cap_drop"] for word in ("--cap-drop", one.lower())]
    options += ["--security-opt", "no-new-privileges", "--volume", "digest-test-data:/data"]
    options += ["--volume", f"{config}:/data/config.yaml:ro", "--volume", f"{ROOT}/samples/feeds:/feeds:ro", *more]
    call("run", "--detach", "--name", f"digest-test-{name}", *CEILINGS, *options, IMAGE, *service["command"])
    return f"digest-test-{name}"


@pytest.fixture
def volume(call: Container) -> Iterator[None]:
    """What the services share, taken away in the end with those that use it."""
    yield
    for name in COMPOSE["services"]:
        call("rm", "--force", "--ignore", f"digest-test-{name}")
    call("volume", "rm", "--force", "digest-test-data")


@pytest.fixture
def scheduler(call: Container, config: Path, volume: None) -> str:
    """The scheduler."""
    return started(call, "scheduler", config)


def waited(call: Container, name: str, words: Sequence[str]) -> str:
    """What a command in the container says once it goes well."""
    for _ in range(60):
        done = subprocess.run([*call.words, "exec", name, *words], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout
        subprocess.run(["sleep", "0.5"], check=True)
    pytest.fail(done.stderr + call("logs", name))


def test_the_issue_goes_out_of_a_container_once_and_the_store_outlives_it(call: Container, scheduler: str) -> None:
    sent = waited(call, scheduler, ["sh", "-c", "ls /data/outbox/new/*.eml && ls /data/digest.sqlite"])
    assert sent.count(".eml") == 2
    assert "uid=10001" in call("exec", scheduler, "id")
    asked = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8427/health').read().decode())"
    health = json.loads(waited(call, scheduler, ["python3", "-c", asked]))
    assert health["ok"]
    assert not call("exec", scheduler, "sh", "-c", "touch /opt/x 2>/dev/null || true")
    call("restart", scheduler)
    again = json.loads(waited(call, scheduler, ["digest", "status", "--json"]))
    assert (again["last"]["outcome"], again["last"]["readers"]) == ("sent", {"accepted": 2})
    assert call("exec", scheduler, "sh", "-c", "ls /data/outbox/new").count(".eml") == 2


def test_the_health_check_of_the_image_is_that_of_the_run(call: Container, scheduler: str) -> None:
    [told] = json.loads(call("image", "inspect", IMAGE))
    check = (told.get("HealthCheck") or told.get("Healthcheck") or told["Config"]["Healthcheck"])["Test"]
    assert check[0] == "CMD"
    waited(call, scheduler, check[1:])


def test_every_service_of_compose_is_a_command_that_exists(call: Container) -> None:
    for service in COMPOSE["services"].values():
        known = call(
            "run", "--rm", *CEILINGS, IMAGE, *takewhile(lambda word: word[0] != "-", service["command"]), "--help"
        )
        assert all(option in known for option in service["command"] if option.startswith("--"))


def test_the_reader_pages_answer_as_their_health_check_says(call: Container, config: Path, volume: None) -> None:
    settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    settings["delivery"] |= {"readers": "store", "pages": {"url": "https://news.example.org"}}
    config.write_text(yaml.safe_dump(settings), encoding="utf-8")
    pages = started(call, "pages", config, "--env", "DIGEST_SECRET=a-long-random-string-for-this-test")
    check = COMPOSE["services"]["pages"]["healthcheck"]["test"]
    waited(call, pages, check[1:])
    asked = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8426/watch').read().decode())"
    assert "<form" in waited(call, pages, ["python3", "-c", asked])
