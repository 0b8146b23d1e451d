"""Client keys: made only where a privacy policy is named, good only on their own sites, over at once."""

from typing import Any

import httpx2
import pytest

from tenants.models.members import Role
from tests.conftest import MakeWorkshop
from tests.support.api import ORIGIN, Api, Headers, Refused, TestWorkshop
from tests.support.moments import DAY, well_within
from tests.support.rows import Rows
from tests.support.visitors import begin
from tests.support.waiting import until

KEY = "id name key allowedOrigins isActive revokedAt"
CREATE = f"""mutation ($name: String!, $origins: [String!]!) {{
  clientKeyCreate(input: {{name: $name, allowedOrigins: $origins}}) {{
    clientKey {{ {KEY} }} errors {{ code message path }} }} }}"""
UPDATE = f"""mutation ($id: ID!, $input: ClientKeyUpdateInput!) {{ clientKeyUpdate(id: $id, input: $input) {{
  clientKey {{ {KEY} }} errors {{ code message path }} }} }}"""
REVOKE = f"""mutation ($id: ID!) {{ clientKeyRevoke(id: $id) {{
  clientKey {{ {KEY} }} errors {{ code message path }} }} }}"""
WIDGET = "{ widget { workshopName } }"


async def create(api: Api, workshop: TestWorkshop, *origins: str, name: str = "Website") -> dict[str, Any]:
    """Ask for a key: the whole payload."""
    made: dict[str, Any] = await api.as_(workshop.owner).one(CREATE, name=name, origins=list(origins))
    return made


async def test_without_a_privacy_policy_there_is_no_key(api: Api, new_workshop: MakeWorkshop, rows: Rows) -> None:
    workshop = await new_workshop(privacy_policy_url=None)

    answer = await create(api, workshop, ORIGIN)

    assert answer == {
        "clientKey": None,
        "errors": [
            {
                "code": "PRIVACY_URL_REQUIRED",
                "message": "Bitte hinterlegen Sie zuerst im Profil den Link zu Ihrer Datenschutzerklärung. Besucher"
                " werden bei der Einwilligung darauf hingewiesen.",
                "path": ["input"],
            }
        ],
    }
    assert rows.count("client_keys", workshop.id) == 0


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://www.werkstatt.de", "https://www.werkstatt.de"),
        ("https://www.werkstatt.de/", "https://www.werkstatt.de"),
        ("  HTTPS://WWW.Werkstatt.DE ", "https://www.werkstatt.de"),
        ("www.werkstatt.de", "https://www.werkstatt.de"),
        ("https://werkstatt.de:443", "https://werkstatt.de"),
        ("https://werkstatt.de:8443", "https://werkstatt.de:8443"),
        ("https://*.werkstatt.de", "https://*.werkstatt.de"),
        ("https://müller-kfz.de", "https://xn--mller-kfz-q9a.de"),
        ("https://*.müller-kfz.de", "https://*.xn--mller-kfz-q9a.de"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://127.0.0.1:8001", "http://127.0.0.1:8001"),
    ],
)
async def test_an_origin_is_brought_to_the_form_browsers_send(
    api: Api, workshop: TestWorkshop, typed: str, kept: str
) -> None:
    answer = await create(api, workshop, typed, typed)

    assert answer["errors"] == []
    assert answer["clientKey"]["allowedOrigins"] == [kept]
    assert answer["clientKey"]["key"].startswith("ck_")
    assert answer["clientKey"]["isActive"] is True


@pytest.mark.parametrize(
    "origin",
    [
        "http://www.werkstatt.de",
        "*",
        "https://*",
        "https://*.de.",
        "https://*werkstatt.de",
        "https://www.*.de",
        "https://werkstatt",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc",
        "null",
        "https://werkstatt.de/pfad",
        "https://user@werkstatt.de",
        "https://werkstatt.de:99999",
        "https://werkstatt.de:0",
        "https://werk statt.de",
        "https://<script>.de",
        "https://-werkstatt.de",
        "https://werkstatt.de'; frame-ancestors *",
        "https://" + "a" * 300 + ".de",
        "https://werkstatt.de\nevil",
    ],
)
async def test_what_is_no_origin_is_refused(api: Api, workshop: TestWorkshop, rows: Rows, origin: str) -> None:
    answer = await create(api, workshop, ORIGIN, origin)

    assert answer["clientKey"] is None
    assert [(error["code"], error["path"]) for error in answer["errors"]] == [
        ("INVALID_ORIGIN", ["input", "allowedOrigins"])
    ]
    assert rows.count("client_keys", workshop.id) == 0


