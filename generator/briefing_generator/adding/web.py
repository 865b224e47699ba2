"""What comes from the web, and why nothing does; the libraries that fetch are loaded when the first address is asked.

They are an extra: files and folders are added without them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from briefing_generator.adding.fetching import Fetcher


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


class Web:
    """Fetches as :class:`briefing_generator.adding.fetching.Fetcher` does, which it makes when first asked; use it in ``with``."""

    def __init__(self, allow_local: bool = False) -> None:
        """Takes whether this machine and its own networks may be asked."""
        self._allow_local = allow_local
        self._fetcher: Fetcher | None = None

    def __enter__(self) -> Web:
        """Returns itself."""
        return self

    def __exit__(self, *error: Any) -> None:
        """Closes the connections, if there are any."""
        if self._fetcher:
            self._fetcher.__exit__(*error)

    def fetch(self, url: str) -> Fetched:
        """Returns what an address gives; raises :class:`NotFetchedError` as the fetcher does, or where it is not installed."""
        if self._fetcher is None:
            try:
                from briefing_generator.adding.fetching import Fetcher
            except ModuleNotFoundError as error:
                raise NotFetchedError(
                    "cannot be fetched without more libraries: pip install 'briefing-generator[fetch]'"
                ) from error
            self._fetcher = Fetcher(self._allow_local)
        return self._fetcher.fetch(url)
