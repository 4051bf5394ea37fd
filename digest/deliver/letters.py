"""A letter: one text to one address, such as an alert to the operator."""

from __future__ import annotations

import hashlib
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from digest.config import Audience
from digest.deliver import headers
from digest.model import Message, Recipient


def letter(audience: Audience, to: tuple[str, str], subject: str, body: str, now: datetime) -> Message:
    """One email in plain text from the newsletter's address; `to` is a name, which may be empty, and an address."""
    sender, (name, address) = audience.delivery.sender, to
    number = hashlib.sha256(f"{now.isoformat()}\0{address}\0{body}".encode()).hexdigest()[:32]
    message_id = f"<letter.{number}@{headers.domain(sender)}>"
    lines = {
        "From": headers.mailbox(*parseaddr(sender)),
        "To": headers.mailbox(name, address),
        "Subject": headers.unstructured("Subject", subject),
        "Date": format_datetime(now.astimezone(audience.newsletter.timezone)),
        "Message-ID": message_id,
        "Auto-Submitted": "auto-generated",  # RFC 3834
    }
    email = EmailMessage(policy=policy.SMTP)
    email.set_content(body)
    head = "".join(f"{key}: {value}\r\n" for key, value in lines.items()).encode()
    envelope = headers.address(audience.delivery.envelope_sender or sender)
    return Message(Recipient(address, name), message_id, envelope, head + email.as_bytes())
