"""Sends one issue to many readers: `python -m tests.adapters.sending STORE PORT CONNECTIONS`. Made to be killed.

Prints the state of each receipt, and `uncertain ADDRESS` for what the run before left.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from digest.adapters.mail.smtp import SmtpMailer
from digest.adapters.recipients import FileRecipients
from digest.adapters.store import SqlStore
from digest.config import Audience, Smtp
from digest.deliver.messages import Composer
from digest.model import Issue, Message, Receipt, Recipient, RenderedIssue, Slot, Spend
from digest.pipeline.ledger import Ledger

NOW = datetime(2025, 2, 27, 17, 30, tzinfo=UTC)
SLOT = Slot("watch", "2025-02-27T17:30", NOW)
READERS = tuple(Recipient(f"reader{number}@example.net") for number in range(200))
ISSUE = Issue("Watch", SLOT, None, (), (), (), (), Spend())
RENDERED = RenderedIssue("Starmer meets Trump", "", "<p>[[ address ]]</p>", "[[ address ]]")
AUDIENCE = Audience.model_validate(
    {
        "newsletter": {"name": "Watch"},
        "topics": [{"name": "White House", "match": "Trump"}],
        "sources": [{"outlet": "Courier", "feed": "courier.xml"}],
        "delivery": {
            "from": "desk@example.org",
            "postal_address": "1 Street",
            "recipients": [reader.address for reader in READERS],
        },
    }
)


def main(path: Path, port: int, connections: int) -> None:
    store = SqlStore(path)
    mailer = SmtpMailer(Smtp(host="127.0.0.1", port=port, tls="none", connections=connections))
    composer = Composer(RENDERED, AUDIENCE, SLOT, now=NOW)
    with store.locks.exclusive("watch"):
        if store.issues.rendered(SLOT) is None:
            store.issues.begin(SLOT, ISSUE, RENDERED, NOW)
        ledger = Ledger(store, SLOT, lambda: NOW)
        ledger.begin()
        for receipt in ledger.concerns:
            print(receipt.state, receipt.address, flush=True)

        def note(begun: Sequence[Message], receipts: Sequence[Receipt]) -> None:
            ledger.note(begun, receipts)
            for receipt in receipts:
                print(receipt.state, flush=True)

        mailer.send(map(composer.message, ledger.left(FileRecipients(AUDIENCE))), note)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
