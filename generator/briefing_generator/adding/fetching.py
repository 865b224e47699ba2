"""Fetches what the web has, politely: limits on time, size and redirects, robots.txt respected, one request at a time."""

from __future__ import annotations

import logging
import ssl
import time
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import certifi
import httpcore
import httpx

from briefing_generator.adding.addresses import CheckedNetwork, check_address
from briefing_generator.adding.fetched import LONGEST_PAUSE, Fetched, NotFetchedError, Version
from briefing_generator.adding.robots import NAME, robots_rules
from briefing_generator.adding.unpacking import ASKED_FOR, unpacked
from briefing_generator.extraction.documents import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from protego import Protego

_MOST_REDIRECTS = 5
_CLOSED = (401, 402, 403, 406, 429, 451, 503)
"""Answers of servers that let a reader in and no program."""
_WAIT = {"connect": 10.0, "read": 15.0, "write": 10.0, "pool": 10.0}
_LONGEST = 60.0
"""Seconds after which an answer that is still coming is given up, however much of it comes how often."""
_ROBOTS_LARGEST = 500_000
_PAUSE = 1.0
"""Seconds between two requests to one host."""
_BUSY = (429, 503)
"""Answers with which a server may say for how long it wants to be left alone."""
_LONGEST_REST = 7 * 86_400.0
"""Seconds of that which are believed."""
_LONGEST_VERSION = 1_000
"""Letters of what a server calls a version; a longer one is not kept."""


