"""A picture is known by its bytes, and nothing but the picture is kept of them."""

import struct
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.images import ImageRefused, read_picture
from tenants.models.images import ImageFormat
from tests.images.pictures import SECRET, exif, jpeg, png, webp

HIDDEN = b"<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("made", "format", "size"),
    [
        (png, ImageFormat.PNG, (3, 2)),
        (jpeg, ImageFormat.JPEG, (8, 8)),
        (webp, ImageFormat.WEBP, (1, 1)),
    ],
    ids=["png", "jpeg", "webp"],
)
def test_the_picture_stays_and_place_comments_and_what_is_hidden_behind_it_go(
    made: Callable[..., bytes], format: ImageFormat, size: tuple[int, int]
) -> None:
    content = made(extra=HIDDEN)

    picture = read_picture(content)

    assert SECRET in content
    assert (picture.format, (picture.width, picture.height)) == (format, size)
    assert SECRET not in picture.content
    assert HIDDEN not in picture.content
    assert read_picture(picture.content) == picture


@pytest.mark.parametrize("made", [png, jpeg, webp], ids=["png", "jpeg", "webp"])
def test_which_side_is_up_is_all_that_is_kept_of_exif(made: Callable[..., bytes]) -> None:
    turned = read_picture(made(orientation=6)).content
    upright = read_picture(made(orientation=1)).content

    assert struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, 6, 0, 0) in turned
    assert len(turned) - len(upright) in range(26, 48)
    assert SECRET not in turned + upright
    assert struct.pack(">HHI", 0x0112, 3, 1) not in upright


def test_a_webp_says_what_follows_in_it() -> None:
    turned = read_picture(webp(orientation=6)).content
    upright = read_picture(webp(orientation=1)).content

    assert (turned[20] & 0b1100, upright[20] & 0b1100) == (0b1000, 0)
    for bare in (turned, upright):
        assert struct.unpack("<I", bare[4:8]) == (len(bare) - 8,)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"GIF89a" + bytes(40),
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n",
        png()[:-5],
        png().replace(b"IDAT", b"IDAX"),
        png()[:60] + b"\0" + png()[61:],
        b"\xff\xd8\xff\xd9",
        jpeg()[:-2],
        jpeg()[:30],
        b"\xff\xd8\xff" + b"\xff" * 50,
        webp()[:-4],
        b"RIFF\x04\0\0\0WAVE",
        png(0, 2),
    ],
    ids=lambda content: repr(content[:12]),
)
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(ImageRefused) as refused:
        read_picture(content)

    assert refused.value.code == "IMAGE_NOT_READABLE"


def test_a_picture_that_unpacks_to_too_many_pixels_is_refused_by_what_its_head_says() -> None:
    head = struct.pack(">IIBBBBB", 10_000, 10_000, 8, 2, 0, 0, 0)
    small = png()
    chunk = b"IHDR" + head
    bomb = small[:12] + chunk + struct.pack(">I", zlib.crc32(chunk)) + small[33:]

    with pytest.raises(ImageRefused) as refused:
        read_picture(bomb)

    assert (refused.value.code, refused.value.values) == ("IMAGE_TOO_MANY_PIXELS", {"most": 40})


@given(
    st.sampled_from([png(), jpeg(6), webp()]),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6),
    st.integers(0, 400),
)
def test_whatever_is_damaged_it_is_read_or_refused(whole: bytes, changes: list[tuple[int, int]], cut: int) -> None:
    damaged = bytearray(whole)
    for at, value in changes:
        damaged[at % len(damaged)] = value
    content = bytes(damaged[: len(damaged) - cut % 50])

    try:
        picture = read_picture(content)
    except ImageRefused:
        return
    assert read_picture(picture.content) == picture


@given(st.binary(max_size=200))
def test_no_exif_makes_it_fail(tiff: bytes) -> None:
    whole = jpeg(6)
    block = b"Exif\0\0" + exif(6)
    other = b"Exif\0\0" + tiff
    head = struct.pack(">BBH", 0xFF, 0xE1, len(block) + 2)
    content = whole.replace(head + block, struct.pack(">BBH", 0xFF, 0xE1, len(other) + 2) + other)

    picture = read_picture(content)

    assert (picture.width, picture.height) == (8, 8)
    assert SECRET not in picture.content
