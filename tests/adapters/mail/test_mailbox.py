"""The mailbox of returns against a real IMAP server."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from digest.adapters.mail.login import Login
from digest.adapters.mail.mailbox import ImapMailbox
from digest.config import Imap
from digest.errors import DeliveryError, ServerUnavailable
from digest.model import Bookmark
from tests.adapters.imap_server import PASSWORD, Dovecot, dovecot
from tests.adapters.mail_server import free_port
from tests.web_server import Page, WebServer


@pytest.fixture(scope="module")
def server():
    with dovecot() as running:
        yield running


@pytest.fixture
def user(server):
    return next(server.users)


def mail(subject):
    return f"From: a@b.example\r\nSubject: {subject}\r\n\r\ntext\r\n".encode()


@pytest.fixture
def mailbox():
    """Opens mailboxes, and closes them at the end."""
    with ExitStack() as stack:

        def opened(server: Dovecot, user, password=PASSWORD, **settings):
            own = {**server.where, "username_env": "IMAP_USER", **settings}
            imap = Imap(**own)
            box = ImapMailbox(imap, Login(user, password, imap.token_command), folder=server.folder)
            stack.callback(box.close)
            return box

        yield opened


def read(box, after=None, limit=100):
    posts, bookmark = box.read(after, limit)
    return [post.data.split(b"Subject: ")[1].split(b"\r\n")[0].decode() for post in posts], bookmark


def test_mails_are_read_once_in_their_order_and_stay_unseen(server, user, mailbox):
    server.deliver(user, mail("one"), mail("two"), mail("three"))
    box = mailbox(server, user)
    first, bookmark = read(box, limit=2)
    second, bookmark = read(box, bookmark)
    assert (first, second) == (["one", "two"], ["three"])
    assert read(box, bookmark)[0] == []
    server.deliver(user, mail("four"))
    box.close()
    assert read(box, bookmark)[0] == ["four"]
    with server.client(user) as client:
        assert len(client.search("UNSEEN")) == 4


def test_what_is_done_is_moved_away(server, user, mailbox):
    server.deliver(user, mail("one"), mail("two"))
    box = mailbox(server, user, handled="Done")
    posts, bookmark = box.read(None, 10)
    box.put_away([posts[0].number])
    box.put_away([posts[0].number])  # gone already
    assert (server.subjects(user), server.subjects(user, "Done")) == (["two"], ["one"])
    assert read(box, bookmark)[0] == []


def test_a_folder_that_was_made_anew_is_read_from_its_beginning(server, user, mailbox):
    server.deliver(user, mail("one"))
    box = mailbox(server, user)
    _, bookmark = read(box)
    assert read(box, Bookmark(bookmark.count - 1, 500))[0] == ["one"]


def test_of_a_large_mail_the_beginning_is_read(server, user, mailbox):
    server.deliver(user, mail("large") + b"x" * 76 * 5_000)
    [post], _ = mailbox(server, user).read(None, 10)
    assert len(post.data) == 250_000


def test_a_server_without_move_that_wants_all_folders_below_inbox(mailbox):
    with dovecot(prefix="INBOX/", more="protocol imap {\n  imap_capability = IMAP4rev1 NAMESPACE UIDPLUS\n}") as server:
        user = next(server.users)
        server.deliver(user, mail("one"), mail("two"))
        box = mailbox(server, user)
        posts, _ = box.read(None, 10)
        box.put_away([posts[1].number])
        assert (server.subjects(user), server.subjects(user, "INBOX/Handled")) == (["one"], ["two"])


@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_encrypted_by_a_certificate_of_ones_own(server, user, tls, mailbox):
    server.authority.cert_pem.write_to_path(server.folder / "ca.pem")
    port = server.tls_port if tls == "tls" else server.port
    box = mailbox(server, user, host="localhost", port=port, tls=tls, ca_file="ca.pem")
    assert box.probe() == f"{user}@localhost:{port}/INBOX: 0 mails"
    with pytest.raises(DeliveryError, match=r"not to be trusted.*returns\.imap\.ca_file"):
        mailbox(server, user, host="localhost", port=port, tls=tls).probe()


def test_a_token_from_a_command_in_place_of_a_password(mailbox):
    """Dovecot asks a server of tokens whose a token is, as Google's and Microsoft's do for themselves."""
    with WebServer().running() as tokens:
        tokens.serve("/token?t=token-1", Page(b'{"username": "desk1", "active": true}'))
        tokens.serve("/token?t=expired", Page(b'{"error": "invalid_token"}', 401))
        more = "auth_mechanisms = plain xoauth2\npassdb {\n  driver = oauth2\n  mechanisms = xoauth2\n  args = %s\n}"
        with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
            address = tokens.url("/token?t=")
            file.write(f"tokeninfo_url = {address}\nusername_attribute = username\nactive_attribute = active\n")
            file.write("active_value = true\nforce_introspection = no\n")
            file.flush()
            Path(file.name).chmod(0o644)
            with dovecot(more=more % file.name) as server:
                box = mailbox(server, "desk1", "", token_command="echo token-1")
                assert box.probe().endswith("/INBOX: 0 mails")
                with pytest.raises(DeliveryError, match=r"refuses the login of desk1.*token_command prints"):
                    mailbox(server, "desk1", "", token_command="echo expired").probe()


def test_whose_fault_it_is(server, user, mailbox):
    with pytest.raises(DeliveryError, match=r"refuses the login of desk.*returns\.imap\.password_env") as wrong:
        mailbox(server, user, "wrong").probe()
    assert wrong.value.exit_code == 1
    with pytest.raises(DeliveryError, match=r"returns\.imap\.folder"):
        mailbox(server, user, folder="Nowhere").probe()
    with pytest.raises(ServerUnavailable, match="cannot be reached"):
        mailbox(server, user, port=free_port()).probe()
