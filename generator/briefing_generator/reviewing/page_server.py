"""The page of a review, served to the browsers of this machine alone, and answers taken from nobody else's pages.

Every page that a browser has open may send requests to a port of its machine. So the address holds a token that nobody
can guess, whatever is asked by another name of this machine is refused (a name of the web may be led here), and an answer
counts only where the browser says that it comes from this page.
"""

from __future__ import annotations

import json
import secrets
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from briefing_generator.reviewing.page_talk import NotUnderstoodError, Talk

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing_generator.reviewing.review import Review

_HOST = "127.0.0.1"
_LONGEST = 10_000
"""Bytes of an answer at most."""
_DIGITS = 9
_END = "end"
_FILES = {
    "": ("review.html", "text/html; charset=utf-8"),
    "review.css": ("review.css", "text/css; charset=utf-8"),
    "review.js": ("review.js", "text/javascript; charset=utf-8"),
}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class _RefusedError(Exception):
    def __init__(self, status: HTTPStatus, told: str) -> None:
        super().__init__(told)
        self.status = status


class PageServer(ThreadingHTTPServer):
    """Serves a review until somebody ends it, on the page or with :meth:`shutdown`."""

    daemon_threads = True

    def __init__(self, review: Review, port: int = 0) -> None:
        """Takes the review that is led, and a port; 0 is any that is free. Raises ``OSError`` for a port that is taken."""
        self.talk = Talk(review)
        self.token = secrets.token_urlsafe(24)
        self.turn = threading.Lock()
        super().__init__((_HOST, port), _Handler)

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{_HOST}:{self.server_port}/{self.token}/"

    @property
    def hosts(self) -> frozenset[str]:
        """What a browser of this machine may call it: a name of the web that leads here is none of these."""
        return frozenset(f"{name}:{self.server_port}" for name in (_HOST, "localhost"))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing of a browser that did not wait for its answer."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def end(self) -> None:
        """Ends the serving, from a request, too."""
        threading.Thread(target=self.shutdown).start()


class _Handler(BaseHTTPRequestHandler):
    server: PageServer
    timeout = 30
    server_version, sys_version = "briefing", ""

    def do_GET(self) -> None:
        """Gives the page, its two files, where the review stands, and what there is to choose."""
        self._answer(self._given)

    def do_POST(self) -> None:
        """Takes an answer."""
        self._answer(self._taken)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the address would stand in the log, and with it the token."""

    def _answer(self, made: Callable[[str, bytes], tuple[str, bytes]]) -> None:
        sent = self._read()
        name = ""
        try:
            name = self._asked()
            status, (kind, data) = HTTPStatus.OK, made(name, sent)
        except _RefusedError as error:
            status, kind, data = error.status, "text/plain; charset=utf-8", f"{error}\n".encode()
        self.send_response(status)
        for header, value in {**_HEADERS, "Content-Type": kind, "Content-Length": str(len(data))}.items():
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(data)
        if status == HTTPStatus.OK and name == _END:
            # Only now: what ends first would leave the page without an answer.
            self.server.end()

    def _read(self) -> bytes:
        """Returns what was sent, and no more than an answer may have: what is left unread breaks the connection off."""
        length = self.headers.get("Content-Length", "")[:_DIGITS]
        return self.rfile.read(min(int(length), _LONGEST + 1)) if length.isascii() and length.isdigit() else b""

    def _asked(self) -> str:
        """Returns what is asked for below the token; raises :class:`_RefusedError` where nobody who asks so is answered."""
        hosts, origins = self.headers.get_all("Host", []), self.headers.get_all("Origin", [])
        if len(hosts) != 1 or hosts[0] not in self.server.hosts:
            raise _RefusedError(HTTPStatus.FORBIDDEN, "This is served to this machine by its own name alone.")
        ours = [f"http://{hosts[0]}"]
        if origins != ours and (origins or self.command == "POST"):
            raise _RefusedError(HTTPStatus.FORBIDDEN, "Other pages are not answered.")
        _, token, *rest = self.path.partition("?")[0].split("/") if self.path.startswith("/") else ("", "")
        known = secrets.compare_digest(token.encode("utf-8", "replace"), self.server.token.encode())
        if not known or len(rest) != 1:
            raise _RefusedError(
                HTTPStatus.NOT_FOUND, "There is nothing here; the whole address stands in the terminal."
            )
        return rest[0]

    def _given(self, name: str, _: bytes) -> tuple[str, bytes]:
        if name in _FILES:
            file, kind = _FILES[name]
            return kind, resources.files(__package__).joinpath("page", file).read_bytes()
        if name == "now":
            with self.server.turn:
                return _json(self.server.talk.now())
        if name == "choices":
            asked = parse_qs(urlsplit(self.path).query, max_num_fields=5)
            part, letters = (asked.get(key, [""])[0] for key in ("part", "letters"))
            try:
                return _json(self.server.talk.choices(part, letters))
            except NotUnderstoodError as error:
                raise _RefusedError(HTTPStatus.BAD_REQUEST, str(error)) from error
        raise _RefusedError(HTTPStatus.NOT_FOUND, "There is nothing of this name here.")

    def _taken(self, name: str, sent: bytes) -> tuple[str, bytes]:
        if self.headers.get_content_type() != "application/json":
            raise _RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "An answer is JSON.")
        if name == _END:
            return _json({"summary": self.server.talk.summary()})
        if name != "answer":
            raise _RefusedError(HTTPStatus.NOT_FOUND, "There is nothing of this name here.")
        answer = _loaded(sent)
        with self.server.turn:
            try:
                return _json(self.server.talk.answer(answer))
            except NotUnderstoodError as error:
                raise _RefusedError(HTTPStatus.BAD_REQUEST, str(error)) from error


def _loaded(sent: bytes) -> object:
    if len(sent) > _LONGEST:
        raise _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"An answer has no more than {_LONGEST} bytes.")
    try:
        answer: object = json.loads(sent)
    except (ValueError, RecursionError) as error:
        raise _RefusedError(HTTPStatus.BAD_REQUEST, "An answer is JSON.") from error
    return answer


def _json(told: dict[str, Any]) -> tuple[str, bytes]:
    return "application/json", json.dumps(told, ensure_ascii=False).encode()
