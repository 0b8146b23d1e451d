"""Leads: taken down with consent, scored, worked through, deleted."""

from resolvers.leads.notices import NoticeFacts, read_notice
from resolvers.leads.submission import (
    ConsentRequired,
    ContactRequired,
    LeadConfirmationDue,
    LeadNoticeDue,
    LeadReceipt,
    LeadSubmission,
    LeadSubmitted,
    process_submission,
    submit_lead,
)
from resolvers.leads.wishes import WishedTime, read_wishes
from resolvers.leads.work import (
    LeadChanges,
    LeadIsClosed,
    assign_lead,
    create_lead,
    delete_lead,
    lose_lead,
    mark_contacted,
    mark_read,
    mark_spam,
    qualify_lead,
    reopen_lead,
    update_lead,
    win_lead,
)

__all__ = [
    "ConsentRequired",
    "ContactRequired",
    "LeadChanges",
    "LeadConfirmationDue",
    "LeadIsClosed",
    "LeadNoticeDue",
    "LeadReceipt",
    "LeadSubmission",
    "LeadSubmitted",
    "NoticeFacts",
    "WishedTime",
    "assign_lead",
    "create_lead",
    "delete_lead",
    "lose_lead",
    "mark_contacted",
    "mark_read",
    "mark_spam",
    "process_submission",
    "qualify_lead",
    "read_notice",
    "read_wishes",
    "reopen_lead",
    "submit_lead",
    "update_lead",
    "win_lead",
]
