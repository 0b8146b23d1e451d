"""Leads: what follows from a visitor's enquiry."""

from resolvers.leads import LeadSubmitted, process_submission
from tenants.scope import Scope
from workers.core.jobs import handles


@handles(LeadSubmitted)
async def lead_submitted(scope: Scope, job: LeadSubmitted) -> None:
    """Score, timeline, notices. Twice is once: it is marked done in the same transaction."""
    await process_submission(scope, job.lead_id)
