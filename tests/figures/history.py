"""A workshop's past, written row by row as its members and visitors would have, and counted row by row in Python."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, update

from carbot.ids import new_id, new_token, token_hash
from resolvers.figures import recount
from tenants.models.accounts import Language
from tenants.models.base import Base
from tenants.models.chat import AnswerSource, Author, Conversation, Message, Surface, Turn, TurnStatus
from tenants.models.leads import Consent, Lead, LeadEvent, LeadEventKind, LeadKind, LeadOrigin, LeadStatus
from tenants.models.workshops import Workshop
from tenants.roles import DatabaseRole
from tests.support.api import TestWorkshop
from tests.support.rows import Rows

Counted = Counter[tuple[date, str, str, str]]
"""How often, by day, metric, grouping and value; the whole count under no grouping and no value."""


@dataclass
class History:
    """What happened, when a test says so."""

    workshop: TestWorkshop
    rows: Rows
    conversations: list[UUID] = field(default_factory=list)
    leads: list[UUID] = field(default_factory=list)

    async def store(self, *added: Base) -> None:
        """Write rows in one transaction, in their order, as the owner of the tables: no one else may write them all."""
        async with self.workshop.scope(DatabaseRole.OWNER).begin() as scope:
            for row in added:
                scope.add(row)
                await scope.flush()

    async def chat(
        self,
        at: datetime,
        *,
        lines: int = 1,
        pause: timedelta = timedelta(minutes=2),
        answered_by: AnswerSource | None = AnswerSource.BUILT_IN,
        is_gap: bool = False,
        language: Language = Language.DE,
        surface: Surface = Surface.WIDGET,
    ) -> UUID:
        """A conversation whose lines follow in pauses, each answered; without a source no answer was finished."""
        conversation = Conversation(
            id=new_id(),
            token_hash=token_hash(new_token()),
            token_expires_at=at + timedelta(hours=24),
            language=language,
            surface=surface,
            started_at=at,
            last_message_at=at + pause * max(lines - 1, 0),
            message_count=lines,
        )
        said: list[Base] = []
        for number in range(lines):
            moment = at + pause * number
            said.append(
                Message(
                    id=new_id(),
                    conversation_id=conversation.id,
                    seq=2 * number + 1,
                    author=Author.VISITOR,
                    text="Und morgen?",
                    sent_at=moment,
                )
            )
            said.append(
                Turn(
                    id=new_id(),
                    conversation_id=conversation.id,
                    question_seq=2 * number + 1,
                    status=TurnStatus.DONE if answered_by else TurnStatus.FAILED,
                    answered_by=answered_by,
                    is_gap=is_gap,
                    created_at=moment,
                    # A lease that lasts: nobody else shall finish what is unfinished.
                    lease_until=moment + timedelta(days=36500),
                    finished_at=moment if answered_by else None,
                )
            )
        await self.store(conversation, *said)
        self.conversations.append(conversation.id)
        return conversation.id

    async def lead(
        self,
        at: datetime,
        *,
        kind: LeadKind = LeadKind.CALLBACK,
        origin: LeadOrigin = LeadOrigin.MEMBER,
        surface: Surface = Surface.PHONE,
        language: Language = Language.DE,
    ) -> UUID:
        """An enquiry; nobody has dealt with it yet."""
        lead = Lead(
            id=new_id(),
            kind=kind,
            origin=origin,
            surface=surface,
            language=language,
            name="Ayşe Kaya",
            sort_name="ayse kaya",
            phone="+491712345678",
            created_at=at,
        )
        added: list[Base] = [lead, LeadEvent(lead_id=lead.id, kind=LeadEventKind.CREATED, at=at)]
        if origin is LeadOrigin.VISITOR:
            consent = Consent(id=new_id(), text_version="2026-11", text="Ja.", language=language)
            lead.consent_id = consent.id
            added.insert(0, consent)
        await self.store(*added)
        self.leads.append(lead.id)
        return lead.id

    async def move(self, lead_id: UUID, status: LeadStatus, at: datetime) -> None:
        """A lead gets a status, as its timeline tells."""
        async with self.workshop.scope().begin() as scope:
            lead = await scope.get(Lead, lead_id)
            scope.add(
                LeadEvent(
                    lead_id=lead_id,
                    kind=LeadEventKind.STATUS_CHANGED,
                    at=at,
                    from_status=lead.status,
                    to_status=status,
                )
            )
            lead.status = status

    async def forget_lead(self, lead_id: UUID) -> None:
        """The lead is deleted with its timeline."""
        async with self.workshop.scope().begin() as scope:
            await scope.execute(delete(Lead).where(Lead.id == lead_id))
        self.leads.remove(lead_id)

    async def forget_chat(self, conversation_id: UUID) -> None:
        """The conversation is deleted with its lines and answers."""
        async with self.workshop.scope().begin() as scope:
            await scope.execute(delete(Conversation).where(Conversation.id == conversation_id))
        self.conversations.remove(conversation_id)

    async def relocate(self, zone: str) -> None:
        """The workshop's clocks show another time from now on."""
        async with self.workshop.scope().begin() as scope:
            await scope.execute(update(Workshop).values(time_zone=zone))

    async def recount(self) -> None:
        """What the job does."""
        async with self.workshop.scope(DatabaseRole.WORKER).begin() as scope:
            await recount(scope)

    def marks(self) -> list[date | None]:
        """The days that wait to be counted again, each once."""
        found = self.rows(
            "SELECT DISTINCT day FROM figure_marks WHERE workshop_id = %s ORDER BY day NULLS FIRST", self.workshop.id
        )
        return [day for (day,) in found]

    def stored(self) -> Counted:
        """The counts as the worker keeps them."""
        counted: Counted = Counter()
        kept = self.rows(
            "SELECT day, metric, count, groups FROM daily_figures WHERE workshop_id = %s", self.workshop.id
        )
        for day, metric, count, groups in kept:
            counted[day, metric, "", ""] = count
            for grouping, parts in groups.items():
                for value, part in parts.items():
                    counted[day, metric, grouping, value] = part
        return counted

    def counted(self) -> Counted:
        """The counts made here from the raw rows, without a word of the product's SQL."""
        ((name,),) = self.rows("SELECT time_zone FROM workshops WHERE id = %s", self.workshop.id)
        zone = ZoneInfo(name)
        counted: Counted = Counter()
        for metric, at, groups in self._facts():
            day = at.astimezone(zone).date()
            counted[day, metric, "", ""] += 1
            for grouping, value in groups.items():
                counted[day, metric, grouping, value] += 1
        return counted

    def _facts(self) -> Iterator[tuple[str, datetime, dict[str, str]]]:
        own = self.workshop.id
        leads: dict[UUID, dict[str, str]] = {}
        for key, at, status, *parts in self.rows(
            "SELECT id, created_at, status, surface, kind, origin, language FROM leads WHERE workshop_id = %s", own
        ):
            leads[key] = dict(zip(("SURFACE", "KIND", "ORIGIN", "LANGUAGE"), parts, strict=True))
            yield "LEADS", at, {**leads[key], "STATUS": status}
        last: dict[UUID, tuple[datetime, str]] = {}
        for key, at, status in self.rows(
            "SELECT lead_id, at, to_status FROM lead_events WHERE workshop_id = %s AND kind = 'STATUS_CHANGED'"
            " ORDER BY id",
            own,
        ):
            last[key] = (at, status)
        for key, (at, status) in last.items():
            if status in ("WON", "LOST"):
                yield f"LEADS_{status}", at, leads[key]
        outcomes = self.outcomes()
        for key, at, *parts in self.rows(
            "SELECT id, started_at, surface, language FROM conversations WHERE workshop_id = %s", own
        ):
            split = dict(zip(("SURFACE", "LANGUAGE"), parts, strict=True))
            yield "CONVERSATIONS", at, {**split, "OUTCOME": outcomes[key]}
        for (at,) in self.rows("SELECT sent_at FROM messages WHERE workshop_id = %s AND author = 'VISITOR'", own):
            yield "VISITOR_MESSAGES", at, {}
        for at, source, is_gap in self.rows(
            "SELECT created_at, answered_by, is_gap FROM turns WHERE workshop_id = %s", own
        ):
            for metric, counts in (("ANSWERS", True), ("KNOWLEDGE_GAPS", is_gap)):
                if source is not None and counts:
                    yield metric, at, {"ANSWERED_BY": source}

    def outcomes(self) -> dict[UUID, str]:
        """What came of each conversation, seen from its rows."""
        own = self.workshop.id
        answers: dict[UUID, list[tuple[bool, str | None]]] = {}
        for key, is_gap, action in self.rows(
            "SELECT conversation_id, is_gap, action FROM turns WHERE workshop_id = %s AND answered_by IS NOT NULL"
            " ORDER BY id",
            own,
        ):
            answers.setdefault(key, []).append((is_gap, action))
        leads = {key for (key,) in self.rows("SELECT conversation_id FROM leads WHERE workshop_id = %s", own)}
        found = {}
        for key, handed_over_at in self.rows(
            "SELECT id, handed_over_at FROM conversations WHERE workshop_id = %s", own
        ):
            said = answers.get(key, [])
            if key in leads:
                found[key] = "LEAD"
            elif handed_over_at is not None:
                found[key] = "HANDED_OVER"
            elif any(is_gap for is_gap, _ in said):
                found[key] = "GAP"
            else:
                found[key] = "ANSWERED" if said and said[-1][1] != "LEAD_FORM" else "ABANDONED"
        return found


def whole(counted: Counted) -> dict[tuple[str, str], int]:
    """The whole counts alone, by metric and day."""
    return {(metric, day.isoformat()): count for (day, metric, grouping, _), count in counted.items() if not grouping}


def values(counted: Counted, metric: str, grouping: str) -> dict[str, Any]:
    """One grouping's parts over all days."""
    found: Counter[str] = Counter()
    for (_, of, by, value), count in counted.items():
        if (of, by) == (metric, grouping):
            found[value] += count
    return dict(found)
