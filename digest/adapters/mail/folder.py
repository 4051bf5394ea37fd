"""Messages as files, for another system to fetch, or for a look at them.

The folder is a Maildir (https://cr.yp.to/proto/maildir.html): a message is written to `tmp/` and moved to `new/`
when it is whole and on the disk, so that who fetches from `new/` never sees half of one. Its name is made from the
Message-ID, which is the same for the same issue and reader: one that lies there already is not written again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.errors import ServerUnavailable
from digest.model import Message, Receipt
from digest.ports import Note
from digest.private import open_private

_PARTS = ("tmp", "new", "cur")


class FolderMailer:
    """The `Mailer` of `digest.ports` that writes one `.eml` a reader.

    Two header lines of its own name the envelope (RFC 5321, section 2.3.1), which no other line of a message has to
    agree with: `X-Envelope-From` and `X-Envelope-To`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def where(self) -> str:
        """The folder."""
        return str(self._folder)

    def probe(self) -> str:
        """Make the folder if need be, and write a file there that does not stay."""
        with _named(self._folder):
            self._make()
            probe = self._folder / "tmp" / f"probe.{os.getpid()}"
            probe.write_bytes(b"")
            probe.unlink()
        return f"{self._folder} can be written"

    def send(self, messages: Iterable[Message], note: Note) -> None:
        """Write the messages: see `digest.ports`. An accepted one is on the disk."""
        receipts: list[Receipt] = []
        for number, message in enumerate(messages):
            with _named(self._folder):
                if not number:
                    self._make()
            note([message], receipts)
            try:
                with _named(self._folder):
                    place = self._write(message)
            except ServerUnavailable as error:  # what can't be written is not in `new`
                note([], [Receipt(message.recipient.address, "deferred", str(error), "temporary")])
                raise
            receipts = [Receipt(message.recipient.address, "accepted", f"{place.parent.name}/{place.name}")]
        if receipts:
            note([], receipts)

    def _make(self) -> None:
        for part in _PARTS:
            (self._folder / part).mkdir(parents=True, exist_ok=True)

    def _write(self, message: Message) -> Path:
        name = f"{message.id.strip('<>').partition('@')[0]}.eml"
        written, place = self._folder / "tmp" / name, self._folder / "new" / name
        envelope = f"X-Envelope-From: {message.envelope_sender}\r\nX-Envelope-To: {message.recipient.address}\r\n"
        with open_private(written) as file:
            file.write(envelope.encode() + message.data)
            file.flush()
            os.fsync(file.fileno())
        written.replace(place)
        _sync(place.parent)
        return place


@contextmanager
def _named(folder: Path) -> Iterator[None]:
    """Say which folder it was where the disk fails, and that a later run may go on."""
    try:
        yield
    except OSError as error:
        raise ServerUnavailable(
            f"{folder}: {error.strerror}; the user who runs digest must be able to write there"
        ) from error


def _sync(folder: Path) -> None:
    """Let the name of a new file be on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
