"""Turns: making one answer. Whoever holds the turn's lease makes it; an expired lease is taken over elsewhere."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import structlog
from sqlalchemy import func, select

from carbot.clients.llm import ChatModel
from carbot.clock import Clock
from carbot.errors import Unavailable
from resolvers import assistant
from resolvers.chat.asked import Asked, Taken, take
from resolvers.chat.batches import gathered
from resolvers.chat.budgets import TokenBudgets
from resolvers.chat.tools import WorkshopTools
from resolvers.knowledge import note_gap
from tenants.database import Database, database_faults
from tenants.errors import ErrorRecorder
from tenants.live import Draft
from tenants.models.chat import (
    AnswerSource,
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
from tenants.turns import TurnEnd, end_turn, keep_turn, what_ended

_log = structlog.get_logger()
_LOOK_SECONDS = 1.0


class _Ended(Exception):
    """The turn is no longer this runner's: it was stopped, taken over by a member, or its lease was lost."""


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

    @property
    def kind(self) -> TurnAction | None:
        """What is offered beside the text."""
        return TurnAction(self.action.kind.value) if self.action is not None else None

    @property
    def prefill(self) -> Mapping[str, Any] | None:
        """What the form is filled with."""
        return asdict(self.action.prefill) if self.action is not None and self.action.prefill else None

    def values(self) -> dict[str, object]:
        """As the turn's row holds it."""
        return {"text": self.text, "action": self.kind, "prefill": self.prefill}


class TurnRunner:
    """Makes the answers of one process.

    `announce` reaches subscribers at once, here and in other processes. Those here hear what is said before it is
    stored, by `say`; those elsewhere read it, once `announce_elsewhere` tells them that it is.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        announce: Announce,
        model: ChatModel | None,
        errors: ErrorRecorder,
        *,
        say: Callable[[Draft], None],
        announce_elsewhere: Announce,
        lease: timedelta,
        answer_within: timedelta,
        tokens: TokenBudgets,
    ) -> None:
        self._database = database
        self._clock = clock
        self._announce = announce
        self._say = say
        self._announce_elsewhere = announce_elsewhere
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
            taken = await self._take(scope, current)
            current = await self._make(scope, current, taken) if taken is not None else None

    def _scope(self, workshop_id: UUID) -> Scope:
        return Scope(
            self._database, workshop_system(workshop_id, role=DatabaseRole.API), self._clock, announce=self._announce
        )

    async def _take(self, scope: Scope, turn_id: UUID) -> Taken | None:
        budgets = self._tokens if self._model is not None else None
        taking = partial(take, scope, turn_id, holder=self._holder, lease=self._lease, budgets=budgets)
        try:
            return await taking()
        except Unavailable:
            raise
        except Exception as error:
            self._errors.record(error, "turn", workshop_id=scope.workshop_id)
            _log.exception("turn.unreadable", workshop=str(scope.workshop_id), turn=str(turn_id))
            # What cannot be read now will not be readable later: the turn ends instead of being tried for ever.
            return await taking(is_to_read=False)

    async def _make(self, scope: Scope, turn_id: UUID, taken: Taken) -> UUID | None:
        """Make the answer and end the turn; the next one that waits."""
        making = asyncio.timeout(None)
        workshop_id = scope.workshop_id
        said = _Said()
        ending = TurnStatus.DONE
        heartbeat = asyncio.create_task(self._keep_lease(scope, turn_id, making))
        try:
            async with making, aclosing(gathered(self._answer(scope, taken.asked))) as batches:
                async for pieces in batches:
                    said.hear(pieces)
                    if said.text:
                        self._say(Draft.of(workshop_id, taken.conversation_id, turn_id, said.text))
                    if said.done is None:
                        await self._save(scope, turn_id, said)
                        self._announce_elsewhere(_changed(workshop_id, taken.conversation_id))
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
        return await self._finish(scope, turn_id, taken, said, ending)

    def _answer(self, scope: Scope, asked: Asked | None) -> AsyncGenerator[assistant.Piece]:
        """The pieces of the answer. Raises _Ended when nothing is to be said any more."""
        if asked is None:
            raise _Ended
        tools = WorkshopTools(scope, asked.conversation.language, asked.known)
        budget = assistant.Budget(seconds=self._answer_within.total_seconds())
        return assistant.answer(asked.question, tools, None if asked.is_over_budget else self._model, budget=budget)

    async def _save(self, scope: Scope, turn_id: UUID, said: _Said | None = None) -> None:
        """Keep the lease and what was said so far. Raises _Ended when the turn is no longer this runner's to make."""
        if not await keep_turn(scope, turn_id, self._holder, self._lease, **(said.values() if said else {})):
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

    async def _finish(self, scope: Scope, turn_id: UUID, taken: Taken, said: _Said, ending: TurnStatus) -> UUID | None:
        """Turn what was said into a message and end the turn; the next one that waits."""
        event = _changed(scope.workshop_id, taken.conversation_id)
        asked = taken.asked
        account = _account(said.done) if asked is not None and said.done is not None else None
        action = await _offered(scope, asked, said) if asked else said.kind
        end = TurnEnd(
            status=ending if ending is not TurnStatus.STOPPED else TurnStatus.FAILED,
            text=said.text,
            action=action,
            prefill=said.prefill,
            is_action=said.action is not None,
            account=account,
        )
        steps = end_turn(turn_id, self._holder, event, end, self._clock.now())
        if asked is None or said.done is None or not said.done.is_gap:
            is_ended, waiting = what_ended(await scope.at_once(*steps))
        else:
            async with scope.step() as step:
                is_ended, waiting = what_ended(await step.run(*steps))
                if is_ended:
                    await note_gap(step, asked.conversation, asked.question.text, GapOrigin.UNANSWERED)
        if is_ended:
            self._announce(event)
        return waiting if is_ended else None


def _changed(workshop_id: UUID, conversation_id: UUID) -> LiveEvent:
    return LiveEvent(workshop_id, Topic.CONVERSATION, conversation_id, ChangeKind.UPDATED)


def _account(done: assistant.Done) -> Mapping[str, Any]:
    """How the answer came about."""
    return {
        "answered_by": AnswerSource(done.source.value),
        "tokens": done.tokens_used,
        "is_gap": done.is_gap,
        "sources": [{"id": source.id, "title": source.title} for source in done.sources],
    }


async def _offered(scope: Scope, asked: Asked, said: _Said) -> TurnAction | None:
    """What the workshop's rules offer beside the answer."""
    if said.done is None:
        return said.kind
    is_open = True
    if asked.rules.only_when_open:
        async with scope.step() as step:
            is_open = (await step.execute(select(Workshop.is_open_now))).scalar_one()  # type: ignore[attr-defined]  # added to the model with the hours
    is_gap = said.done.is_gap
    gaps = asked.gaps + 1 if is_gap else 0
    return asked.rules.action(said.kind, asked.question.text, gaps=gaps, is_gap=is_gap, is_open=is_open)
