"""The product's own schema: every list has its price, the printed text says the same, and our own documents pass."""

import pytest
from graphql import GraphQLField, GraphQLInterfaceType, GraphQLObjectType, build_schema, get_named_type

from carbot.assets import admin_ui_dir, widget_dir
from carbot.http.static import trusted_documents
from schema.core.cost import Price, price_of
from schema.core.limits import COST, prepare, read
from schema.root import build_schema as build_ours
from tests.limits.garage import operation_of

STRAWBERRY = build_ours()
SCHEMA = STRAWBERRY._schema
PRINTED = build_schema(STRAWBERRY.as_str())
DOCUMENTS = trusted_documents(widget_dir(), admin_ui_dir())
PAGES = ("first", "last")


def fields_of(schema: object) -> dict[str, GraphQLField]:
    """All fields of all types by name."""
    found: dict[str, GraphQLField] = {}
    for name, kind in schema.type_map.items():  # type: ignore[attr-defined]
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) and not name.startswith("__"):
            found |= {f"{name}.{field_name}": field for field_name, field in kind.fields.items()}
    return found


FIELDS = fields_of(SCHEMA)
CONNECTIONS = [name for name, field in FIELDS.items() if get_named_type(field.type).name.endswith("Connection")]


def test_the_printed_schema_says_what_the_rule_reads() -> None:
    written, printed = (
        {name: price for name, field in fields.items() if (price := price_of(field))}
        for fields in (FIELDS, fields_of(PRINTED))
    )

    assert written == printed
    assert len(written) > 50


@pytest.mark.parametrize("name", CONNECTIONS)
def test_every_connection_is_priced_by_its_pages(name: str) -> None:
    field = FIELDS[name]
    price = price_of(field)

    assert price is not None
    assert price.weight > 0
    assert price.multipliers == tuple(argument for argument in PAGES if argument in field.args)
    # Where no argument has a default of its own, the price must say how long the page is.
    assert price.assumed_size is not None or field.args["first"].default_value


def test_a_list_of_ids_is_priced_by_their_number() -> None:
    price = price_of(FIELDS["Query.nodes"])

    assert price is not None
    assert price.multipliers == ("ids",)


def test_counting_and_changing_things_has_a_price() -> None:
    counts = [name for name in FIELDS if name.endswith(".totalCount")]
    changes = [name for name in FIELDS if name.startswith("Mutation.")]

    assert len(counts) > 3
    assert len(changes) > 30
    assert [name for name in [*counts, *changes] if (price_of(FIELDS[name]) or Price(0)).weight < 2] == []


def test_every_multiplier_is_an_argument() -> None:
    priced = [(field, price) for field in FIELDS.values() if (price := price_of(field))]

    assert [price for field, price in priced if not {*price.multipliers} <= {*field.args}] == []


def test_an_entry_of_a_page_counts_once() -> None:
    prices = {name: price_of(field) for name, field in FIELDS.items() if name.endswith("Edge.node")}

    assert prices == dict.fromkeys(prices, Price(0))
    assert len(prices) > 3


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_our_own_documents_stay_within_the_limits_with_the_longest_pages(name: str) -> None:
    document = read(DOCUMENTS[name])
    operation = operation_of(document)
    longest = {each.variable.name.value: 100 for each in operation.variable_definitions or ()}

    assert prepare(SCHEMA, document, operation).admit(longest) <= COST.most
