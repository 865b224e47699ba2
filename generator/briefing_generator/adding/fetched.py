"""What came from the web, or why nothing did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class NotFetchedError(Exception):
    """An address that cannot or must not be fetched; the message goes on after the address.

    ``status`` is what its server answered, None where the server was not asked or gave no answer.
    """

    def __init__(self, message: str, status: int | None = None) -> None:
        """Takes the message and the status."""
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: the address after all redirects, the type that the server gave, and the bytes."""

    url: str
    content_type: str
    data: bytes


class Fetching(Protocol):
    """What fetches addresses."""

    def fetch(self, url: str) -> Fetched:
        """Returns what an address gives; raises :class:`NotFetchedError` with the reason where it gives nothing."""
        ...
