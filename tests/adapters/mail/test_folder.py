from __future__ import annotations

import mailbox
from email import message_from_bytes

import pytest

from digest.adapters.mail.folder import FolderMailer
from digest.errors import ServerUnavailable
from digest.model import Message, Recipient
from digest.ports import Mailer

READERS = ["ann@example.net", "bob@example.net"]


def messages(addresses=READERS):
    for number, address in enumerate(addresses):
        data = f"To: {address}\r\nSubject: x\r\n\r\n.a dot\r\n".encode()
        yield Message(Recipient(address), f"<{number}@example.org>", "bounce@example.org", data)


def test_one_file_a_reader_noted_before(tmp_path):
    noted, receipts, mailer = [], [], FolderMailer(tmp_path / "outbox")

    def note(begun, ended):
        noted.extend(one.recipient.address for one in begun)
        receipts.extend(ended)

    mailer.send(messages(), note)
    assert [(one.address, one.state, one.detail) for one in receipts] == [
        ("ann@example.net", "accepted", "new/0.eml"),
        ("bob@example.net", "accepted", "new/1.eml"),
    ]
    assert noted == READERS
    written = message_from_bytes((tmp_path / "outbox/new/0.eml").read_bytes())
    assert (written["X-Envelope-From"], written["X-Envelope-To"]) == ("bounce@example.org", "ann@example.net")
    assert (tmp_path / "outbox/new/0.eml").read_bytes().endswith(next(messages()).data)
    assert (tmp_path / "outbox/new/0.eml").stat().st_mode & 0o777 == 0o600


def test_mail_programs_read_the_folder(tmp_path):
    FolderMailer(tmp_path / "outbox").send(messages(), lambda *_: None)
    assert sorted(one["To"] for one in mailbox.Maildir(tmp_path / "outbox")) == READERS


def test_the_same_message_is_one_file(tmp_path):
    for _ in range(2):
        FolderMailer(tmp_path).send(messages(), lambda *_: None)
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["0.eml", "1.eml"]
    assert list((tmp_path / "tmp").iterdir()) == []


def test_without_messages_there_is_no_folder(tmp_path):
    FolderMailer(tmp_path / "outbox").send([], lambda *_: None)
    assert not (tmp_path / "outbox").exists()


def test_a_probe_leaves_nothing_but_the_folder(tmp_path):
    mailer: Mailer = FolderMailer(tmp_path / "outbox")
    assert mailer.probe() == f"{mailer.where} can be written"
    assert [path for path in (tmp_path / "outbox").rglob("*") if path.is_file()] == []


def test_a_folder_that_cant_be_made_is_named_before_anything_is_noted(tmp_path):
    (tmp_path / "outbox").write_text("a file")
    noted, mailer = [], FolderMailer(tmp_path / "outbox")
    for act in (mailer.probe, lambda: mailer.send(messages(), lambda *told: noted.append(told))):
        with pytest.raises(ServerUnavailable, match=r"outbox: .*; the user who runs digest must be able to write"):
            act()
    assert noted == []
