"""Which addresses may be visited: public ones, unless local ones are allowed.

An address that somebody wrote into a feed or a redirect must not make this machine ask others in its own network. So
every name is resolved here, all its addresses are checked, and the connection goes to the very address that was checked:
a name that answers differently the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import math
import socket
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpcore

from briefing_generator.adding.fetched import NotFetchedError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

_EMBEDDING = ipaddress.ip_network("64:ff9b::/96")
"""The IPv6 network whose last 32 bits are an IPv4 address of the open internet (NAT64)."""
_GIVEN_OUT = ipaddress.ip_network("2000::/3")
"""All of IPv6 that was ever given out to the open internet. Older ways to write an IPv4 address in one (``::127.0.0.1``), and
networks kept for one site, lie outside."""
_NEVER = tuple(
    map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "3fff::/20", "2001::/23"))
)
"""Networks that some versions of Python, or their own numbers, call public: for protocols and tunnels (Teredo), for relays, the one address at
which a cloud answers the machines in it, for examples."""
_LONGEST_ADDRESS = 8_000
"""Letters of an address, as many as most servers take; what looks at addresses looks at them often."""


def check_address(url: str) -> str:
    """Returns a web address as it is asked for; raises :class:`NotFetchedError` for any other than http and https."""
    if len(url) > _LONGEST_ADDRESS:
        raise NotFetchedError("is longer than any web address")
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 (a port that is no number raises here)
    except ValueError as error:
        raise NotFetchedError("is no web address") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotFetchedError("is no web address; one that begins with https:// would be")
    if parts.username or parts.password:
        raise NotFetchedError("holds a name or a password; without them it could be fetched")
    return url


def is_public(address: str) -> bool:
    """Tells whether an IP address belongs to the open internet and not to this machine or a network behind it."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _EMBEDDING:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip not in _GIVEN_OUT:
            return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _NEVER)


class CheckedNetwork(httpcore.SyncBackend):
    """Opens connections, but only to addresses that may be visited, and only until a moment.

    ``until`` is that moment on the monotonic clock. The libraries wait so many seconds for each piece of an answer, and
    for as many pieces as a server likes to send: one letter of a header every ten seconds, welcomes without end.
    """

    def __init__(self, allow_local: bool = False) -> None:
        """Takes whether addresses of this machine and its networks may be visited, too."""
        super().__init__()
        self.allow_local = allow_local
        self.until = math.inf

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connects to the first address of a host that answers; raises :class:`NotFetchedError` where one is not public."""
        addresses = self.addresses(host, port)
        for number, address in enumerate(addresses, 1):
            try:
                stream = super().connect_tcp(address, port, self.left(timeout), local_address, socket_options)
                return _TimedStream(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses):
                    raise
        raise httpcore.ConnectError(f"{host} has no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refuses: nothing of the web is there."""
        raise NotFetchedError("is no web address")

    def left(self, timeout: float | None) -> float | None:
        """Returns how long may be waited now; raises ``httpcore.ReadTimeout`` where the time is over."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("took too long as a whole")
        waits = left if timeout is None else min(timeout, left)
        return None if waits == math.inf else waits

    def addresses(self, host: str, port: int) -> list[str]:
        """Returns the IP addresses of a host, each once; raises :class:`NotFetchedError` where one must not be visited."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NotFetchedError("has a host that nobody knows; look for a slip in its name") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self.allow_local and not all(map(is_public, addresses)):
            raise NotFetchedError(
                "leads to this machine or its own network; `--allow-local` would fetch it all the same"
            )
        return addresses


class _TimedStream(httpcore.NetworkStream):
    """A connection that is read and written until its network's moment."""

    def __init__(self, stream: httpcore.NetworkStream, network: CheckedNetwork) -> None:
        self._stream, self._network = stream, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._network.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._network.left(timeout))
        return _TimedStream(secured, self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
