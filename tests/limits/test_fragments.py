"""Fragments change nothing: an operation written with them asks for what it asks for written out (property test)."""

from graphql import parse, print_ast, validate
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.core.limits import assess
from tests.limits.garage import WRITTEN, operation_of

FIELDS = {
    "Car": ["id", "a: name", "owner { %Car }", "b: tags { text }", "wheels { text }"],
    "CarEdge": ["cursor", "node { %Car }", "n: node { %Car }"],
    "CarConnection": ["totalCount", "edges { %CarEdge }"],
}
PAGES = ["parts { %CarConnection }", "parts(first: $n) { %CarConnection }", "t: trips(last: $n) { %CarConnection }"]
FIELDS["Car"] += PAGES
KINDS = sorted(FIELDS)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, str]:
    """A document with fragments, and the same written out. A fragment uses only those that were drawn before it."""
    names: dict[str, list[str]] = {kind: [] for kind in KINDS}
    written: dict[str, str] = {}
    texts: list[str] = []

    def selection(kind: str, levels: int) -> tuple[str, str]:
        chosen = draw(st.lists(st.sampled_from(FIELDS[kind]), min_size=1, max_size=3, unique=True))
        pairs = [field(text, levels) for text in chosen if levels or "%" not in text] or [("__typename", "__typename")]
        used = draw(st.lists(st.sampled_from(names[kind]), max_size=2)) if names[kind] else []
        pairs += [(f"...{name}", f"... on {kind} {{ {written[name]} }}") for name in used]
        return " ".join(text for text, _ in pairs), " ".join(text for _, text in pairs)

    def field(text: str, levels: int) -> tuple[str, str]:
        for kind in sorted(KINDS, key=len, reverse=True):
            if f"%{kind}" in text:
                short, long = selection(kind, levels - 1)
                return text.replace(f"%{kind}", short), text.replace(f"%{kind}", long)
        return text, text

    for place in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from(KINDS))
        short, long = selection(kind, 2)
        name = f"F{place}"
        texts.append(f" fragment {name} on {kind} {{ {short} }}")
        written[name] = long
        names[kind].append(name)
    short, long = selection("CarConnection", 4)
    start = "query ($n: Int) { cars(first: $n) { %s } }"
    return start % short + "".join(texts), start % long


@given(documents(), st.integers(0, 100))
@settings(max_examples=150)
def test_written_with_fragments_or_written_out(pair: tuple[str, str], size: int) -> None:
    with_fragments, written_out = (parse(text) for text in pair)

    found, expected = (
        assess(WRITTEN, document, operation_of(document), {"n": size}) for document in (with_fragments, written_out)
    )

    assert found == expected, print_ast(with_fragments)
    assert found.depth >= 2


def test_the_documents_are_such_as_validation_lets_pass() -> None:
    document = parse(
        "query ($n: Int!) { cars(first: $n) { ...F0 edges { cursor } } }"
        " fragment F0 on CarConnection { edges { node { ...F1 } } }"
        " fragment F1 on Car { t: trips(last: $n) { totalCount } }"
    )

    assert validate(WRITTEN, document) == []
    assert assess(WRITTEN, document, operation_of(document), {"n": 3}).cost == 2 + 3 * (1 + 2 + 5) + 3
