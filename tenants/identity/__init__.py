"""Identity: from a session, a client key or a visitor's token to a principal. All there is before a tenant.

Everything here reads by an unguessable hash through the functions of the schema `lookup`, or works as
carbot_identity, which no tenant's request ever does.
"""

from tenants.identity.accounts import add_account, add_session, add_workshop, find_account, spend_link, use_link
from tenants.identity.claims import (
    ACCESS_PREFIX,
    DEVICE_LIFE,
    OPERATOR_SESSION_LIFE,
    PARTNER_PREFIX,
    SESSION_LIFE,
    BearerClaim,
    Claim,
    OperatorClaim,
    PartnerClaim,
    SessionClaim,
    VisitorClaim,
)
from tenants.identity.lookups import Identity, PartnerClient

__all__ = [
    "ACCESS_PREFIX",
    "DEVICE_LIFE",
    "OPERATOR_SESSION_LIFE",
    "PARTNER_PREFIX",
    "SESSION_LIFE",
    "BearerClaim",
    "Claim",
    "Identity",
    "OperatorClaim",
    "PartnerClaim",
    "PartnerClient",
    "SessionClaim",
    "VisitorClaim",
    "add_account",
    "add_session",
    "add_workshop",
    "find_account",
    "spend_link",
    "use_link",
]
