"""Entitlements: what the caller's organization has bought, asked wherever a plan makes a difference."""

from carbot.errors import DomainError
from tenants.models.billing import Feature, Limit, PlanCode
from tenants.permissions import Permission
from tenants.plans import allows, lifting, most_of, plans
from tenants.principal import Principal

_CHANGING = frozenset(
    {
        Permission.WORKSHOP_WRITE,
        Permission.MEMBERS_WRITE,
        Permission.SERVICES_WRITE,
        Permission.KNOWLEDGE_WRITE,
        Permission.LEADS_WRITE,
        Permission.CONVERSATIONS_WRITE,
        Permission.CHAT_WRITE,
        Permission.KEYS_WRITE,
        Permission.WIDGET_WRITE,
        Permission.PARTNERS_WRITE,
    }
)


class PlanLimitReached(DomainError):
    """The plan has no room for it. `plan` is the smallest that has; None where none does."""

    code = "PLAN_LIMIT_REACHED"

    def __init__(self, plan: PlanCode | None, *path: str) -> None:
        super().__init__(*path)
        self.plan = plan


class PlanNeeded(PlanLimitReached):
    """The trial or the subscription is over: everything can be read and taken along, nothing changed."""

    code = "PLAN_NEEDED"


def entitled(principal: Principal, wanted: Feature | Limit, used: int = 0) -> bool:
    """Whether the caller's plan has a feature, or allows one more than `used`. Who is bound by no plan may."""
    return principal.rights is None or allows(plans()[principal.rights.plan], wanted, used)


def allowance(principal: Principal, limit: Limit) -> int | None:
    """How many the caller's plan allows; None for any number."""
    return None if principal.rights is None else most_of(plans()[principal.rights.plan], limit)


def require_entitled(principal: Principal, wanted: Feature | Limit, *path: str, used: int = 0) -> None:
    """Raise PlanLimitReached, with the plan that has it, where the caller's has not."""
    if not entitled(principal, wanted, used):
        raise PlanLimitReached(lifting(wanted, used), *path)


def require_plan(principal: Principal, permission: Permission) -> None:
    """Raise PlanNeeded where something is to be changed after the trial's or the subscription's end."""
    if principal.rights is not None and principal.rights.is_read_only and permission in _CHANGING:
        raise PlanNeeded(principal.rights.plan)
