"""Each server has its port to itself."""

from __future__ import annotations

import click
import pytest

from digest.cli import COMMANDS, app
from digest.errors import ConfigError
from digest.web.serving import listen, port_of


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_two_servers_do_not_share_a_port(host: str) -> None:
    with listen(0, host) as first, pytest.raises(ConfigError, match="Address already in use; choose another"):
        listen(port_of(first), host)


def test_a_port_that_cannot_be_is_named() -> None:
    with pytest.raises(ConfigError, match=r"--port 70000: .*; choose another, or 0 for any that is free"):
        listen(70000)


def test_every_server_has_a_default_of_its_own() -> None:
    with click.Context(app) as context:
        commands = [app.get_command(context, name) for names in COMMANDS.values() for name in names]
    commands += [one for group in commands if isinstance(group, click.Group) for one in group.commands.values()]
    options = [option for command in commands if command for option in command.params]
    ports = [option.default for option in options if option.name == "port"]
    assert len(set(ports)) == len(ports) == 4
