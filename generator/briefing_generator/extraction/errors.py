"""Why nothing can be taken out of a document."""

from __future__ import annotations


class ExtractionError(Exception):
    """A document that nothing can be taken out of; the message goes on after "the file …".

    ``passing`` tells that another run may do better: time or files ran out, or a library is missing.
    """

    def __init__(self, message: str, passing: bool = False) -> None:
        """Takes the message, and whether another run may do better."""
        super().__init__(message)
        self.passing = passing
