"""Who reads articles: this process, further ones, or the machines of a cluster."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Readers:
    """Who reads articles; what they read is the same whoever it is.

    Raises ``ValueError``, with what would be right, where there is no such number or address.
    """

    workers: int | None = None
    """How many processes read; None leaves it to the program, which takes as many as pay."""
    cluster: str = ""
    """The address of a Dask scheduler, whose workers read in the place of processes here; empty for none."""

    def __post_init__(self) -> None:
        """Looks at what was said."""
        if self.workers is not None and self.workers < 1:
            raise ValueError(f"{self.workers} workers: 1 or more would be right.")
        if self.cluster and not _is_address(self.cluster):
            raise ValueError(f"{self.cluster}: the address of a scheduler such as tcp://10.0.0.5:8786 would be right.")

    @classmethod
    def told(cls, workers: str, cluster: str) -> Readers:
        """Returns what two texts tell, as they stand in the environment; each may be empty."""
        if workers and not (workers.isascii() and workers.isdigit()):
            raise ValueError(f"{workers} workers: a number, 1 or more, would be right.")
        return cls(int(workers) if workers else None, cluster)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("tcp", "tls") and bool(parts.hostname) and bool(parts.port)
    except ValueError:  # a port that is none
        return False
    return whole and text == f"{parts.scheme}://{parts.netloc}" and "@" not in text
