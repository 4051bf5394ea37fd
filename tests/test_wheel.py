"""The built wheel works outside the checkout: templates, sample and commented config included."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def build_wheel(folder: Path) -> Path:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_a_wheel_in_a_venv_gives_a_command_that_cron_can_call(tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    wheel = build_wheel(tmp_path)
    install = [str(venv / "bin/pip"), "install", "--quiet", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    (packages,) = venv.glob("lib/python*/site-packages")  # what the lock installs there stands here already
    (packages / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    def digest(*words: str) -> str:
        command = [str(venv / "bin/digest"), *words]
        return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    digest("init", "Morning Brief")
    assert digest("--version").startswith("digest ")
    line = digest("crontab", "--config", "morning-brief.yaml").splitlines()[-1]
    assert f"{venv}/bin/digest send --config {tmp_path}/morning-brief.yaml" in line
    assert f"{venv}/bin/digest" in digest("crontab", "--systemd", "--config", "morning-brief.yaml")
    assert "_digest_completion" in subprocess.run(
        [str(venv / "bin/digest")],
        env=os.environ | {"_DIGEST_COMPLETE": "bash_source"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout  # fmt: skip


def test_a_wheel_previews_the_sample_day_anywhere(tmp_path: Path) -> None:
    wheel = build_wheel(tmp_path)
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = os.environ | {"PYTHONPATH": str(site)}

    def digest(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "digest", *words]
        return subprocess.run(command, cwd=elsewhere, env=environment, check=True, capture_output=True, text=True)

    done = digest("preview", "--sample", "--at", "2025-02-27T17:30")
    assert "Starmer" in done.stderr
    assert (elsewhere / "preview/white-house-watch/2025-02-27/issue.html").stat().st_size > 10_000
    digest("init", "Morning Brief")
    assert "topics" in (elsewhere / "morning-brief.yaml").read_text(encoding="utf-8")
