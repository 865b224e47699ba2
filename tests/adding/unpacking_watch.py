"""Watches how much each step of unpacking gives, for tests of what one piece may hold."""

from __future__ import annotations

import zlib

import pytest


def watched_unpacking(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Returns a list that takes up the bytes of every step from now on."""
    steps: list[int] = []
    real = zlib.decompressobj

    class Watched:
        def __init__(self, bits: int) -> None:
            self.real = real(bits)

        def decompress(self, data: bytes, most: int = 0) -> bytes:
            given = self.real.decompress(data, most)
            steps.append(len(given))
            return given

    monkeypatch.setattr("briefing_generator.adding.unpacking.zlib.decompressobj", Watched)
    return steps
