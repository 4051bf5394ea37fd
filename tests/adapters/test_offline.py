from __future__ import annotations

from digest.adapters.offline import Outbox
from digest.model import Message, Recipient
from digest.ports import Mailer


def test_the_outbox_keeps_messages_in_order(tmp_path):
    messages = [Message(Recipient(f"{name}@example.net"), name, "b@example.org", name.encode()) for name in "ab"]
    noted = []
    outbox = Outbox(tmp_path)
    mailer: Mailer = outbox
    receipts = list(mailer.send(messages, noted.append))
    assert [(receipt.address, receipt.state) for receipt in receipts] == [
        ("a@example.net", "accepted"),
        ("b@example.net", "accepted"),
    ]
    assert outbox.messages == noted == messages
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["0001.eml", "0002.eml"]
    assert (tmp_path / "0002.eml").read_bytes() == b"b"
