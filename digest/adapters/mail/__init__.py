"""Who takes messages to the readers: a file here, and a line in `MAILERS`, for each value of `delivery.via`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from digest.config import Audience, Smtp
from digest.errors import ConfigError, StoreError
from digest.ports import Mailer, Paces

Secrets = Callable[..., Sequence[str]]  # keys of the config that name variables -> what these hold


def _smtp(audience: Audience, secrets: Secrets, paces: Paces | None) -> Mailer:
    from digest.adapters.mail.login import Login
    from digest.adapters.mail.smtp import SmtpMailer

    smtp = audience.delivery.smtp
    username, password = secrets("delivery.smtp.username_env", "delivery.smtp.password_env")
    login = Login(username, password, smtp.token_command)
    return SmtpMailer(smtp, login, folder=audience.folder, take=_taking(smtp, paces) if paces else None)


def _taking(smtp: Smtp, paces: Paces) -> Callable[[int], float | None]:
    def take(messages: int) -> float | None:
        with suppress(StoreError):
            return paces.take(f"{smtp.host}:{smtp.port}", smtp.rate or float("inf"), messages)
        return None

    return take


def _folder(audience: Audience, _: Secrets, __: Paces | None) -> Mailer:
    from digest.adapters.mail.folder import FolderMailer

    return FolderMailer(audience.folder / audience.delivery.folder.path)


def _webhook(audience: Audience, secrets: Secrets, _: Paces | None) -> Mailer:
    from digest.adapters.mail.webhook import Permit, WebhookMailer, is_address

    hook = audience.delivery.webhook
    url, authorization, secret = secrets(*(f"delivery.webhook.{key}_env" for key in ("url", "authorization", "secret")))
    if not is_address(url := hook.url or url):
        where = audience.where(f"delivery.webhook.{'url_env' if hook.url_env and not hook.url else 'url'}")
        raise ConfigError(f"{where}: expected the address that issues are posted to, such as https://example.org/hook")
    permit = Permit(authorization, hook.authorization_command, secret)
    return WebhookMailer(url, permit, headers=hook.headers, timeout=hook.timeout.total_seconds())


MAILERS: Mapping[str, Callable[[Audience, Secrets, Paces | None], Mailer]] = {
    "smtp": _smtp,
    "folder": _folder,
    "webhook": _webhook,
}
