"""What an operation costs, and that the printed schema says the same as the rule."""

from typing import Any

import pytest
from graphql import OperationDefinitionNode

from schema.core.limits import assess, read
from tests.limits.garage import GARAGE, WRITTEN, assessed, cost, prepared


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("{ car(id: 1) { id name } }", 1),
        ("{ car(id: 1) { owner { owner { name } } } }", 3),
        ("{ __typename }", 0),
        ("{ car(id: 1) { tags { text } } }", 1 + 10),
        ("{ car(id: 1) { wheels { text } } }", 1 + 1 + 4),
        ("{ cars { edges { node { id } } } }", 2 + 25),
        ("{ cars(first: 3) { edges { node { id owner { id } } } } }", 2 + 3 * (1 + 1)),
        ("{ cars(first: 3) { totalCount edges { cursor } } }", 2 + 5 + 3),
        ("{ cars(first: 3) { totalCount } }", 2 + 5),
        ("{ cars(first: 0) { edges { node { owner { id } } } } }", 2),
        ("{ cars(first: 3) { edges { node { parts { edges { node { id } } } } } } }", 2 + 3 * (1 + 2 + 20)),
        ("{ cars(first: 3) { edges { node { trips { edges { cursor } } } } } }", 2 + 3 * (1 + 2 + 100)),
        ("{ cars(first: 3) { edges { node { trips(last: 5) { edges { cursor } } } } } }", 2 + 3 * (1 + 2 + 5)),
        ("{ cars(first: 3) { edges { node { trips(last: 5, first: 7) { edges { cursor } } } } } }", 2 + 3 * (3 + 7)),
        ('{ nodes(ids: ["a", "b"]) { id owner { id } } }', 1 + 2 * (1 + 1)),
        ('{ nodes(ids: "a") { id } }', 1 + 1),
        ("{ nodes(ids: []) { id } }", 1),
        ("{ a: car(id: 1) { id } b: car(id: 2) { id } }", 2),
        ("{ ...F ...F } fragment F on Query { car(id: 1) { owner { id } } }", 4),
        (
            "{ ... { ... on Query { cars(first: 2) { ...P } } } } fragment P on CarConnection { edges { cursor } }",
            2 + 2,
        ),
    ],
)
def test_a_page_multiplies_what_is_selected_of_its_entries(document: str, expected: int) -> None:
    assert cost(document) == expected


@pytest.mark.parametrize(
    ("variables", "size"),
    [
        ({"n": 3}, 3),
        ({"n": 3.0}, 3),
        ({"n": 0}, 0),
        ({"n": -7}, 0),
        ({}, 7),
        ({"n": 100}, 100),
        ({"n": 10**30}, 100),
        ({"n": float("inf")}, 100),
        ({"n": float("-inf")}, 0),
        ({"n": float("nan")}, 100),
        ({"n": "3"}, 1),
        ({"n": True}, 1),
        ({"n": {}}, 1),
        ({"n": None}, 100),
        ({"m": 50}, 7),
    ],
    ids=str,
)
def test_page_sizes_may_come_from_variables_whatever_they_hold(variables: dict[str, Any], size: int) -> None:
    document = "query ($n: Int! = 7) { cars(first: $n) { edges { node { owner { id } } } } }"

    assert cost(document, variables) == 2 + 2 * size


def test_a_variable_that_is_not_given_leaves_the_arguments_default() -> None:
    document = "query ($n: Int) { car(id: 1) { parts(first: $n) { edges { cursor } } } }"

    assert cost(document.replace("Int", "Int! = 4")) == 1 + 2 + 4
    assert cost("query ($n: Int) { car(id: 1) { trips(first: $n) { edges { cursor } } } }") == 1 + 2 + 100
    assert cost("query ($n: Int) { car(id: 1) { trips(first: $n) { edges { cursor } } } }", {"n": None}) == 103


@pytest.mark.parametrize(
    ("ids", "size"),
    [(["a", "b", "c"], 3), ([], 0), ("a", 1), (None, 100), (["a"] * 5000, 100)],
    ids=["three", "none", "one", "null", "many"],
)
def test_a_list_of_ids_counts_its_entries(ids: Any, size: int) -> None:
    document = "query ($ids: [ID!]!, $one: ID!) { nodes(ids: $ids) { id } more: nodes(ids: [$one, $one]) { id } }"

    assert cost(document, {"ids": ids, "one": "a"}) == 1 + size + 1 + 2


def test_sizes_of_pages_within_pages_multiply() -> None:
    document = """query ($outer: Int!, $inner: Int!) {
      cars(first: $outer) { edges { node { parts(first: $inner) { edges { node { ...Wheels } } } ...Wheels } } } }
      fragment Wheels on Car { wheels { text } trips(last: $inner) { edges { cursor } } }"""

    wheels = 1 + 4 + 2 + 9
    assert cost(document, {"outer": 7, "inner": 9}) == 2 + 7 * (1 + 2 + 9 * (1 + wheels) + wheels)
    assert cost(document, {"outer": 0, "inner": 9}) == 2


def test_what_hangs_on_no_variable_is_worked_out_once() -> None:
    plain = prepared("{ cars(first: 3) { edges { node { wheels { text } } } } }")

    assert plain.program.lines == []
    assert plain.amount == 2 + 3 * (1 + 1 + 4)


def test_the_printed_schema_names_every_price() -> None:
    printed = GARAGE.as_str()

    for field, price in {
        "cars(first: Int! = 25): CarConnection!": 'weight: 2, multipliers: ["first"]',
        "trips(first: Int = null, last: Int = null): CarConnection!": (
            'weight: 2, multipliers: ["first", "last"], assumedSize: 100'
        ),
        "wheels: [Tag!]!": "weight: 1, assumedSize: 4",
        "node: Car!": "weight: 0",
    }.items():
        assert f"  {field} @cost({price})\n" in printed
    assert "directive @cost(weight: Int!, multipliers: [String!], assumedSize: Int) on FIELD_DEFINITION" in printed


def test_all_that_an_operation_asks_for() -> None:
    found = assessed("query ($n: Int!) { a: cars(first: $n) { edges { node { b: name } } } car(id: 1) { id } }", n=10)

    assert (found.depth, found.cost, found.aliases, found.root_fields) == (4, 2 + 10 + 1, 2, 2)
    assert (found.introspection_depth, found.introspection) == (0, 0)


def test_each_operation_of_a_document_has_a_cost_of_its_own() -> None:
    document = read(
        "query A { car(id: 1) { id } } query B { cars { totalCount edges { ...E } } } fragment E on CarEdge { cursor }"
    )
    one, other = (each for each in document.definitions if isinstance(each, OperationDefinitionNode))

    assert assess(WRITTEN, document, one, {}).cost == 1
    assert assess(WRITTEN, document, other, {}).cost == 2 + 5 + 25
