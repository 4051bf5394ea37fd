"""`python -m bench.commands`: whole commands as a shell runs them, next to a bare Python.

Time is what the processors spent on the process (user and system), so that other work on the machine counts less;
memory is the peak resident set, both from `wait4(2)`. Medians of the runs, the commands in turn.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile

from bench.arguments import parser

RUNS = 7


def main() -> None:
    """Print a row for each command."""
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "digest --help": [sys.executable, "-m", "digest", "--help"],
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
    print(f"{'command':<38}{'CPU s':>8}{'beyond Python':>16}{'peak MB':>10}")
    for name, figures in runs.items():
        seconds, peak = (statistics.median(column) for column in zip(*figures, strict=True))
        print(f"{name:<38}{seconds:>8.2f}{(seconds - bare) * 1000:>13.0f} ms{peak:>10.0f}")


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
