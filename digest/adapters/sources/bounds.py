"""What keeps a fetch inside its bounds: where it may connect to, and how long it may take.

A feed, a link in it or a redirect may name a machine in our own network (SSRF). `GuardedBackend` looks at the
address that a name resolves to, refuses everything that is not public, and connects to the address it looked
at, so that a name which answers differently the second time (DNS rebinding) gains nothing.

The operator may follow feeds of their own network: a source whose host is private *by its name* (an address
such as 10.0.0.5, `localhost`, a name without a dot or under .internal, .local, .lan, .home.arpa) opens that
host and port for its own pages, and for nobody else's: an outsider's feed can't read a page of the intranet.
A public name that resolves to a private address is always refused.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

import httpcore2
import httpx2

Origin = tuple[str, int]  # host in lower case, port

_PRIVATE_ENDINGS = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa")
_HOLDING_IPV4 = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "::ffff:0:0:0/96")))
_NEVER = tuple(map(ipaddress.IPv6Network, ("64:ff9b:1::/48", "::/96", "fec0::/10", "2001::/32")))  # 2001::/32: Teredo
_deadline: ContextVar[float] = ContextVar("deadline")


class RefusedAddress(httpx2.ConnectError):
    """The name leads into a private network."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """All network operations in this block together take at most so long; then they time out."""
    token = _deadline.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


def origin(url: str) -> Origin:
    """Host and port of an http(s) address; an empty host where it is none."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return "", 0


def private_origins(addresses: Iterable[str]) -> frozenset[Origin]:
    """Host and port of those addresses that are private by their very name."""
    return frozenset(origin(url) for url in addresses if _private_by_name(origin(url)[0]))


def is_private(place: Origin) -> bool:
    """Whether a host is private by its very name."""
    return _private_by_name(place[0])


def _private_by_name(host: str) -> bool:
    try:
        return not _is_public(host)
    except ValueError:
        return bool(host) and ("." not in host or host.endswith(_PRIVATE_ENDINGS))


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _inner(ip)
        if inner is not None:
            return _is_public(str(inner)) and not ip.is_multicast
        if any(ip in network for network in _NEVER):
            return False
    return ip.is_global and not ip.is_multicast


def _inner(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that traffic to this one ends up at: mapped, 6to4, NAT64 (RFC 6052), SIIT, ISATAP (RFC 5214)."""
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour
    last = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if any(ip in network for network in _HOLDING_IPV4):
        return last
    isatap = (int(ip) >> 32) & 0xFFFFFFFF
    return last if isatap & ~0x0300_0000 == 0x0000_5EFE else None


class GuardedBackend(httpcore2.SyncBackend):
    """Connects to public addresses, and to the private origins in `allowed`; keeps the `time_limit`."""

    def __init__(self, allowed: Collection[Origin]) -> None:
        self._allowed = allowed

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """The connection to the first checked address that answers. Raises `RefusedAddress`."""
        failure: Exception | None = None
        for address in self._resolve(host, port):
            try:
                stream = super().connect_tcp(address, port, _left(timeout), local_address, socket_options)
                return _TimedStream(stream)
            except httpcore2.ConnectError as error:
                failure = error
        raise failure or httpcore2.ConnectError(f"{host} has no address")

    def look_up(self, host: str, port: int) -> None:
        """Raise `RefusedAddress` where a name is known here and leads into a private network."""
        with suppress(httpcore2.ConnectError):
            self._resolve(host, port)

    def _resolve(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise httpcore2.ConnectError(f"the name {host} is not known") from None
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        private = [address for address in addresses if not _is_public(address)]
        if private and (host.lower(), port) not in self._allowed:
            raise RefusedAddress(f"{host} is in a private network ({private[0]})")
        return addresses


class _TimedStream(httpcore2.NetworkStream):
    """A stream whose reads and writes end with the time limit: a drip of one byte a second doesn't hold us."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(timeout: float | None) -> float | None:
    """The time that may still pass, at most `timeout`."""
    end = _deadline.get(None)
    if end is None:
        return timeout
    left = end - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("the time limit for this page has passed")
    return left if timeout is None else min(left, timeout)
