"""Every place of the schema that takes an id, with a document that fills it and otherwise asks for the ordinary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)
from graphql.type import is_required_input_field

from schema.root import build_schema
from tenants.permissions import OPERATOR_PERMISSIONS

# What a noun of the schema is called in an id, where it is not the noun itself.
PREFIXES = {
    "clientKey": "key",
    "serviceCategory": "category",
    "libraryService": "libraryservice",
    "priceRule": "pricerule",
    "errorGroup": "errorgroup",
    "catalogueImport": "import",
    "faqEntry": "faq",
    "knowledgeGap": "gap",
}
NOUNS = (
    "catalogueImport",
    "clientKey",
    "conversation",
    "closure",
    "document",
    "errorGroup",
    "faqEntry",
    "installation",
    "invitation",
    "knowledgeGap",
    "lead",
    "member",
    "message",
    "priceRule",
    "serviceCategory",
    "service",
    "session",
    "turn",
)
# The nouns of places whose name does not tell.
TOLD = {
    "node.id": "lead",
    "nodes.ids": "lead",
    "services.filter.categoryId": "serviceCategory",
    "libraryServices.filter.categoryId": "librarycategory",
    "serviceCreate.input.categoryId": "serviceCategory",
    "serviceUpdate.input.categoryId": "serviceCategory",
    "serviceReorder.categoryId": "serviceCategory",
    "serviceReorder.ids": "service",
    "serviceCategoryReorder.ids": "serviceCategory",
    "priceRules.filter.categoryId": "serviceCategory",
    "priceRuleCreate.input.categoryId": "serviceCategory",
    "priceRuleUpdate.input.categoryId": "serviceCategory",
    "knowledgeGapResolve.input.synonymOf": "service",
    "knowledgeGapResolve.input.service.imageUploadId": "upload",
    "serviceCreate.input.imageUploadId": "upload",
    "serviceUpdate.input.imageUploadId": "upload",
    "widgetUpdate.input.logoUploadId": "upload",
    "knowledgeGapResolve.input.service.categoryId": "serviceCategory",
    "leads.filter.assigneeId": "member",
    "visitorUnblock.id": "block",
    "handoverRequest.conversationId": "conversation",
    "auditEntries.filter.memberId": "member",
    "linkedSignInRemove.id": "signin",
    "workshopSwitch.id": "workshop",
}
SAMPLES = {
    "String": "Ölwechsel am Golf",
    "Int": 1,
    "Float": 1.0,
    "Boolean": True,
    "DateTime": "2026-11-02T08:00:00+00:00",
    "Date": "2026-11-02",
    "Time": "08:00",
    "Money": 9900,
    "EmailAddress": "ayse@kunde.example",
    "PhoneNumber": "0171 2345678",
    "Url": "https://www.werkstatt.example/datenschutz",
}
# Values that must be what they are for the operation to do its work.
FITTING = {"consent.textVersion": "2026-11", "priceKind": "FIXED", "priceMax": 9900, "seasonStart": "10-01"}
DEPTH = 3


@dataclass(frozen=True)
class Place:
    """One place for an id: the path from the root field to it, and the prefix of the ids that belong there."""

    operation: str
    field: str
    path: tuple[str, ...]
    is_list: bool
    prefix: str

    def __str__(self) -> str:
        return ".".join((self.field, *self.path))


@dataclass(frozen=True)
class Request:
    """A document and its variables."""

    document: str
    variables: dict[str, Any]


SCHEMA: GraphQLSchema = build_schema()._schema
NODES: list[GraphQLObjectType] = list(SCHEMA.get_implementations(SCHEMA.type_map["Node"]).objects)  # type: ignore[arg-type]


def roots(schema: GraphQLSchema = SCHEMA) -> Iterator[tuple[str, str, GraphQLField]]:
    """All root fields with the kind of operation they belong to."""
    for operation in ("query", "mutation", "subscription"):
        kind = getattr(schema, f"{operation}_type")
        for name, field in kind.fields.items():
            yield operation, name, field


def is_operators(place: Place) -> bool:
    """Whether only those who run the platform may ask for it."""
    field = getattr(SCHEMA, f"{place.operation}_type").fields[place.field]
    directives = field.extensions["strawberry-definition"].directives
    return any(getattr(each, "permission", None) in OPERATOR_PERMISSIONS for each in directives)


def places(schema: GraphQLSchema = SCHEMA) -> list[Place]:
    """All places for an id. Raises AssertionError for one that nobody can tell what belongs into it."""
    return [
        Place(operation, name, path, is_list, prefix_of(name, path))
        for operation, name, field in roots(schema)
        for argument, spec in field.args.items()
        for path, is_list in _ids(spec.type, (argument,))
    ]


def prefix_of(field: str, path: tuple[str, ...]) -> str:
    """The prefix of what belongs into a place, by its name. Raises AssertionError for one nobody can tell."""
    noun = TOLD.get(".".join((field, *path)))
    if noun is None and path[-1] == "id":
        noun = next((known for known in NOUNS if field.startswith(known)), None)
    if noun is None and path[-1] != "id":
        noun = re.sub(r"Ids?$", "", path[-1])
    assert noun is not None, f"say in TOLD which ids belong into {field}.{'.'.join(path)}"
    return PREFIXES.get(noun, noun)


def request(place: Place, value: str, own: dict[str, str]) -> Request:
    """Fill a place with an id, all other required places with what is there, from `own`."""
    kind = getattr(SCHEMA, f"{place.operation}_type")
    field = kind.fields[place.field]
    variables = {}
    for name, spec in field.args.items():
        if name == place.path[0] or is_required_argument(spec):
            variables[name] = _value(spec.type, (name,), place, value, own)
    return Request(document(place.operation, place.field, field, set(variables)), variables)


def ordinary(operation: str, name: str, field: GraphQLField, own: dict[str, str]) -> Request:
    """A root field with what it requires and nothing else, ids from `own`."""
    nowhere = Place(operation, name, ("",), False, "")
    given = {key: spec for key, spec in field.args.items() if is_required_argument(spec)}
    variables = {key: _value(spec.type, (key,), nowhere, "", own) for key, spec in given.items()}
    return Request(document(operation, name, field, set(given)), variables)


def document(operation: str, name: str, field: GraphQLField, given: set[str]) -> str:
    """The operation with these of its arguments as variables, asking for everything that costs no argument."""
    declared = ", ".join(f"${argument}: {field.args[argument].type}" for argument in sorted(given))
    passed = ", ".join(f"{argument}: ${argument}" for argument in sorted(given))
    head = f"({declared})" if given else ""
    return f"{operation}{head} {{ {name}{f'({passed})' if given else ''}{selection(field.type)} }}"


def selection(kind: Any, depth: int = DEPTH) -> str:
    """Every field down to a depth that needs no argument."""
    named = get_named_type(kind)
    if is_leaf_type(named):
        return ""
    parts = ["__typename"]
    if isinstance(named, GraphQLObjectType | GraphQLInterfaceType):
        for name, field in named.fields.items():
            if any(is_required_argument(argument) for argument in field.args.values()):
                continue
            if is_leaf_type(get_named_type(field.type)):
                parts.append(name)
            elif depth > 1:
                parts.append(name + selection(field.type, depth - 1))
    return " { " + " ".join(parts) + " }"


def _ids(kind: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], bool]]:
    named = get_named_type(kind)
    if named.name == "ID":
        bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        yield path, isinstance(bare, GraphQLList)
    if isinstance(named, GraphQLInputObjectType):
        for name, spec in named.fields.items():
            yield from _ids(spec.type, (*path, name))


def _value(kind: Any, path: tuple[str, ...], place: Place, value: str, own: dict[str, str]) -> Any:
    """A value for one input: the id where this is the place, else something of the right kind."""
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if isinstance(bare, GraphQLList):
        return [_value(bare.of_type, path, place, value, own)]
    if isinstance(bare, GraphQLInputObjectType):
        return {
            name: _value(spec.type, (*path, name), place, value, own)
            for name, spec in bare.fields.items()
            if _is_wanted(bare, name, spec, (*path, name), place)
        }
    if isinstance(bare, GraphQLEnumType):
        return FITTING.get(path[-1], next(iter(bare.values)))
    assert isinstance(bare, GraphQLScalarType)
    if bare.name == "ID":
        return value if path == place.path else own[prefix_of(place.field, path)]
    for size in (2, 1):
        if (fitting := FITTING.get(".".join(path[-size:]))) is not None:
            return fitting
    return SAMPLES[bare.name]


def _is_wanted(
    owner: GraphQLInputObjectType, name: str, spec: GraphQLInputField, path: tuple[str, ...], place: Place
) -> bool:
    if path == place.path[: len(path)] or is_required_input_field(spec):
        return True
    if name == "synonymOf" and place.path == ("id",):
        return True
    # A new service stands in a group, whatever else is said of it.
    if name == "categoryName" and owner.name == "ServiceCreateInput" and place.path[-1] == "imageUploadId":
        return True
    # Beside what is required: a way to reach the person, and the other end of a fixed price.
    return name in ("phone", "priceMin", "priceMax") and place.operation == "mutation" and "Update" not in owner.name
