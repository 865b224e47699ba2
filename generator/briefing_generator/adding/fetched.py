"""What came from the web, or why nothing did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

LONGEST_PAUSE = 30.0
"""Seconds that a host is waited for at most, whoever asks for it; one that wants more is left alone."""


class NotFetchedError(Exception):
    """An address that cannot or must not be fetched; the message goes on after the address.

    ``status`` is what its server answered, None where the server was not asked or gave no answer. ``later`` are the
    seconds for which the server wants to be left alone, None where it said nothing of the kind.
    """

    def __init__(self, message: str, status: int | None = None, later: float | None = None) -> None:
        """Takes the message, the status, and for how many seconds the server wants to be left alone."""
        super().__init__(message)
        self.status = status
        self.later = later


@dataclass(frozen=True, slots=True)
class Version:
    """What a server calls the state of a thing that it gave, by which it can be asked whether there is a newer one.

    ``url`` is where it was, after all redirects.
    """

    url: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: the address after all redirects, the type that the server gave, and the bytes.

    ``unchanged`` tells that the server had nothing newer than the ``version`` that was asked about, and gave no bytes.
    """

    url: str
    content_type: str
    data: bytes
    version: Version | None = None
    unchanged: bool = False


class Fetching(Protocol):
    """What fetches addresses."""

    def fetch(self, url: str, known: Version | None = None) -> Fetched:
        """Returns what an address gives; raises :class:`NotFetchedError` with the reason where it gives nothing.

        ``known`` is the version that is there already: where the server has no newer one, nothing is sent again.
        """
        ...
