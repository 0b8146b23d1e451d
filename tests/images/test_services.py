"""A service has one picture: brought, shown to members of the workshop, replaced and taken away."""

import asyncio

import httpx2
import pytest

from carbot.ids import new_id
from carbot.outside import Outside
from resolvers.images import read_picture
from tenants.models.members import Role
from tests.images.conftest import LIST, UPDATE, MakePainter
from tests.images.pictures import SECRET, jpeg, png, webp
from tests.support.api import Headers, Refused, TestWorkshop, make_person
from tests.support.rows import Rows

DELETE = "mutation ($id: ID!) { serviceDelete(id: $id) { deletedId errors { code } } }"


@pytest.mark.parametrize(
    ("content", "media_type", "size"),
    [(png(), "image/png", (3, 2)), (jpeg(6), "image/jpeg", (8, 8)), (webp(), "image/webp", (1, 1))],
    ids=["png", "jpeg", "webp"],
)
async def test_a_picture_is_brought_and_shown_as_what_its_bytes_are(
    painter: MakePainter, workshop: TestWorkshop, content: bytes, media_type: str, size: tuple[int, int]
) -> None:
    owner = painter(workshop.owner)

    made = await owner.service(imageUploadId=await owner.upload(content))

    image = made["image"]
    assert (image["width"], image["height"]) == size
    assert image["url"] == f"/images/{image['id']}"
    assert [edge["node"]["image"] for edge in (await owner.api.one(LIST))["edges"]] == [image]
    shown = await owner.fetch(image["url"])
    assert (shown.status_code, shown.headers["content-type"]) == (200, media_type)
    assert shown.content == read_picture(content).content
    assert SECRET not in shown.content
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert shown.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert shown.headers["cross-origin-resource-policy"] == "same-origin"


async def test_a_new_picture_takes_the_place_of_the_old_and_can_be_taken_away(
    painter: MakePainter, workshop: TestWorkshop, rows: Rows
) -> None:
    owner = painter(workshop.owner)
    made = await owner.service(imageUploadId=await owner.upload(png()))

    other = (await owner.change(made["id"], imageUploadId=await owner.upload(jpeg())))["service"]["image"]
    kept = (await owner.change(made["id"], name="Motoröl"))["service"]["image"]
    gone = await owner.change(made["id"], imageUploadId=None)

    assert other["url"] != made["image"]["url"]
    assert kept == other
    assert gone == {"service": {"id": made["id"], "image": None}, "errors": []}
    assert [(await owner.fetch(each["url"])).status_code for each in (made["image"], other)] == [404, 404]
    assert rows.count("images", workshop.id) == 0


async def test_with_the_service_its_picture_goes(painter: MakePainter, workshop: TestWorkshop, rows: Rows) -> None:
    owner = painter(workshop.owner)
    made = await owner.service(imageUploadId=await owner.upload(png()))

    await owner.api.one(DELETE, id=made["id"])

    assert rows.count("images", workshop.id) == 0
    assert (await owner.fetch(made["image"]["url"])).status_code == 404


async def test_of_two_who_bring_one_at_once_one_stays(painter: MakePainter, workshop: TestWorkshop, rows: Rows) -> None:
    owner = painter(workshop.owner)
    made = await owner.service()
    uploads = [await owner.upload(content) for content in (png(), jpeg(), webp(), png(5, 5))]

    answers = await asyncio.gather(*(owner.change(made["id"], imageUploadId=upload) for upload in uploads))

    assert [answer["errors"] for answer in answers] == [[]] * 4
    assert rows.count("images", workshop.id) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "IMAGE_NOT_READABLE"),
        (b"GIF89a" + bytes(50), "IMAGE_NOT_READABLE"),
        (png()[:-3], "IMAGE_NOT_READABLE"),
        (b"", "IMAGE_NOT_READABLE"),
    ],
    ids=["svg", "gif", "cut", "empty"],
)
async def test_what_is_no_picture_changes_nothing(
    painter: MakePainter, workshop: TestWorkshop, content: bytes, code: str
) -> None:
    owner = painter(workshop.owner)
    made = await owner.service(imageUploadId=await owner.upload(png()))

    refused = await owner.change(made["id"], name="Anders", imageUploadId=await owner.upload(content))

    assert refused["service"] is None
    assert [(error["code"], error["path"]) for error in refused["errors"]] == [(code, ["input", "imageUploadId"])]
    assert (await owner.api.one(LIST))["edges"][0]["node"]["image"] == made["image"]
    assert (await owner.fetch(made["image"]["url"])).status_code == 200


async def test_five_megabytes_are_the_most_on_the_way_in_and_of_what_came_as_a_table(
    painter: MakePainter, workshop: TestWorkshop
) -> None:
    owner = painter(workshop.owner)
    made = await owner.service()
    most = 5 * 1024 * 1024

    at_the_door = await owner.send(png(extra=bytes(most)))
    fits = await owner.send(png() + bytes(most - len(png())))
    as_a_table = await owner.send(png(extra=bytes(most)), kind="table")
    refused = await owner.change(made["id"], imageUploadId=as_a_table.json()["id"])

    assert [answer.status_code for answer in (at_the_door, fits, as_a_table)] == [413, 201, 201]
    assert [(error["code"], error["message"]) for error in refused["errors"]] == [
        ("IMAGE_TOO_LARGE", "Ein Bild darf höchstens 5 MB groß sein. Bitte verkleinern Sie es.")
    ]


async def test_nobody_but_members_of_the_workshop_sees_it_or_learns_that_it_is_there(
    painter: MakePainter,
    workshop: TestWorkshop,
    other_workshop: TestWorkshop,
    outside: Outside,
    http: httpx2.AsyncClient,
) -> None:
    owner = painter(workshop.owner)
    url = (await owner.service(imageUploadId=await owner.upload(png())))["image"]["url"]
    viewer = await workshop.add_member(Role.VIEWER)
    strangers = [other_workshop.owner, await workshop.visitor(), await make_person(outside), Headers({})]

    seen = await owner.fetch(url, who=viewer)
    unseen = [await owner.fetch(url, who=stranger) for stranger in strangers]
    unknown = [await owner.fetch(path) for path in (f"/images/image_{new_id().hex}", "/images/image_x")]
    sent_by_another_page = await http.get(url, headers={**workshop.owner.values, "origin": "https://evil.example"})

    assert seen.status_code == 200
    answers = [*unseen, *unknown, sent_by_another_page]
    assert {(answer.status_code, answer.content, answer.headers["cache-control"]) for answer in answers} == {
        (404, b"", "no-store")
    }


async def test_neither_another_workshops_upload_nor_a_weaker_role_makes_a_picture(
    painter: MakePainter, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows
) -> None:
    owner, other = painter(workshop.owner), painter(other_workshop.owner)
    made = await owner.service()
    theirs = await other.upload(png())
    staff = painter(await workshop.add_member(Role.STAFF))

    stolen = await owner.change(made["id"], imageUploadId=theirs)
    foreign = await other.change(made["id"], imageUploadId=theirs)
    at_the_door = await staff.send(png())
    with pytest.raises(Refused) as by_staff:
        await staff.api.run(UPDATE, id=made["id"], input={"imageUploadId": await owner.upload(png())})

    assert [error["code"] for error in stolen["errors"]] == ["NOT_FOUND"]
    assert [error["code"] for error in foreign["errors"]] == ["NOT_FOUND"]
    assert at_the_door.status_code == 403
    assert by_staff.value.code == "FORBIDDEN"
    assert rows.count("images", workshop.id) == rows.count("images", other_workshop.id) == 0
