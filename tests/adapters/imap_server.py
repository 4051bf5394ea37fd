"""A real IMAP server for the tests: Dovecot on loopback, in a folder of its own, without root."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import trustme
from imapclient import IMAPClient

from tests.adapters.mail_server import free_port

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
PASSWORD = 'geheim "ü" \\ %$'

USERS = [f"desk{number}" for number in range(40)]

_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
instance_name = {name}
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{folder}/mail/%u
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/password
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
namespace inbox {{
  inbox = yes
  prefix = {prefix}
  separator = /
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
auth_failure_delay = 0
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
{more}
"""


@dataclass(frozen=True)
class Dovecot:
    """Knows users, who all log in by `PASSWORD`."""

    folder: Path
    port: int
    tls_port: int
    authority: trustme.CA

    users: Iterator[str] = field(default_factory=lambda: iter(USERS))  # those with an empty mailbox

    @property
    def where(self) -> dict[str, object]:
        """What a config says of it, without TLS."""
        return {"host": "127.0.0.1", "port": self.port, "tls": "none"}

    @contextmanager
    def client(self, user: str) -> Iterator[IMAPClient]:
        """A look from another side, with the inbox selected."""
        client = IMAPClient("127.0.0.1", self.port, ssl=False, timeout=10)
        client.plain_login(user, PASSWORD)
        client.select_folder("INBOX")
        try:
            yield client
        finally:
            client.logout()

    def deliver(self, user: str, *mails: bytes) -> None:
        """Put mails into the inbox."""
        with self.client(user) as client:
            for mail in mails:
                client.append("INBOX", mail)

    def subjects(self, user: str, folder: str = "INBOX") -> list[str]:
        """What lies in a folder, by number; nothing where there is none."""
        with self.client(user) as client:
            if not client.folder_exists(folder):
                return []
            client.select_folder(folder, readonly=True)
            found = client.fetch(client.search(), ["ENVELOPE"])
            return [found[number][b"ENVELOPE"].subject.decode() for number in sorted(found)]


@contextmanager
def dovecot(prefix: str = "", more: str = "") -> Iterator[Dovecot]:
    """A server that runs while the block does. Skips the test where there is no Dovecot."""
    if not DOVECOT:
        pytest.skip("needs Dovecot; on Debian: apt-get install dovecot-imapd")
    owner = "nobody" if os.getuid() == 0 else getpass.getuser()  # it refuses to run as root
    with tempfile.TemporaryDirectory(prefix="dovecot-", ignore_cleanup_errors=True) as name:
        folder, authority = Path(name), trustme.CA()
        uid, gid, group = _ids(owner)
        server = Dovecot(folder, free_port(), free_port(), authority)
        cert = authority.issue_cert("localhost")
        cert.private_key_pem.write_to_path(folder / "key.pem")
        for blob in cert.cert_chain_pems:
            blob.write_to_path(folder / "cert.pem", append=True)
        names = {"user": owner, "group": group, "uid": uid, "gid": gid, "prefix": prefix, "more": more}
        ports = {"port": server.port, "tls_port": server.tls_port}
        config = _CONFIG.format(folder=folder, name=folder.name, **names, **ports)
        (folder / "dovecot.conf").write_text(config, encoding="utf-8")
        known = "".join(f"{user}:{{PLAIN}}{PASSWORD}\n" for user in USERS)
        (folder / "password").write_text(known, encoding="utf-8")
        for path in (folder, *folder.iterdir()):
            os.chown(path, uid, gid)
        identity = {"user": uid, "group": gid, "extra_groups": []} if os.getuid() == 0 else {}
        process = subprocess.Popen([DOVECOT, "-F", "-c", folder / "dovecot.conf"], **identity)  # type: ignore[call-overload]
        try:
            _wait(server.port, folder / "log")
            yield server
        finally:
            process.terminate()
            process.wait(10)


def _ids(owner: str) -> tuple[int, int, str]:
    import grp
    import pwd

    entry = pwd.getpwnam(owner)
    return entry.pw_uid, entry.pw_gid, grp.getgrgid(entry.pw_gid).gr_name


def _wait(port: int, log: Path) -> None:
    """Until somebody answers."""
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as probe:
            if probe.recv(4).startswith(b"* OK"):
                return
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8") if log.exists() else "Dovecot does not start")
