"""`digest check --dns` against a real name server."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from digest.deliver.dkim import public_record
from tests.adapters.name_server import name_server
from tests.commands import Shell
from tests.pipeline.conftest import SAMPLES

GOOD = """
news.example.org.                  TXT "v=spf1 include:spf.relay.example ip4:192.0.2.0/24 -all"
news.example.org.                  TXT "some-other-service=1"
news.example.org.                  MX  20 backup.example.org.
news.example.org.                  MX  10 mx.example.org.
spf.relay.example.                 TXT "v=spf1 ip4:198.51.100.0/24 ~all"
selector1._domainkey.example.org.  CNAME selector1.keys.relay.example.
selector1.keys.relay.example.      TXT "v=DKIM1; k=rsa; " "p=MIGfMA0GCSqGSIb3"
_dmarc.example.org.                TXT "v=DMARC1; p=reject; rua=mailto:d@example.org"
example.org.                       MX  10 mx.example.org.
"""
Rows = Callable[..., dict[str, tuple[bool, str]]]


@pytest.fixture
def rows(tmp_path: Path, shell: Shell) -> Rows:
    """The rows of the DNS, by what they are about, with these records and these settings under `delivery`."""

    def asked(records: str, **delivery: Any) -> dict[str, tuple[bool, str]]:
        settings = yaml.safe_load((SAMPLES / "config.yaml").read_text(encoding="utf-8"))
        settings["sources"] = settings["sources"][:1]
        settings["delivery"] |= {
            "from": "Watch <watch@example.org>",
            "envelope_sender": "returns@news.example.org",
            "unsubscribe": {"url": "https://example.org/leave"},
            **delivery,
        }
        config = tmp_path / "config.yaml"
        config.write_text(yaml.safe_dump(settings), encoding="utf-8")
        with name_server(records) as server:
            found = json.loads(shell("check", "--dns", server, "--json", "--config", config).out)
        return {row["what"]: (row["ok"], row["detail"]) for row in found}

    return asked


def test_all_is_well(rows: Rows) -> None:
    found = rows(GOOD)
    assert found["SPF news.example.org"] == (True, "v=spf1 include:spf.relay.example ip4:192.0.2.0/24 -all")
    assert "a key at selector1._domainkey.example.org" in found["DKIM example.org"][1]
    assert found["DMARC example.org"] == (True, "p=reject at _dmarc.example.org")
    assert found["alignment"] == (True, "SPF of news.example.org speaks for example.org")
    assert found["mail to news.example.org"] == (True, "bounces go to mx.example.org")
    assert found["mail to example.org"] == (True, "answers go to mx.example.org")
    for provider in ("Gmail", "Yahoo, AOL", "Outlook.com", "iCloud Mail"):
        assert found[provider][0], found[provider]
    assert "since 2024-02-01" in found["Gmail"][1]


def test_nothing_is_there(rows: Rows) -> None:
    found = rows("other.example. A 192.0.2.1", unsubscribe={"mailto": "leave@example.net"})
    assert "no record: add a TXT record at news.example.org" in found["SPF news.example.org"][1]
    assert "add the TXT record `v=DMARC1" in found["DMARC example.org"][1]
    assert "no key under the usual selectors, which proves nothing" in found["DKIM example.org"][1]
    assert "neither an MX record nor an address" in found["mail to news.example.org"][1]
    assert "mails that ask to leave go to example.net, which has neither" in found["mail to example.net"][1]
    assert "lacks SPF, DMARC, unsubscribing with one click: `delivery.pages.url`" in found["Gmail"][1]
    assert "one click" not in found["Outlook.com"][1]
    wrong = {what for what, (ok, _) in found.items() if not ok}
    assert {"SPF news.example.org", "DMARC example.org", "Gmail", "Yahoo, AOL", "Outlook.com", "iCloud Mail"} <= wrong


LOOP = 'news.example.org. TXT "v=spf1 include:a.example -all"\na.example. TXT "v=spf1 include:news.example.org -all"'
MANY = 'news.example.org. TXT "v=spf1 include:a.example mx -all"\na.example. TXT "v=spf1 {} ~all"'.format(
    " ".join(f"a:h{number}.example" for number in range(9))
)


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (
            'news.example.org. TXT "v=spf1 -all"\nnews.example.org. TXT "v=spf1 mx -all"',
            "2 SPF records, so none counts",
        ),
        ('news.example.org. TXT "v=spf1 +all"', "lets everybody send in your name"),
        ('news.example.org. TXT "v=spf1 all"', "lets everybody send in your name"),
        ('news.example.org. TXT "v=spf1 ipv4:192.0.2.1 -all"', "nobody understands ipv4:192.0.2.1"),
        ('news.example.org. TXT "v=spf1 include:gone.example -all"', "include gone.example has no SPF record"),
        ('news.example.org. TXT "v=spf1 redirect=gone.example"', "redirect gone.example has no SPF record"),
        (LOOP, "include news.example.org leads back to itself"),
        (MANY, "costs 11 lookups, and receivers give up after 10"),
        ('news.example.org. TXT "v=spf10 -all"', "no record: add"),
    ],
)
def test_spf_that_receivers_do_not_take(rows: Rows, records: str, said: str) -> None:
    ok, detail = rows(records)["SPF news.example.org"]
    assert not ok
    assert said in detail


def test_what_could_be_better_is_said_and_not_wrong(rows: Rows) -> None:
    host = 'news.example.org. TXT "v=spf1 mx ?all"\nnews.example.org. A 192.0.2.1\n'
    found = rows(f'{host}_dmarc.example.org. TXT "v=DMARC1;p=none"')
    assert found["SPF news.example.org"] == (True, "v=spf1 mx ?all; end it in ~all or -all")
    assert found["DMARC example.org"][0]
    assert "p=none asks for nothing" in found["DMARC example.org"][1]
    assert "without rua=" in found["DMARC example.org"][1]
    assert found["mail to news.example.org"] == (
        True,
        "bounces go to news.example.org itself, which has no MX record",
    )


def test_a_policy_of_the_registered_domain_and_a_wrong_one(rows: Rows) -> None:
    sub = {"from": "watch@mail.example.co.uk", "envelope_sender": "b@returns.example.co.uk"}
    found = rows('_dmarc.example.co.uk. TXT "v=DMARC1; p=reject; sp=quarantine; aspf=s; rua=mailto:a@b.example"', **sub)
    assert found["DMARC mail.example.co.uk"] == (True, "p=quarantine at _dmarc.example.co.uk")
    assert "all rests on a DKIM signature" in found["alignment"][1]  # strict: another host does not speak for it
    assert "expected p=none" in rows('_dmarc.example.org. TXT "v=DMARC1; p=strict"')["DMARC example.org"][1]


def test_an_envelope_of_somebody_else_does_not_speak_for_from(rows: Rows) -> None:
    found = rows(GOOD, envelope_sender="bounces@relay.example")
    assert "SPF of relay.example does not speak for example.org" in found["alignment"][1]


def test_a_domain_that_takes_no_mail_and_a_name_server_that_fails(rows: Rows) -> None:
    found = rows("news.example.org. MX 0 .", unsubscribe={"mailto": "x@broken.example"})
    assert "says that it takes no mail (RFC 7505)" in found["mail to news.example.org"][1]
    ok, detail = found["mail to broken.example"]
    assert not ok
    assert "gives no answer about MX of broken.example" in detail


def test_an_address_that_is_no_name_server(tmp_path: Path, shell: Shell) -> None:
    ended = shell("check", "--dns", "not-an-address", "--config", SAMPLES / "config.yaml")
    assert (ended.code, "expected the address of a name server" in ended.err) == (2, True)


def test_the_dns_has_the_key_that_we_sign_with(rows: Rows, tmp_path: Path) -> None:
    key = rsa.generate_private_key(65537, 2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    (tmp_path / "dkim.pem").write_bytes(pem)
    record = public_record(key)
    place, texts = (
        "s1._domainkey.example.org",
        " ".join(f'"{record[at : at + 200]}"' for at in range(0, len(record), 200)),
    )
    signing = {"selector": "s1", "key_file": "dkim.pem"}
    found = rows(f"{GOOD}{place}. TXT {texts}\n", dkim=signing)
    assert found["DKIM example.org"] == (True, f"the key of `delivery.dkim` at {place}")
    assert rows(GOOD, dkim=signing)["DKIM example.org"] == (
        False,
        f"{place}: expected the TXT record `{record}`, found nothing",
    )
