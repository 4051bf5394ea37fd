"""`python -m bench.commands`: whole commands as a shell runs them, next to a bare Python.

Time is what the processors spent on the process (user and system), so that other work on the machine counts less;
memory is the peak resident set, both from `wait4(2)`. Medians of the runs, the commands in turn. That nothing is due a
run knows by a note (noted), finds out without one (anew), or after it checked a config that was edited (edited).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.arguments import parser

RUNS = 7
CONFIG = """\
newsletter: {{name: Morning Brief}}
topics: [{{name: Norway, match: Norway OR Oslo}}]
sources: [{{outlet: Wire, feed: feed.xml}}]
delivery: {{from: brief@example.org, postal_address: "1 Street, Town", recipients: {readers}.csv}}
store: {store}.sqlite
"""
SENT = """
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from digest.config import load_audience
from digest.deliver.slots import latest_slot
from digest.wiring import open_store
audience, now = load_audience(Path(sys.argv[1])), datetime.now(UTC)
store = open_store(audience)
store.slots.follow(audience.newsletter.slug, now)
store.slots.finish(replace(latest_slot(audience.calendar, now), due=now), "sent", "", now)  # after the config
store.close()
"""


def main() -> None:
    """Print a row for each command."""
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "digest --help": [sys.executable, "-m", "digest", "--help"],
            **{
                f"digest send, nothing due, {readers:,} reader{'s' * (readers > 1)}, {how}": [
                    *([] if how == "noted" else ["env", "XDG_CACHE_HOME=/dev/null"]),
                    *(sys.executable, "-m", "digest", "send", "--config", nothing_due(Path(folder), readers, how)),
                ]
                for readers in (1, 100_000)
                for how in ("edited", "anew", "noted")
            },
            "digest preview --sample, one issue": [
                *(sys.executable, "-m", "digest", "preview", "--sample"),
                *("--out", folder, "--at", "2025-02-27T17:30"),
            ],
        }
        runs: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(RUNS):
            for name, command in commands.items():
                runs[name].append(measure(command))
    bare = statistics.median(seconds for seconds, _ in runs["python -c pass"])
    print(f"{'command':<52}{'CPU s':>8}{'of Python':>12}{'beyond it':>14}{'peak MB':>10}")
    for name, figures in runs.items():
        seconds, peak = (statistics.median(column) for column in zip(*figures, strict=True))
        beyond = f"{(seconds - bare) * 1000:.0f} ms"
        print(f"{name:<52}{seconds:>8.3f}{seconds / bare:>10.1f} x{beyond:>14}{peak:>10.0f}")


def nothing_due(folder: Path, readers: int, how: str) -> str:
    """A config with so many readers whose issue of today was sent; where it was edited since, it is checked again."""
    config, list_of_readers = folder / f"{readers}-{how}.yaml", folder / f"{readers}.csv"
    list_of_readers.write_text("address\n" + "".join(f"r{n}@example.org\n" for n in range(readers)))
    config.write_text(CONFIG.format(readers=readers, store=config.stem), encoding="utf-8")
    # Elsewhere, because a process begins with the memory of the one that starts it.
    subprocess.run([sys.executable, "-c", SENT, str(config)], check=True)
    if how == "edited":
        config.touch()
    return str(config)


def measure(command: list[str]) -> tuple[float, float]:
    """CPU seconds and peak megabytes of one run."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    parser(__doc__).parse_args()
    main()
