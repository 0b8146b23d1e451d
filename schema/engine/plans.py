"""Plans kept: found again by the features of the variables they were made for, in the order the planner asked."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from schema.engine.planner import Plan

_MOST_PLANS = 200


@dataclass(slots=True)
class _Fork:
    """The planner asked for this feature here, and went on according to the answer."""

    feature: Callable[[Mapping[str, Any]], Any]
    ways: dict[Any, "_Fork | Plan"] = field(default_factory=dict)


@dataclass(slots=True)
class Plans:
    """The plans of one operation, by who may see what and by the features of the variables."""

    _roots: dict[Hashable, "_Fork | Plan"] = field(default_factory=dict)
    _count: int = 0

    def find(self, rights: Hashable, variables: Mapping[str, Any]) -> Plan | None:
        """A plan that holds for these variables and rights."""
        step: _Fork | Plan | None = self._roots.get(rights)
        while type(step) is _Fork:
            step = step.ways.get(step.feature(variables))
        return step  # type: ignore[return-value]  # no fork is left

    def keep(self, rights: Hashable, variables: Mapping[str, Any], plan: Plan) -> None:
        """Remember a plan; when there are very many, begin anew."""
        if self._count >= _MOST_PLANS:
            self._roots.clear()
            self._count = 0
        self._count += 1
        ways: dict[Any, _Fork | Plan] = self._roots
        key: Any = rights
        for feature in plan.features:
            step = ways.get(key)
            if not isinstance(step, _Fork):
                step = ways[key] = _Fork(feature)
            ways, key = step.ways, step.feature(variables)
        ways[key] = plan
