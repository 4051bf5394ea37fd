"""Who takes messages to the readers: a file here, and a line in `MAILERS`, for each value of `delivery.via`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from digest.config import Audience
from digest.ports import Mailer

Secrets = Callable[..., Sequence[str]]  # keys of the config that name variables -> what these hold


def _smtp(audience: Audience, secrets: Secrets) -> Mailer:
    from digest.adapters.mail.login import Login
    from digest.adapters.mail.smtp import SmtpMailer

    smtp = audience.delivery.smtp
    username, password = secrets("delivery.smtp.username_env", "delivery.smtp.password_env")
    login = Login(username, password, smtp.token_command)
    return SmtpMailer(smtp, login, folder=audience.folder)


def _folder(audience: Audience, _: Secrets) -> Mailer:
    from digest.adapters.mail.folder import FolderMailer

    return FolderMailer(audience.folder / audience.delivery.folder.path)


MAILERS: Mapping[str, Callable[[Audience, Secrets], Mailer]] = {"smtp": _smtp, "folder": _folder}
