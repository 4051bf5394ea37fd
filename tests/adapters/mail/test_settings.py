"""The settings of `delivery.smtp`, each against a real server: names, rates, certificates, ways to log in."""

from __future__ import annotations

import base64
import hmac
import re
import socket
import ssl
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import pytest
import trustme
from aiosmtpd.smtp import AuthResult, LoginPassword

from digest.adapters.mail.login import Login
from digest.adapters.mail.smtp import SmtpMailer
from digest.config import Smtp
from digest.errors import DeliveryError, ServerUnavailable
from digest.model import Message, Recipient
from tests.adapters.mail_server import Sink, breaking_off, only, serving

ODD = "pä\"ß\\ €%$' "


@dataclass
class Greeted(Sink):
    """Remembers how it was greeted, by connection."""

    names: dict = field(default_factory=dict)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.names[session.peer] = session.host_name = hostname
        return responses


class Tokens(Sink):
    """Logs in by a token, as Google and Microsoft do it, or by a challenge."""

    async def auth_XOAUTH2(self, server, args):  # noqa: N802
        if base64.b64decode(args[1]) == b"user=desk\1auth=Bearer token-1\1\1":
            return AuthResult(success=True, auth_data="desk")
        await server.challenge_auth('{"status":"400","scope":"mail"}')
        return AuthResult(success=False, handled=False)

    async def auth_CRAM__MD5(self, server, args):  # noqa: N802
        said = await server.challenge_auth("<1896.697170952@mail.example>")
        right = hmac.new(ODD.encode(), b"<1896.697170952@mail.example>", "md5").hexdigest()
        return AuthResult(success=said == f"desk {right}".encode(), handled=False, auth_data="desk")


def hand_over(port, addresses, login=None, folder=None, **settings):
    smtp = Smtp(**{"host": "localhost", "port": port, "tls": "none", "timeout": "5s", **settings})
    mailer = SmtpMailer(smtp, login, **({"folder": folder} if folder else {}))
    receipts, text = [], b"Subject: x\r\n\r\nx\r\n"
    messages = [Message(Recipient(address), f"<{address}>", "b@example.org", text) for address in addresses]
    mailer.send(messages, lambda _, ended: receipts.extend(ended))
    return receipts


def send(port, login=None, folder=None, count=6, **settings):
    receipts = hand_over(port, [f"r{n}@example.net" for n in range(count)], login, folder, **settings)
    assert [one.state for one in receipts] == ["accepted"] * count


def test_the_name_that_we_introduce_ourselves_with():
    sink = Greeted()
    with serving(sink) as port:
        send(port, ehlo="news.example.org")
        assert set(sink.names.values()) == {"news.example.org"}
        sink.names.clear()
        send(port)
    for name in sink.names.values():  # one that others may look up, else the address: never `localhost`
        assert re.fullmatch(r"\[(127\.0\.0\.1|IPv6:::1)\]|[\w-]+(\.[\w-]+)+", name)
        assert not name.startswith("localhost")


def test_a_connection_is_given_up_after_so_many_messages():
    sink = Greeted()
    with serving(sink) as port:
        send(port, per_connection=2, connections=1)
    assert len(sink.names) == 3


def test_a_stated_rate_is_never_too_much_for_the_server():
    sink = Sink(a_second=14)
    with serving(sink) as port:
        send(port, count=24, rate="9/s", connections=4)
    assert sink.throttled == 0
    assert len(sink.addresses) == len(set(sink.addresses)) == 24


@pytest.mark.parametrize("left_out", [["LOGIN"], ["PLAIN"]])
def test_a_password_may_hold_any_character(left_out):
    options = {"authenticator": only("desk", ODD), "auth_require_tls": False, "auth_exclude_mechanism": left_out}
    with serving(Sink(), **options) as port:
        send(port, Login("desk", ODD))


def test_without_tls_a_password_is_not_said_where_a_challenge_will_do():
    said = []

    def authenticate(server, session, envelope, mechanism, data):
        said.append(data if isinstance(data, LoginPassword) else mechanism)
        return AuthResult(success=False, handled=False)

    with serving(Tokens(), authenticator=authenticate, auth_require_tls=False) as port:
        send(port, Login("desk", ODD))
    assert said == []


def test_a_token_from_a_command_in_place_of_a_password():
    options = {"auth_require_tls": False, "auth_required": False}
    command = f"{sys.executable} -c \"print('token-1')\""
    with serving(Tokens(), **options) as port:
        send(port, Login("desk", "", command))
        with pytest.raises(DeliveryError, match=r'535 .*"status":"400".*token_command prints'):
            send(port, Login("desk", "", "echo expired"))
        with pytest.raises(DeliveryError, match=r"delivery\.smtp\.token_command: 'false' ended with 1"):
            send(port, Login("desk", "", "false"))
        with pytest.raises(DeliveryError, match=r"token_command: 'no-such-program' cannot be run"):
            send(port, Login("desk", "", "no-such-program"))
    server = serving(Sink(), authenticator=only("desk", "x"), auth_require_tls=False)
    with server as port, pytest.raises(DeliveryError, match="no login by token"):
        send(port, Login("desk", "", command))


def test_an_authority_of_ones_own(tmp_path):
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    (tmp_path / "empty.pem").write_text("nothing", encoding="utf-8")
    with serving(Sink(), implicit_tls=context) as port:
        send(port, folder=tmp_path, tls="tls", ca_file="ca.pem")
        with pytest.raises(DeliveryError, match=r"not to be trusted.*delivery\.smtp\.ca_file"):
            send(port, folder=tmp_path, tls="tls")
        for name in ("gone.pem", "empty.pem"):
            with pytest.raises(DeliveryError, match=rf"{name}: delivery\.smtp\.ca_file: no certificates"):
                send(port, folder=tmp_path, tls="tls", ca_file=name)


def test_port_465_with_starttls_gets_a_hint():
    with pytest.raises(ServerUnavailable, match=r"set `delivery\.smtp\.tls: tls`"):
        send(465, tls="starttls", timeout="1s")


@pytest.mark.parametrize(
    ("greeting", "code"), [("421 4.7.0 too many connections from you", 75), ("554 5.7.1 your host is on our list", 1)]
)
def test_what_a_server_says_at_the_door_is_told(greeting, code):
    with saying_at_the_door(greeting) as port, pytest.raises(DeliveryError, match=re.escape(greeting)) as ended:
        send(port)
    assert ended.value.exit_code == code


def test_what_a_server_says_before_it_hangs_up_is_the_receipts():
    with breaking_off("RCPT 421", "r0@example.net", times=9) as (port, accepted):
        receipts = hand_over(port, ["r0@example.net", "r1@example.net"], connections=1)
    [lost] = [one for one in receipts if one.address == "r0@example.net"]
    assert (lost.state, lost.detail) == ("deferred", "the server closed the connection twice: 421 4.3.2 closing")
    assert accepted == ["r1@example.net"]


@contextmanager
def saying_at_the_door(words):
    """The port of a server that says this to whoever connects, and hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer():
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                connection.sendall(f"{words}\r\n".encode())
                connection.close()

    threading.Thread(target=answer, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
