"""The built wheel works outside the checkout: templates, sample and commented config included."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_a_wheel_previews_the_sample_day_anywhere(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
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
