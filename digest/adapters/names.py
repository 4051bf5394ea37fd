"""Questions to the DNS, as a receiver of mail asks them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import dns.exception
import dns.resolver

from digest.errors import ConfigError, DigestError

_PATIENCE = 10.0  # seconds for one question, all tries together


class NameServerSilent(DigestError):
    """No answer, or none that says anything: it may be there or not."""

    exit_code = 75


class Names:
    """Asks a name server; `server` is `ADDRESS` or `ADDRESS:PORT`, empty for this machine's own. Answers are kept."""

    def __init__(self, server: str = "") -> None:
        try:
            self._resolver = dns.resolver.Resolver(configure=not server)
            if server:
                address, _, port = server.partition(":") if server.count(":") == 1 else (server, "", "")
                self._resolver.nameservers, self._resolver.port = [address], int(port or 53)
        except (dns.exception.DNSException, ValueError) as error:
            raise ConfigError(
                f"--dns {server}: expected the address of a name server, such as 1.1.1.1: {error}"
            ) from None
        self._resolver.lifetime = _PATIENCE
        self._resolver.cache = dns.resolver.Cache()
        self.asked = server or "this machine's name server"

    def texts(self, name: str) -> tuple[str, ...]:
        """The TXT records at a name, each in one piece; none where there are none. Raises `NameServerSilent`."""
        return self._ask(name, "TXT", lambda data: b"".join(data.strings).decode("utf-8", "replace"))

    def mail_servers(self, name: str) -> tuple[str, ...]:
        """The servers that take mail for a domain, the first to try first; "." for none at all (RFC 7505)."""
        found = self._ask(name, "MX", lambda data: (data.preference, str(data.exchange).rstrip(".") or "."))
        return tuple(server for _, server in sorted(found))

    def addresses(self, name: str) -> tuple[str, ...]:
        """Its addresses of either kind."""
        return (*self._ask(name, "A", str), *self._ask(name, "AAAA", str))

    def _ask(self, name: str, kind: str, read: Callable[[Any], Any]) -> tuple[Any, ...]:
        try:
            answer = self._resolver.resolve(name, kind, search=False, raise_on_no_answer=False)
        except dns.resolver.NXDOMAIN:
            return ()
        except dns.exception.DNSException as error:
            raise NameServerSilent(f"{self.asked} gives no answer about {kind} of {name}: {error}") from None
        return tuple(map(read, answer.rrset or ()))
