"""Writing in one statement: for the few use cases so frequent that a session of the ORM would be most of their cost.

The use case says what is written as common table expressions and gives the values; whoever runs it adds what is to be
read of them, so that change, outbox row and answer are one statement in one round trip.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement

from tenants.pipeline import Step
from tenants.principal import Principal

_BIND = (
    "SELECT set_config('app.workshop_id', $1, true), set_config('app.organization_id', $2, true),"
    " set_config('app.account_id', $3, true), set_config('app.conversation_id', $4, true)"
)

Outcome = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Written:
    """What one statement writes, the same for every call. `rows` are of models, by the name a payload carries them."""

    rows: Mapping[str, CTE]
    effects: tuple[CTE, ...]
    outcome: Mapping[str, ColumnElement[Any]]
    parameters: tuple[str, ...]
    lock: str | None = None
    """A statement before it in the same transaction, with the first of `locked` as $1."""


@dataclass(frozen=True, slots=True)
class Writing:
    """One call: the values of the statement's parameters by name, and what to make of its outcome.

    `settle` gets the outcome as text once the change is committed; it may raise a DomainError where nothing was found
    to change.
    """

    written: Written
    values: Mapping[str, Any]
    settle: Callable[[Outcome], None]
    locked: bytes | None = None

    def steps_before(self, principal: Principal) -> tuple[Step, ...]:
        """Bind the transaction to the caller, and lock what the statement looks at before it changes it."""
        bound = bind(principal)
        return (bound,) if self.written.lock is None else (bound, Step(self.written.lock, (self.locked,)))


def bind(principal: Principal) -> Step:
    """What binds a transaction to a caller."""
    ids = (principal.workshop_id, principal.organization_id, principal.account_id, principal.conversation_id)
    return Step(_BIND, tuple([str(each).encode() if each else b"" for each in ids]))
