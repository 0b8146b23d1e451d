"""PNG: the chunks that make the picture, and none that tell of anything else."""

import zlib
from collections.abc import Iterator

from resolvers.images.exif import upright

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# How the picture looks; what is left out are texts, times, animation and whatever a program adds of its own.
_KEPT = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs"})


def read(content: bytes) -> tuple[int, int, bytes]:
    """Width, height and the bare file. Raises ValueError for a file that is not whole."""
    chunks = [*_chunks(content)]
    kinds = [kind for kind, _ in chunks]
    if kinds[0] != b"IHDR" or len(chunks[0][1]) != 13 or kinds[-1] != b"IEND" or b"IDAT" not in kinds:
        raise ValueError("not a whole PNG")
    head = chunks[0][1]
    told = ((kind, upright(body) if kind == b"eXIf" else body) for kind, body in chunks)
    bare = b"".join(_written(kind, body) for kind, body in told if kind in _KEPT or (kind == b"eXIf" and body))
    return int.from_bytes(head[:4]), int.from_bytes(head[4:8]), SIGNATURE + bare


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    kind = b""
    while kind != b"IEND":
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        end = at + 12 + length
        if len(kind) != 4 or end > len(content):
            raise ValueError("cut off")
        body = content[at + 8 : end - 4]
        if zlib.crc32(kind + body) != int.from_bytes(content[end - 4 : end]):
            raise ValueError("damaged")
        yield kind, body
        at = end


def _written(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)
