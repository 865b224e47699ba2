"""Why nothing can be taken out of a document."""

from __future__ import annotations

TOO_DEAR = "needs more memory or time to be read than any article should"
"""The message of what took all the time or memory that it was given."""


class ExtractionError(Exception):
    """A document that nothing can be taken out of; the message goes on after "the file …".

    ``passing`` tells that another run may do better: files ran out, or a library is missing. ``dear`` tells that it took
    all the time or memory that it was given.
    """

    def __init__(self, message: str, passing: bool = False, dear: bool = False) -> None:
        """Takes the message, whether another run may do better, and whether it took all that it was given."""
        super().__init__(message)
        self.passing = passing
        self.dear = dear


class LaterError(ExtractionError):
    """A document that was not looked at: the others of its folder used up what a run gives to all of them."""

    def __init__(self, minutes: float) -> None:
        """Takes the minutes of the processor that a run gives to all of them."""
        told = f"was not read yet: the folder’s new documents used up the {minutes:g} minutes of the processor that a run gives them"
        super().__init__(told, passing=True)
