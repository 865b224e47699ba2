"""Takes apart what a server packed, piece by piece, and never more of it than may come.

The libraries unpack a piece whole before anybody can count it, and what was packed twice over as well: 64 KB of that are
64 GB. Here no step gives more than what is still allowed.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from briefing_generator.adding.fetched import NotFetchedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ASKED_FOR = "gzip, deflate"
"""What servers are told may be packed how."""
_GZIP, _ZLIB, _BARE = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS


def unpacked(pieces: Iterable[bytes], encoding: str, largest: int) -> bytes:
    """Returns what pieces make up, unpacked as their ``Content-Encoding`` says.

    Raises :class:`NotFetchedError` where that is more than ``largest`` bytes, packed or not, or packed in another way than
    was asked for, more than once or wrongly.
    """
    ways = [way for way in (word.strip().casefold() for word in encoding.split(",")) if way not in ("", "identity")]
    if len(ways) > 1 or not set(ways) <= {"gzip", "x-gzip", "deflate"}:
        raise NotFetchedError("gives something that is packed in a way that was not asked for")
    gathered, came = bytearray(), 0
    steps = _steps(pieces, ways[0], largest) if ways else ((len(piece), piece) for piece in pieces)
    for size, piece in steps:
        came += size
        gathered += piece
        if max(came, len(gathered)) > largest:
            raise NotFetchedError(f"gives more than {largest / 1_000_000:g} MB")
    return bytes(gathered)


def _steps(pieces: Iterable[bytes], way: str, largest: int) -> Iterator[tuple[int, bytes]]:
    """Yields how many packed bytes a step took and what it gave, which is never much more than ``largest`` bytes."""
    packed = zlib.decompressobj(_ZLIB if way == "deflate" else _GZIP)
    first = True
    for piece in filter(None, pieces):
        try:
            given = packed.decompress(piece, largest + 1)
        except zlib.error as error:
            # Some servers leave out the two bytes that begin what is called deflate.
            if not first or way != "deflate":
                raise NotFetchedError("gives something that is packed wrongly") from error
            packed = zlib.decompressobj(_BARE)
            given = _again(packed, piece, largest)
        first = False
        yield len(piece), given


def _again(packed: zlib._Decompress, piece: bytes, largest: int) -> bytes:
    try:
        return packed.decompress(piece, largest + 1)
    except zlib.error as error:
        raise NotFetchedError("gives something that is packed wrongly") from error
