"""Bytes of a mail that came back -> what became of ours: a bounce, a complaint, an answer by a program, or none.

What is written for machines is believed first: delivery reports (RFC 3464), complaints (RFC 5965), receipts (RFC 8098),
the marks of RFC 3834. What a server writes for people is read by the words of `returned.txt`, up to where a copy of our
own mail begins, whose words mean nothing. What a refusal is about, `digest.blame` says in both cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message as Mail
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from functools import cache
from html import unescape
from pathlib import Path
from typing import Literal

from digest.blame import blame_for, phrases
from digest.model import Blame

Reading = Literal["hard", "soft", "unclear", "refused", "delayed", "complaint", "leave", "reply", "nothing", "other"]

_LONGEST = 250_000  # bytes of a mail that are read
_TEXT = 6_000  # characters of what a server writes for people
_KINDS: dict[Blame, Reading] = {
    "reader": "hard",
    "full": "soft",
    "temporary": "soft",
    "unclear": "unclear",
    "sender": "refused",
    "quota": "refused",
    "message": "refused",
    "rate": "refused",
}
_ACTIONS: dict[str, Reading] = {
    "delayed": "delayed",
    "delivered": "nothing",
    "relayed": "nothing",
    "expanded": "nothing",
}
_ABUSE = (
    "abuse",
    "fraud",
    "virus",
    "opt-out",
    "opt-out-list",
    "miscategorized",
)  # RFC 5965, section 7.3, and before it
_HOTMAIL = "X-HmXmrOriginalRecipient"  # in the mail that came back: its complaints have no report
_CODE = re.compile(r"(?<![\w.#:\[])([45]\d\d)(?=[ -]\S|:)")
_ENHANCED = re.compile(r"(?<![\w.])([45])\.\d{1,3}\.\d{1,3}\b")
_HEADER = re.compile(r"^(?:>\s*)?(?:Return-Path|Received|From|To|Subject|Message-ID|Date|MIME-Version): ", re.M)
_ANSWER = re.compile(r"\w{2,3}\s?: ")  # Re: Aw: Fwd: Sv:
_TAGS = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<[^<>]{0,2000}>", re.S | re.I)


@dataclass(frozen=True, slots=True)
class Returned:
    """What a mail that came back says.

    hard       the address takes no mail, for good
    soft       ours did not arrive; the next one may
    unclear    ours did not arrive, and nobody can tell whether that is about the reader
    refused    ours did not arrive, and that is not about the reader
    delayed    the server still tries
    complaint  the reader called it spam
    leave      somebody writes to get no more
    reply      an answer that no person wrote
    nothing    a report of something else: it arrived, an authentication failed
    other      none of these: a person, advertising

    `words` are the server's, else the subject; `sender` is the address in From. `to` and `inside` are where a signed
    address may stand: the header of the mail, and what machines put into it, the header of our own mail for one.
    """

    kind: Reading
    words: str
    sender: str
    to: str
    inside: str


def read_returned(data: bytes) -> Returned:
    """What the mail says. Never raises: what can't be read is `other`."""
    try:
        mail = message_from_bytes(data[:_LONGEST])
        parts = list(_parts(mail))
        kind, words = _read(mail, parts)
    except RecursionError:  # thousands of parts, each in the other
        mail = BytesHeaderParser().parsebytes(data[:_LONGEST])
        return Returned("other", _header(mail, "Subject"), _sender(mail), _fields(mail), "")
    inside = "\n".join(_fields(block) for part in parts for block in _blocks(part))
    return Returned(kind, " ".join(words.split())[:300], _sender(mail), _fields(mail), inside)


def _read(mail: Mail, parts: list[Mail]) -> tuple[Reading, str]:
    by_type = {part.get_content_type(): part for part in reversed(parts)}
    if feedback := by_type.get("message/feedback-report"):
        return _complaint(feedback)
    if "message/disposition-notification" in by_type:
        return "reply", _header(mail, "Subject")
    if any(_HOTMAIL in block for part in parts for block in _blocks(part)):
        return "complaint", _header(mail, "Subject")
    text = _text(parts)
    if reports := [group for part in parts for group in _groups(part)]:
        return min((_reported(group, text) for group in reports), key=lambda found: found[0] in ("delayed", "nothing"))
    return _written(mail, text)


def _complaint(part: Mail) -> tuple[Reading, str]:
    kind = " ".join(_header(block, "Feedback-Type") for block in _blocks(part)).strip().lower()
    return ("complaint" if kind in _ABUSE else "nothing"), f"feedback report: {kind or 'of no kind'}"


def _reported(group: Mail, text: str) -> tuple[Reading, str]:
    """What the fields about one recipient say (RFC 3464, section 2.3)."""
    status, action = _header(group, "Status"), _header(group, "Action").lower().split(" ")[0]
    if not action:
        action = {"2": "delivered", "4": "delayed"}.get(status[:1], "failed")
    said = _header(group, "Diagnostic-Code").partition(";")[2].strip() or _header(group, "Diagnostic-Code")
    if action in _ACTIONS:
        return _ACTIONS[action], said or status
    words = f"{said} {status}".strip()
    kind = _refusal(words, status[:1])
    if kind == "unclear":  # the reason may stand only where people read it
        told = _refusal(f"{said} {text}", status[:1])
        return told, said or _reason(text) or status
    return kind, said or status


