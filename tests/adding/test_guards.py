"""Guards of fetching that no hostile server of the other tests meets: each by itself, so that none can go unseen."""

from __future__ import annotations

import contextlib
import ipaddress
import json
import math
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpcore
import pytest
from briefing_generator.adding.addresses import CheckedNetwork, NotFetchedError, is_public
from briefing_generator.adding.article_writing import file_name, plain_name
from briefing_generator.adding.feed_entries import feed_entries
from briefing_generator.adding.fetching import Fetcher
from briefing_generator.adding.page_signs import PageSigns, page_signs
from briefing_generator.adding.robots import NAME, robots_rules
from briefing_generator.adding.unpacking import unpacked
from briefing_generator.model import Document
from test_add import add
from unpacking_watch import watched_unpacking
from web_server import Server


def fetch(url: str) -> bytes:
    with Fetcher(allow_local=True, sleep=lambda _: None) as fetcher:
        return fetcher.fetch(url).data


@pytest.mark.parametrize("address", ["2001:1::1", "2001:4:112::1", "2001:20::1", "192.0.0.9", "3fff::1"])
def test_what_another_python_calls_public_is_not(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (ipaddress.IPv4Address, ipaddress.IPv6Address):
        monkeypatch.setattr(kind, "is_global", property(lambda _: True))
    assert is_public("2606:2800:220:1::1")
    assert not is_public(address)


def test_nothing_of_the_web_is_at_a_socket_of_this_machine() -> None:
    with pytest.raises(NotFetchedError):
        CheckedNetwork(allow_local=True).connect_unix_socket("/run/docker.sock")


class Still(httpcore.NetworkStream):
    """A connection that notes how long each step may wait."""

    def __init__(self) -> None:
        self.waits: list[float | None] = []

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self.waits.append(timeout)
        return b""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.waits.append(timeout)

    def close(self) -> None:
        """Does nothing."""

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self.waits.append(timeout)
        return self


def test_every_step_of_a_connection_waits_no_longer_than_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    below = Still()

    def connect(self: Any, host: str, port: int, timeout: float | None, *more: Any) -> Still:
        below.waits.append(timeout)
        return below

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    network = CheckedNetwork(allow_local=True)
    network.until = time.monotonic() + 5
    stream = network.connect_tcp("127.0.0.1", 80, 60.0)
    secured = stream.start_tls(ssl.create_default_context(), "a.example", 60.0)
    for step in (stream, secured):
        step.read(1, 60.0)
        step.write(b"x", 60.0)
    assert len(below.waits) == 6
    assert all(wait is not None and 0 < wait <= 5 for wait in below.waits)
    network.until = -math.inf
    with pytest.raises(httpcore.ReadTimeout):
        secured.read(1, 60.0)
    with pytest.raises(httpcore.ReadTimeout):
        network.connect_tcp("127.0.0.1", 80, 60.0)


def test_no_cookie_is_sent_back(server: Server) -> None:
    server.answers["/x"] = (302, {"Set-Cookie": "a=b; Path=/", "Location": "/y"}, b"")
    server.answers["/y"] = (200, {"Set-Cookie": "c=d; Path=/"}, b"there")
    with Fetcher(allow_local=True, sleep=lambda _: None) as fetcher:
        fetcher.fetch(server.url + "/x")
        fetcher.fetch(server.url + "/y")
    assert "cookie" not in server.heads


def test_the_body_of_an_error_is_not_looked_at(server: Server) -> None:
    server.answers["/gone"] = (404, {"Content-Encoding": "br"}, b"x")
    with pytest.raises(NotFetchedError, match="status 404"):
        fetch(server.url + "/gone")


def test_what_is_packed_and_unpacks_to_nothing_is_counted() -> None:
    pieces = (b"\x78\x9c" if n == 0 else b"\x00\x00\x00\xff\xff" * 1_000 for n in range(100))
    with pytest.raises(NotFetchedError, match="more than"):
        unpacked(pieces, "deflate", 100_000)
    assert next(pieces, None) is not None


def test_what_is_packed_without_the_two_bytes_gives_no_more_in_a_step_either(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = watched_unpacking(monkeypatch)
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    data = packing.compress(b" " * 50_000_000) + packing.flush()
    with pytest.raises(NotFetchedError, match="more than"):
        unpacked([data], "deflate", 100_000)
    assert steps == [100_001]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://a.example/x"])
def test_an_entry_has_no_address_but_one_of_the_web(link: str) -> None:
    told = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"url": link, "title": "a"}]})
    rss = f"<rss><channel><item><title>a</title><link>{link}</link></item></channel></rss>"
    assert [entry.url for feed in (told, rss) for entry in feed_entries(feed.encode())] == [None, None]


def test_a_feed_whose_entries_are_feeds_is_not_followed_down(server: Server, briefing: Path) -> None:
    item = "<item><title>S</title><link>{}</link></item>"
    for n in range(3):
        entry = item.format(f"{server.url}/{n + 1}")
        server.page(f"/{n}", f"<rss version='2.0'><channel>{entry}</channel></rss>".encode(), "text/xml")
    (outcome,) = add(briefing, server.url + "/0")
    assert outcome.problem
    assert "/2" not in server.asked


