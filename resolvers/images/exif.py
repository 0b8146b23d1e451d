"""EXIF: of all it tells, which side of the picture is up; without it phones' pictures lie on their side."""

_ORIENTATION, _SHORT = 0x0112, 3
_MOST_ENTRIES = 200


def upright(tiff: bytes) -> bytes:
    """A block that says nothing but the orientation; empty where there is nothing to turn."""
    is_little = tiff.startswith(b"II")
    if not tiff.startswith((b"II", b"MM")):
        return b""

    def number(at: int, length: int) -> int:
        return int.from_bytes(tiff[at : at + length], "little" if is_little else "big")

    first = number(4, 4)
    for entry in range(first + 2, first + 2 + 12 * min(number(first, 2), _MOST_ENTRIES), 12):
        if number(entry, 2) == _ORIENTATION and number(entry + 2, 2) == _SHORT and 2 <= number(entry + 8, 2) <= 8:
            told = _ORIENTATION.to_bytes(2) + _SHORT.to_bytes(2) + (1).to_bytes(4) + number(entry + 8, 2).to_bytes(2)
            return b"MM\0\x2a" + (8).to_bytes(4) + (1).to_bytes(2) + told + bytes(2) + bytes(4)
    return b""
