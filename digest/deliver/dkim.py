"""DKIM (RFC 6376): signs a whole message for the domain of its From address, with a key that the operator keeps.

    c=relaxed/simple    a relay may fold header lines anew; nobody touches the body of a quoted-printable message
    h=                  every field that a reader or a mail program goes by; what must not be added is named once more

dkimpy would do as well, but for a reader each it spends 16 ms on RSA in Python, of which OpenSSL makes one; the tests
have it check what is signed here.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

_SIGNED = (  # where they are there; RFC 6376, section 5.4.1, and for the last two of these lines RFC 8058, section 4
    *("from", "reply-to", "subject", "date", "to", "message-id"),
    *("mime-version", "content-type", "content-transfer-encoding"),
    *("list-id", "list-unsubscribe", "list-unsubscribe-post"),
)
_ONCE = ("from", "to", "subject", "date", "reply-to")  # a second one would be shown in place of ours: section 8.15
_LEAST = 1024  # bits: less is not believed (RFC 8301, section 3.2)


def read_key(pem: bytes) -> RSAPrivateKey:
    """The private key of a PEM file. Raises a `ValueError` that says what it is instead."""
    try:
        key = load_pem_private_key(pem, None)
    except TypeError:
        raise ValueError("the key has a password; keep it without one, readable by nobody else") from None
    except (ValueError, UnsupportedAlgorithm):
        raise ValueError("expected a private key in PEM format, as `openssl genrsa 2048` prints it") from None
    if not isinstance(key, RSAPrivateKey):
        raise ValueError("expected an RSA key, which all mail servers know; `openssl genrsa 2048` prints one")
    if key.key_size < _LEAST:
        raise ValueError(f"a key of {key.key_size} bits is not believed; `openssl genrsa 2048` prints a longer one")
    return key


def public_record(key: RSAPrivateKey) -> str:
    """What the DNS must say at SELECTOR._domainkey.DOMAIN, as a TXT record (section 3.6.1)."""
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs for one domain with one of its keys, which the DNS has at `selector`."""

    domain: str
    selector: str
    key: RSAPrivateKey

    @property
    def name(self) -> str:
        """Where the DNS has the public key."""
        return f"{self.selector}._domainkey.{self.domain}"

    def sign(self, message: bytes) -> bytes:
        """The message, whose lines end in CRLF, with its signature at the top."""
        head, _, body = message.partition(b"\r\n\r\n")
        fields = list(_fields(head))
        names = [name for name in _SIGNED if any(name == known for known, _ in fields)]
        body_hash = base64.b64encode(hashlib.sha256(body.rstrip(b"\r\n") + b"\r\n").digest()).decode()
        value = (
            f"v=1; a=rsa-sha256; c=relaxed/simple; d={self.domain}; s={self.selector};\r\n"
            f" h={':'.join([*names, *_ONCE])};\r\n bh={body_hash};\r\n b="
        )
        signed = [*_taken(fields, names), f"dkim-signature:{_unfolded(value)}".encode()]
        signature = base64.b64encode(self.key.sign(b"\r\n".join(signed), PKCS1v15(), SHA256())).decode()
        lines = "\r\n ".join(signature[at : at + 72] for at in range(0, len(signature), 72))
        return f"DKIM-Signature: {value}{lines}\r\n".encode() + message


def _fields(head: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and canonical line (section 3.4.2) of each field, the last one first: so section 5.4.2 counts them."""
    for field in reversed(re.split(rb"\r\n(?![ \t])", head)):
        name, _, value = field.partition(b":")
        small = name.strip().lower().decode()
        yield small, small.encode() + b":" + re.sub(rb"[ \t\r\n]+", b" ", value).strip()


def _taken(fields: list[tuple[str, bytes]], names: list[str]) -> Iterator[bytes]:
    """The line of each name; what is named once more, and is not there, adds nothing."""
    return (next(line for known, line in fields if known == name) for name in names)


def _unfolded(value: str) -> str:
    return " ".join(value.split())
