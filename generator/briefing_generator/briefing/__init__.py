"""Readings to a briefing: what the articles say together, what they contradict, and what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing_generator.briefing.assembly import make_briefing

__all__ = ["make_briefing"]


def __getattr__(name: str) -> object:
    # Making a briefing brings the language model along; whoever asks about one that is made does not need it.
    if name == "make_briefing":
        from briefing_generator.briefing.assembly import make_briefing

        return make_briefing
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
