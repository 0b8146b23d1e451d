"""The profile: cleaned or refused field by field, absent and null told apart, and what it sets in motion."""

from typing import Any

import pytest

from tenants.models.members import Role
from tests.conftest import MakeWorkshop
from tests.support.api import ORIGIN, Api, TestWorkshop
from tests.support.rows import Rows
from tests.support.visitors import begin
from tests.support.waiting import until

PROFILE = """name address { street postalCode city country } phone breakdownPhone email website privacyPolicyUrl
  federalState language noticeEmails"""
UPDATE = f"""mutation ($input: WorkshopUpdateInput!) {{ workshopUpdate(input: $input) {{
  workshop {{ {PROFILE} }} errors {{ code message path }} }} }}"""
READ = f"{{ workshop {{ {PROFILE} }} }}"
STEPS = "{ workshop { onboarding { profile openingHours services clientKey widgetSeen firstLead } } }"
STAFF_ONLY = {Role.OWNER, Role.MANAGER}


async def test_absent_fields_stay_and_null_clears(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    before = await owner.one(READ)

    changed = await owner.one(UPDATE, input={"city": " Bonn ", "breakdownPhone": None, "website": "werkstatt.example"})

    assert changed["errors"] == []
    assert changed["workshop"] == {
        **before,
        "address": {**before["address"], "city": "Bonn"},
        "breakdownPhone": None,
        "website": "https://werkstatt.example",
    }
    assert await owner.one(READ) == changed["workshop"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"phone": "0221 / 123 45 67"}, {"phone": "+492211234567"}),
        ({"phone": "+43 1 58858-0"}, {"phone": "+431588580"}),
        ({"email": " Info@Werkstatt.EXAMPLE "}, {"email": "info@werkstatt.example"}),
        (
            {"privacyPolicyUrl": "www.müller.de/datenschutz#x"},
            {"privacyPolicyUrl": "https://www.müller.de/datenschutz"},
        ),
        ({"name": "<b>Öz & Söhne</b> 🚗"}, {"name": "<b>Öz & Söhne</b> 🚗"}),
        ({"noticeEmails": ["A@x.example", "a@x.example"]}, {"noticeEmails": ["a@x.example"]}),
        ({"federalState": "BY"}, {"federalState": "BY"}),
        ({"federalState": None}, {"federalState": None}),
        ({"language": "TR"}, {"language": "TR"}),
    ],
)
async def test_what_is_typed_is_cleaned(
    api: Api, workshop: TestWorkshop, given: dict[str, Any], kept: dict[str, Any]
) -> None:
    owner = api.as_(workshop.owner)
    before = await owner.one(READ)

    answer = await owner.one(UPDATE, input=given)

    assert answer == {"workshop": {**before, **kept}, "errors": []}


