"""Readings to a briefing: what the articles say together, what they contradict, and what has changed."""

from __future__ import annotations

from briefing_generator.briefing.assembly import make_briefing

__all__ = ["make_briefing"]