def _certificates() -> ssl.SSLContext:
    """Returns what checks certificates: against the list that comes with us, and without a word of the environment.

    Made by hand: what Python makes by itself writes the keys of each connection into the file that ``SSLKEYLOGFILE`` names.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(certifi.where())
    return context


class _Transport(httpx.BaseTransport):
    """Hands httpx's requests to connections that check where they go."""

    def __init__(self, network: CheckedNetwork) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_certificates(), network_backend=network, max_connections=4,
            keepalive_expiry=5.0,
        )  # fmt: skip

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        asked = httpcore.Request(
            method=request.method, url=str(request.url), headers=request.headers.raw, extensions=request.extensions,
        )  # fmt: skip
        answer = self._pool.handle_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Stream(answer))

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class Fetcher:
    """Fetches addresses one after the other; close it, or use it in ``with``."""

    def __init__(self, allow_local: bool = False, sleep: Callable[[float], None] = time.sleep) -> None:
        """Prepares; nothing is fetched yet.

        Args:
            allow_local: whether this machine and its own networks may be asked.
            sleep: what waits, in seconds.
        """
        headers = {"user-agent": f"{NAME}/{version(NAME)}", "accept-encoding": ASKED_FOR}
        # It tells each request to whoever listens, and a library that reads meaning makes everybody listen.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        self._network = CheckedNetwork(allow_local)
        # A proxy of the environment would connect for us, to wherever it likes.
        self._client = httpx.Client(
            transport=_Transport(self._network), headers=headers, timeout=None, trust_env=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        )  # fmt: skip
        self._sleep = sleep
        self._robots: dict[str, Protego | None] = {}
        self._asked: dict[str, float] = {}
        self._rests: dict[str, float] = {}
        """Until when, on the monotonic clock, a host that said so is left alone."""

    def __enter__(self) -> Fetcher:
        """Returns itself."""
        return self

    def __exit__(self, *error: Any) -> None:
        """Closes the connections."""
        self._client.close()

    def fetch(self, url: str, known: Version | None = None) -> Fetched:
        """Returns what an address gives; raises :class:`NotFetchedError` with the reason where it gives nothing.

        Every address on the way is checked anew: its scheme, where its name leads, and what its robots.txt allows. The
        server of the ``known`` version is asked only for a newer one.
        """
        return self._follow(url, LARGEST, self._allow, known)

    def _follow(self, url: str, largest: int, allow: Callable[[str], None], known: Version | None = None) -> Fetched:
        for _ in range(_MOST_REDIRECTS + 1):
            check_address(url)
            allow(url)
            status, headers, data = self._get(url, largest, _asking(known, url))
            if status not in (301, 302, 303, 307, 308):
                break
            try:
                url = urljoin(url, headers.get("location", ""))
            except ValueError as error:
                raise NotFetchedError("leads to something that is no web address") from error
        else:
            raise NotFetchedError(f"leads on and on, more than {_MOST_REDIRECTS} times")
        if status >= 400:
            later = _rest(headers) if status in _BUSY else None
            if later is not None:
                self._rests[_origin(url)] = time.monotonic() + later
            hint = "; save the page in a browser and add the file" if status in _CLOSED and later is None else ""
            wait = f"; it asks to be left alone for {later:,.0f} seconds" if later is not None else ""
            raise NotFetchedError(f"was refused by its server with status {status}{hint}{wait}", status, later)
        kind = headers.get("content-type", "")
        return Fetched(url, kind, data, _version(url, headers), status == 304 and known is not None)

    def _get(self, url: str, largest: int, asking: dict[str, str]) -> tuple[int, httpx.Headers, bytes]:
        self._network.until = time.monotonic() + _LONGEST
        try:
            with self._client.stream("GET", url, headers=asking, extensions={"timeout": _WAIT}) as answer:
                packed = answer.headers.get("content-encoding", "")
                data = unpacked(answer.iter_raw(), packed, largest) if answer.is_success else b""
                return answer.status_code, answer.headers, data
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            if time.monotonic() >= self._network.until:
                raise NotFetchedError(f"was still coming after {_LONGEST:g} seconds") from error
            raise NotFetchedError("does not answer in time") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, httpx.HTTPError,
                httpx.InvalidURL, OSError, ValueError) as error:  # fmt: skip
            # A ValueError: a name of a host that only looks like one written in Latin letters (xn--).
            raise NotFetchedError(f"cannot be reached: {str(error) or type(error).__name__}") from error

    def _allow(self, url: str) -> None:
        origin = _origin(url)
        if origin not in self._robots:
            self._robots[origin] = self._rules(origin)
        rules = self._robots[origin]
        if rules is None:
            raise NotFetchedError("has a robots.txt that cannot be had at the moment; try again later")
        if not rules.can_fetch(url, NAME):
            raise NotFetchedError(
                "is closed to programs by its robots.txt; save the page in a browser and add the file"
            )
        pause = min(max(float(rules.crawl_delay(NAME) or 0), _PAUSE), LONGEST_PAUSE)
        now = time.monotonic()
        rest = self._rests.get(origin, now) - now
        if rest > LONGEST_PAUSE:
            raise NotFetchedError(
                f"is of a server that asks to be left alone for {rest:,.0f} seconds; try again later", later=rest
            )
        wait = max(pause - (now - self._asked.get(origin, float("-inf"))), rest)
        if wait > 0:
            self._sleep(wait)
        self._asked[origin] = time.monotonic()

    def _rules(self, origin: str) -> Protego | None:
        """Returns what a host's robots.txt says, after RFC 9309: no such file allows all, a broken server nothing."""
        try:
            found = self._follow(f"{origin}/robots.txt", _ROBOTS_LARGEST, lambda _url: None)
        except NotFetchedError as error:
            if error.status is None:
                raise
            return robots_rules(b"") if error.status < 500 else None
        return robots_rules(found.data)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _asking(known: Version | None, url: str) -> dict[str, str]:
    """Returns what asks a server for something newer only; nobody but who gave that version is told of it."""
    if known is None or known.url != url:
        return {}
    told = {"if-none-match": known.etag, "if-modified-since": known.modified}
    return {name: value for name, value in told.items() if value}


def _version(url: str, headers: httpx.Headers) -> Version | None:
    told = (headers.get("etag"), headers.get("last-modified"))
    # Only signs that can be sent back as they came.
    etag, modified = (v if v and v.isascii() and v.isprintable() and len(v) <= _LONGEST_VERSION else None for v in told)
    return Version(url, etag, modified) if etag or modified else None


def _rest(headers: httpx.Headers) -> float | None:
    """Returns for how many seconds a server wants to be left alone: it says a number, or until when."""
    told = headers.get("retry-after", "").strip()
    if told.isascii() and told.isdigit():
        return min(float(told[:10]), _LONGEST_REST)
    try:
        seconds = parsedate_to_datetime(told).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0.0), _LONGEST_REST)
