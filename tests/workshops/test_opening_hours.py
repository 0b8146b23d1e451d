"""Opening hours: several stretches a day, closures, and the public holidays of the Bundesland."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tenants.models.workshops import FederalState
from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows
from tests.support.waiting import enough_of_the_day

HOURS = """isOpenNow timeZone intervals { weekday opensAt closesAt }
  closures { id startsOn endsOn reason } publicHolidays { date name }"""
SET = f"""mutation ($intervals: [OpeningIntervalInput!]!) {{ openingHoursUpdate(input: {{intervals: $intervals}}) {{
  openingHours {{ {HOURS} }} errors {{ code message path }} }} }}"""
READ = f"{{ openingHours {{ {HOURS} }} }}"
CLOSE = """mutation ($input: ClosureCreateInput!) { closureCreate(input: $input) {
  closure { id startsOn endsOn reason } errors { code message path } } }"""
OPEN_AGAIN = "mutation ($id: ID!) { closureDelete(id: $id) { deletedId errors { code } } }"
OPEN = "{ workshop { isOpenNow } openingHours { isOpenNow } }"
SET_STATE = "mutation ($s: FederalState) { workshopUpdate(input: {federalState: $s}) { errors { code } } }"
BERLIN = ZoneInfo("Europe/Berlin")
LAST_SECONDS = 110  # the longest stretch closes at 23:59, and a test takes its time


def stretch(weekday: str, opens: str, closes: str) -> dict[str, str]:
    """One stretch of the week."""
    return {"weekday": weekday, "opensAt": opens, "closesAt": closes}


async def is_open(member: Api) -> bool:
    """Whether the workshop says it is open; both places must agree."""
    answer = await member.run(OPEN)
    assert answer["workshop"] == answer["openingHours"]
    return bool(answer["workshop"]["isOpenNow"])


def day_name(when: datetime) -> str:
    """The weekday as the schema calls it."""
    return when.strftime("%A").upper()


async def test_several_stretches_a_day_are_kept_in_the_weeks_order(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    week = [
        stretch("SATURDAY", "09:00", "12:00"),
        stretch("MONDAY", "13:00", "17:30"),
        stretch("MONDAY", "08:00", "12:00"),
        stretch("MONDAY", "12:00", "13:00"),
    ]

    answer = await owner.one(SET, intervals=week)

    assert answer["errors"] == []
    assert answer["openingHours"]["intervals"] == [week[2], week[3], week[1], week[0]]
    assert answer["openingHours"]["timeZone"] == "Europe/Berlin"
    replaced = await owner.one(SET, intervals=week[:1])
    assert replaced["openingHours"]["intervals"] == week[:1]
    assert (await owner.one(SET, intervals=[]))["openingHours"]["intervals"] == []


@pytest.mark.parametrize(
    ("week", "code", "place"),
    [
        ([stretch("MONDAY", "12:00", "08:00")], "ENDS_BEFORE_IT_STARTS", "0"),
        ([stretch("MONDAY", "08:00", "08:00")], "ENDS_BEFORE_IT_STARTS", "0"),
        ([stretch("MONDAY", "08:00", "12:00"), stretch("MONDAY", "11:59", "17:00")], "INTERVALS_OVERLAP", "1"),
        ([stretch("MONDAY", "11:00", "17:00"), stretch("MONDAY", "08:00", "12:00")], "INTERVALS_OVERLAP", "0"),
        ([stretch("MONDAY", "08:00", "17:00"), stretch("MONDAY", "09:00", "10:00")], "INTERVALS_OVERLAP", "1"),
        ([stretch("MONDAY", "08:00", "12:00"), stretch("MONDAY", "08:00", "12:00")], "INTERVALS_OVERLAP", None),
    ],
)
async def test_hours_that_cannot_be_are_refused_at_their_place(
    api: Api, workshop: TestWorkshop, week: list[dict[str, str]], code: str, place: str | None
) -> None:
    owner = api.as_(workshop.owner)
    await owner.one(SET, intervals=[stretch("FRIDAY", "08:00", "16:00")])
    before = await owner.one(READ)

    answer = await owner.one(SET, intervals=week)

    assert answer["openingHours"] is None
    (error,) = answer["errors"]
    assert error["code"] == code
    assert error["path"][:2] == ["input", "intervals"]
    if place is not None:
        assert error["path"][2] == place
    assert await owner.one(READ) == before


async def test_an_overlap_hidden_by_a_stretch_in_between_is_found(api: Api, workshop: TestWorkshop) -> None:
    week = [
        stretch("MONDAY", "08:00", "18:00"),
        stretch("MONDAY", "09:00", "10:00"),
        stretch("MONDAY", "11:00", "12:00"),
    ]

    answer = await api.as_(workshop.owner).one(SET, intervals=week)

    assert [(error["code"], error["path"][2]) for error in answer["errors"]] == [
        ("INTERVALS_OVERLAP", "1"),
        ("INTERVALS_OVERLAP", "2"),
    ]


@pytest.mark.parametrize("time", ["24:00", "8:00", "08:60", "08:00:00", "", "acht", "08.00"])
async def test_a_time_that_is_none_is_bad_input(api: Api, workshop: TestWorkshop, time: str) -> None:
    response = await api.as_(workshop.owner).send(SET, intervals=[stretch("MONDAY", time, "17:00")])

    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_INPUT"


async def test_the_workshop_is_open_within_its_hours_and_not_on_closed_days(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    owner = api.as_(workshop.owner)
    now = await enough_of_the_day(BERLIN, seconds=LAST_SECONDS)
    always = [stretch(day_name(now + timedelta(days=offset)), "00:00", "23:59") for offset in (-1, 0, 1)]
    others = [stretch(day_name(now + timedelta(days=offset)), "00:00", "23:59") for offset in (2, 3, 4)]
    known = "SELECT 1 FROM public_holidays WHERE date = %s AND country = 'DE' AND state IN ('', 'NW')"
    holiday = bool(rows(known, now.date()))

    await owner.one(SET, intervals=others)
    outside = await is_open(owner)
    await owner.one(SET, intervals=always)
    within = await is_open(owner)
    span = {"startsOn": f"{now.date() - timedelta(days=1)}", "endsOn": f"{now.date() + timedelta(days=1)}"}
    closure = (await owner.one(CLOSE, input={**span, "reason": "Betriebsferien"}))["closure"]
    closed = await is_open(owner)
    await owner.one(OPEN_AGAIN, id=closure["id"])
    again = await is_open(owner)

    assert outside is False
    assert within is again is not holiday
    assert closed is False


async def test_a_holiday_closes_the_workshops_of_its_state_only(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows
) -> None:
    owner, other = api.as_(workshop.owner), api.as_(other_workshop.owner)
    today = await enough_of_the_day(BERLIN, seconds=LAST_SECONDS)
    week = [stretch(day_name(today + timedelta(days=offset)), "00:00", "23:59") for offset in (-1, 0, 1)]
    days = [today.date() + timedelta(days=offset) for offset in (-1, 0, 1)]
    known = "SELECT state FROM public_holidays WHERE country = 'DE' AND date = ANY(%s)"
    taken = {state for (state,) in rows(known, days)}
    chosen, another, *_ = (state.value for state in FederalState if state.value not in taken)
    for member, state in ((owner, chosen), (other, another)):
        await member.one(SET, intervals=week)
        await member.one(SET_STATE, s=state)
    before = await is_open(other)
    new = "INSERT INTO public_holidays (country, state, date, name) SELECT 'DE', %s, unnest(%s::date[]), 'Prüftag'"
    rows(new, chosen, days)

    try:
        theirs, ours = await is_open(other), await is_open(owner)
        named = (await owner.one(READ))["publicHolidays"]
    finally:
        rows("DELETE FROM public_holidays WHERE name = 'Prüftag'")

    assert theirs is before
    assert ours is False
    assert {"date": f"{today.date()}", "name": "Prüftag"} in named


@pytest.mark.parametrize(
    ("state", "has", "has_not"),
    [
        ("BY", {"Heilige Drei Könige", "Allerheiligen"}, {"Reformationstag"}),
        ("NW", {"Allerheiligen"}, {"Heilige Drei Könige", "Reformationstag"}),
        ("HH", {"Reformationstag"}, {"Fronleichnam", "Allerheiligen"}),
        (None, {"Neujahr", "Tag der Deutschen Einheit"}, {"Fronleichnam", "Reformationstag", "Allerheiligen"}),
    ],
)
async def test_the_holidays_of_the_coming_year_follow_the_bundesland(
    api: Api, workshop: TestWorkshop, state: str | None, has: set[str], has_not: set[str]
) -> None:
    owner = api.as_(workshop.owner)
    await owner.one(SET_STATE, s=state)

    holidays = (await owner.one(READ))["publicHolidays"]

    named = {holiday["name"] for holiday in holidays}
    assert has <= named
    assert not has_not & named
    assert [holiday["date"] for holiday in holidays] == sorted(holiday["date"] for holiday in holidays)


def test_a_feast_that_moves_is_kept_by_the_states_that_have_it(rows: Rows) -> None:
    next_year = datetime.now(BERLIN).year + 1
    known = (
        "SELECT state FROM public_holidays"
        " WHERE country = 'DE' AND name = 'Fronleichnam' AND extract(year FROM date) = %s"
    )

    assert {state for (state,) in rows(known, next_year)} == {"BW", "BY", "HE", "NW", "RP", "SL"}


async def test_closures_are_listed_and_taken_back(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    owner = api.as_(workshop.owner)
    later = {"startsOn": "2030-08-01", "endsOn": "2030-08-14", "reason": "<b>Ferien</b> 🏖"}
    made = await owner.one(CLOSE, input=later)
    await owner.one(CLOSE, input={"startsOn": "2030-01-02", "endsOn": "2030-01-02"})

    listed = (await owner.one(READ))["closures"]
    foreign = await api.as_(other_workshop.owner).one(OPEN_AGAIN, id=made["closure"]["id"])
    taken_back = await owner.one(OPEN_AGAIN, id=made["closure"]["id"])
    again = await owner.one(OPEN_AGAIN, id=made["closure"]["id"])

    assert {key: made["closure"][key] for key in later} == later
    assert [closure["startsOn"] for closure in listed] == ["2030-01-02", "2030-08-01"]
    assert [error["code"] for error in foreign["errors"]] == ["NOT_FOUND"]
    assert taken_back == {"deletedId": made["closure"]["id"], "errors": []}
    assert [error["code"] for error in again["errors"]] == ["NOT_FOUND"]
    assert len((await owner.one(READ))["closures"]) == 1


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"startsOn": "2030-08-14", "endsOn": "2030-08-01"}, "ENDS_BEFORE_IT_STARTS", "endsOn"),
        ({"startsOn": "2030-08-01", "endsOn": "2030-08-02", "reason": "x" * 121}, "TOO_LONG", "reason"),
    ],
)
async def test_a_closure_that_cannot_be_is_refused(
    api: Api, workshop: TestWorkshop, rows: Rows, given: dict[str, Any], code: str, field: str
) -> None:
    answer = await api.as_(workshop.owner).one(CLOSE, input=given)

    assert answer["closure"] is None
    assert [(error["code"], error["path"]) for error in answer["errors"]] == [(code, ["input", field])]
    assert rows.count("closures", workshop.id) == 0
