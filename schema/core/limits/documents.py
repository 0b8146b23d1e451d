"""From text to a document that is small enough to be validated."""

from graphql import DocumentNode, GraphQLSyntaxError, parse

from carbot.errors import TooExpensive
from schema.core.limits.bounds import (
    ALIASES,
    COMMENTS,
    DEFINITIONS,
    DEPTH,
    DIRECTIVES,
    FIELDS,
    INTROSPECTION_DEPTH,
    LENGTH,
    ROOT_FIELDS,
    TOKENS,
)
from schema.core.limits.shapes import Shape, survey

_TOO_MUCH = "contains more than"


def guard(text: str) -> None:
    """Refuse a document by its length alone. Raises TooExpensive."""
    LENGTH.check(len(text))


def read(text: str) -> DocumentNode:
    """The document, parsed. Raises TooExpensive for one that is too large, too deep or too wide; GraphQLSyntaxError."""
    guard(text)
    try:
        document = parse(text, max_lexical_tokens=TOKENS, max_comments=COMMENTS)
    except GraphQLSyntaxError as error:
        if _TOO_MUCH not in error.message:
            raise
        raise TooExpensive(error.message.removeprefix("Syntax Error: "), limit="document") from None
    seen = survey(document)
    FIELDS.check(seen.fields)
    DEFINITIONS.check(seen.definitions)
    DIRECTIVES.check(seen.directives)
    for _, shape in seen.operations:
        check_shape(shape)
    return document


def check_shape(shape: Shape) -> None:
    """Raises TooExpensive for an operation that is too deep or too wide, whatever it would cost."""
    DEPTH.check(shape.depth)
    ALIASES.check(shape.aliases)
    ROOT_FIELDS.check(shape.root_fields)
    INTROSPECTION_DEPTH.check(shape.introspection_depth)
