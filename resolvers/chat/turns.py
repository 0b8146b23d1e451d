"""Turns: making one answer. Whoever holds the turn's lease makes it; an expired lease is taken over elsewhere."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing, suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import aliased

from carbot.clients.llm import ChatModel
from carbot.clock import Clock
from carbot.errors import Unavailable
from resolvers import assistant
from resolvers.chat.batches import gathered
from resolvers.chat.budgets import TokenBudgets
from resolvers.chat.conversations import append_message
from resolvers.chat.handover_rules import HandoverRules
from resolvers.chat.tools import WorkshopTools
from resolvers.knowledge import note_gap
from tenants.database import Database, database_faults
from tenants.errors import ErrorRecorder
from tenants.models.accounts import Language
from tenants.models.assistant import AssistantSettings, Tone
from tenants.models.chat import (
    AnswerSource,
    Author,
    Conversation,
    ConversationStatus,
    Message,
    Turn,
    TurnAction,
    TurnStatus,
)
from tenants.models.gaps import GapOrigin
from tenants.models.workshops import Workshop
from tenants.outbox import ChangeKind, LiveEvent, Topic
from tenants.principal import workshop_system
from tenants.roles import DatabaseRole
from tenants.scope import Announce, Scope

_log = structlog.get_logger()
_HISTORY = 20
_MOST_ATTEMPTS = 3
_LOOK_SECONDS = 1.0
_MAKING = (TurnStatus.PENDING, TurnStatus.STREAMING)


class _Ended(Exception):
    """The turn is no longer this runner's: it was stopped, taken over by a member, or its lease was lost."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What a turn needs to begin."""

    question: assistant.Question
    model: ChatModel | None
    language: Language
    rules: HandoverRules


@dataclass(slots=True)
class _Said:
    """What an answer has said and done so far."""

    text: str = ""
    action: assistant.Action | None = None
    done: assistant.Done | None = None

    def hear(self, pieces: Sequence[assistant.Piece]) -> None:
        for piece in pieces:
            match piece:
                case assistant.Text(text):
                    self.text += text
                case assistant.Action():
                    self.action = piece
                case assistant.Done():
                    self.done = piece

    def values(self) -> dict[str, object]:
        """As the turn's row holds it."""
        values: dict[str, object] = {"text": self.text}
        if self.action is not None:
            values["action"] = TurnAction(self.action.kind.value)
            values["prefill"] = asdict(self.action.prefill) if self.action.prefill else None
        return values


