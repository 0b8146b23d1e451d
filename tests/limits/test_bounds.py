"""Where the limits lie: what is just allowed passes, one more is refused and told so."""

import sys
from collections.abc import Callable

import pytest
from graphql import GraphQLSyntaxError, get_introspection_query, parse

from carbot.errors import TooExpensive
from schema.core.limits import assess, check, guard, read
from tests.limits.garage import WRITTEN, operation_of, prepared


def chain(levels: int) -> str:
    """So many levels of fields."""
    return "{ car(id: 1) {" + "owner {" * (levels - 2) + "id" + "}" * (levels - 2) + "} }"


def aliases(number: int) -> str:
    """So many aliases."""
    return "{ car(id: 1) {" + " ".join(f"a{each}: name" for each in range(number)) + "} }"


def roots(number: int) -> str:
    """So many root fields."""
    return "{" + "car(id: 1) { id } " * number + "}"


def in_fragments(text: Callable[[int], str], count: int) -> str:
    """The same, with all of it in fragments."""
    inner = text(count)
    return "{ ...A } fragment A on Query { ...B } fragment B on Query " + inner


BOUNDS = [("depth", chain, 10), ("aliases", aliases, 15), ("rootFields", roots, 10)]


@pytest.mark.parametrize("wrap", [lambda text, count: text(count), in_fragments], ids=["plain", "fragments"])
@pytest.mark.parametrize(("name", "text", "most"), BOUNDS, ids=[name for name, _, _ in BOUNDS])
def test_what_reaches_a_limit_passes_and_one_more_is_refused(
    name: str, text: Callable[[int], str], most: int, wrap: Callable[[Callable[[int], str], int], str]
) -> None:
    assert prepared(wrap(text, most)).admit({}) > 0

    for refuse in (lambda: read(wrap(text, most + 1)), lambda: prepared(wrap(text, most + 1)).admit({})):
        with pytest.raises(TooExpensive) as refused:
            refuse()
        assert refused.value.extensions == {
            "code": "TOO_EXPENSIVE",
            "limit": name,
            "asked": most + 1,
            "allowed": most,
        }
        assert f"{most + 1} " in str(refused.value)
        assert f"{most} are allowed" in str(refused.value)


def test_fragments_count_as_often_as_they_are_used() -> None:
    four = " fragment F on Car { a: name b: name c: name d: name }"
    used = "{ car(id: 1) { ...F owner { ...F owner { ...F } } } }" + four

    assert prepared(used).assess({}).aliases == 12
    with pytest.raises(TooExpensive):
        read(used.replace("owner { ...F }", "owner { ...F owner { ...F } }"))


def test_cost_reaches_five_thousand() -> None:
    pages = "query ($n: Int!) { cars(first: $n) { edges { node { parts(first: 47) { edges { cursor } } } } } }"
    operation = prepared(pages)

    assert operation.admit({"n": 99}) == 2 + 99 * 50
    with pytest.raises(TooExpensive) as refused:
        operation.admit({"n": 100})

    assert str(refused.value) == (
        "The operation costs 5,002 points; 5,000 are allowed. Ask for shorter pages or for fewer fields."
    )
    assert refused.value.extensions == {"code": "TOO_EXPENSIVE", "limit": "cost", "asked": 5002, "allowed": 5000}


def test_what_may_not_be_asked_is_refused_by_its_assessment_too() -> None:
    document = parse(aliases(16))

    with pytest.raises(TooExpensive):
        check(assess(WRITTEN, document, operation_of(document), {}))


def test_graphiqls_own_query_passes_and_more_of_it_does_not() -> None:
    whole = get_introspection_query(specified_by_url=True, schema_description=True, input_value_deprecation=True)
    twice = (
        "query {"
        + "".join(f"{name}: __schema {{ types {{ ...FullType }} }}" for name in ("a", "b", "c"))
        + "}"
        + whole[whole.index("fragment FullType") :]
    )

    assert prepared(whole).assess({}).introspection == 100
    assert prepared(whole).admit({}) == 0
    assert read(whole).definitions
    with pytest.raises(TooExpensive) as refused:
        prepared(twice).admit({})

    assert refused.value.extensions["limit"] == "introspection"


