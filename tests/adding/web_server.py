"""A server on loopback that answers from a table."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answers = dict[str, tuple[int, dict[str, str], bytes]]


class Server:
    """Answers from a table, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answers: Answers = {"/robots.txt": (404, {}, b"")}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.heads: set[str] = set()
        self.unchanged: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                outer.agents.add(self.headers["User-Agent"])
                outer.heads |= {name.casefold() for name in self.headers}
                status, headers, data = outer.answers.get(self.path, (404, {}, b"nothing"))
                known = [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")]
                if any(headers.get(told) and headers[told] == self.headers[asked] for told, asked in known):
                    outer.unchanged.append(self.path)
                    status, data = 304, b""
                self.send_response(status)
                for key, value in headers.items():
                    self.send_header(key, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                try:
                    self.wfile.write(data)
                except (BrokenPipeError, ConnectionResetError):
                    outer.asked.append("gave up")

            def log_message(self, format: str, *args: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def page(self, path: str, data: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        self.answers[path] = (200, {"Content-Type": kind, **headers}, data)
        return self.url + path