class TurnRunner:
    """Makes the answers of one process. `announce` reaches subscribers at once, here and in other processes."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        announce: Announce,
        model: ChatModel | None,
        errors: ErrorRecorder,
        *,
        lease: timedelta,
        answer_within: timedelta,
        tokens: TokenBudgets,
    ) -> None:
        self._database = database
        self._clock = clock
        self._announce = announce
        self._model = model
        self._errors = errors
        self._lease = lease
        self._answer_within = answer_within
        self._tokens = tokens
        self._holder = uuid4()

    async def expired(self) -> list[tuple[UUID, UUID]]:
        """Unfinished turns nobody holds any more, of all workshops: (workshop, turn), oldest first."""
        async with database_faults(), self._database.engine(DatabaseRole.SYSTEM).connect() as connection:
            rows = await connection.execute(
                select(Turn.workshop_id, Turn.id)
                .where(Turn.finished_at.is_(None), Turn.lease_until < func.now())
                .order_by(Turn.lease_until)
                .limit(100)
            )
            return [(workshop_id, turn_id) for workshop_id, turn_id in rows]

    async def run(self, workshop_id: UUID, turn_id: UUID) -> None:
        """Make one answer, then those of the same conversation that waited for it. Does nothing if another has it."""
        current: UUID | None = turn_id
        while current is not None:
            scope = self._scope(workshop_id)
            conversation_id = await self._claim(scope, current)
            if conversation_id is None:
                return
            await self._make(scope, current, conversation_id)
            current = await self._next(scope, conversation_id)

    def _scope(self, workshop_id: UUID) -> Scope:
        return Scope(
            self._database, workshop_system(workshop_id, role=DatabaseRole.API), self._clock, announce=self._announce
        )

    async def _claim(self, scope: Scope, turn_id: UUID) -> UUID | None:
        """Take the lease if it is free and no earlier answer of the conversation is unfinished."""
        earlier = aliased(Turn)
        async with scope.step() as step:
            claimed = await step.execute(
                update(Turn)
                .where(
                    Turn.id == turn_id,
                    Turn.finished_at.is_(None),
                    or_(Turn.holder.is_(None), Turn.lease_until <= func.now()),
                    ~select(earlier.id)
                    .where(
                        earlier.workshop_id == Turn.workshop_id,
                        earlier.conversation_id == Turn.conversation_id,
                        earlier.finished_at.is_(None),
                        earlier.id < Turn.id,
                    )
                    .exists(),
                )
                .values(holder=self._holder, lease_until=func.now() + self._lease, attempts=Turn.attempts + 1)
                .returning(Turn.conversation_id)
                .execution_options(synchronize_session=False)
            )
            return claimed.scalar_one_or_none()

    async def _next(self, scope: Scope, conversation_id: UUID) -> UUID | None:
        async with scope.step() as step:
            found = await step.execute(
                select(Turn.id)
                .where(Turn.conversation_id == conversation_id, Turn.finished_at.is_(None))
                .order_by(Turn.id)
                .limit(1)
            )
            return found.scalar_one_or_none()

    async def _make(self, scope: Scope, turn_id: UUID, conversation_id: UUID) -> None:
        making = asyncio.timeout(None)
        heartbeat = asyncio.create_task(self._keep_lease(scope, turn_id, making))
        said = _Said()
        ending = TurnStatus.DONE
        work: _Work | None = None
        try:
            async with making:
                work = await self._prepare(scope, turn_id, conversation_id)
                budget = assistant.Budget(seconds=self._answer_within.total_seconds())
                answer = assistant.answer(work.question, WorkshopTools(scope, work.language), work.model, budget=budget)
                async with aclosing(gathered(answer)) as batches:
                    async for pieces in batches:
                        said.hear(pieces)
                        if said.done is None:
                            await self._save(scope, turn_id, said)
                            self._tell(scope, conversation_id)
        except _Ended:
            ending = TurnStatus.STOPPED
        except Exception as error:
            ending = TurnStatus.STOPPED
            if not making.expired():
                if not isinstance(error, Unavailable):
                    self._errors.record(error, "turn", workshop_id=scope.workshop_id)
                _log.exception("turn.failed", workshop=str(scope.workshop_id), turn=str(turn_id))
                ending = TurnStatus.FAILED
        finally:
            heartbeat.cancel()
            with suppress(asyncio.CancelledError):
                await heartbeat
        await self._finish(scope, turn_id, conversation_id, said, ending, work)

    async def _prepare(self, scope: Scope, turn_id: UUID, conversation_id: UUID) -> _Work:
        """Read what was asked. Raises _Ended when nothing is to be said any more."""
        async with scope.step() as step:
            turn = await step.get(Turn, turn_id, lock=True)
            if turn.status not in _MAKING or turn.attempts > _MOST_ATTEMPTS:
                raise _Ended
            turn.status = TurnStatus.STREAMING
            turn.text = ""
            conversation = await step.get(Conversation, conversation_id)
            workshop = await step.get(Workshop, step.workshop_id)
            recent = await step.all(
                select(Message)
                .where(Message.conversation_id == conversation_id, Message.seq <= turn.question_seq)
                .order_by(Message.seq.desc())
                .limit(_HISTORY)
            )
            settings = await step.first(select(AssistantSettings))
            over_budget = await self._tokens.are_spent(step, conversation)
            asked, *before = recent
            now = step.now.astimezone(ZoneInfo(workshop.time_zone))
        question = assistant.Question(
            text=asked.text,
            language=assistant.Language(conversation.language.value),
            workshop_name=workshop.name,
            now=now,
            is_informal=settings is not None and settings.tone is Tone.INFORMAL,
            instructions=settings.instructions if settings is not None else None,
            history=tuple((assistant.Author(message.author.value), message.text) for message in reversed(before)),
        )
        model = None if over_budget else self._model
        return _Work(question, model, conversation.language, HandoverRules.of(settings))

    async def _save(self, scope: Scope, turn_id: UUID, said: "_Said | None" = None) -> None:
        """Keep the lease and what was said so far. Raises _Ended when the turn is no longer this runner's to make."""
        values: dict[str, object] = {"lease_until": func.now() + self._lease, **(said.values() if said else {})}
        async with scope.step() as step:
            kept = await step.execute(
                update(Turn)
                .where(Turn.id == turn_id, Turn.holder == self._holder, Turn.status.in_(_MAKING))
                .values(**values)
                .returning(Turn.id)
                .execution_options(synchronize_session=False)
            )
            if kept.scalar_one_or_none() is None:
                raise _Ended

    async def _keep_lease(self, scope: Scope, turn_id: UUID, making: asyncio.Timeout) -> None:
        """Hold the turn while it is made; once it is stopped or taken over, what is being made is let go of."""
        while True:
            await asyncio.sleep(min(self._lease.total_seconds() / 3, _LOOK_SECONDS))
            try:
                await self._save(scope, turn_id)
            except _Ended:
                making.reschedule(asyncio.get_running_loop().time())
                return
            except Unavailable:
                continue

    async def _finish(
        self,
        scope: Scope,
        turn_id: UUID,
        conversation_id: UUID,
        said: "_Said",
        ending: TurnStatus,
        work: _Work | None,
    ) -> None:
        """Turn what was said into a message and end the turn, once: only the holder of an unfinished turn does."""
        async with scope.step() as step:
            conversation = await step.first(
                select(Conversation).where(Conversation.id == conversation_id).with_for_update(of=Conversation)
            )
            turn = await step.first(select(Turn).where(Turn.id == turn_id).with_for_update(of=Turn))
            if conversation is None or turn is None or turn.finished_at is not None or turn.holder != self._holder:
                return
            text = said.text
            if turn.status not in _MAKING:
                text = text or turn.text
            else:
                turn.status = ending if ending is not TurnStatus.STOPPED else TurnStatus.FAILED
                for name, value in said.values().items():
                    setattr(turn, name, value)
            if text.strip():
                turn.text = text
                message = append_message(step, conversation, Author.ASSISTANT, text.strip())
                turn.answer_id = message.id
            if (done := said.done) is not None:
                turn.answered_by = AnswerSource(done.source.value)
                turn.tokens = done.tokens_used
                turn.is_gap = done.is_gap
                turn.sources = [{"id": source.id, "title": source.title} for source in done.sources]
                if done.is_gap:
                    await self._note_gap(step, conversation, turn)
                if work is not None:
                    turn.action = await _offered(step, turn, work)
            if turn.action is TurnAction.HANDOVER:
                conversation.status = ConversationStatus.NEEDS_HUMAN
            turn.finished_at = step.now
            turn.lease_until = step.now
            await step.flush()
            step.announce(Topic.CONVERSATION, conversation_id, ChangeKind.UPDATED)

    async def _note_gap(self, step: Scope, conversation: Conversation, turn: Turn) -> None:
        """Keep the question that could not be answered."""
        asked = await step.first(
            select(Message).where(Message.conversation_id == conversation.id, Message.seq == turn.question_seq)
        )
        if asked is not None:
            await note_gap(step, conversation, asked.text, GapOrigin.UNANSWERED)

    def _tell(self, scope: Scope, conversation_id: UUID) -> None:
        self._announce(LiveEvent(scope.workshop_id, Topic.CONVERSATION, conversation_id, ChangeKind.UPDATED))


async def _offered(scope: Scope, turn: Turn, work: _Work) -> TurnAction | None:
    """What the workshop's rules offer beside the answer."""
    gaps = 0
    if turn.is_gap:
        others = select(func.count()).where(
            Turn.conversation_id == turn.conversation_id, Turn.is_gap, Turn.id != turn.id
        )
        gaps = (await scope.execute(others)).scalar_one() + 1
    is_open = True
    if work.rules.only_when_open:
        is_open = (await scope.execute(select(Workshop.is_open_now))).scalar_one()  # type: ignore[attr-defined]
    return work.rules.action(turn.action, work.question.text, gaps=gaps, is_gap=turn.is_gap, is_open=is_open)
