"""Polite and careful fetching: where a request may go, how long it may take, what robots.txt says."""

from __future__ import annotations

import socket
from typing import Any

import httpcore
import pytest
from briefing_generator.adding.addresses import CheckedNetwork, NotFetchedError, check_address, is_public
from briefing_generator.adding.fetching import Fetcher
from briefing_generator.corpus.metadata.canonical import same_address, without_tracking
from web_server import Server


def fetch(url: str, waited: list[float] | None = None, allow_local: bool = True) -> bytes:
    with Fetcher(allow_local, sleep=([] if waited is None else waited).append) as fetcher:
        return fetcher.fetch(url).data


PRIVATE = ["127.0.0.1", "127.8.9.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
           "192.0.2.7", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
           "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "not an address"]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_behind_the_wall(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]
)
def test_addresses_of_the_open_internet(address: str) -> None:
    assert is_public(address)


LOCAL_URLS = ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0/", "http://2130706433/", "http://0x7f.1/", "http://127.1/",
              "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/meta-data"]  # fmt: skip


@pytest.mark.parametrize("url", LOCAL_URLS)
def test_local_addresses_are_refused_however_they_are_written(url: str) -> None:
    with pytest.raises(NotFetchedError, match=r"its own network|nobody knows"):
        fetch(url, allow_local=False)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "file:///etc/hosts",
        "javascript:alert(1)",
        "http://",
        "http://user@a.example/",
        "http://a.example:x/",
        "http://[a",
    ],
)
def test_what_is_no_web_address(url: str) -> None:
    with pytest.raises(NotFetchedError):
        check_address(url)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """Hosts and what they are answered with, the first time, the second time …; connections go to nowhere."""
    answers: dict[str, list[list[str]]] = {}

    real = socket.getaddrinfo

    def resolved(host: str, port: int, *others: Any, **more: Any) -> list[Any]:
        if host not in answers:
            return list(real(host, port, *others, **more))
        found = answers[host].pop(0) if len(answers[host]) > 1 else answers[host][0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    return answers


def test_a_name_that_changes_its_answer_gains_nothing(
    names: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[str] = []

    def connect(self: Any, host: str, *more: Any) -> Any:
        gone.append(host)
        raise httpcore.ConnectError("nobody there")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    names["news.example"] = [["93.184.216.34"], ["127.0.0.1"]]
    network = CheckedNetwork()
    with pytest.raises(httpcore.ConnectError):
        network.connect_tcp("news.example", 80)
    with pytest.raises(NotFetchedError, match="its own network"):
        network.connect_tcp("news.example", 80)
    assert gone == ["93.184.216.34"]
    names["both.example"] = [["93.184.216.34", "10.0.0.1"]]
    with pytest.raises(NotFetchedError):
        network.connect_tcp("both.example", 443)
    assert gone == ["93.184.216.34"]


def test_a_redirect_to_a_local_address_is_refused(
    server: Server, names: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    # news.example stands for a public host: its address counts as one, and its connections come here.
    public = is_public
    monkeypatch.setattr("briefing_generator.adding.addresses.is_public", lambda a: a == "127.0.0.1" or public(a))
    names["news.example"] = [["127.0.0.1"]]
    names["inside.example"] = [["10.0.0.5"]]
    port = server.server.server_port
    server.answers["/out"] = (302, {"Location": "http://inside.example/secret"}, b"")
    with pytest.raises(NotFetchedError, match="its own network"):
        fetch(f"http://news.example:{port}/out", allow_local=False)
    server.answers["/file"] = (302, {"Location": "file:///etc/hosts"}, b"")
    with pytest.raises(NotFetchedError, match="no web address"):
        fetch(f"http://news.example:{port}/file", allow_local=False)
    server.answers["/robots.txt"] = (302, {"Location": "http://inside.example/robots.txt"}, b"")
    with pytest.raises(NotFetchedError, match="its own network"):
        fetch(f"http://news.example:{port}/out", allow_local=False)


def test_no_proxy_of_the_environment_is_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.url)
    monkeypatch.setenv("ALL_PROXY", server.url)
    with pytest.raises(NotFetchedError, match="its own network"):
        fetch("http://127.0.0.2/x", allow_local=False)
    assert server.asked == []


def test_redirects_are_followed_and_end(server: Server) -> None:
    for n in range(5):
        server.answers[f"/{n}"] = (301, {"Location": f"/{n + 1}"}, b"")
    server.page("/5", b"there")
    assert fetch(server.url + "/0") == b"there"
    server.answers["/round"] = (302, {"Location": "/round"}, b"")
    with pytest.raises(NotFetchedError, match="on and on"):
        fetch(server.url + "/round")
    assert server.asked.count("/round") == 6


def test_robots(server: Server) -> None:
    server.page("/a/open", b"open")
    server.page("/a/closed", b"closed")
    server.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /a/*sed$\nCrawl-delay: 7\n")
    waited: list[float] = []
    with Fetcher(True, waited.append) as fetcher:
        assert fetcher.fetch(server.url + "/a/open").data == b"open"
        with pytest.raises(NotFetchedError, match=r"robots\.txt"):
            fetcher.fetch(server.url + "/a/closed")
        fetcher.fetch(server.url + "/a/open")
    assert server.asked == ["/robots.txt", "/a/open", "/a/open"]
    assert len(waited) == 1
    assert 5 < waited[0] <= 7
    server.answers["/hop"] = (302, {"Location": "/a/closed"}, b"")
    with pytest.raises(NotFetchedError, match=r"robots\.txt"):
        fetch(server.url + "/hop")
    server.answers["/robots.txt"] = (503, {}, b"")
    with pytest.raises(NotFetchedError, match="try again later"):
        fetch(server.url + "/a/open")


def test_too_much_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing_generator.adding.fetching.LARGEST", 200_000)
    url = server.page("/large", b"x" * 5_000_000)
    with pytest.raises(NotFetchedError, match=r"more than 0\.2 MB"):
        fetch(url)


def test_a_server_that_dawdles_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "briefing_generator.adding.fetching._WAIT", {"connect": 5.0, "read": 0.2, "write": 5.0, "pool": 5.0}
    )
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(NotFetchedError, match="in time"):
            fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/x")


def test_nobody_listens() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(NotFetchedError, match="cannot be reached"):
        fetch(f"http://127.0.0.1:{port}/x")


def test_addresses_of_one_page_are_alike() -> None:
    assert same_address("https://www.a.example/x/?utm_source=m&b=1#top") == same_address("http://a.example/x?b=1")
    assert same_address("https://a.example/x?b=1") != same_address("https://a.example/x?b=2")
    assert same_address("http://a.example:8080/x") != same_address("http://a.example/x")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x?utm_source=m&UTM_Medium=n", "https://a.example/x"),
        ("https://a.example/x?id=7&fbclid=q&b=%C3%A9#top", "https://a.example/x?id=7&b=%C3%A9#top"),
        ("https://a.example/x?g=1&cmp=2&source=3", "https://a.example/x?g=1&cmp=2&source=3"),
        ("https://a.example/x?mc_cid=1&gclid=2&at_medium=rss", "https://a.example/x"),
        ("https://a.example/x?", "https://a.example/x?"),
        ("http://[x", "http://[x"),
    ],
)
def test_what_campaigns_add_is_taken_away(url: str, kept: str) -> None:
    assert without_tracking(url) == kept
