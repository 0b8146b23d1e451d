"""Every operation of dashboard and widget, with variables that let it do its work.

Variables follow from the schema's types, ids from the caller's own workshop. Each operation has workshops of its own,
so that one that deletes or revokes takes nothing away from another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import cycle
from typing import Any

import psycopg
from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    OperationDefinitionNode,
    VariableNode,
    get_named_type,
    parse,
    type_from_ast,
)

from bench.cast import Member, Visitor, latest_day
from bench.load import Prepared
from bench.requests import Calls, body, headers, prepare
from bench.stage import Scene
from bench.workloads import NUMBER, Document, Variables, front_end_documents
from schema.root import build_schema
from tenants.permissions import OPERATOR_PERMISSIONS

Ids = Mapping[str, str]
Caller = tuple[Member, Visitor, Ids]
_PREFIXES = {"clientKey": "key", "serviceCategory": "category", "libraryService": "libraryservice"}
_TYPES = ("lead", "conversation", "turn", "member", "service", "serviceCategory", "clientKey", "closure")
_SAMPLES: dict[str, Any] = {
    "String": f"Ölwechsel am Golf {NUMBER}",
    "Int": 25,
    "Boolean": True,
    "DateTime": "2026-11-02T08:00:00+00:00",
    "Date": "2026-11-02",
    "Time": "08:00",
    "Money": 9900,
    "EmailAddress": f"ayse{NUMBER}@kunde.example",
    "PhoneNumber": "0171 2345678",
    "Url": "https://www.werkstatt.example/datenschutz",
}
_FITTING: dict[str, Any] = {
    "textVersion": "2026-11",
    "priceKind": "FIXED",
    "priceMin": 9900,
    "priceMax": 9900,
    "closesAt": "18:00",
    "endsOn": "2026-11-03",
    "phone": "0171 2345678",
    "accentColor": "#1d4ed8",
    "allowedOrigins": ["https://www.werkstatt.example"],
}
_WANTED = {"ServiceCreateInput": ("priceMin", "priceMax"), "LeadCreateInput": ("phone",), "LeadSubmitInput": ("phone",)}
"""Input fields that are sent although they may be left out, because the operation would be refused."""
_MOST_REQUESTS = 20_000
NOBODYS = "0" * 32
"""The key of a thing that is not there: the operation is refused, and so is nothing changed that others need."""
_OWN = """
    SELECT 'member-' || substring(a.email FROM '[0-9]+'), w.id::text, substring(w.name FROM '[0-9]+')::int, k.key,
           (SELECT id FROM leads WHERE workshop_id = w.id AND status = 'NEW' ORDER BY created_at DESC LIMIT 1) AS lead,
           c.id AS conversation, t.id AS turn, m.id AS member, s.id AS service, s.category_id AS category, k.id AS key,
           x.id AS closure, (SELECT id FROM library_services ORDER BY id LIMIT 1) AS libraryservice
    FROM members m
    JOIN accounts a ON a.id = m.account_id
    JOIN workshops w ON w.id = m.workshop_id
    JOIN client_keys k ON k.workshop_id = w.id
    JOIN closures x ON x.workshop_id = w.id
    JOIN LATERAL (SELECT * FROM services WHERE workshop_id = w.id ORDER BY id LIMIT 1) s ON true
    JOIN LATERAL (SELECT * FROM conversations WHERE workshop_id = w.id AND taken_over_at IS NULL ORDER BY id DESC
                  LIMIT 1) c ON true
    JOIN LATERAL (SELECT * FROM turns WHERE workshop_id = w.id AND conversation_id = c.id LIMIT 1) t ON true
    WHERE m.role = 'OWNER' AND w.name <> 'Werkstatt 1'
    ORDER BY w.id
"""
_SIGN_IN = """
    INSERT INTO sessions (id, account_id, workshop_id, role, token_hash, expires_at)
    SELECT gen_random_uuid(), account_id, workshop_id, role, sha256(convert_to(%(new)s, 'UTF8')),
           now() + interval '30 days'
    FROM sessions WHERE token_hash = sha256(convert_to(%(old)s, 'UTF8'))
