"""Servers and feeds that were made to hurt: real connections on loopback, everything else as anybody would meet it."""

from __future__ import annotations

import gzip
import socket
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import brotli
import feedparser
import pytest
from briefing_generator.adding.addresses import CheckedNetwork, NotFetchedError, is_public
from briefing_generator.adding.feed_entries import MOST_ENTRIES, feed_entries
from briefing_generator.adding.fetching import Fetcher
from briefing_generator.adding.media_types import ending_of
from briefing_generator.adding.page_signs import page_signs
from briefing_generator.adding.unpacking import unpacked
from briefing_generator.extraction import ExtractionError
from test_add import add, page
from unpacking_watch import watched_unpacking
from web_server import Server

SPELLINGS = [
    "0177.0.0.1", "0x7f000001", "017700000001", "127.0.1", "00", "*", "LOCALHOST", "localhost.", "localhost..", "127.0.0.1.", "127。0。0。1", "127．0．0．1",
    "１２７.0.0.1", "①②⑦.0.0.1", "ⓛocalhost", "loc\u00adalhost", "١٢٧.٠.٠.١", "127.0.0.1%00.example", "%31%32%37.0.0.1", "127.0.0.1%2e", "a@127.0.0.1",
    "a.example@127.0.0.1", ":@127.0.0.1", "a.example\\@127.0.0.1", "127.0.0.1\\@a.example", "127.0.0.1#.example", "[::]", "[::127.0.0.1]", "[::ffff:7f00:1]",
    "[::ffff:0:7f00:1]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[fe80::1%25lo]", "[::1%lo]", "[v1.a]", "127.0.0.1\t", "127.0\n.0.1",
    "127.0.0.1 ", "\x00", "\ud800", "xn--", "xn--a", ".", "a..b", "a" * 300, "192.0.0.192", "168.63.129.16", "[fec0::1]", "[fd00:ec2::254]",
]  # fmt: skip


