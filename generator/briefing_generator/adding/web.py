"""Fetches when the first address is asked, which loads the libraries for it.

They are an extra: files and folders are added without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing_generator.adding.fetched import NotFetchedError

if TYPE_CHECKING:
    from briefing_generator.adding.fetched import Fetched, Version
    from briefing_generator.adding.fetching import Fetcher


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

    def fetch(self, url: str, known: Version | None = None) -> Fetched:
        """Returns what an address gives; raises :class:`NotFetchedError` as the fetcher does, or where it is not installed."""
        if self._fetcher is None:
            try:
                from briefing_generator.adding.fetching import Fetcher
            except ModuleNotFoundError as error:
                raise NotFetchedError(
                    "cannot be fetched without more libraries: pip install 'briefing-generator[fetch]'"
                ) from error
            self._fetcher = Fetcher(self._allow_local)
        return self._fetcher.fetch(url, known)