"""


def golden_requests(scene: Scene) -> list[Prepared]:
    """Requests in which every operation comes equally often. Nobody signs out twice: for that there are sessions."""
    documents = list(_documents())
    callers = _callers(scene)
    rounds = _MOST_REQUESTS // len(documents)
    by_operation = []
    for place, (front_end, document) in enumerate(documents):
        own = callers[place % len(callers) :: len(documents)]
        if document.operation == "SessionEnd":
            own = _signed_in_again(scene, own, rounds)
        by_operation.append(cycle([_request(front_end, document, *caller) for caller in own]))
    return [next(requests) for _ in range(rounds) for requests in by_operation]


def variables_of(document: Document, ids: Ids) -> Variables:
    """A value for every variable that must have one."""
    (operation,) = [each for each in parse(document.text).definitions if isinstance(each, OperationDefinitionNode)]
    found = {}
    for definition in operation.variable_definitions or ():
        kind = type_from_ast(_SCHEMA, definition.type)
        name = definition.variable.name.value
        if isinstance(kind, GraphQLNonNull):
            found[name] = _value(kind, name, _field_of(operation, name), ids)
    return found


_SCHEMA = build_schema()._schema


def _documents() -> Iterator[tuple[str, Document]]:
    for front_end in ("admin_ui", "widget"):
        for document in front_end_documents(front_end).values():
            if not document.text.lstrip().startswith("subscription") and not _is_operators(document):
                yield front_end, document


def _is_operators(document: Document) -> bool:
    """Whether only those who run the platform may ask for it."""
    (operation,) = [each for each in parse(document.text).definitions if isinstance(each, OperationDefinitionNode)]
    root = _SCHEMA.get_root_type(operation.operation)
    names = [field.name.value for field in operation.selection_set.selections if isinstance(field, FieldNode)]
    definitions = [root.fields[name].extensions["strawberry-definition"] for name in names if root is not None]
    return any(
        getattr(directive, "permission", None) in OPERATOR_PERMISSIONS
        for definition in definitions
        for directive in definition.directives
    )


def _callers(scene: Scene) -> list[Caller]:
    names = ("lead", "conversation", "turn", "member", "service", "category", "key", "closure", "libraryservice")
    callers: list[Caller] = []
    with psycopg.connect(scene.admin_url) as connection:
        latest = latest_day(connection)
        for token, workshop, number, key, *keys in connection.execute(_OWN).fetchall():
            ids = {name: f"{name}_{found.hex}" for name, found in zip(names, keys, strict=True) if found}
            conversation = keys[1].hex
            visitor = Visitor.of(conversation, key, workshop)
            callers.append((Member(token, workshop, number, keys[0].hex, latest), visitor, ids))
    return callers


def _signed_in_again(scene: Scene, callers: list[Caller], count: int) -> list[Caller]:
    """The callers with new sessions, as many as are asked for."""
    again = []
    with psycopg.connect(scene.admin_url) as connection:
        for number, (member, visitor, ids) in zip(range(count), cycle(callers), strict=False):
            token = f"leaving-{number}"
            connection.execute(_SIGN_IN, {"new": token, "old": member.token})
            again.append((replace(member, token=token), visitor, ids))
    return again


def _request(front_end: str, document: Document, member: Member, visitor: Visitor, ids: Ids) -> Prepared:
    caller = visitor if front_end == "widget" else member
    content = body(document, variables_of(document, ids), by_id=True)
    return prepare(f"{front_end}.{document.operation}", content, headers(caller, Calls.LOOKED_UP))


def _field_of(operation: OperationDefinitionNode, variable: str) -> str:
    """The root field a variable is for."""
    for field in operation.selection_set.selections:
        if isinstance(field, FieldNode):
            for argument in field.arguments or ():
                if isinstance(argument.value, VariableNode) and argument.value.name.value == variable:
                    return field.name.value
    return ""


def _value(kind: Any, name: str, field: str, ids: Ids) -> Any:
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if name in _FITTING:
        return _FITTING[name]
    if isinstance(bare, GraphQLList):
        return [_value(bare.of_type, name, field, ids)]
    if isinstance(bare, GraphQLInputObjectType):
        wanted = _WANTED.get(bare.name, ())
        return {
            each: _value(spec.type, each, field, ids)
            for each, spec in bare.fields.items()
            if each in wanted or isinstance(spec.type, GraphQLNonNull)
        }
    if isinstance(bare, GraphQLEnumType):
        return next(iter(bare.values))
    assert not isinstance(get_named_type(bare), GraphQLObjectType)
    if bare.name == "ID":
        prefix = _prefix(name, field)
        return ids.get(prefix) or f"{prefix}_{NOBODYS}"
    return _SAMPLES[bare.name]


def _prefix(name: str, field: str) -> str:
    """The prefix of the ids that belong here, by the argument's name or else the field's."""
    noun = name.removesuffix("s").removesuffix("Id") if name not in ("id", "ids") else ""
    if not noun:
        noun = max((known for known in _TYPES if field.startswith(known)), key=len, default="conversation")
    return _PREFIXES.get(noun, noun)
