"""The kept counts are those of the raw rows: at midnight, when clocks change, after deletions and in another zone."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from resolvers.figures import stretches
from tenants.models.accounts import Language
from tenants.models.chat import AnswerSource, Surface
from tenants.models.leads import LeadKind, LeadOrigin, LeadStatus
from tests.conftest import MakeWorkshop
from tests.figures.history import History, values, whole

BERLIN = ZoneInfo("Europe/Berlin")
SPRING = datetime(2026, 3, 29, tzinfo=BERLIN)
AUTUMN = datetime(2026, 10, 25, tzinfo=BERLIN)
SECOND = timedelta(seconds=1)


def test_marked_days_are_counted_in_as_few_stretches_as_do_not_reach_too_far() -> None:
    june, fourth, july = date(2026, 6, 1), date(2026, 6, 4), date(2026, 7, 1)

    assert list(stretches({july, june, fourth})) == [
        (date(2026, 5, 31), date(2026, 6, 5)),
        (date(2026, 6, 30), date(2026, 7, 2)),
    ]
    assert list(stretches(set())) == []
    ((first, last),) = stretches({july, None})
    assert first < date(1900, 1, 1) < date(3000, 1, 1) < last


async def test_a_day_begins_at_the_workshops_midnight(history: History) -> None:
    midnight = datetime(2026, 7, 15, tzinfo=BERLIN)
    for moment in (midnight - SECOND, midnight, midnight + timedelta(days=1) - SECOND):
        await history.lead(moment)

    await history.recount()

    assert whole(history.stored()) == {("LEADS", "2026-07-14"): 1, ("LEADS", "2026-07-15"): 2}


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25)], ids=["spring", "autumn"])
async def test_the_days_on_which_clocks_change_have_all_their_hours(
    history: History, day: datetime, hours: int
) -> None:
    begins = day.astimezone(UTC)
    for hour in range(-1, hours + 1):
        await history.chat(begins + timedelta(hours=hour, minutes=30))

    await history.recount()

    days = {(day + timedelta(days=shift)).date().isoformat(): count for shift, count in ((-1, 1), (0, hours), (1, 1))}
    kept = whole(history.stored())
    for metric in ("CONVERSATIONS", "VISITOR_MESSAGES", "ANSWERS"):
        assert {on: count for (of, on), count in kept.items() if of == metric} == days


async def test_a_chat_over_midnight_counts_each_line_on_its_own_day(history: History) -> None:
    await history.chat(datetime(2026, 7, 14, 23, 55, tzinfo=BERLIN), lines=4, pause=timedelta(minutes=2))
    await history.chat(datetime(2026, 7, 1, 12, tzinfo=BERLIN), lines=3, pause=timedelta(days=7))

    await history.recount()

    kept = whole(history.stored())
    assert {day: count for (metric, day), count in kept.items() if metric == "VISITOR_MESSAGES"} == {
        "2026-07-01": 1,
        "2026-07-08": 1,
        "2026-07-14": 3,
        "2026-07-15": 2,
    }
    assert {day: count for (metric, day), count in kept.items() if metric == "CONVERSATIONS"} == {
        "2026-07-01": 1,
        "2026-07-14": 1,
    }


async def test_a_win_counts_on_the_day_it_was_told_and_no_longer_once_it_is_taken_back(history: History) -> None:
    came = datetime(2026, 7, 1, 9, tzinfo=BERLIN)
    lead, other = await history.lead(came), await history.lead(came)
    await history.move(lead, LeadStatus.WON, came + timedelta(days=3))
    await history.move(other, LeadStatus.LOST, came + timedelta(days=4))
    await history.recount()
    assert whole(history.stored()) == {
        ("LEADS", "2026-07-01"): 2,
        ("LEADS_WON", "2026-07-04"): 1,
        ("LEADS_LOST", "2026-07-05"): 1,
    }

    await history.move(lead, LeadStatus.QUALIFIED, came + timedelta(days=5))
    await history.recount()
    assert whole(history.stored()) == {("LEADS", "2026-07-01"): 2, ("LEADS_LOST", "2026-07-05"): 1}

    await history.move(lead, LeadStatus.WON, came + timedelta(days=9))
    await history.recount()

    assert whole(history.stored()) == {
        ("LEADS", "2026-07-01"): 2,
        ("LEADS_WON", "2026-07-10"): 1,
        ("LEADS_LOST", "2026-07-05"): 1,
    }
    assert values(history.stored(), "LEADS", "STATUS") == {"WON": 1, "LOST": 1}


async def test_what_is_deleted_is_no_longer_counted(history: History) -> None:
    lead = await history.lead(SPRING)
    await history.move(lead, LeadStatus.WON, SPRING + timedelta(days=8))
    chat = await history.chat(SPRING, lines=3)
    await history.recount()
    assert history.stored() != {}

    await history.forget_lead(lead)
    await history.forget_chat(chat)
    await history.recount()

    assert history.stored() == {}


async def test_an_unchanged_count_is_not_written_again(history: History) -> None:
    await history.lead(SPRING)
    await history.recount()
    before = history.rows("SELECT xmin, id FROM daily_figures WHERE workshop_id = %s", history.workshop.id)

    await history.forget_chat(await history.chat(SPRING))
    assert history.marks() != []
    await history.recount()

    assert history.rows("SELECT xmin, id FROM daily_figures WHERE workshop_id = %s", history.workshop.id) == before


async def test_another_workshops_rows_are_not_counted_here(history: History, new_workshop: MakeWorkshop) -> None:
    other = History(await new_workshop(), history.rows)
    await other.lead(SPRING)
    await history.lead(SPRING)

    await history.recount()

    assert whole(history.stored()) == {("LEADS", "2026-03-29"): 1}
    assert other.stored() == {}
    assert other.marks() == [date(2026, 3, 28)]


@pytest.mark.parametrize("seed", range(4))
async def test_after_whatever_happened_the_counts_are_those_of_the_rows(history: History, seed: int) -> None:
    chance = Random(seed)

    for _ in range(3):
        for _ in range(15):
            await happen(history, chance)
        await history.recount()
        assert history.stored() == history.counted()
    await history.relocate(chance.choice(["America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "Africa/Cairo"]))
    await happen(history, chance)
    await history.recount()

    assert history.stored() == history.counted()
    assert history.marks() == []


async def happen(history: History, chance: Random) -> None:
    """Something, near a midnight or a change of the clocks in Berlin."""
    day = chance.choice([SPRING, AUTUMN, datetime(2026, 12, 31, tzinfo=BERLIN)]) + timedelta(days=chance.randint(-1, 1))
    at = day.astimezone(UTC) + timedelta(minutes=chance.choice([-61, -1, 0, 1, 59, 61, 119, 121, 179, 181, 719]))
    match chance.choice(["chat", "chat", "chat", "lead", "lead", "move", "move", "move", "forget lead", "forget chat"]):
        case "move" if history.leads:
            await history.move(chance.choice(history.leads), chance.choice(list(LeadStatus)), at)
        case "forget lead" if history.leads:
            await history.forget_lead(chance.choice(history.leads))
        case "forget chat" if history.conversations:
            await history.forget_chat(chance.choice(history.conversations))
        case "lead":
            await history.lead(
                at,
                kind=chance.choice(list(LeadKind)),
                origin=chance.choice(list(LeadOrigin)),
                surface=chance.choice(list(Surface)),
                language=chance.choice(list(Language)),
            )
        case _:
            await history.chat(
                at,
                lines=chance.randint(1, 4),
                pause=timedelta(minutes=chance.choice([1, 40, 900])),
                answered_by=chance.choice([*AnswerSource, None]),
                is_gap=chance.random() < 0.3,
                language=chance.choice(list(Language)),
                surface=chance.choice(list(Surface)),
            )
