"""The workshop's logo: in the settings, and at the head of the printed price list in the workshop's colour."""

import io
import zlib
from typing import Any

import httpx2
import pytest
from pypdf import PdfReader

from tenants.models.members import Role
from tests.images.conftest import MakePainter
from tests.images.pictures import jpeg, png, webp
from tests.support.api import Api, Refused, TestWorkshop
from tests.support.rows import Rows

UPDATE = """mutation ($input: WidgetUpdateInput!) { widgetUpdate(input: $input) {
  widgetSettings { accentColor logo { id url width height } } errors { code path message } } }"""
READ = "query { widgetSettings { logo { url width height } } }"
EXPORT = "mutation { catalogueExportCreate(format: PDF) { url errors { code } } }"


async def change(api: Api, **given: Any) -> dict[str, Any]:
    """The settings after a change."""
    answer = await api.one(UPDATE, input=given)
    assert answer["errors"] == []
    settings: dict[str, Any] = answer["widgetSettings"]
    return settings


async def printed(http: httpx2.AsyncClient, api: Api) -> PdfReader:
    """The price list as it is now."""
    answer = await http.get((await api.one(EXPORT))["url"])
    assert answer.headers["content-type"] == "application/pdf", answer.text
    return PdfReader(io.BytesIO(answer.content))


async def test_it_is_kept_replaced_and_taken_away(painter: MakePainter, workshop: TestWorkshop, rows: Rows) -> None:
    owner = painter(workshop.owner)

    first = (await change(owner.api, logoUploadId=await owner.upload(png())))["logo"]
    await owner.service(imageUploadId=await owner.upload(webp()))
    second = (await change(owner.api, logoUploadId=await owner.upload(jpeg(6))))["logo"]
    kept = (await change(owner.api, accentColor="#0f766e"))["logo"]
    read = await owner.api.one(READ)

    assert (first["width"], first["height"]) == (3, 2)
    assert (second["width"], second["height"]) == (8, 8)
    assert kept == second
    assert read == {"logo": {"url": second["url"], "width": 8, "height": 8}}
    assert [(await owner.fetch(each["url"])).status_code for each in (first, second)] == [404, 200]
    assert rows.count("images", workshop.id) == 2
    assert (await change(owner.api, logoUploadId=None))["logo"] is None
    assert rows.count("images", workshop.id) == 1


@pytest.mark.parametrize("content", [png(), jpeg(6), webp()], ids=["png", "jpeg", "webp"])
async def test_the_price_list_shows_it(
    painter: MakePainter, http: httpx2.AsyncClient, workshop: TestWorkshop, content: bytes
) -> None:
    owner = painter(workshop.owner)
    await owner.service()
    bare = await printed(http, owner.api)

    await change(owner.api, logoUploadId=await owner.upload(content), accentColor="#c2261c")
    page = (await printed(http, owner.api)).pages[0]

    assert len(bare.pages[0].images) == 0
    assert len(page.images) == 1
    assert workshop.name in page.extract_text()
    assert _paints(page, "#c2261c")


async def test_one_that_cannot_be_unpacked_is_left_out_of_the_print(
    painter: MakePainter, http: httpx2.AsyncClient, workshop: TestWorkshop
) -> None:
    owner = painter(workshop.owner)
    lines = zlib.compress(b"".join(b"\0" + b"\xc0\x20\x20" * 3 for _ in range(2)))
    garbage = bytes(len(lines))
    broken = (
        png()
        .replace(lines, garbage)
        .replace(zlib.crc32(b"IDAT" + lines).to_bytes(4), zlib.crc32(b"IDAT" + garbage).to_bytes(4))
    )
    await owner.service()
    await change(owner.api, logoUploadId=await owner.upload(broken))

    page = (await printed(http, owner.api)).pages[0]

    assert len(page.images) == 0
    assert "Ölwechsel" in page.extract_text()


async def test_it_may_have_four_megapixels_and_needs_the_right_to_change_the_widget(
    painter: MakePainter, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows
) -> None:
    owner = painter(workshop.owner)
    staff = painter(await workshop.add_member(Role.STAFF))
    large = await owner.upload(png(2001, 2000))
    theirs = await painter(other_workshop.owner).upload(png())

    refused = await owner.api.one(UPDATE, input={"logoUploadId": large})
    stolen = await owner.api.one(UPDATE, input={"logoUploadId": theirs})
    with pytest.raises(Refused) as by_staff:
        await staff.api.run(UPDATE, input={"logoUploadId": await owner.upload(png())})

    assert [(error["code"], error["path"], error["message"]) for error in refused["errors"]] == [
        (
            "IMAGE_TOO_MANY_PIXELS",
            ["input", "logoUploadId"],
            "Ein Bild darf hier höchstens 4 Megapixel haben. Bitte verkleinern Sie es.",
        )
    ]
    assert [error["code"] for error in stolen["errors"]] == ["NOT_FOUND"]
    assert by_staff.value.code == "FORBIDDEN"
    assert rows.count("images", workshop.id) == 0


def _paints(page: Any, color: str) -> bool:
    """Whether a page draws with a colour."""
    wanted = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    for given, name in page.get_contents().operations:
        found = [float(each) for each in given if not isinstance(each, str)] if name in (b"scn", b"SCN") else []
        if len(found) == 3 and all(abs(one - other) < 0.01 for one, other in zip(found, wanted, strict=True)):
            return True
    return False
