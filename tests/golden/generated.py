"""Operations drawn from the schema: what anybody might ask of it, sensible or not, but valid."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLSchema,
    Undefined,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
)
from graphql.type import is_required_input_field

from tests.golden import marks

DEPTH = 6
# What is left of a minute changes with every request.
_CHANGING = {"rateLimit"}
_SIZES = (0, 1, 2, 5, 100, 101, -1)
_NUMBERS = (0, 1, 40, 400, -1, 2**31 - 1)
_MOMENTS = ("2026-11-02T07:33:00.12Z", "2026-11-02T08:36:00.120000+01:00", "2026-11-02T07:34:00")
_DAYS = ("2026-10-30", "2026-11-02", "2026-11-04", "2024-02-29")


@dataclass
class Drawing:
    """One operation being drawn, with the variables it takes."""

    schema: GraphQLSchema
    random: Random
    cursors: list[str]
    declared: dict[str, str] = field(default_factory=dict)
    variables: dict[str, Any] = field(default_factory=dict)
    fragments: list[str] = field(default_factory=list)
    _count: int = 0

    def operation(self) -> str:
        """The whole document."""
        root: Any = self.schema.query_type
        wanted = self.random.sample(sorted(set(root.fields) - _CHANGING), self.random.choice((1, 2, 3)))
        body = self._selection(root, DEPTH, wanted)
        head = ", ".join(f"{name}: {kind}" for name, kind in self.declared.items())
        return "\n".join([f"query Drawn{f'({head})' if head else ''} {body}", *self.fragments])

    def _chance(self, of: int) -> bool:
        return self.random.randrange(of) == 0

    def _name(self, start: str) -> str:
        self._count += 1
        return f"{start}{self._count}"

    def _selection(self, kind: Any, depth: int, wanted: list[str] | None = None) -> str:
        """A selection set of a type."""
        if is_abstract_type(kind):
            return self._of_any(kind, depth)
        names = wanted or self.random.sample(sorted(kind.fields), min(len(kind.fields), self.random.randrange(1, 6)))
        parts = [self._field(name, kind.fields[name], depth) for name in names]
        found = [part for part in parts if part] or ["__typename"]
        if self._chance(4):
            found.append(f"{self._name('t')}: __typename")
        if self._chance(6):
            found.append(self._field(names[0], kind.fields[names[0]], depth) or "__typename")
        if self._chance(5):
            name = self._name("Part")
            self.fragments.append(f"fragment {name} on {kind.name} {{ {' '.join(found)} }}")
            return f"{{ ...{name}{self._directive()} }}"
        if self._chance(6):
            return f"{{ ... on {kind.name}{self._directive()} {{ {' '.join(found)} }} }}"
        return f"{{ {' '.join(found)} }}"

    def _of_any(self, kind: Any, depth: int) -> str:
        possible = sorted(self.schema.get_possible_types(kind), key=lambda each: each.name)
        chosen = self.random.sample(possible, self.random.randrange(1, 4))
        parts = [f"... on {each.name} {self._selection(each, depth - 1)}" for each in chosen]
        return f"{{ __typename id {' '.join(parts)} }}"

    def _field(self, name: str, definition: GraphQLField, depth: int) -> str | None:
        named = get_named_type(definition.type)
        if not is_leaf_type(named) and depth <= 1:
            return None
        given = [
            f"{argument}: {text}"
            for argument, spec in definition.args.items()
            if (text := self._argument(argument, spec)) is not None
        ]
        # What is asked with arguments has a name of its own, so that nothing of two arguments would be merged.
        alias = f"{self._name(name)}: " if given or self._chance(8) else ""
        below = "" if is_leaf_type(named) else f" {self._selection(named, depth - 1)}"
        return f"{alias}{name}{f'({chr(44).join(given)})' if given else ''}{self._directive()}{below}"

    def _directive(self) -> str:
        if not self._chance(8):
            return ""
        switch = self._variable("Boolean!", self.random.choice((True, False)))
        return f" @{self.random.choice(('skip', 'include'))}(if: {switch})"

    def _argument(self, name: str, spec: GraphQLArgument) -> str | None:
        """An argument as it is written: nothing, a value, or a variable that may be absent."""
        is_required = is_required_argument(spec)
        if not is_required and self._chance(2):
            return None
        value = self._value(name, spec.type)
        if self._chance(2):
            return _written(spec.type, value)
        if not is_required and not is_non_null_type(spec.type) and self._chance(4):
            return self._variable(str(spec.type), Undefined)
        if self._chance(4) and value is not None:
            default = _written(spec.type, self._value(name, get_nullable_type(spec.type), may_be_null=False))
            bare = str(get_nullable_type(spec.type))
            return self._variable(f"{bare}{'!' if is_required else ''} = {default}", value)
        return self._variable(str(spec.type), value)

    def _variable(self, kind: str, value: Any) -> str:
        name = self._name("v")
        self.declared[f"${name}"] = kind
        if value is not Undefined:
            self.variables[name] = value
        return f"${name}"

    def _value(self, name: str, kind: Any, *, may_be_null: bool = True) -> Any:
        if is_non_null_type(kind):
            kind = kind.of_type
        elif may_be_null and self._chance(6):
            return None
        if is_list_type(kind):
            return [self._value(name, kind.of_type, may_be_null=False) for _ in range(self.random.randrange(4))]
        if isinstance(kind, GraphQLInputObjectType):
            return {
                each: self._value(each, spec.type)
                for each, spec in kind.fields.items()
                if (is_required_input_field(spec) or self._chance(3))
            }
        return self._leaf(name, kind)

    def _leaf(self, name: str, kind: Any) -> Any:
        if isinstance(kind, GraphQLEnumType):
            return self.random.choice(sorted(kind.values))
        match kind.name:
            case "ID":
                return self._id()
            case "Int":
                return self.random.choice(_SIZES if name in ("first", "last") else _NUMBERS)
            case "Boolean":
                return self.random.choice((True, False))
            case "DateTime":
                return self.random.choice(_MOMENTS)
            case "Date":
                return self.random.choice(_DAYS)
        assert kind.name == "String", kind
        return self.random.choice([*self.cursors, "", "x"]) if name == "after" else self.random.choice(_TEXTS)

    def _id(self) -> str:
        kind = self.random.choice(marks.KINDS)
        if self._chance(10):
            return self.random.choice(("", "x", "lead_", f"{kind}_{'0' * 32}", "_" * 33))
        return marks.gid(kind, self.random.randrange(1, 6), at=2 if self._chance(6) else 1)


_TEXTS = ("kaya", "golf öl", "oelwehcsel", "0171 23", "", "%", "' OR 1=1 --", "\0")


def _written(kind: Any, value: Any) -> str:
    """A value as a literal of the document."""
    if value is None:
        return "null"
    if is_non_null_type(kind):
        kind = kind.of_type
    if isinstance(value, list):
        return f"[{' '.join(_written(kind.of_type, each) for each in value)}]"
    if isinstance(value, dict):
        fields = kind.fields
        return f"{{{' '.join(f'{name}: {_written(fields[name].type, each)}' for name, each in value.items())}}}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) or isinstance(get_named_type(kind), GraphQLEnumType):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\0", "\\u0000")
    return f'"{escaped}"'
