"""What `digest crontab` prints: lines for cron, units for systemd.

Both only *call* `digest send`; the slots decide whether an issue is due. So a call too many is harmless, and a
call that came too late, or failed for the moment, is made good by the next one.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from digest.config import DAYS, Audience


def crontab_lines(audience: Audience, command: Sequence[str], owner: str) -> str:
    """Lines for `crontab -e`. `command` is the whole call, such as `/usr/bin/digest send --config FILE`.

    `owner` is the user whose store it is: another one could not write there, or leave files that the owner can't.

    The environment variables that the config names stand there to be filled in: cron passes on none of a login shell's.
    Debian's cron knows one time zone, the machine's, so a fixed time would be an hour off for part of the year
    wherever the newsletter's zone changes its clocks on another day.
    """
    # cron(5): an unescaped percent sign ends the command
    call = shlex.join(command).replace("%", r"\%")
    return (
        f"# {_one_line(audience.newsletter.name)}: {_when(audience)}, at most one issue for each slot.\n"
        "# Every five minutes, since cron knows only this machine's time zone; silent while nothing is due.\n"
        f"# For the crontab of the user {owner}: `crontab -e`. Cron mails what goes wrong to whom MAILTO names.\n"
        f"{_to_fill_in(_variables(audience))}"
        f"*/5 * * * * {call}\n"
    )


def systemd_service(audience: Audience, command: Sequence[str], owner: str) -> str:
    """The text of `digest-SLUG.service`, which runs as `owner`, whose store it is.

    Exit code 75 (temporary) is tried again after five minutes.
    The environment variables that the config names come from a file, one `NAME=value` a line.
    """
    call = " ".join(_quoted(word) for word in command)
    variables = ", ".join(_variables(audience))
    secrets = f"/etc/digest/{audience.newsletter.slug}.env"
    environment = f"# {variables}: one NAME=value a line\nEnvironmentFile={secrets}\n" if variables else ""
    return f"""\
[Unit]
Description=digest: {_unit_text(audience.newsletter.name)}
Wants=network-online.target
After=network-online.target
# no more than a day of attempts
StartLimitIntervalSec=1d
StartLimitBurst=200

[Service]
Type=oneshot
User={owner}
{environment}ExecStart={call}
# 75 is for now: a locked store, a full disk, no network, a server that asks to wait
Restart=on-failure
RestartSec=5min
RestartPreventExitStatus=1 2
"""


def systemd_timer(audience: Audience) -> str:
    """The text of `digest-SLUG.timer`. `Persistent` makes up for a time when the machine was off."""
    days = "" if len(audience.schedule.days) == len(DAYS) else _day_list(audience) + " "
    return f"""\
[Unit]
Description=digest: {_unit_text(audience.newsletter.name)}, {_when(audience)}

[Timer]
OnCalendar={days}*-*-* {audience.schedule.time:%H:%M}:00 {audience.newsletter.timezone.key}
Persistent=true
AccuracySec=1s

[Install]
WantedBy=timers.target
"""


def _variables(audience: Audience) -> list[str]:
    return sorted(set(audience.variables.values()))


def _to_fill_in(variables: Sequence[str]) -> str:
    lines = "".join(f"# {variable}=\n" for variable in variables)
    return f"# cron passes on no login environment; fill in, and take the # away:\n{lines}" if lines else ""


def _when(audience: Audience) -> str:
    days = "every day" if len(audience.schedule.days) == len(DAYS) else _day_list(audience)
    return f"{days} {audience.schedule.time:%H:%M} {audience.newsletter.timezone.key}"


def _day_list(audience: Audience) -> str:
    return ",".join(day.capitalize() for day in DAYS if day in audience.schedule.days)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _unit_text(text: str) -> str:
    return _one_line(text).replace("%", "%%")


def _quoted(word: str) -> str:
    """A word of ExecStart= (systemd.service(5), "Command lines")."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if escaped != word or any(char.isspace() or char in "';" for char in word) else word
