"""The times an enquiry asks for: up to three, of the workshop's days and hours, none past and none absurd."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from resolvers.leads import WishedTime
from resolvers.leads.wishes import stored_wishes
from resolvers.values import Checks
from tests.support.api import Api, TestWorkshop
from tests.support.mailbox import Mailbox
from tests.support.rows import Rows
from tests.support.visitors import begin

from .documents import CREATE, UPDATE, enter, read

PAST = {
    "de": "Dieser Termin liegt in der Vergangenheit. Bitte wählen Sie einen späteren.",
    "en": "This time is in the past. Please choose a later one.",
    "tr": "Bu tarih geçmişte kaldı. Lütfen daha sonraki bir tarih seçin.",
    "pl": "Ten termin już minął. Proszę wybrać późniejszy.",
}

DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def in_days(count: int, starts_at: str | None = None, ends_at: str | None = None) -> dict[str, Any]:
    """A wish so many days from today."""
    day = datetime.now(ZoneInfo("Europe/Berlin")).date() + timedelta(days=count)
    return {"date": day.isoformat(), "startsAt": starts_at, "endsAt": ends_at}


async def test_wishes_reach_the_lead_and_the_mail_in_the_workshops_words(
    api: Api, workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    visitor = await begin(api, workshop)
    wishes = [in_days(3, "08:00", "12:00"), in_days(5), in_days(7, "13:30", "16:00")]

    answer = await visitor.submit(kind="APPOINTMENT", wishedTimes=wishes, preferredTime="gern früh")

    assert answer["errors"] == []
    lead = await read(api.as_(workshop.owner), answer["lead"]["id"])
    assert lead["wishedTimes"] == wishes
    assert lead["preferredTime"] == "gern früh"
    (mail,) = await mailbox.wait_for(workshop.owner.email)
    first = date.fromisoformat(wishes[0]["date"])
    assert f"1. Wunschtermin: {DAYS[first.weekday()]}, {first.day}. " in mail.text
    assert [stretch for stretch in ("08:00–12:00", "13:30–16:00") if stretch in mail.text] == [
        "08:00–12:00",
        "13:30–16:00",
    ]


async def test_the_visitors_confirmation_names_the_wishes_in_the_visitors_language(
    api: Api, workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    visitor = await begin(api, workshop, language="EN")
    wish = in_days(3, "08:00", "12:00")

    await visitor.submit(kind="APPOINTMENT", email="jan@example.org", wishedTimes=[wish, in_days(5)])

    (mail,) = await mailbox.wait_for("jan@example.org")
    first, second = (date.fromisoformat(each["date"]) for each in (wish, in_days(5)))
    assert f"Preferred time 1: {first:%A}, {first.day} {first:%B %Y}, 08:00–12:00" in mail.text
    assert f"Preferred time 2: {second:%A}, {second.day} {second:%B %Y}\n" in mail.text
    assert "local time of the workshop" in mail.text


async def test_an_enquiry_without_wishes_has_none(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)

    answer = await visitor.submit(kind="APPOINTMENT", preferredTime="morgen")

    lead = await read(api.as_(workshop.owner), answer["lead"]["id"])
    assert (lead["wishedTimes"], lead["preferredTime"]) == ([], "morgen")


@pytest.mark.parametrize("language", PAST)
async def test_a_past_wish_is_refused_in_the_callers_language(
    api: Api, workshop: TestWorkshop, rows: Rows, language: str
) -> None:
    visitor = await begin(api, workshop, language=language.upper())

    answer = await visitor.submit(kind="APPOINTMENT", wishedTimes=[in_days(2), in_days(-2, "08:00", "12:00")])

    path = ["input", "wishedTimes", "1"]
    assert answer == {
        "lead": None,
        "errors": [{"code": "WISHED_DAY_IS_PAST", "message": PAST[language], "path": path}],
    }
    assert rows.count("leads", workshop.id) == rows.count("consents", workshop.id) == 0


async def test_wishes_are_refused_together_with_other_faults(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)

    answer = await visitor.submit(
        phone="12", wishedTimes=[in_days(400), in_days(2, "08:00"), in_days(2, "12:00", "08:00")]
    )

    assert [(error["code"], error["path"]) for error in answer["errors"]] == [
        ("INVALID_PHONE", ["input", "phone"]),
        ("WISHED_DAY_IS_FAR", ["input", "wishedTimes", "0"]),
        ("WISHED_TIME_IS_HALF", ["input", "wishedTimes", "1"]),
        ("ENDS_BEFORE_IT_STARTS", ["input", "wishedTimes", "2"]),
    ]


async def test_a_fourth_wish_is_refused(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)

    answer = await visitor.submit(wishedTimes=[in_days(day) for day in range(1, 5)])

    assert [(error["code"], error["path"]) for error in answer["errors"]] == [("TOO_MANY", ["input", "wishedTimes"])]


async def test_a_member_enters_changes_and_clears_wishes(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)

    wish, other = in_days(4, "09:00", "10:00"), in_days(6)

    lead = await enter(owner, kind="APPOINTMENT", wishedTimes=[wish])
    moved = await owner.one(UPDATE, id=lead["id"], input={"wishedTimes": [other]})
    kept = await owner.one(UPDATE, id=lead["id"], input={"wish": "TÜV"})
    cleared = await owner.one(UPDATE, id=lead["id"], input={"wishedTimes": None})
    refused = await owner.one(UPDATE, id=lead["id"], input={"wishedTimes": [in_days(-1)]})

    assert lead["wishedTimes"] == [wish]
    assert moved["lead"]["wishedTimes"] == kept["lead"]["wishedTimes"] == [other]
    assert cleared["lead"]["wishedTimes"] == []
    assert [error["code"] for error in refused["errors"]] == ["WISHED_DAY_IS_PAST"]
    assert (await read(owner, lead["id"]))["wishedTimes"] == []


async def test_a_wish_whose_day_has_gone_by_may_stay_beside_a_new_one(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    owner = api.as_(workshop.owner)
    lead = await enter(owner, kind="APPOINTMENT", wishedTimes=[in_days(4, "09:00", "10:00")])
    gone = in_days(-4, "09:00", "10:00")
    rows(
        "UPDATE leads SET wished_times = jsonb_set(wished_times, '{0,date}', to_jsonb(%s::text))"
        " WHERE workshop_id = %s",
        gone["date"],
        workshop.id,
    )

    kept = await owner.one(UPDATE, id=lead["id"], input={"wish": "TÜV", "wishedTimes": [gone, in_days(6)]})
    refused = await owner.one(UPDATE, id=lead["id"], input={"wishedTimes": [in_days(-4)]})

    assert kept["lead"]["wishedTimes"] == [gone, in_days(6)]
    assert [error["code"] for error in refused["errors"]] == ["WISHED_DAY_IS_PAST"]


async def test_a_wish_that_is_past_when_entered_by_hand_stores_nothing(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    given = {"kind": "APPOINTMENT", "name": "Jan", "phone": "0221 7654321", "wishedTimes": [in_days(-1)]}

    refused = await api.as_(workshop.owner).one(CREATE, input=given)

    assert [error["path"] for error in refused["errors"]] == [["input", "wishedTimes", "0"]]
    assert rows.count("leads", workshop.id) == 0


LATE = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
"""Half past midnight of the 29th in Berlin, the night the clocks go forward; still the 28th in London."""


@pytest.mark.parametrize(
    ("wish", "zone", "reason"),
    [
        (WishedTime(date(2026, 3, 28)), "Europe/Berlin", "WISHED_DAY_IS_PAST"),
        (WishedTime(date(2026, 3, 28)), "Europe/London", None),
        (WishedTime(date(2026, 3, 29)), "Europe/Berlin", None),
        (WishedTime(date(2026, 3, 29), time(0, 0), time(0, 30)), "Europe/Berlin", "WISHED_DAY_IS_PAST"),
        (WishedTime(date(2026, 3, 29), time(0, 0), time(0, 31)), "Europe/Berlin", None),
        (WishedTime(date(2026, 3, 29), time(2, 30), time(3, 30)), "Europe/Berlin", None),
        (WishedTime(date(2027, 3, 30)), "Europe/Berlin", None),
        (WishedTime(date(2027, 3, 31)), "Europe/Berlin", "WISHED_DAY_IS_FAR"),
        (WishedTime(date.max, time(8), time(9)), "Europe/Berlin", "WISHED_DAY_IS_FAR"),
        (WishedTime(date.min), "Europe/Berlin", "WISHED_DAY_IS_PAST"),
        (WishedTime(date(2026, 4, 1), None, time(9)), "Europe/Berlin", "WISHED_TIME_IS_HALF"),
        (WishedTime(date(2026, 4, 1), time(9), time(9)), "Europe/Berlin", "ENDS_BEFORE_IT_STARTS"),
    ],
)
def test_a_day_begins_and_is_over_where_the_workshop_is(wish: WishedTime, zone: str, reason: str | None) -> None:
    checks = Checks("input")

    stored_wishes(checks, [wish], LATE, zone)

    assert [problem.code for problem in checks.problems] == ([reason] if reason else [])


def test_a_wish_named_twice_is_stored_once() -> None:
    wish, other = WishedTime(date(2026, 4, 1), time(8), time(12)), WishedTime(date(2026, 4, 1))

    stored = stored_wishes(Checks("input"), [wish, other, wish], LATE, "Europe/Berlin")

    assert stored == [
        {"date": "2026-04-01", "starts_at": "08:00", "ends_at": "12:00"},
        {"date": "2026-04-01", "starts_at": None, "ends_at": None},
    ]