def test_rules_for_robots_that_never_end_close_a_site(server: Server) -> None:
    server.answers["/robots.txt"] = (200, {}, b"User-agent: x\nDisallow: /\n" * 20_000)
    with pytest.raises(NotFetchedError, match=r"more than 0\.5 MB"):
        fetch(server.page("/x", b"there"))
    assert "/x" not in server.asked


AGENTS = "".join(f"User-agent: a{n}\n" for n in range(3_000))
FEW_AGENTS = {
    "names of others": AGENTS,
    "names in a spelling of their own": AGENTS.replace("User-agent:", "user\u00a0AGENT"),
    "names with a remark": AGENTS.replace("\n", "# a remark\x85"),
    "our name with stars": "".join(f"User-agent: briefing{'*' * n}\n" for n in range(500)),
}


@pytest.mark.parametrize("kind", FEW_AGENTS)
def test_rules_for_many_robots_are_not_kept_for_each(kind: str) -> None:
    """Half a megabyte of names and rules would be hundreds of millions of rules."""
    rules = robots_rules((FEW_AGENTS[kind] + "Disallow: /a\n" * 50 + "User-agent: *\nDisallow: /b").encode())
    assert len(rules._user_agents) <= 3
    assert not rules.can_fetch("http://a.example/b", NAME) or kind == "our name with stars"


@pytest.mark.parametrize("named", ["*", "briefing-generator", "Briefing-Generator", "BRIEFING*", "briefing # we"])
@pytest.mark.parametrize("begin", ["User-agent: a\n", "User-agent: a\nDisallow: /c\n\n", "\ufeff", "Sitemap: /s\n"])
def test_rules_for_us_are_ours_whoever_else_is_named(named: str, begin: str) -> None:
    rules = robots_rules(
        f"{begin}User-agent: {named}\nCrawl-delay: 4\nDisallow: /b\n\nUser-agent: z\nDisallow: /".encode()
    )
    assert rules.can_fetch("http://a.example/a", NAME)
    assert not rules.can_fetch("http://a.example/b", NAME)
    assert rules.crawl_delay(NAME) == 4


NO_RULES = {
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\xff\xfe" + bytes(range(256)) * 20,
    "a page": b"<!DOCTYPE html><title>Not found</title><p>User-agents: all of them",
    "half of a pair": b"User-agent: \xed\xa0\x80\nDisallow: /\n",
    "zeros": b"\0" * 10_000,
    "nothing": b"",
}


@pytest.mark.parametrize("kind", NO_RULES)
def test_what_is_no_rules_for_robots_closes_nothing(server: Server, kind: str) -> None:
    server.answers["/robots.txt"] = (200, {"Content-Type": "text/plain; charset=utf-16"}, NO_RULES[kind])
    assert fetch(server.page("/x", b"there")) == b"there"


@pytest.mark.parametrize("status", [500, 502, 503, 599])
def test_a_server_that_is_broken_closes_its_site(server: Server, status: int) -> None:
    server.answers["/robots.txt"] = (status, {}, b"")
    with pytest.raises(NotFetchedError, match="try again later"):
        fetch(server.page("/x", b"there"))
    assert server.asked == ["/robots.txt"]


