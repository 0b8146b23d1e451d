"""WebP: the chunks that make the picture, and none that tell of anything else."""

from collections.abc import Iterator

from resolvers.images.exif import upright

SIGNATURE = b"RIFF"
_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
# In the first byte of VP8X: that EXIF follows, that XMP does.
_HAS_EXIF, _HAS_XMP = 0b1000, 0b0100
_EXIF_PREFIX = b"Exif\0\0"


def read(content: bytes) -> tuple[int, int, bytes]:
    """Width, height and the bare file. Raises ValueError for a file that is not whole."""
    if content[8:12] != b"WEBP":
        raise ValueError("another kind of file")
    told = [*_chunks(content)]
    chunks = [(kind, body) for kind, body in told if kind in _KEPT]
    if not any(kind in (b"VP8 ", b"VP8L", b"ANMF") for kind, _ in chunks):
        raise ValueError("no picture")
    width, height = _size(*chunks[0])
    blocks = (upright(body.removeprefix(_EXIF_PREFIX)) for kind, body in told if kind == b"EXIF")
    orientation = next(blocks, b"")
    if chunks[0][0] == b"VP8X":
        flags = chunks[0][1][0] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if orientation else 0)
        chunks[0] = (b"VP8X", bytes((flags,)) + chunks[0][1][1:])
        chunks += [(b"EXIF", orientation)] if orientation else []
    bare = b"WEBP" + b"".join(_written(kind, body) for kind, body in chunks)
    return width, height, SIGNATURE + len(bare).to_bytes(4, "little") + bare


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    end = 8 + int.from_bytes(content[4:8], "little")
    if end > len(content):
        raise ValueError("cut off")
    at = 12
    while at < end:
        length = int.from_bytes(content[at + 4 : at + 8], "little")
        if at + 8 + length > end:
            raise ValueError("cut off")
        yield content[at : at + 4], content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _size(kind: bytes, body: bytes) -> tuple[int, int]:
    if kind == b"VP8X" and len(body) >= 10:
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if kind == b"VP8L" and body[:1] == b"\x2f":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    raise ValueError("no size")


def _written(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
