"""What PostgreSQL does for an operation: the plan of the very statement that the engine makes of it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from graphql.execution.values import get_variable_values

from carbot.settings import DocumentPolicy, Settings
from schema.edge.documents import Documents
from schema.engine.binding import Occasion
from schema.engine.engine import Engine
from schema.root import build_schema
from tenants.models.accounts import Language
from tenants.models.billing import PlanCode, Standing
from tenants.models.members import Role
from tenants.principal import Rights, member
from tenants.roles import DatabaseRole, role_url


def stock_id(kind: int, number: int) -> UUID:
    """The id of a row of stock.sql."""
    return UUID(f"01930000-0000-7{kind:03x}-8000-{number:012x}")


OWNER = member(
    role=Role.OWNER,
    account_id=stock_id(9, 1),
    member_id=stock_id(8, 11),
    member_name="Ada",
    workshop_id=stock_id(1, 1),
    organization_id=stock_id(2, 1),
    session_id=None,
    language=Language.DE,
    rights=Rights(PlanCode.ENTERPRISE, Standing.ACTIVE),
)


@dataclass(frozen=True)
class Step:
    """One step of PostgreSQL's plan; `is_whole` where it takes all rows of a table, before any LIMIT has cut them."""

    kind: str
    table: str
    index: str
    condition: str
    is_whole: bool


class Explainer:
    """Has operations planned and answered as by the owner of the large workshop."""

    def __init__(self, settings: Settings) -> None:
        self._schema = build_schema()._schema
        self._engine = Engine(self._schema)
        self._documents = Documents(self._schema, {}, DocumentPolicy.ANY)
        self._url = role_url(settings, DatabaseRole.API)

    def steps(self, document: str, **variables: Any) -> list[Step]:
        """The plan for these values, step by step."""
        with self._connected() as connection:
            ((plan,),) = self._send(connection, "EXPLAIN (FORMAT JSON) ", document, variables)
        return _steps(plan[0]["Plan"])

    def page(self, document: str, **variables: Any) -> dict[str, Any]:
        """The page of a list."""
        with self._connected() as connection:
            ((answer,),) = self._send(connection, "", document, variables)
        page: dict[str, Any] = json.loads(answer)["list"]
        return page

    def scans(self, relation: str, document: str, **variables: Any) -> int:
        """How often an index is gone through, or a table read from end to end, for the page of a list."""
        with self._connected() as connection:
            self._send(connection, "", document, variables)
            # Of this transaction alone: what the whole server counts comes later, and is everybody's.
            done = connection.execute("SELECT pg_stat_get_xact_numscans($1::text::regclass)", [relation])
            ((number,),) = done.fetchall()
            return int(number)

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection]:
        with psycopg.connect(self._url, cursor_factory=psycopg.RawCursor) as connection:
            connection.execute("SELECT set_config('app.workshop_id', $1, true)", [str(OWNER.workshop_id)])
            yield connection

    def _send(
        self, connection: psycopg.Connection, how: str, document: str, variables: dict[str, Any]
    ) -> list[tuple[Any, ...]]:
        chosen = self._documents.find({"query": document}, None).choose(None)
        coerced = get_variable_values(self._schema, chosen.operation.node.variable_definitions or (), variables)
        assert not isinstance(coerced, list), coerced
        bound = self._engine.plan(chosen.operation, coerced.coerced, OWNER).bound
        values = [value and value.decode() for value in bound.values(Occasion(coerced.coerced, None))]
        return connection.execute((how + bound.sql).encode(), values).fetchall()


def _steps(node: dict[str, Any]) -> list[Step]:
    below = [(each["Parent Relationship"], _steps(each)) for each in node.get("Plans", ())]
    table, index, condition = (str(node.get(name, "")) for name in ("Relation Name", "Index Name", "Index Cond"))
    inputs = [steps[0].is_whole for relation, steps in below if relation not in ("InitPlan", "SubPlan")]
    is_whole = node["Node Type"] != "Limit" and (bool(table) or any(inputs))
    return [Step(node["Node Type"], table, index, condition, is_whole), *(step for _, steps in below for step in steps)]
