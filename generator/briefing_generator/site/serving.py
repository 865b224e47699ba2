"""What ``mkdocs serve`` sends: pages whose policy allows the script for live reload, which is put in when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing_generator.site.policy import with_reload

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def allowing_reload(application: WSGIApplication) -> WSGIApplication:
    """Returns a WSGI application that answers as another does, with live reload allowed in every page of HTML."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        begun: list[Any] = []

        def started(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            begun[:] = [status, headers, *rest]
            if not _is_page(headers):
                return start_response(status, headers, *rest)
            return lambda _: None

        answered = application(environ, started)
        if not begun or not _is_page(begun[1]):
            return answered
        try:
            page = with_reload(b"".join(answered))
        finally:
            close = getattr(answered, "close", None)
            if close:
                close()
        status, headers, *rest = begun
        headers = [(name, value) for name, value in headers if name.casefold() != "content-length"]
        start_response(status, [*headers, ("Content-Length", str(len(page)))], *rest)
        return [page]

    return answer


def _is_page(headers: Iterable[tuple[str, str]]) -> bool:
    return any(name.casefold() == "content-type" and value.startswith("text/html") for name, value in headers)
