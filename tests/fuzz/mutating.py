"""Mutates inputs as libFuzzer would, and now and then puts in a piece that means something to a reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import atheris


def mutator(seeds: str) -> Callable[[bytes, int, int], bytes]:
    """Returns a mutator that knows the pieces in a file of this folder, one a line."""
    lines = (Path(__file__).parent / seeds).read_bytes().split(b"\n")
    pieces = [line.replace(b"\\n", b"\n") for line in lines]

    def mutated(data: bytes, longest: int, seed: int) -> bytes:
        if seed % 3:
            return bytes(atheris.Mutate(data, longest))
        at = seed // 7 % (len(data) + 1)
        return (data[:at] + pieces[seed // 3 % len(pieces)] + data[at:])[:longest]

    return mutated


def repeated(data: bytes, size: int) -> bytes:
    """Returns what stands before the last 255 in the input, and what stands behind it until there are so many bytes."""
    before, _, unit = data.rpartition(b"\xff")
    return (before + (unit or data) * (size // len(unit or data)))[:size] if data else b""