@pytest.mark.parametrize("after", ["86400", "-1", "nan", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_a_server_that_tells_when_to_come_again_is_not_waited_for(server: Server, after: str) -> None:
    server.answers["/busy"] = (429, {"Retry-After": after}, b"")
    waited: list[float] = []
    with Fetcher(True, waited.append) as fetcher:
        with pytest.raises(NotFetchedError, match="429"):
            fetcher.fetch(server.url + "/busy")
        other = server.page("/x", b"there")
        if after in ("-1", "nan"):
            fetcher.fetch(other)
        else:
            with pytest.raises(NotFetchedError, match="asks to be left alone"):
                fetcher.fetch(other)
    assert all(wait <= 1 for wait in waited)
    assert server.asked.count("/busy") == 1


def pauses(url: str) -> list[float]:
    """Returns how long was waited where a page is fetched twice."""
    waited: list[float] = []
    with Fetcher(True, waited.append) as fetcher:
        fetcher.fetch(url)
        fetcher.fetch(url)
    return waited


@pytest.mark.parametrize("delay", ["nan", "inf", "1e999", "-7", "x", "0"])
def test_a_pause_that_is_no_number_of_seconds_is_one_second(server: Server, delay: str) -> None:
    server.answers["/robots.txt"] = (200, {}, f"User-agent: *\nCrawl-delay: {delay}\n".encode())
    url = server.page("/x", b"there")
    waited = pauses(url)
    assert len(waited) == 1
    assert 0 < waited[0] <= 1


def test_an_address_without_end_is_asked_nowhere(server: Server) -> None:
    server.answers["/far"] = (302, {"Location": "/" + "x" * 9_000}, b"")
    with pytest.raises(NotFetchedError, match="longer than any"):
        fetch(server.url + "/far")
    assert server.asked == ["/robots.txt", "/far"]


def test_rules_for_robots_that_ask_for_hours_are_given_half_a_minute(server: Server) -> None:
    server.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 7200\n")
    url = server.page("/x", b"there")
    waited = pauses(url)
    assert len(waited) == 1
    assert 25 < waited[0] <= 30


def test_a_server_is_asked_once_a_second(server: Server) -> None:
    url = server.page("/x", b"there")
    waited: list[float] = []
    with Fetcher(True, waited.append) as fetcher:
        for _ in range(3):
            fetcher.fetch(url)
    assert len(waited) == 2
    assert all(0 < wait <= 1 for wait in waited)


@contextlib.contextmanager
def secured(own: Path) -> Iterator[tuple[str, list[bytes]]]:
    """Runs a server with a certificate, for one connection; yields an address on it, and what it will have heard."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(10)
        heard: list[bytes] = []

        def answer() -> None:
            try:
                with context.wrap_socket(listening.accept()[0], server_side=True) as connection:
                    heard.append(connection.recv(1000))
                    connection.sendall(b"HTTP/1.1 503 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            except OSError:
                pass

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield f"https://127.0.0.1:{listening.getsockname()[1]}/x", heard
        finally:
            thread.join()


def test_a_server_that_shows_a_certificate_of_its_own_is_not_believed(tmp_path: Path) -> None:
    own = certificate(tmp_path / "own.pem")
    with secured(own) as (url, heard), pytest.raises(NotFetchedError, match="CERTIFICATE_VERIFY_FAILED"):
        fetch(url)
    assert heard == []


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_whom_the_environment_believes_is_not_believed(
    tmp_path: Path, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = certificate(tmp_path / "own.pem")
    monkeypatch.setenv(variable, str(tmp_path if variable.endswith("DIR") else own))
    with secured(own) as (url, heard), pytest.raises(NotFetchedError, match="CERTIFICATE_VERIFY_FAILED"):
        fetch(url)
    assert heard == []


def test_a_certificate_for_another_name_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = certificate(tmp_path / "own.pem")
    monkeypatch.setattr("certifi.where", lambda: str(own))
    with secured(own) as (url, heard), pytest.raises(NotFetchedError, match="CERTIFICATE_VERIFY_FAILED"):
        fetch(url.replace("127.0.0.1", "localhost"))
    assert heard == []


def test_the_keys_of_a_connection_are_written_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = certificate(tmp_path / "own.pem")
    monkeypatch.setattr("certifi.where", lambda: str(own))
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys.txt"))
    with secured(own) as (url, heard), pytest.raises(NotFetchedError, match="try again later"):
        fetch(url)
    assert heard[0].startswith(b"GET /robots.txt")
    assert not (tmp_path / "keys.txt").exists()


def test_nothing_of_the_environment_goes_along(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login ann password secret\ndefault login ann password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    server.answers["/x"] = (302, {"Location": "/y"}, b"")
    server.answers["/y"] = (401, {"WWW-Authenticate": 'Basic realm="quay"', "Proxy-Authenticate": "Basic"}, b"")
    with pytest.raises(NotFetchedError, match="401"):
        fetch(server.url + "/x")
    assert server.heads == {"accept", "accept-encoding", "connection", "host", "user-agent"}


@pytest.mark.parametrize("spelled", [str.upper, str.lower])
@pytest.mark.parametrize("variable", ["http_proxy", "https_proxy", "all_proxy"])
def test_no_proxy_stands_between(
    server: Server, variable: str, spelled: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = Server()
    monkeypatch.setenv(spelled(variable), proxy.url)
    try:
        assert fetch(server.page("/x", b"there")) == b"there"
        with pytest.raises(NotFetchedError):
            fetch("https://127.0.0.2:9/x")
    finally:
        proxy.close()
    assert proxy.asked == []


def certificate(path: Path) -> Path:
    """Writes a key, and a certificate for this machine that nobody else signed, into one file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    kept = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(kept + signed.public_bytes(serialization.Encoding.PEM))
    return path


def test_names_end_and_are_as_long_as_files_may() -> None:
    assert plain_name("talks~") == plain_name("talks. ~ .") == "talks"
    long = Document(text="x", title="Dockers of the long coast " * 40, date="2025-03-13")
    assert file_name(long, "x").startswith("2025-03-13-dockers-of-the-long-coast-")
    assert len(file_name(long, "x")) <= 91


def test_what_a_page_says_of_itself_is_looked_for_where_its_head_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    feed = HTMLParser.feed

    def counted(self: HTMLParser, data: str) -> None:
        read.append(len(data))
        feed(self, data)

    monkeypatch.setattr(HTMLParser, "feed", counted)
    late = (
        b"<p>x" * 200_000
        + b'<meta property="og:type" content="article">"isAccessibleForFree": false "@type": "NewsArticle"'
    )
    assert page_signs(late, "https://a.example/") == PageSigns(article=False, free=True, feeds=())
    assert read == [500_000]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "data:text/xml,x", "http://[x"])
def test_a_page_announces_no_feed_but_of_the_web(href: str) -> None:
    head = f'<link rel="alternate" type="application/rss+xml" href="{href}">'
    assert page_signs(head.encode(), "https://a.example/").feeds == ()
