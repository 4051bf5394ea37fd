"""Who takes messages and signs them, and where bounces come in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from digest.config import Audience, did_you_mean
from digest.errors import ConfigError
from digest.ports import Mailer, Paces
from digest.wiring.environment import secrets

if TYPE_CHECKING:
    from digest.adapters.mail.mailbox import ImapMailbox
    from digest.deliver.dkim import Signer


def pick_mailer(audience: Audience, via: str = "", paces: Paces | None = None) -> Mailer:
    """Who takes the messages of this audience, by `delivery.via` or as named; logins come from the environment.

    `paces` keeps its rate together with that of other workers.
    """
    from digest.adapters.mail import MAILERS

    via = via or audience.delivery.via
    if via not in MAILERS:
        expected = f"{' or '.join(MAILERS)}, found {via!r}{did_you_mean(via, MAILERS)}"
        raise ConfigError(f"{audience.where('delivery.via')}: expected {expected}")
    mailer = MAILERS[via](audience, partial(secrets, audience), paces)
    signer = pick_signer(audience)
    if signer is None or via == "webhook":  # what goes to a program is no mail
        return mailer
    from digest.adapters.mail.signing import SigningMailer

    return SigningMailer(mailer, signer.sign)


def pick_signer(audience: Audience) -> Signer | None:
    """Who signs the mails of this audience; None where nobody does. Raises a `ConfigError` for a key that is none."""
    dkim = audience.delivery.dkim
    if dkim is None:
        return None
    from digest.deliver.dkim import Signer, read_key
    from digest.deliver.headers import domain

    file = audience.folder / dkim.key_file
    where = audience.where("delivery.dkim.key_file")
    try:
        return Signer(domain(audience.delivery.sender), dkim.selector, read_key(file.read_bytes()))
    except OSError as error:
        raise ConfigError(f"{where}: {file} can't be read: {error.strerror}") from None
    except ValueError as error:
        raise ConfigError(f"{where}: {file}: {error}") from None


def pick_mailbox(audience: Audience) -> ImapMailbox | None:
    """Where bounces come in; None where the config has no `returns`."""
    if audience.returns is None:
        return None
    from digest.adapters.mail.login import Login
    from digest.adapters.mail.mailbox import ImapMailbox

    imap = audience.returns.imap
    username, password = secrets(audience, "returns.imap.username_env", "returns.imap.password_env")
    return ImapMailbox(imap, Login(username, password, imap.token_command), folder=audience.folder)


def token_key(audience: Audience) -> bytes | None:
    """The key that signs unsubscribe tokens and return addresses; None where the config has nothing that needs one."""
    [key] = secrets(audience, "delivery.unsubscribe.secret_env")
    return key.encode() or None
