"""The stage: the golden database, the real endpoint in front of it, and the reference executor beside it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx2
from graphql.execution.values import get_variable_values
from sqlalchemy import Engine as DatabaseEngine
from sqlalchemy import inspect, text
from sqlalchemy.orm import Session
from strawberry import Schema

from carbot.http.gate import RequestGate
from carbot.outside import Outside
from schema.core.connections import write_cursor
from schema.core.context import Caller
from schema.edge.arrivals import Arrival
from schema.edge.documents import Documents, Ready
from schema.edge.endpoint import GraphQLEndpoint
from schema.edge.execution import Execution
from schema.engine.engine import Engine
from schema.root import build_schema
from tenants.models.base import Base
from tenants.models.members import Role
from tests.golden import marks, people
from tests.support import reference
from tests.support.api import ORIGIN
from tests.support.reference_lists import _text

OWNER = "owner"
CALLERS = (OWNER, "manager", "staff", "viewer", "visitor", "widget", "nobody", "neighbour")
_NOUNS = "|".join((*marks.KINDS, "pricerule"))
_NEW_ID = re.compile(rf"({_NOUNS})_(?!01930000)[0-9a-f]{{32}}")
_NEAR = {"usage": "day", "publicHolidays": "date"}
_FRESH = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00")
Answer = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """An operation with its variables, and who asks."""

    document: str
    caller: str = OWNER
    variables: Mapping[str, Any] = ()  # type: ignore[assignment]  # none


class Stage:
    """Answers operations in two ways."""

    def __init__(self, outside: Outside, owner: DatabaseEngine, schema: Schema | None = None) -> None:
        made = schema or build_schema()
        self.outside = outside
        self.schema = made._schema
        self.engine = Engine(self.schema)
        self.documents = Documents(self.schema, {}, outside.settings.documents)
        self._owner = owner
        self._gate = RequestGate(
            outside,
            lambda claim, visit: Arrival(
                claim, Caller(**{name: getattr(visit, name) for name in visit.__slots__}), outside
            ),
        )
        execution = Execution(outside, self.engine, start_turn=lambda *_: None, announce=lambda _: None)
        endpoint = GraphQLEndpoint(
            self.documents,
            execution,
            self._gate,
            None,
            errors=outside.errors,
            seconds=outside.settings.request_timeout.total_seconds(),
        )
        self._http = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(endpoint), base_url=outside.settings.public_url, timeout=30
        )

    def with_schema(self, schema: Schema) -> "Stage":
        """The same database behind another schema."""
        return Stage(self.outside, self._owner, schema)

    async def close(self) -> None:
        """Give back what it holds."""
        await self._http.aclose()

    def reset(self) -> None:
        """Make the database what it was."""
        with Session(self._owner) as session:
            for table in ("workshops", "organizations", "accounts"):
                session.execute(text(f"DELETE FROM {table}"))
            session.execute(text("DELETE FROM public_holidays"))
            session.execute(
                text(
                    "INSERT INTO public_holidays (country, state, date, name) VALUES ('DE', '', :d, 'Tag der Arbeit')"
                ),
                {"d": marks.ago(-30)},
            )
            for at in (1, 2):
                for row in people.rows(at):
                    session.add(row)
                    session.flush()
            # What was written left marks; one remains, whose moment is known.
            session.execute(text("DELETE FROM figure_marks"))
            mark = "INSERT INTO figure_marks (workshop_id, id, marked_at) VALUES (:w, :i, :m)"
            for at in (1, 2):
                kept = {"w": marks.key("workshop", 1, at=at), "i": marks.key("mark", 1, at=at), "m": marks.MARKED}
                session.execute(text(mark), kept)
            session.commit()

    async def arrival(self, caller: str) -> Arrival:
        """A request of a caller."""
        headers = [(name.encode(), value.encode()) for name, value in headers_of(caller).items()]
        scope = {"type": "http", "method": "POST", "path": "/graphql", "headers": headers, "scheme": "http"}
        address = urlsplit(self.outside.settings.public_url)
        found: Arrival = self._gate.arrive(
            {**scope, "client": ("127.0.0.1", 1), "server": (address.hostname, address.port), "query_string": b""}
        )
        return found

    async def by_engine(self, asked: Asked) -> Answer:
        """The endpoint's answer, its errors as the reference executor tells them."""
        answered = await self._http.post(
            "/graphql",
            json={"query": asked.document, "variables": dict(asked.variables)},
            headers=headers_of(asked.caller),
        )
        found = answered.json()
        told = {"data": found["data"]} if "data" in found else {}
        if "errors" in found:
            told["errors"] = [
                {**{key: each[key] for key in each if key != "extensions"}, "code": each["extensions"]["code"]}
                for each in found["errors"]
            ]
        return told

    async def by_reference(self, asked: Asked) -> Answer:
        """The reference executor's answer."""
        arrival = await self.arrival(asked.caller)
        principal = await arrival.identify()
        return await reference.answer(
            self.schema, self.outside, principal, arrival.caller, asked.document, dict(asked.variables)
        )

    def ready(self, document: str) -> Ready:
        """A document's only operation, as the endpoint makes it ready."""
        found = self.documents.find({"query": document}, None)
        assert not found.faults, found.faults
        return found.choose(None)

    def takes(self, asked: Asked) -> bool:
        """Whether an operation's variables are of the right types."""
        node = self.ready(asked.document).operation.node
        coerced = get_variable_values(self.schema, node.variable_definitions or (), dict(asked.variables))
        return not isinstance(coerced, list)

    async def plan(self, asked: Asked) -> Any:
        """The plan of an operation, or of a mutation's payload. Raises Unplannable."""
        ready = self.ready(asked.document)
        node = ready.operation.node
        coerced = get_variable_values(self.schema, node.variable_definitions or (), dict(asked.variables))
        assert not isinstance(coerced, list), coerced
        principal = await (await self.arrival(asked.caller)).identify()
        if node.operation.value == "query":
            return self.engine.plan(ready.operation, coerced.coerced, principal)
        root: Any = self.schema.mutation_type
        planner = self.engine.planner(ready.operation.fragments, coerced.coerced, principal)
        ((_, nodes),) = planner.selections.of(root, [node.selection_set]).items()
        kind: Any = root.fields[nodes[0].name.value].type
        return self.engine.plan_payload(ready.operation, kind, nodes, coerced.coerced, principal)

    def resolve(self, value: Any) -> Any:
        """Variables, with ids (`@lead.1`, `@other.lead.1`) and cursors (`@cursor.NEWEST.lead.2`) for their names."""
        if isinstance(value, dict):
            return {name: self.resolve(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self.resolve(each) for each in value]
        if not isinstance(value, str) or not value.startswith("@"):
            return value
        match value[1:].split("."):
            case ["cursor", ordering, kind, number]:
                return self._cursor(ordering, kind, int(number))
            case ["other", kind, number]:
                return marks.gid(kind, int(number), at=2)
            case [kind, number]:
                return marks.gid(kind, int(number))
        raise ValueError(value)

    def _cursor(self, ordering: str, kind: str, number: int) -> str:
        model: Any = next(each.class_ for each in Base.registry.mappers if each.class_.__prefix__ == kind)
        with Session(self._owner) as session:
            row = session.get_one(model, (marks.key("workshop", 1), marks.key(kind, number)))
            keys = model.orderings[ordering].complete
            assert inspect(row) is not None
            return write_cursor(ordering, [_text(getattr(row, each.attribute)) for each in keys])


def headers_of(caller: str) -> dict[str, str]:
    """What a caller sends."""
    at = 2 if caller == "neighbour" else 1
    if caller == "nobody":
        return {"x-carbot-language": "de"}
    if caller in ("visitor", "widget"):
        token = {"authorization": f"Bearer {marks.visitor_token(at)}"} if caller == "visitor" else {}
        return {"x-carbot-client-key": marks.client_key(at), "origin": ORIGIN, "x-carbot-language": "de", **token}
    if caller == "partner":
        return {"authorization": f"Bearer {marks.partner_token(at)}", "x-carbot-language": "de"}
    role = Role.OWNER if caller == "neighbour" else Role(caller.upper())
    cookie = f"carbot_session={marks.session_token(role, at)}"
    return {"cookie": cookie, "x-carbot-csrf": "1", "x-carbot-language": "de"}


def masked(value: Any) -> Any:
    """An answer without what differs from one day, or one run, to the next."""
    if isinstance(value, dict):
        return {
            name: "<secret>" if _is_secret(name, each) else _near(name, masked(each)) for name, each in value.items()
        }
    if isinstance(value, list):
        return [masked(each) for each in value]
    return _plain(value) if isinstance(value, str) else value


def _is_secret(name: str, value: Any) -> bool:
    if value is not None and (name in ("visitorToken", "secret") or (name == "clientId" and "golden" not in value)):
        return True
    return name == "key" and str(value).startswith("ck_") and "_golden" not in str(value) and "_old" not in str(value)


def _near(place: str, value: Any) -> Any:
    """What stands in a place whose days are near the run's; elsewhere the same days are written down as they are."""
    if place not in _NEAR or not isinstance(value, list):
        return value
    told = {marks.ago(days).isoformat(): f"<{days} days ago>" for days in (-30, 3, 40)}
    return [{name: told.get(day, day) if name == _NEAR[place] else day for name, day in row.items()} for row in value]


def _plain(value: str) -> str:
    value = _NEW_ID.sub(r"<new \1>", value)
    return _FRESH.sub(lambda found: "<now>" if _is_fresh(found[0]) else found[0], value)


def _is_fresh(moment: str) -> bool:
    return abs(datetime.now(UTC) - datetime.fromisoformat(moment)) < timedelta(hours=1)


def differences(ours: Answer, theirs: Answer) -> list[str]:
    """What the engine's answer and the reference executor's do not have in common; nothing when they agree.

    Of several errors below a place that is null because of them, an executor may tell as few as one.
    """
    found = []
    if ours.get("data", ...) != theirs.get("data", ...):
        found += [f"data{_apart(ours.get('data', ...), theirs.get('data', ...))}"]
    mine, others = (_sorted(each) for each in (ours, theirs))
    if mine[0] != others[0]:
        found.append(f"errors: {sorted(mine[0] ^ others[0])}")
    for place in mine[1].keys() | others[1].keys():
        one, other = mine[1].get(place, set()), others[1].get(place, set())
        if not one or not other or not (one >= other or one <= other):
            found.append(f"errors above {place}: {one} != {other}")
    return found


def _apart(one: Any, other: Any, path: str = "") -> str:
    """The first place where two values differ."""
    if isinstance(one, dict) and isinstance(other, dict) and list(one) == list(other):
        return next(_apart(one[name], other[name], f"{path}.{name}") for name in one if one[name] != other[name])
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return next(_apart(*pair, f"{path}.{number}") for number, pair in pairs if pair[0] != pair[1])
    return f"{path}: {one!r} != {other!r}"


def _sorted(answer: Answer) -> tuple[set[Any], dict[Any, set[Any]]]:
    """The errors that stand at a null of their own, and those whose null moved up, by where it moved to."""
    exact: set[Any] = set()
    moved: dict[Any, set[Any]] = {}
    for error in answer.get("errors", ()):
        path = error.get("path")
        said = (error["message"], error["code"])
        depth = None if path is None else _null_at(answer.get("data"), path)
        if path is None or depth == len(path):
            places = tuple((each["line"], each["column"]) for each in error.get("locations", ()))
            exact.add((*said, tuple(map(str, path or ())), places))
        else:
            moved.setdefault(tuple(map(str, path[:depth])), set()).add(said)
    return exact, moved


def _null_at(data: Any, path: Sequence[str | int]) -> int:
    for depth, step in enumerate(path):
        if data is None:
            return depth
        data = data[step]
    return len(path)