@pytest.mark.parametrize(
    ("name", "origins", "errors"),
    [
        ("", [ORIGIN], [("REQUIRED", "name")]),
        ("x" * 81, [ORIGIN], [("TOO_LONG", "name")]),
        ("Website", [], [("REQUIRED", "allowedOrigins")]),
        ("Website", [" "], [("REQUIRED", "allowedOrigins")]),
        ("Website", [f"https://w{n}.werkstatt.de" for n in range(21)], [("TOO_MANY", "allowedOrigins")]),
        ("", [], [("REQUIRED", "name"), ("REQUIRED", "allowedOrigins")]),
    ],
)
async def test_faults_of_a_key_are_told_together(
    api: Api, workshop: TestWorkshop, name: str, origins: list[str], errors: list[tuple[str, str]]
) -> None:
    answer = await create(api, workshop, *origins, name=name)

    assert answer["clientKey"] is None
    assert [(error["code"], error["path"][-1]) for error in answer["errors"]] == errors


ALLOWED = (ORIGIN, "https://*.kette.example", "https://kasse.example:8443")


@pytest.mark.parametrize(
    "origin",
    [ORIGIN, ORIGIN.upper(), "https://koeln.kette.example", "https://a.b.kette.example", "https://kasse.example:8443"],
)
async def test_a_key_works_on_its_own_sites(api: Api, workshop: TestWorkshop, origin: str) -> None:
    key = await workshop.key(*ALLOWED)
    visitor = Headers({"x-carbot-client-key": key.key, "origin": origin})

    assert await api.as_(visitor).one(WIDGET) == {"workshopName": workshop.name}


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "",
        "null",
        "http://www.werkstatt.example",
        "https://www.werkstatt.example.evil.example",
        "https://www.werkstatt.example:8443",
        "https://evil.example/https://www.werkstatt.example",
        "https://evilwww.werkstatt.example",
        "https://werkstatt.example",
        "https://kette.example",
        "https://evilkette.example",
        "https://evil.example#.kette.example",
        "https://evil.example/.kette.example",
        "https://evil.example?.kette.example",
        "https://user@evil.example:.kette.example",
        "http://koeln.kette.example",
        "https://koeln.kette.example:8443",
        "https://kasse.example",
        "file://",
        "chrome-extension://abcdefgh",
        "https://*.kette.example",
        "https://www.werkstatt.example.",
        "https://koeln.kette.example.",
        "https://user@www.werkstatt.example",
        "https://user:word@koeln.kette.example",
        "https://www.werkstatt.example@evil.example",
        "https://www.xn--werksttt-5za.example",
        "https://www.werkstatt.example/",
        "https:www.werkstatt.example",
        "https://www.werkstatt.example, https://evil.example",
        "https://koeln\\.kette.example",
        "https://.kette.example",
        "https://a..kette.example",
        "https://kasse.example:443",
        "file:///www.werkstatt.example",
        "file://koeln.kette.example",
        "ws://www.werkstatt.example",
    ],
)
async def test_a_forged_origin_is_refused(api: Api, workshop: TestWorkshop, rows: Rows, origin: str | None) -> None:
    key = await workshop.key(*ALLOWED)
    visitor = Headers({"x-carbot-client-key": key.key, **({} if origin is None else {"origin": origin})})

    with pytest.raises(Refused) as refused:
        await api.as_(visitor).one(
            """mutation { conversationStart(input: {language: DE, source: {surface: WIDGET}}) {
              visitorToken errors { code } } }"""
        )

    assert refused.value.code == "FORBIDDEN"
    assert refused.value.errors[0]["extensions"]["reason"] == "ORIGIN"
    assert rows.count("conversations", workshop.id) == 0


async def test_two_origins_are_none(http: httpx2.AsyncClient, workshop: TestWorkshop) -> None:
    key = await workshop.key(*ALLOWED)

    for origins in ((ORIGIN, "https://evil.example"), ("https://evil.example", ORIGIN), (ORIGIN, ORIGIN)):
        headers = [("x-carbot-client-key", key.key), *(("origin", each) for each in origins)]
        answer = await http.post("/graphql", json={"query": WIDGET}, headers=headers)

        assert answer.json()["errors"][0]["extensions"]["reason"] == "ORIGIN", origins


@pytest.mark.parametrize("key", ["x", "ck_", "ck_" + "a" * 24, "ck_" + "a" * 5000, "' OR 1=1 --"])
async def test_an_invented_key_is_refused(api: Api, key: str) -> None:
    with pytest.raises(Refused) as refused:
        await api.as_(Headers({"x-carbot-client-key": key, "origin": ORIGIN})).one(WIDGET)

    assert refused.value.code == "FORBIDDEN"
    assert refused.value.errors[0]["extensions"]["reason"] == "KEY"


