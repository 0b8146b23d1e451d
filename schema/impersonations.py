"""Impersonations: an operator's visit to a workshop, with reason, time limit and a trace."""

from datetime import datetime
from typing import Any

import strawberry
from strawberry import ID

from resolvers import impersonations
from schema.core.context import Info
from schema.core.mutations import mutation
from schema.core.nodes import key_of
from schema.engine.declarations import column, declared
from tenants import models


@declared(models.impersonations.Impersonation, is_noun=False)
class Impersonation:
    """An operator's visit to this workshop."""

    operator_name: str = column("Who it is.")
    reason: str = column("Why.")
    started_at: datetime = column("Since when.")
    expires_at: datetime = column("When it ends at the latest.")


@strawberry.type
class Mutation:
    """The impersonations' part of the root."""

    @mutation(
        impersonations.start_impersonation,
        "Enter a workshop for a while; sets the session cookie. The workshop sees who, why and how long.",
        is_started=bool,
    )
    async def impersonation_start(self, info: Info, workshop_id: ID, reason: str, minutes: int) -> Any:
        key = key_of(models.workshops.Workshop, workshop_id)
        info.context.session_token = await impersonations.start_impersonation(info.context.scope, key, reason, minutes)
        return True

    @mutation(impersonations.end_impersonation, "Leave the workshop; removes the session cookie.", is_ended=bool)
    async def impersonation_end(self, info: Info) -> Any:
        await impersonations.end_impersonation(info.context.scope)
        info.context.session_token = ""
        return True
