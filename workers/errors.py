"""Errors: a critical one is told to everybody who runs the platform."""

from resolvers.errors import CriticalErrorFound, tell_operators
from tenants.scope import Scope
from workers.core.jobs import handles


@handles(CriticalErrorFound)
async def critical_error_found(scope: Scope, job: CriticalErrorFound) -> None:
    """One job per operator, so that no failing mail holds up others. Twice is once: done in one transaction."""
    await tell_operators(scope, job.group_id)