async def test_a_revoked_key_is_over_at_once_and_stays_revoked(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    visitor = await begin(api, workshop)
    (key,) = await owner.one(f"{{ clientKeys {{ {KEY} }} }}")

    revoked = await owner.one(REVOKE, id=key["id"])
    again = await owner.one(REVOKE, id=key["id"])
    changed = await owner.one(UPDATE, id=key["id"], input={"name": "Neu"})

    with pytest.raises(Refused) as refused:
        await visitor.send("Noch da?")
    assert refused.value.errors[0]["extensions"]["reason"] == "KEY"
    assert revoked["clientKey"]["isActive"] is False
    assert revoked["clientKey"]["revokedAt"] is not None
    assert again == revoked
    assert [(error["code"], error["path"]) for error in changed["errors"]] == [("KEY_IS_REVOKED", ["id"])]


async def test_origins_are_replaced_and_absent_fields_stay(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    key = (await create(api, workshop, ORIGIN))["clientKey"]

    renamed = await owner.one(UPDATE, id=key["id"], input={"name": "Shop"})
    moved = await owner.one(UPDATE, id=key["id"], input={"allowedOrigins": ["https://neu.example"]})
    emptied = await owner.one(UPDATE, id=key["id"], input={"allowedOrigins": []})

    assert (renamed["clientKey"]["name"], renamed["clientKey"]["allowedOrigins"]) == ("Shop", [ORIGIN])
    assert (moved["clientKey"]["name"], moved["clientKey"]["allowedOrigins"]) == ("Shop", ["https://neu.example"])
    assert [error["code"] for error in emptied["errors"]] == ["REQUIRED"]
    assert (await owner.one(f"{{ clientKeys {{ {KEY} }} }}"))[0] == moved["clientKey"]


async def test_use_is_counted_and_where_the_widget_was_seen_is_kept(api: Api, workshop: TestWorkshop) -> None:
    await well_within(DAY)
    owner = api.as_(workshop.owner)
    assert (await owner.one("{ workshop { onboarding { widgetSeen } } }"))["onboarding"] == {"widgetSeen": False}
    visitor = await begin(api, workshop)
    await visitor.api.one(WIDGET)
    await visitor.api.one(WIDGET)
    await visitor.send("Hallo")
    await visitor.answers()
    await visitor.submit()

    async def counted() -> dict[str, Any] | None:
        (key,) = await owner.one(
            "{ clientKeys { lastSeenAt lastSeenOrigin usage(days: 7) { opens conversations messages leads } } }"
        )
        days = key["usage"]
        return key if days and days[0]["leads"] == 1 else None

    key = await until(counted)
    assert key["lastSeenOrigin"] == ORIGIN
    assert key["lastSeenAt"] is not None
    assert key["usage"] == [{"opens": 2, "conversations": 1, "messages": 1, "leads": 1}]
    assert (await owner.one("{ workshop { onboarding { widgetSeen } } }"))["onboarding"] == {"widgetSeen": True}


async def test_use_is_kept_while_it_cannot_be_written(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    visitor = api.as_(await workshop.visitor())

    async def stored() -> int | None:
        days = rows("SELECT opens FROM client_key_days WHERE workshop_id = %s", workshop.id)
        return int(days[0][0]) if days else None

    rows("REVOKE INSERT ON client_key_days FROM carbot_system")
    try:
        await visitor.one(WIDGET)
        with pytest.raises(AssertionError, match="did not happen"):
            await until(stored, seconds=2.5)
    finally:
        rows("GRANT INSERT ON client_key_days TO carbot_system")

    assert await until(stored) == 1


@pytest.mark.parametrize("role", list(Role))
async def test_who_may_make_and_see_keys(api: Api, workshop: TestWorkshop, rows: Rows, role: Role) -> None:
    member = api.as_(await workshop.add_member(role))

    made = (await member.send(CREATE, name="Website", origins=[ORIGIN])).json()
    seen = (await member.send("{ clientKeys { name } }")).json()

    if role in (Role.OWNER, Role.MANAGER):
        assert made["data"]["clientKeyCreate"]["errors"] == []
        assert seen["data"] == {"clientKeys": [{"name": "Website"}]}
        return
    assert {made["errors"][0]["extensions"]["code"], seen["errors"][0]["extensions"]["code"]} == {"FORBIDDEN"}
    assert rows.count("client_keys", workshop.id) == 0


@pytest.mark.parametrize("document", [REVOKE, UPDATE], ids=["revoke", "update"])
async def test_another_workshops_key_is_not_found(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows, document: str
) -> None:
    key = (await create(api, workshop, ORIGIN))["clientKey"]
    variables = {"input": {"name": "Fremd"}} if document is UPDATE else {}

    answer = await api.as_(other_workshop.owner).one(document, id=key["id"], **variables)

    assert [error["code"] for error in answer["errors"]] == ["NOT_FOUND"]
    assert rows("SELECT name, revoked_at FROM client_keys WHERE workshop_id = %s", workshop.id) == [("Website", None)]
