"""The shape of a document: how deep, how many aliases and root fields, each fragment looked at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

_INTROSPECTION = frozenset({"__schema", "__type"})


@dataclass(slots=True)
class Shape:
    """An operation's or a fragment's extent. What lies below `__schema` and `__type` has a depth of its own."""

    depth: int = 0
    introspection_depth: int = 0
    aliases: int = 0
    root_fields: int = 0


@dataclass(slots=True)
class _Spread:
    """A fragment is used `level` levels down."""

    name: str
    level: int
    introspects: bool


@dataclass(slots=True)
class _Part:
    """One definition by itself: its shape without its fragments, and where those are used."""

    shape: Shape = field(default_factory=Shape)
    spreads: list[_Spread] = field(default_factory=list)
    fields: int = 0
    directives: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """A whole document. `fragments` come in an order in which each follows those it uses, each name once."""

    operations: tuple[tuple[OperationDefinitionNode, Shape], ...]
    fragments: tuple[FragmentDefinitionNode, ...]
    definitions: int
    fields: int
    directives: int

    def shape_of(self, operation: OperationDefinitionNode) -> Shape:
        """The shape of one of the document's operations."""
        return next(shape for each, shape in self.operations if each is operation)


def survey(document: DocumentNode) -> Survey:
    """Look at every definition once; a use of a fragment costs the same however large the fragment is.

    A fragment that uses itself counts once: validation refuses it.
    """
    looked_at = [
        (each, _look_at(each.selection_set, len(each.directives or ())))
        for each in document.definitions
        if isinstance(each, OperationDefinitionNode | FragmentDefinitionNode)
    ]
    fragments = {each.name.value: (each, part) for each, part in looked_at if isinstance(each, FragmentDefinitionNode)}
    order = list(_in_order({name: part.spreads for name, (_, part) in fragments.items()}))
    complete: dict[str, Shape] = {}
    for name in order:
        complete[name] = _complete(fragments[name][1], complete)
    return Survey(
        operations=tuple(
            (each, _complete(part, complete)) for each, part in looked_at if isinstance(each, OperationDefinitionNode)
        ),
        fragments=tuple(fragments[name][0] for name in order),
        definitions=len(looked_at),
        fields=sum(part.fields for _, part in looked_at),
        directives=sum(part.directives for _, part in looked_at),
    )


def _look_at(selection_set: SelectionSetNode, directives: int) -> _Part:
    part = _Part(directives=directives)
    shape = part.shape
    stack = [(selection_set, 0, False)]
    while stack:
        selections, level, introspects = stack.pop()
        for selection in selections.selections:
            part.directives += len(selection.directives or ())
            if isinstance(selection, FieldNode):
                part.fields += 1
                shape.aliases += selection.alias is not None
                shape.root_fields += level == 0
                inside = introspects or selection.name.value in _INTROSPECTION
                if inside:
                    shape.introspection_depth = max(shape.introspection_depth, level + 1)
                else:
                    shape.depth = max(shape.depth, level + 1)
                if selection.selection_set:
                    stack.append((selection.selection_set, level + 1, inside))
            elif isinstance(selection, FragmentSpreadNode):
                part.spreads.append(_Spread(selection.name.value, level, introspects))
            elif isinstance(selection, InlineFragmentNode):
                stack.append((selection.selection_set, level, introspects))
    return part


def _in_order(uses: Mapping[str, list[_Spread]]) -> Iterator[str]:
    """The names, each after those it uses, found without recursion."""
    begun: set[str] = set()
    for root in uses:
        if root in begun:
            continue
        begun.add(root)
        path = [(root, iter(uses[root]))]
        while path:
            name, spreads = path[-1]
            for spread in spreads:
                if spread.name in uses and spread.name not in begun:
                    begun.add(spread.name)
                    path.append((spread.name, iter(uses[spread.name])))
                    break
            else:
                path.pop()
                yield name


def _complete(part: _Part, fragments: Mapping[str, Shape]) -> Shape:
    own = part.shape
    whole = Shape(own.depth, own.introspection_depth, own.aliases, own.root_fields)
    for spread in part.spreads:
        used = fragments.get(spread.name)
        if used is None:
            continue
        whole.aliases += used.aliases
        if spread.level == 0:
            whole.root_fields += used.root_fields
        if spread.introspects:
            whole.introspection_depth = max(whole.introspection_depth, spread.level + used.depth)
        else:
            whole.depth = max(whole.depth, spread.level + used.depth)
            whole.introspection_depth = max(whole.introspection_depth, used.introspection_depth)
    return whole
