"""What the environment holds, and what runs there: keys and passwords, the command for cron, whose files they are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from digest.config import Audience
from digest.errors import ConfigError

_LOGIN = "put the {} for the mail server there, or leave this key out where it asks for no login"
_THERE = "put what it is to hold there"
_SECRETS = {  # what to do where the variable of a key is not set
    "delivery.smtp.username_env": _LOGIN.format("user name"),
    "delivery.smtp.password_env": _LOGIN.format("password"),
    "delivery.webhook.url_env": "put the address that issues are posted to there",
    "delivery.webhook.authorization_env": "put the whole Authorization header there, such as `Token abc`",
    "delivery.webhook.secret_env": "put the key there that the other program knows, as from `openssl rand -hex 32`",
    "delivery.unsubscribe.secret_env": (
        "put a long random string there once and for all, as `openssl rand -hex 32` prints it: it signs the links by "
        "which readers leave, and the addresses that bounces come back to"
    ),
    "returns.imap.username_env": "put the user name for the mailbox there",
    "returns.imap.password_env": "put the password for the mailbox there",
}


def secrets(audience: Audience, *keys: str) -> list[str]:
    """What the environment holds for these keys of the config; empty for one that needs no variable.

    Raises a `ConfigError` with a line for each variable that is not set.
    """
    variables = [audience.variables.get(key, "") for key in keys]
    missing = [
        f"{audience.where(key)}: the environment variable {variable} is not set; {_SECRETS.get(key, _THERE)}"
        for key, variable in zip(keys, variables, strict=True)
        if variable and not os.environ.get(variable)
    ]
    if missing:
        raise ConfigError("\n".join(missing))
    return [os.environ[variable] if variable else "" for variable in variables]


def own_command(audience: Audience) -> list[str]:
    """How cron calls `digest send` for this audience, with absolute paths."""
    script = Path(sys.argv[0]).resolve()
    program = [str(script)] if script.name == "digest" else [sys.executable, "-m", "digest"]
    return [*program, "send", "--config", str(audience.path.resolve())]


def owner_of(audience: Audience) -> str:
    """The user whose store it is, or whose folder, where there is none or it is on a server: a name, else a number."""
    store = audience.store_at
    place = store if isinstance(store, Path) and store.exists() else audience.folder
    try:
        return place.owner()
    except KeyError:  # nobody of this machine
        return str(place.stat().st_uid)
