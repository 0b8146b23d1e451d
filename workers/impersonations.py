"""Impersonations: the owners of a workshop learn of an operator's visit."""

from resolvers.impersonations import ImpersonationStarted, tell_owners
from tenants.scope import Scope
from workers.core.jobs import handles


@handles(ImpersonationStarted)
async def impersonation_started(scope: Scope, job: ImpersonationStarted) -> None:
    """One job per owner. Twice is once: done in one transaction."""
    await tell_owners(scope, job.impersonation_id)