@pytest.mark.parametrize("host", SPELLINGS, ids=ascii)
def test_no_spelling_of_a_local_address_is_asked(server: Server, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reached: list[Any] = []
    monkeypatch.setattr(socket, "create_connection", lambda *a, **k: reached.append(a))
    port = server.server.server_port
    with Fetcher(allow_local=False, sleep=lambda _: None) as fetcher, pytest.raises(NotFetchedError):
        fetcher.fetch(f"http://{host}:{port}/x")
    assert reached == []


BESIDE = ["::127.0.0.1", "::ffff:0:7f00:1", "64:ff9b:1::7f00:1", "fec0::1", "5f00::1", "192.0.0.192", "168.63.129.16", "3fff::1",
          "100.100.100.200", "fd00:ec2::254", "192.88.99.1", "2001:0:4136:e378:8000:63bf:f7f7:f7f7", "2606:2800::1%eth0/8"]  # fmt: skip


@pytest.mark.parametrize("address", BESIDE)
def test_addresses_that_only_look_public(address: str) -> None:
    assert not is_public(address)


LEADS = ["http://[x", "http://[::1", "file:///etc/hosts", "ftp://a.example/x", "data:text/plain,x", "javascript:1", "gopher://a.example/", "", "//", "http://",
         "http:\\\\127.0.0.1\\x", "http://a:b:c/", "http://a.example:99999/", "http://xn--/", "http://a@b.example/", "http://\xff/"]  # fmt: skip


@pytest.mark.parametrize("location", LEADS)
def test_redirects_to_what_is_no_address_are_refused(server: Server, briefing: Path, location: str) -> None:
    server.answers["/r"] = (302, {"Location": location}, b"")
    (outcome,) = add(briefing, server.url + "/r")
    assert outcome.problem
    assert outcome.path is None


def test_the_connection_goes_to_the_address_that_was_checked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name answers with this server once and with another ever after: whoever resolves it again is led astray."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolved(host: str, port: int, *others: Any, **more: Any) -> list[Any]:
        if host != "news.example":
            return list(real(host, port, *others, **more))
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "127.0.0.66"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr("briefing_generator.adding.addresses.is_public", lambda a: a == "127.0.0.1")
    stream = CheckedNetwork().connect_tcp("news.example", server.server.server_port, 5.0)
    assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
    stream.close()
    assert asked == ["news.example"]


@pytest.fixture
def serving() -> Iterator[Callable[[Callable[[socket.socket], None]], str]]:
    """Makes servers that do with each connection what they are told, after the question was read; they end with it."""
    sockets: list[socket.socket] = []

    def serve(answer: Callable[[socket.socket], None]) -> str:
        listening = socket.create_server(("127.0.0.1", 0))
        sockets.append(listening)

        def run() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    try:
                        if b"robots.txt" in connection.recv(10_000):
                            connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        else:
                            answer(connection)
                    except OSError:
                        pass

        threading.Thread(target=run, daemon=True).start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/x"

    yield serve
    for listening in sockets:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()


START = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
DRIPS = {
    "a header": (b"HTTP/1.1 200 OK\r\nX-Drip: ", b"x", b"\r\nContent-Length: 0\r\n\r\n"),
    "welcomes": (b"", b"HTTP/1.1 100 Continue\r\n\r\n", START + b"Content-Length: 0\r\n\r\n"),
    "a body": (START + b"\r\n", b"x", b""),
    "chunks": (START + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", b"0\r\n\r\n"),
    "what unpacks to nothing": (START + b"Content-Encoding: deflate\r\n\r\n\x78\x9c", b"\x00\x00\x00\xff\xff", zlib.compress(b"")[2:]),
}  # fmt: skip


@pytest.mark.parametrize("kind", DRIPS)
def test_what_drips_is_given_up_as_a_whole(serving: Any, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Each piece comes long before its own limit; the answer would end, and be taken, were nobody looking at the whole."""
    monkeypatch.setattr("briefing_generator.adding.fetching._LONGEST", 0.4)
    begin, piece, end = DRIPS[kind]
    closed = threading.Event()

    def drip(connection: socket.socket) -> None:
        connection.sendall(begin)
        for _ in range(60):
            connection.sendall(piece)
            closed.wait(0.05)
        connection.sendall(end)

    url = serving(drip)
    with Fetcher(True, sleep=lambda _: None) as fetcher, pytest.raises(NotFetchedError, match="still coming after"):
        fetcher.fetch(url)
    closed.set()


def test_chunks_without_end_are_given_up_at_a_size(serving: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing_generator.adding.fetching.LARGEST", 300_000)
    sent = []

    def endless(connection: socket.socket) -> None:
        connection.sendall(START + b"Transfer-Encoding: chunked\r\n\r\n")
        for _ in range(400):
            connection.sendall(b"10000\r\n" + b"x" * 65_536 + b"\r\n")
            sent.append(1)
        connection.sendall(b"0\r\n\r\n")

    url = serving(endless)
    with Fetcher(True, sleep=lambda _: None) as fetcher, pytest.raises(NotFetchedError, match=r"more than 0\.3 MB"):
        fetcher.fetch(url)
    assert len(sent) < 400


TWICE = gzip.compress(gzip.compress(b" " * 20_000_000))
BOMBS = {"gzip": gzip.compress(b" " * 200_000_000), "deflate": zlib.compress(b" " * 200_000_000), "gzip, gzip": TWICE,
         "br": brotli.compress(b" " * 200_000_000, quality=1), "zstd": b"(\xb5/\xfd", "compress": b"x", "gzip, br": b"x"}  # fmt: skip


@pytest.mark.parametrize("way", BOMBS)
def test_what_is_packed_to_burst_is_refused(server: Server, briefing: Path, way: str) -> None:
    (outcome,) = add(briefing, server.page("/bomb", BOMBS[way], **{"Content-Encoding": way}))
    one = way in ("gzip", "deflate")
    assert outcome.problem == (
        "gives more than 30 MB" if one else "gives something that is packed in a way that was not asked for"
    )


def test_no_step_of_unpacking_gives_much_more_than_may_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """One piece holds it all: a limit that is looked at behind each piece would come too late."""
    asked = watched_unpacking(monkeypatch)
    with pytest.raises(NotFetchedError, match="more than"):
        unpacked([gzip.compress(b" " * 50_000_000)], "gzip", 100_000)
    assert asked == [100_001]


@pytest.mark.parametrize("bits", [zlib.MAX_WBITS, -zlib.MAX_WBITS])
def test_deflate_is_read_as_servers_write_it(server: Server, briefing: Path, bits: int) -> None:
    packing = zlib.compressobj(wbits=bits)
    data = packing.compress(page("Packed")) + packing.flush()
    (outcome,) = add(briefing, server.page("/x", data, **{"Content-Encoding": "Deflate"}))
    assert outcome.problem is None
    (broken,) = add(briefing, server.page("/y", b"\xff\xff\xff", **{"Content-Encoding": "deflate"}))
    assert broken.problem == "gives something that is packed wrongly"


def rss(items: str) -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title>{items}</channel></rss>'.encode()


@pytest.mark.parametrize("kind", ["rss", "json"])
def test_a_feed_of_100000_entries_is_looked_at_as_far_as_it_is_taken(
    server: Server, briefing: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    real = feedparser.parse

    def parse(data: Any, *more: Any, **named: Any) -> Any:
        found = real(data, *more, **named)
        read.append(len(found.entries))
        assert "SAX" not in type(found.get("bozo_exception")).__name__
        return found

    monkeypatch.setattr(feedparser, "parse", parse)
    for n in range(2):
        server.page(f"/{n}", page(f"Story {n}"))
    if kind == "rss":
        items = "".join(f"<item><title>S {n}</title><link>{server.url}/{n}</link></item>" for n in range(100_000))
        data = rss(items)
    else:
        told = ",".join(f'{{"url": "/{n}"}}' for n in range(100_000))
        data = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{told}]}}'.encode()
    assert [o.new for o in add(briefing, server.page("/feed", data, "text/xml"), limit=2)] == [True, True]
    assert len(feed_entries(data, server.url)) == MOST_ENTRIES
    assert set(read) == ({MOST_ENTRIES} if kind == "rss" else set())


BROKEN = {
    "tags": rss("<item><title>a</title>" + "<a/>" * 600_000 + "</item>"),
    "what its library stumbles over": rss("<item><gml:pos>1 2</gml:pos></item>"),
    "entities in small letters": rss("<item><title>a</title></item><!entity b 'c'>"),
    "JSON without end": b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 200_000,
    "entities": b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + rss("<item><title>&b;</title></item>"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_feeds_that_cannot_be_read_are_refused_with_a_reason(briefing: Path, kind: str) -> None:
    with pytest.raises(ExtractionError, match="is a feed"):
        feed_entries(BROKEN[kind])
    (briefing.parent / "feed.xml").write_bytes(BROKEN[kind])
    assert str(add(briefing, str(briefing.parent / "feed.xml"))[0].problem).startswith("is a feed")


@pytest.mark.parametrize(("title", "link"), [("http://[x", ""), ("Talks", "http://[x"), ("://", "http://a:b:c/")])
def test_an_entry_whose_address_is_none_is_taken_for_what_it_carries(briefing: Path, title: str, link: str) -> None:
    body = "".join(
        f"&lt;p>The crew of ferry {n} rejects the night timetable, its speaker said on Monday.&lt;/p>"
        for n in range(15)
    )
    feed = rss(f"<item><title>{title}</title><link>{link}</link><description>{body}</description></item>")
    (briefing.parent / "feed.xml").write_bytes(feed)
    (outcome,) = add(briefing, str(briefing.parent / "feed.xml"))
    assert outcome.problem is None
    assert outcome.path


@pytest.mark.parametrize("piece", [b"A: b\n", b"A: b\n c\n", b"From: a\n", b"A:\t\r\n\t\r\n"])
def test_the_head_of_a_message_is_told_line_by_line(piece: bytes) -> None:
    """With one pattern for the whole this never came back."""
    assert ending_of(piece * (3900 // len(piece))) == (".eml" if piece.startswith(b"From") else ".txt")


def test_what_a_head_announces_costs_what_is_noted() -> None:
    def calls(piece: str, times: int) -> int:
        count = 0

        def counted(frame: FrameType, event: str, argument: Any) -> None:
            nonlocal count
            count += event == "call" and frame.f_code.co_name == "urljoin"

        sys.setprofile(counted)
        try:
            signs = page_signs(f"<html>{piece * times}".encode(), "http://a.example/")
        finally:
            sys.setprofile(None)
        assert len(signs.feeds) <= 20
        return count

    assert calls("<base href=a/>", 500) == 1
    feeds = "".join(f"<link rel=alternate type=application/rss+xml href=f{n}>" for n in range(50))
    assert len(page_signs(feeds.encode(), "http://a.example/").feeds) == 20