ADDRESSES = [f"person{number}@werkstatt.example" for number in range(11)]


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"name": None}, [("REQUIRED", "name")]),
        ({"name": "  "}, [("REQUIRED", "name")]),
        ({"name": "x" * 121}, [("TOO_LONG", "name")]),
        ({"street": "x" * 121}, [("TOO_LONG", "street")]),
        ({"postalCode": "x" * 11}, [("TOO_LONG", "postalCode")]),
        ({"city": "x" * 81}, [("TOO_LONG", "city")]),
        ({"phone": "12345"}, [("INVALID_PHONE", "phone")]),
        ({"breakdownPhone": "keine"}, [("INVALID_PHONE", "breakdownPhone")]),
        ({"email": "keine"}, [("INVALID_EMAIL", "email")]),
        ({"website": "javascript:alert(1)"}, [("INVALID_URL", "website")]),
        ({"website": "ftp://werkstatt.example"}, [("INVALID_URL", "website")]),
        ({"privacyPolicyUrl": "https://"}, [("INVALID_URL", "privacyPolicyUrl")]),
        ({"privacyPolicyUrl": "https://a:b@werkstatt.example"}, [("INVALID_URL", "privacyPolicyUrl")]),
        ({"privacyPolicyUrl": "https://werkstatt.example/" + "x" * 500}, [("INVALID_URL", "privacyPolicyUrl")]),
        ({"noticeEmails": []}, [("REQUIRED", "noticeEmails")]),
        ({"noticeEmails": None}, [("REQUIRED", "noticeEmails")]),
        ({"noticeEmails": ["", " "]}, [("REQUIRED", "noticeEmails")]),
        ({"noticeEmails": ["keine"]}, [("INVALID_EMAIL", "noticeEmails")]),
        ({"noticeEmails": ADDRESSES}, [("TOO_MANY", "noticeEmails")]),
        (
            {"name": "", "phone": "1", "email": "x", "website": "x y"},
            [("REQUIRED", "name"), ("INVALID_PHONE", "phone"), ("INVALID_URL", "website"), ("INVALID_EMAIL", "email")],
        ),
    ],
)
async def test_a_fault_is_named_and_nothing_changes(
    api: Api, workshop: TestWorkshop, given: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    owner = api.as_(workshop.owner)
    before = await owner.one(READ)

    answer = await owner.one(UPDATE, input={"city": "Bonn", **given})

    assert answer["workshop"] is None
    assert [(error["code"], error["path"]) for error in answer["errors"]] == [
        (code, ["input", field]) for code, field in errors
    ]
    assert await owner.one(READ) == before


@pytest.mark.parametrize("role", list(Role))
async def test_who_may_change_the_profile(api: Api, workshop: TestWorkshop, role: Role) -> None:
    member = api.as_(await workshop.add_member(role))
    documents = {
        "workshopUpdate": 'mutation { workshopUpdate(input: {name: "Neu"}) { errors { code } } }',
        "openingHoursUpdate": "mutation { openingHoursUpdate(input: {intervals: []}) { errors { code } } }",
        "widgetUpdate": 'mutation { widgetUpdate(input: {accentColor: "#000000"}) { errors { code } } }',
        "closureCreate": """mutation { closureCreate(input: {startsOn: "2030-01-01", endsOn: "2030-01-01"}) {
          errors { code } } }""",
    }

    answers = {name: (await member.send(document)).json() for name, document in documents.items()}

    for name, answer in answers.items():
        if role in STAFF_ONLY:
            assert answer["data"] == {name: {"errors": []}}
        else:
            assert answer["data"] == {name: None}
            assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert (await member.one("{ workshop { name } }"))["name"] == ("Neu" if role in STAFF_ONLY else workshop.name)


async def test_the_checklist_notices_each_step(api: Api, new_workshop: MakeWorkshop) -> None:
    workshop = await new_workshop(street=None, phone=None, privacy_policy_url=None)
    owner = api.as_(workshop.owner)
    done: list[str] = []

    async def steps() -> list[str]:
        flags = (await owner.one(STEPS))["onboarding"]
        return [name for name, is_done in flags.items() if is_done]

    assert await steps() == done
    await owner.one(UPDATE, input={"street": "Ring 1", "phone": "0221 1234567", "privacyPolicyUrl": f"{ORIGIN}/d"})
    assert await steps() == ["profile"]
    await owner.one(
        """mutation { openingHoursUpdate(input: {intervals: [
          {weekday: MONDAY, opensAt: "08:00", closesAt: "17:00"}]}) { errors { code } } }"""
    )
    assert await steps() == ["profile", "openingHours"]
    await owner.one(
        """mutation { serviceCreate(input: {name: "Öl", categoryName: "Öl", priceKind: ON_REQUEST}) {
          errors { code } } }"""
    )
    assert await steps() == ["profile", "openingHours", "services"]
    visitor = await begin(api, workshop)
    assert (await steps())[3:] == ["clientKey"] or "widgetSeen" in await steps()
    await visitor.api.one("{ widget { workshopName } }")

    async def seen() -> bool:
        return "widgetSeen" in await steps()

    await until(seen)
    await visitor.submit()
    assert await steps() == ["profile", "openingHours", "services", "clientKey", "widgetSeen", "firstLead"]


async def test_the_widget_looks_and_greets_as_it_was_told(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    update = """mutation ($input: WidgetUpdateInput!) { widgetUpdate(input: $input) {
      widgetSettings { accentColor position greetings { language text } } errors { code path } } }"""
    visitor = api.as_(await workshop.visitor())
    shown = """query ($language: Language!) { widget(language: $language) {
      workshopName greeting disclosure accentColor position phone breakdownPhone privacyPolicyUrl languages } }"""
    german, polish = [await visitor.one(shown, language=language) for language in ("DE", "PL")]

    changed = await owner.one(
        update,
        input={
            "accentColor": " #AB12cd",
            "position": "BOTTOM_LEFT",
            "greetings": [{"language": "DE", "text": "<i>Moin!</i>"}],
        },
    )
    kept = await owner.one(update, input={"greetings": [{"language": "EN", "text": "Hi"}]})
    seen = await visitor.one(shown, language="DE")
    back = await owner.one(update, input={"greetings": [{"language": "DE", "text": " "}]})

    assert workshop.name in german["greeting"]
    assert german["greeting"] != polish["greeting"]
    assert german["disclosure"] != polish["disclosure"]
    assert german["phone"] == "0221 1234567"
    assert german["languages"] == ["DE", "EN", "TR", "PL"]
    assert changed == {
        "widgetSettings": {
            "accentColor": "#ab12cd",
            "position": "BOTTOM_LEFT",
            "greetings": [{"language": "DE", "text": "<i>Moin!</i>"}],
        },
        "errors": [],
    }
    assert len(kept["widgetSettings"]["greetings"]) == 2
    assert (seen["greeting"], seen["accentColor"], seen["position"]) == ("<i>Moin!</i>", "#ab12cd", "BOTTOM_LEFT")
    assert back["widgetSettings"]["greetings"] == [{"language": "EN", "text": "Hi"}]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"accentColor": "red"}, "INVALID_COLOR", "accentColor"),
        ({"accentColor": "#12345"}, "INVALID_COLOR", "accentColor"),
        ({"accentColor": "#12345g"}, "INVALID_COLOR", "accentColor"),
        ({"accentColor": "#fff;}body{"}, "INVALID_COLOR", "accentColor"),
        ({"accentColor": "#１２３４５６"}, "INVALID_COLOR", "accentColor"),
        ({"greetings": [{"language": "DE", "text": "x" * 301}]}, "TOO_LONG", "greetings"),
    ],
)
async def test_a_look_that_cannot_be_is_refused(
    api: Api, workshop: TestWorkshop, rows: Rows, given: dict[str, Any], code: str, field: str
) -> None:
    before = rows("SELECT * FROM widget_settings WHERE workshop_id = %s", workshop.id)

    answer = await api.as_(workshop.owner).one(
        """mutation ($input: WidgetUpdateInput!) { widgetUpdate(input: $input) {
          widgetSettings { accentColor } errors { code path } } }""",
        input={"position": "BOTTOM_LEFT", **given},
    )

    assert answer == {"widgetSettings": None, "errors": [{"code": code, "path": ["input", field]}]}
    assert rows("SELECT * FROM widget_settings WHERE workshop_id = %s", workshop.id) == before