def test_introspection_has_a_depth_of_its_own() -> None:
    deep = '{ car(id: 1) { id } __type(name: "Car") {' + "ofType {" * 18 + "name" + "}" * 18 + "} }"

    assert prepared(deep).assess({}).introspection_depth == 20
    assert prepared(deep).assess({}).depth == 2
    assert prepared(deep).introspects
    with pytest.raises(TooExpensive) as refused:
        read(deep.replace("name }", "ofType { name } }").replace("name}", "ofType { name }}"))

    assert refused.value.extensions["limit"] == "introspectionDepth"


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("{ car(id: 1) { id } } " + " " * 66_000, "characters"),
        ('{ car(id: "' + "1" * 66_000 + '") { id } }', "characters"),
        ("{" + " a" * 2_000 + "}", "document"),
        ("{ a }" + "#\n" * 501 + "{ b }", "document"),
        ("{ car(id: 1) {" + "id " * 250 + "} }", "fields"),
        ("{ car(id: 1) { id } }" + " fragment F on Car { id }" * 100, "definitions"),
        ("query A { a }" + " query A { a }" * 100, "definitions"),
        ("{ car(id: 1) { id " + "@skip(if: false)" * 51 + "} }", "directives"),
        ("query " + "@a" * 51 + " { car(id: 1) { id } }", "directives"),
    ],
    ids=lambda each: each if len(each) < 20 else "",
)  # fmt: skip
def test_a_document_too_large_to_be_validated_is_refused_before(text: str, limit: str) -> None:
    with pytest.raises(TooExpensive) as refused:
        read(text)

    assert refused.value.extensions["limit"] == limit


@pytest.mark.parametrize(
    "text", ["{ car(id: 1 { id } }", "", "{" * 5_000, "{ a " * 201 + "}" * 201], ids=["brace", "empty", "open", "deep"]
)
def test_a_fault_of_syntax_stays_one(text: str) -> None:
    with pytest.raises(GraphQLSyntaxError):
        read(text)


def test_length_alone_is_looked_at_before_anything_else() -> None:
    guard("x" * 65_536)
    with pytest.raises(TooExpensive):
        guard("x" * 65_537)


CYCLES = [
    "{ ...A } fragment A on Query { car(id: 1) { id } ...A }",
    "{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A car(id: 1) { id } }",
    "{ ...Missing car(id: 1) { unknown { deeper } } }",
    "{ car(id: 1) { ...A } } fragment A on Nothing { id }",
]


@pytest.mark.parametrize("text", CYCLES)
def test_what_validation_will_refuse_does_no_harm_before(text: str) -> None:
    document = read(text)

    assert assess(WRITTEN, document, operation_of(document), {}).cost < 10


def fragments(number: int, start: str, each: str, last: str) -> str:
    """A start, so many numbered fragments on Car (`%` the next one's number), and the last one."""
    made = [f" fragment F{place} on Car {{ {each.replace('%', str(place + 1))} }}" for place in range(number)]
    return start + "".join(made) + f" fragment F{number} on Car {{ {last} }}"


LINEAR: dict[str, Callable[[int], str]] = {
    "many fields": lambda n: "{ car(id: 1) {" + "id " * n + "} }",
    "side by side": lambda n: fragments(
        n, "{ car(id: 1) {" + " ".join(f"...F{place}" for place in range(n + 1)) + "} }", "name", "name"
    ),
    "doubling": lambda n: fragments(n, "{ car(id: 1) { ...F0 } }", "...F% ...F%", "name"),
    "pages within pages": lambda n: fragments(
        n,
        "query ($n: Int!) { cars(first: $n) { edges { node { ...F0 } } } }",
        "trips(last: $n) { edges { node { ...F% ...F% } } }",
        "name",
    ),
    "a ring": lambda n: fragments(n, "{ car(id: 1) { ...F0 } }", "name ...F% ...F0", "...F0 ...F1"),
}


def steps(text: str) -> int:
    """How many functions the rule calls for a document."""
    document = parse(text)
    operation = operation_of(document)
    called = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal called
        called += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        assess(WRITTEN, document, operation, {"n": 100})
    finally:
        sys.setprofile(before)
    return called


@pytest.mark.parametrize("shape", LINEAR)
def test_ten_times_the_document_takes_ten_times_the_steps(shape: str) -> None:
    small, large = steps(LINEAR[shape](200)), steps(LINEAR[shape](2_000))

    assert 1_000 < large < 12 * small
