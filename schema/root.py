"""The one schema: the parts of all modules of this folder, found by being there."""

from typing import Any

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import merge_types

from carbot.discovery import import_modules
from schema.core.errors import InputError, PlanLimitReached
from schema.core.scalars import SCALARS


class _Schema(strawberry.Schema):
    """Unexpected errors are logged where they are caught, with their reference; refusals are no news."""

    def process_errors(self, errors: Any, execution_context: Any = None) -> None:
        return None


def build_schema() -> strawberry.Schema:
    """The schema with everything any module of this folder adds to a root."""
    modules = [
        module
        for module in import_modules("schema")
        if not module.__name__.endswith((".root", ".print", ".publish", ".changes", ".core"))
    ]
    roots = {
        name: tuple(getattr(module, name) for module in modules if hasattr(module, name))
        for name in ("Query", "Mutation", "Subscription")
    }
    merged = {name: merge_types(name, parts) for name, parts in roots.items()}
    for name, description in {
        "Query": "What can be read.",
        "Mutation": "What can be done; each in a transaction of its own.",
        "Subscription": "What can be listened to.",
    }.items():
        merged[name].__strawberry_definition__.description = description  # type: ignore[attr-defined]
    return _Schema(
        query=merged["Query"],
        mutation=merged["Mutation"],
        subscription=merged["Subscription"],
        types=[InputError, PlanLimitReached],
        config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=True),
    )
