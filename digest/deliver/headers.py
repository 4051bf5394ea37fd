"""The texts of header lines, in ASCII and folded.

Encoded here and by `email.header`: the newer `email.policy` of Python 3.11 loses spaces where it folds.
"""

from __future__ import annotations

import re
import textwrap
from email.header import Header
from email.utils import parseaddr, quote


def mailbox(name: str, address: str) -> str:
    """`Name <address>` for a header (RFC 5322), folded where it is long."""
    if not (name := one_line(name)):
        return address
    phrase = _phrase(name)
    fold = "\r\n " if len(phrase.rpartition("\n")[2]) + len(address) > 65 else " "
    return f"{phrase}{fold}<{address}>"


def _phrase(name: str) -> str:
    """A display name: as it is, quoted (RFC 5322), or encoded (RFC 2047)."""
    if not name.isascii() or len(name) > 60 or "=?" in name:
        return _encoded("Reply-To", name)
    return name if re.fullmatch(r"[\w!#$%&'*+/=?^`{|}~ -]*", name) else f'"{quote(name)}"'


def unstructured(header: str, text: str) -> str:
    """The text of a header such as Subject, folded where it is long."""
    text = one_line(text)
    lines = textwrap.wrap(text, 65, break_long_words=False, break_on_hyphens=False)
    readable = text.isascii() and "=?" not in text and all(len(line) <= 65 for line in lines)
    return "\r\n ".join(lines) if readable else _encoded(header, text)


def _encoded(header: str, text: str) -> str:
    """Encoded words (RFC 2047), each on a line of its own."""
    return Header(text, "utf-8", maxlinelen=75, header_name=header).encode(linesep="\r\n")


def address(mailbox: str) -> str:
    """The address in a mailbox."""
    return parseaddr(mailbox)[1]


def domain(mailbox: str) -> str:
    """Its domain."""
    return address(mailbox).rpartition("@")[2]


def one_line(text: str) -> str:
    """Without line breaks and other controls: what can't end a header line."""
    if not text.isprintable():  # nearly all are, and are quickly told from the others
        text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split())
