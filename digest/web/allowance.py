"""How often somebody may ask: by address, by network, and all together.

Kept in memory and forgotten after a while, because where somebody asked from is nobody's business for longer.
"""

from __future__ import annotations

from collections import Counter, deque
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

_PREFIX = {4: 24, 6: 48}  # bits that who rents an address usually can't choose


class Allowance:
    """At most `each` times in any `span` for one name, and `together` times for all; so memory is bounded too."""

    def __init__(self, each: int, together: int, span: timedelta) -> None:
        self._each, self._together, self._span = each, together, span
        self._taken: deque[tuple[datetime, str]] = deque()
        self._counts: Counter[str] = Counter()

    def take(self, name: str, now: datetime) -> bool:
        """Whether it may be done once more; counts it then."""
        while self._taken and self._taken[0][0] <= now - self._span:
            self._forget(self._taken.popleft()[1])
        if self._counts[name] >= self._each or len(self._taken) >= self._together:
            return False
        self._taken.append((now, name))
        self._counts[name] += 1
        return True

    def _forget(self, name: str) -> None:
        self._counts[name] -= 1
        if not self._counts[name]:
            del self._counts[name]


def network_of(host: str) -> str:
    """The network of an address: 256 addresses of IPv4, a customer's usual /48 of IPv6."""
    try:
        address = ip_address(host)
    except ValueError:  # a Unix socket has none
        return host
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ip_network(f"{address}/{_PREFIX[address.version]}", strict=False))
