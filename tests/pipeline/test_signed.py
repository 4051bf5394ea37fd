"""`delivery.dkim`: what leaves is signed, and a key that is none is named before anything leaves."""

from __future__ import annotations

import re
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.commands import Shell
from tests.pipeline.conftest import THURSDAY, Newsroom


@pytest.fixture
def signed(newsroom: Newsroom) -> Newsroom:
    """A newsroom that signs."""
    newsroom.settings["delivery"]["dkim"] = {"selector": "s1", "key_file": "dkim.pem"}
    newsroom.settings["delivery"]["recipients"] = ["ann@example.org", "bob@example.org"]
    key = rsa.generate_private_key(65537, 2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    (newsroom.folder / "dkim.pem").write_bytes(pem)
    return newsroom


def test_every_mail_that_leaves_is_signed(signed: Newsroom, shell: Shell) -> None:
    config = ("--config", signed.config)
    told = shell("check", *config).out
    found = re.search(r"at s1\._domainkey\.example\.org, the TXT\s+record\s+(v=DKIM1.*?)\n\S", told, re.S)
    assert found
    record = "".join(found[1].split())
    assert shell("send", *config, "--at", THURSDAY).code == 0
    assert shell("send", *config, "--at", THURSDAY, "--to", "me@example.org").code == 0
    assert len(signed.mail.contents) == 3
    for content in signed.mail.contents:
        assert dkim.verify(content, dnsfunc=lambda *_, **__: record.encode())


@pytest.mark.parametrize(("content", "said"), [(None, "can't be read: No such file"), ("no key", "PEM format")])
def test_a_key_that_is_none_is_named(signed: Newsroom, shell: Shell, content: str | None, said: str) -> None:
    file: Path = signed.folder / "dkim.pem"
    file.write_text(content) if content else file.unlink()
    ended = shell("send", "--config", signed.config, "--at", THURSDAY)
    assert ended.code == 2
    assert re.search(r"config\.yaml:\d+:\d+: delivery\.dkim\.key_file: \S+dkim\.pem", ended.err)
    assert said in ended.err
    assert signed.mail.contents == []