def _written(mail: Mail, text: str) -> tuple[Reading, str]:
    """What a mail without such fields says."""
    subject, (name, address) = _header(mail, "Subject"), parseaddr(_header(mail, "From"))
    failed_for = "X-Failed-Recipients" in mail  # Exim
    announced = not _ANSWER.match(subject) and _says("failed", subject[:40])
    if not (failed_for or announced or _says("daemon", f"{name} {address}")):
        program = _marked(mail) or _says("reply", f"{subject}\n{text}")
        if program or _header(mail, "Return-Path") != "<>":
            return ("reply" if program else "leave" if _asks_to_leave(subject, text) else "other"), subject
    if _says("delayed", f"{subject}\n{text}"):
        return "delayed", subject
    if failed_for or _says("failed", f"{subject}\n{text}") or _reason(text):
        return _refusal(text), _reason(text) or subject
    return ("reply" if _marked(mail) or _says("reply", f"{subject}\n{text}") else "other"), subject


def _asks_to_leave(subject: str, text: str) -> bool:
    """By the subject or the first line; what stands below may be our own mail."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return _says("leave", f"{subject}\n{'' if first.startswith('>') else first}")


def _marked(mail: Mail) -> bool:
    """Whether it says in its header that no person wrote it (RFC 3834, and habits older than that)."""
    submitted = _header(mail, "Auto-Submitted").lower()
    names = ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress", "X-List-Administrivia")
    return submitted not in ("", "no") or any(name in mail for name in names)


def _refusal(words: str, digit: str = "") -> Reading:
    """What kind of refusal a server's words are; `digit` is the class of the status where there is one."""
    found = _CODE.search(words) or _ENHANCED.search(words)
    code = int(found[1].ljust(3, "0")) if found else 450 if digit == "4" else 550
    return _KINDS[blame_for("REPORT", code, words)]


def _reason(text: str) -> str:
    """The line of a text that has a reply of a server in it."""
    return next((line.strip() for line in text.splitlines() if _CODE.search(line) or _ENHANCED.search(line)), "")


# --- the parts of a mail ----------------------------------------------------------------------------------------


def _parts(mail: Mail) -> Iterator[Mail]:
    """The parts, but not those of a mail within it."""
    if mail.get_content_maintype() != "multipart" or not isinstance(inner := mail.get_payload(), list):
        yield mail
        return
    for part in inner:
        if isinstance(part, Mail):
            yield from _parts(part)


def _blocks(part: Mail) -> Iterator[Mail]:
    """The headers of what machines write: reports, and the mail that came back."""
    kind, inner = part.get_content_type(), part.get_payload()
    if part.get_content_maintype() == "message" and isinstance(inner, list):
        yield from (block for block in inner if isinstance(block, Mail))
    elif kind in ("text/rfc822-headers", "message/global-headers") or part.get_content_maintype() == "message":
        yield message_from_bytes(_decoded(part).encode())


def _groups(part: Mail) -> Iterator[Mail]:
    """The fields about each recipient in a delivery report, also where a gateway has made a text of it."""
    if part.get_content_type() in ("message/delivery-status", "message/global-delivery-status"):
        yield from (block for block in _blocks(part) if "Status" in block or "Action" in block)
    elif part.get_content_type() == "text/plain":
        for found in re.split(r"\n\s*\n", _decoded(part)[:_TEXT]):
            block = message_from_bytes(found.strip().encode())
            if "Final-Recipient" in block and ("Status" in block or "Action" in block):
                yield block


def _text(parts: Iterable[Mail]) -> str:
    """What is written for people, without the copy of our own mail."""
    texts = {part.get_content_type(): _decoded(part) for part in reversed(list(parts))}
    text = texts.get("text/plain") or _without_tags(texts.get("text/html", ""))
    text = text[:_TEXT]
    begins = [found.start() for found in (_copy().search(text), _HEADER.search(text)) if found]
    return text[: min(begins, default=len(text))]


def _without_tags(html: str) -> str:
    return unescape(_TAGS.sub(" ", html[: 4 * _TEXT]))


def _decoded(part: Mail) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _fields(mail: Mail) -> str:
    return "\n".join(f"{name}: {value}" for name, value in mail.items())


def _sender(mail: Mail) -> str:
    return parseaddr(_header(mail, "From"))[1]


def _header(mail: Mail, name: str) -> str:
    """A header on one line, decoded."""
    raw = str(mail.get(name, ""))
    try:
        return " ".join(str(make_header(decode_header(raw))).split())
    except (HeaderParseError, LookupError, ValueError):
        return " ".join(raw.split())


# --- words ------------------------------------------------------------------------------------------------------


def _says(what: str, text: str) -> bool:
    found = _words().get(what)
    return found is not None and found.search(text) is not None


def _copy() -> re.Pattern[str]:
    return _words()["copy"]


@cache
def _words() -> dict[str, re.Pattern[str]]:
    listed: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("returned.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            what, some = line.split(maxsplit=1)
            listed.setdefault(what, []).extend(some.split("|"))
    return {what: phrases(some) for what, some in listed.items()}
