"""Where bounces, complaints and mails that ask to leave come in."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from pydantic import Field

from digest.config.keys import Keys
from digest.config.values import Duration, Text, Variable


class Imap(Keys):
    """A mailbox that can be read."""

    host: Text = Field(description="The server's name.")
    port: int = Field(993, ge=1, le=65535, description="993 for tls, 143 for starttls.")
    tls: Literal["tls", "starttls", "none"] = Field(
        "tls", description="tls: encrypted from the start; starttls: after a greeting; none: on this machine only."
    )
    username_env: Variable = Field(description="Environment variable that holds the user name.")
    password_env: Variable = Field("", description="Environment variable that holds the password.")
    token_command: str = Field("", description="As for `delivery.smtp`: prints a token in place of a password.")
    ca_file: str = Field("", description="Certificates to trust beside the system's, a PEM file beside the config.")
    timeout: Duration = Field(timedelta(seconds=30), description="How long one answer may take.")
    folder: Text = Field("INBOX", description="Where mail comes in.")
    handled: Text = Field("Handled", description="Folder that what is done is moved to; made if it is not there.")


class Returns(Keys):
    """Where bounces, complaints and mails that ask to leave come in; issues then go out from signed addresses."""

    imap: Imap = Field(description="The mailbox of `delivery.envelope_sender`, and of `unsubscribe.mailto`.")
    separator: Literal["+", "-", "=", "_"] = Field(
        "+", description="What your mail server takes for the end of a mailbox's name: desk+anything@example.org."
    )
    soft_bounces: int = Field(
        5, ge=1, description="So many issues in a row that did not arrive, and the reader gets no more."
    )
