"""Documents: which may be sent by whom, and each of them parsed, validated and priced once."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    validate,
)

from carbot.errors import BadInput, RequestError, UnknownDocument
from carbot.settings import DocumentPolicy
from schema.core.limits import Prepared, prepare, read
from schema.engine.engine import Operation
from tenants.principal import Principal, PrincipalKind

_MOST_DOCUMENTS = 2_000
_MOST_CHARACTERS = 8_000_000
_TEXT_SENDERS = (PrincipalKind.PARTNER, PrincipalKind.OPERATOR)


@dataclass(slots=True)
class Ready:
    """An operation that may run: what it costs, and the plans made of it."""

    operation: Operation
    prepared: Prepared

    @property
    def name(self) -> str | None:
        """The operation's name."""
        return self.operation.node.name.value if self.operation.node.name else None

    @property
    def kind(self) -> OperationType:
        """Query, mutation or subscription."""
        return self.operation.node.operation


@dataclass(slots=True)
class Document:
    """A document's text with what is known of it: its faults, or its operations by name."""

    text: str
    ast: DocumentNode | None = None
    faults: tuple[GraphQLError | RequestError, ...] = ()
    operations: dict[str, Ready] = field(default_factory=dict)

    def choose(self, name: str | None) -> Ready:
        """The operation that is asked for. Raises BadInput where that is none or not clear which."""
        if name:
            found = self.operations.get(name)
            if found is None:
                raise BadInput(f'Unknown operation named "{name}".')
            return found
        if len(self.operations) != 1:
            raise BadInput("Must provide operation name if query contains multiple operations.")
        return next(iter(self.operations.values()))


class Documents:
    """The trusted documents, who may send others, and those seen lately."""

    def __init__(self, schema: GraphQLSchema, trusted: Mapping[str, str], policy: DocumentPolicy) -> None:
        self._schema = schema
        self._trusted = trusted
        self._policy = policy
        self._pinned: dict[str, Document] = {}
        self._seen: OrderedDict[str, Document] = OrderedDict()
        self._characters = 0

    def needs_principal(self, payload: Mapping[str, Any]) -> bool:
        """Whether it depends on the caller that this request's document is taken."""
        return payload.get("documentId") is None and self._policy is DocumentPolicy.PARTNERS

    def text_of(self, payload: Mapping[str, Any], principal: Principal | None) -> str | None:
        """The text of a request's document. Raises UnknownDocument, BadInput."""
        wanted = payload.get("documentId")
        if wanted is not None:
            return self._trusted_text(wanted)
        is_allowed = self._policy is DocumentPolicy.ANY or (
            self._policy is DocumentPolicy.PARTNERS and principal is not None and principal.kind in _TEXT_SENDERS
        )
        if not is_allowed:
            raise UnknownDocument("Only trusted documents are taken here: send a documentId.")
        text = payload.get("query")
        if text is not None and not isinstance(text, str):
            raise BadInput("The GraphQL operation's `query` must be a string.")
        return text

    def find(self, payload: Mapping[str, Any], principal: Principal | None) -> Document:
        """The document of a request. Raises UnknownDocument, BadInput."""
        wanted = payload.get("documentId")
        if isinstance(wanted, str) and (pinned := self._pinned.get(wanted)) is not None:
            return pinned
        text = self.text_of(payload, principal)
        if not text:
            raise BadInput("No GraphQL query found in the request")
        if wanted is not None:
            return self._pinned.setdefault(wanted, self._read(text))
        found = self._seen.get(text)
        if found is not None:
            self._seen.move_to_end(text)
            return found
        return self._keep(self._read(text))

    def _trusted_text(self, wanted: Any) -> str:
        text = self._trusted.get(wanted) if isinstance(wanted, str) else None
        if text is None:
            raise UnknownDocument("There is no trusted document of this id.")
        return text

    def _keep(self, document: Document) -> Document:
        self._seen[document.text] = document
        self._characters += len(document.text)
        while len(self._seen) > _MOST_DOCUMENTS or self._characters > _MOST_CHARACTERS:
            _, oldest = self._seen.popitem(last=False)
            self._characters -= len(oldest.text)
        return document

    def _read(self, text: str) -> Document:
        try:
            ast = read(text)
        except (GraphQLSyntaxError, RequestError) as error:
            return Document(text, faults=(error,))
        faults = validate(self._schema, ast)
        if faults:
            return Document(text, ast, tuple(faults))
        fragments = {each.name.value: each for each in ast.definitions if isinstance(each, FragmentDefinitionNode)}
        operations = {
            each.name.value if each.name else "": Ready(Operation(each, fragments), prepare(self._schema, ast, each))
            for each in ast.definitions
            if isinstance(each, OperationDefinitionNode)
        }
        return Document(text, ast, operations=operations)
