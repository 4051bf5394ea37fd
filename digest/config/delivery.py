"""From whom, to whom, and how issues get there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Literal

from pydantic import Field

from digest.config.keys import Keys
from digest.config.values import (
    HOST,
    SECURE,
    SECURE_SITE,
    SELECTOR,
    WEB,
    Duration,
    Mailbox,
    Rate,
    Recipients,
    Text,
    Variable,
)


class Unsubscribe(Keys):
    """How a reader leaves. A mail address works everywhere; a web address makes it one click (RFC 8058)."""

    mailto: Mailbox | None = Field(None, description="A mail to this address asks to leave.")
    url: str | None = Field(
        None, pattern=SECURE, description="`{token}` stands for the reader's token; default: among the reader pages."
    )
    secret_env: Variable = Field("DIGEST_SECRET", description="Environment variable with the key that signs tokens.")


class Pages(Keys):
    """The pages where readers sign up, confirm and leave: `digest readers serve`, behind your web server."""

    url: str | None = Field(
        None, pattern=SECURE_SITE, description="Where they stand on the web; the form at this, `/` and the slug."
    )
    confirm_within: Duration = Field(
        timedelta(days=3), description="How long the link is good that a new reader gets by mail."
    )


class Dkim(Keys):
    """Signs every mail for the domain in `from` (DKIM, RFC 6376), for those whose mail server does not."""

    selector: str = Field(pattern=SELECTOR, description="The DNS has the public key at SELECTOR._domainkey.DOMAIN.")
    key_file: Text = Field(description="The private key, a PEM file beside the config: `openssl genrsa 2048`.")


class Folder(Keys):
    """A folder for another system to fetch the messages from."""

    path: Text = Field("outbox", description="Beside the config; a Maildir, made if it is not there.")


class Webhook(Keys):
    """Another program, which gets each issue once, as JSON."""

    url: str | None = Field(None, pattern=WEB, description="Where the issue is posted.")
    url_env: Variable = Field(
        "", description="In place of `url`: environment variable with the address, where that is itself the secret."
    )
    body: Text = Field(
        "issue",
        description="What is posted: issue, listmonk, ghost, buttondown, chat, or your own `templates/webhooks/` file.",
    )
    extra: dict[str, Any] = Field({}, description="More fields of the body, such as {lists: [3]} for listmonk.")
    headers: dict[str, str] = Field({}, description="More header lines, such as {Accept-Version: v5.0}; no secrets.")
    authorization_env: Variable = Field(
        "", description="Environment variable with the whole Authorization header, such as `Token abc`."
    )
    authorization_command: str = Field("", description="Prints that header, in place of a variable; run at each post.")
    secret_env: Variable = Field(
        "", description="Environment variable with the key that signs posts (Standard Webhooks); empty: unsigned."
    )
    unsubscribe_url: str = Field(
        "", description="Printed where a reader's own link stands, such as {{ UnsubscribeURL }} of listmonk."
    )
    timeout: Duration = Field(timedelta(seconds=30), description="How long one answer may take.")


class Smtp(Keys):
    """The mail server."""

    host: Text = Field("localhost", description="Its name.")
    port: int = Field(587, ge=1, le=65535, description="587 for starttls, 465 for tls.")
    tls: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="starttls: encrypted after a greeting; tls: from the start; none: on this machine only."
    )
    username_env: Variable = Field("", description="Environment variable that holds the user name; empty: no login.")
    password_env: Variable = Field("", description="Environment variable that holds the password.")
    token_command: str = Field(
        "", description="Prints a token to log in with (XOAUTH2) in place of a password; run at every login."
    )
    ca_file: str = Field("", description="Certificates to trust beside the system's, a PEM file beside the config.")
    ehlo: str = Field("", pattern=HOST, description="How to introduce ourselves; default: this machine's full name.")
    timeout: Duration = Field(timedelta(seconds=30), description="How long one answer may take.")
    connections: int = Field(4, ge=1, le=50, description="At the same time; a server far away is worth more.")
    per_connection: int | None = Field(None, ge=1, description="Messages, after which a new connection is opened.")
    rate: Rate | None = Field(None, description="At most so many messages: 14/s, 600/m, 5000/h. Default: found out.")


class Delivery(Keys):
    """From whom, to whom, through which server."""

    sender: Mailbox = Field(
        alias="from", description="Whom mails come from: an address, or a name and an address between < and >."
    )
    reply_to: Mailbox | None = Field(None, description="Where replies go; default: the address in `from`.")
    envelope_sender: Mailbox | None = Field(None, description="Where bounces go; default: the address in `from`.")
    postal_address: Text = Field(
        description="Printed at the end of every issue, as the law of most countries wants it."
    )
    unsubscribe: Unsubscribe = Field(default_factory=Unsubscribe)
    pages: Pages = Field(default_factory=Pages)
    dkim: Dkim | None = Field(None, description="Left out: mails are not signed here.")
    via: Text = Field(
        "smtp",
        description="smtp; folder: one .eml a reader, for another system to fetch; webhook: the issue to another "
        "program, once.",
    )
    smtp: Smtp = Field(default_factory=Smtp)
    folder: Folder = Field(default_factory=Folder)
    webhook: Webhook = Field(default_factory=Webhook)
    readers: Literal["recipients", "store"] = Field(
        "recipients", description="recipients: those of the next key; store: the list that `digest readers` keeps."
    )
    recipients: Recipients = Field(
        (), description="Addresses, or the name of a CSV file with a column `email` or `address`, and perhaps `name`."
    )

    @property
    def whole(self) -> bool:
        """Whether the issue goes to another program as a whole, and not to each reader."""
        return self.via == "webhook"

    @property
    def page(self) -> str:
        """Where the reader pages stand, without a slash at the end; empty where they stand nowhere."""
        return (self.pages.url or "").rstrip("/")

    @property
    def leaving_url(self) -> str:
        """The web address for leaving, with `{token}` in it; empty where there is none."""
        return self.unsubscribe.url or (f"{self.page}/{{token}}" if self.page else "")
