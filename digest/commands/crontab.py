"""`digest crontab`: what makes this machine send every issue on time."""

from __future__ import annotations

from pathlib import Path

import click

from digest.commands.parts import options


@click.command
@options.config
@click.option("--systemd", is_flag=True, help="A service and a timer unit in place of crontab lines.")
def command(config: Path, systemd: bool) -> None:
    """Print what makes this machine send every issue on time, as the user who owns the store.

    \b
    (crontab -l; digest crontab) | crontab -     adds to what is there
    digest crontab --systemd
    """
    from digest.deliver import timers
    from digest.wiring import own_command, owner_of

    audience = options.load(config)
    call, owner = own_command(audience), owner_of(audience)
    if not systemd:
        click.echo(timers.crontab_lines(audience, call, owner), nl=False)
        return
    unit = f"/etc/systemd/system/digest-{audience.newsletter.slug}"
    click.echo(f"# {unit}.service\n{timers.systemd_service(audience, call, owner)}\n# {unit}.timer")
    click.echo(timers.systemd_timer(audience), nl=False)
