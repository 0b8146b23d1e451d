"""What came of conversations: kept with each, counted on the day it began, and counted again when it changes."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update

from carbot.ids import new_id
from tenants.models.accounts import Language
from tenants.models.chat import Conversation, ConversationStatus, Surface, Turn, TurnAction
from tenants.models.leads import Lead, LeadKind, LeadOrigin
from tests.figures.history import History, values

MORNING = datetime(2026, 7, 15, 8, tzinfo=UTC)


async def kept(history: History) -> dict[UUID, str]:
    """The outcome of each conversation, as it is kept."""
    async with history.workshop.scope().begin() as scope:
        rows = await scope.execute(select(Conversation.id, Conversation.outcome))
        return {key: outcome.value for key, outcome in rows}


async def leave(history: History, conversation: UUID, at: datetime) -> None:
    """The visitor leaves an enquiry in a conversation."""
    await history.store(
        Lead(
            id=new_id(),
            conversation_id=conversation,
            kind=LeadKind.CALLBACK,
            origin=LeadOrigin.MEMBER,
            surface=Surface.WIDGET,
            language=Language.DE,
            name="Ayşe Kaya",
            sort_name="ayse kaya",
            phone="+491712345678",
            created_at=at,
        )
    )


async def hand_over(history: History, conversation: UUID, status: ConversationStatus) -> None:
    """The conversation's status becomes another."""
    async with history.workshop.scope().begin() as scope:
        await scope.execute(update(Conversation).where(Conversation.id == conversation).values(status=status))


async def test_each_conversation_has_the_first_outcome_that_holds(history: History) -> None:
    answered = await history.chat(MORNING, lines=2)
    gap = await history.chat(MORNING, is_gap=True)
    unanswered = await history.chat(MORNING, answered_by=None)
    handed_over = await history.chat(MORNING, is_gap=True)
    lead = await history.chat(MORNING, is_gap=True)
    form = await history.chat(MORNING, lines=2)
    await hand_over(history, handed_over, ConversationStatus.NEEDS_HUMAN)
    await hand_over(history, handed_over, ConversationStatus.CLOSED)
    await leave(history, lead, MORNING)
    async with history.workshop.scope().begin() as scope:
        await scope.execute(
            update(Turn).where(Turn.conversation_id == form, Turn.question_seq == 3).values(action=TurnAction.LEAD_FORM)
        )

    await history.recount()

    assert await kept(history) == {
        answered: "ANSWERED",
        gap: "GAP",
        unanswered: "ABANDONED",
        handed_over: "HANDED_OVER",
        lead: "LEAD",
        form: "ABANDONED",
    }
    assert values(history.stored(), "CONVERSATIONS", "OUTCOME") == {
        "ANSWERED": 1,
        "GAP": 1,
        "ABANDONED": 2,
        "HANDED_OVER": 1,
        "LEAD": 1,
    }
    assert history.stored() == history.counted()


async def test_what_comes_days_later_changes_the_day_the_conversation_began(history: History) -> None:
    first = await history.chat(MORNING)
    second = await history.chat(MORNING)
    await history.recount()
    assert values(history.stored(), "CONVERSATIONS", "OUTCOME") == {"ANSWERED": 2}
    assert history.marks() == []

    await leave(history, first, MORNING + timedelta(days=9))
    await hand_over(history, second, ConversationStatus.NEEDS_HUMAN)

    assert MORNING.date() in history.marks()
    await history.recount()
    assert values(history.stored(), "CONVERSATIONS", "OUTCOME") == {"LEAD": 1, "HANDED_OVER": 1}
    assert history.stored() == history.counted()


async def test_counting_again_changes_nothing(history: History) -> None:
    await history.chat(MORNING, is_gap=True)
    await history.recount()
    before = (await kept(history), history.stored())

    await history.recount()

    assert (await kept(history), history.stored()) == before
