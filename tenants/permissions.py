"""Permissions: what a caller may do, by role. Use cases declare the one they need; the schema prints it."""

from enum import StrEnum

from tenants.models.members import Role


class Permission(StrEnum):
    """What can be allowed."""

    WORKSHOP_READ = "WORKSHOP_READ"
    WORKSHOP_WRITE = "WORKSHOP_WRITE"
    MEMBERS_READ = "MEMBERS_READ"
    MEMBERS_WRITE = "MEMBERS_WRITE"
    SERVICES_READ = "SERVICES_READ"
    VEHICLES_READ = "VEHICLES_READ"
    SERVICES_WRITE = "SERVICES_WRITE"
    PRICES_READ = "PRICES_READ"
    SERVICES_EXPORT = "SERVICES_EXPORT"
    KNOWLEDGE_READ = "KNOWLEDGE_READ"
    KNOWLEDGE_WRITE = "KNOWLEDGE_WRITE"
    LEADS_READ = "LEADS_READ"
    LEADS_WRITE = "LEADS_WRITE"
    LEADS_DELETE = "LEADS_DELETE"
    CONVERSATIONS_READ = "CONVERSATIONS_READ"
    CONVERSATIONS_WRITE = "CONVERSATIONS_WRITE"
    CONVERSATIONS_DELETE = "CONVERSATIONS_DELETE"
    ANALYTICS_READ = "ANALYTICS_READ"
    KEYS_READ = "KEYS_READ"
    KEYS_WRITE = "KEYS_WRITE"
    WIDGET_WRITE = "WIDGET_WRITE"
    WIDGET_USE = "WIDGET_USE"
    CHAT_READ = "CHAT_READ"
    CHAT_WRITE = "CHAT_WRITE"
    CHAT_RATE = "CHAT_RATE"
    LEADS_SUBMIT = "LEADS_SUBMIT"
    AUDIT_READ = "AUDIT_READ"
    PARTNERS_READ = "PARTNERS_READ"
    PARTNERS_WRITE = "PARTNERS_WRITE"
    ACCOUNT = "ACCOUNT"
    PLATFORM_READ = "PLATFORM_READ"
    PLATFORM_WRITE = "PLATFORM_WRITE"
    ERRORS_READ = "ERRORS_READ"
    ERRORS_WRITE = "ERRORS_WRITE"
    IMPERSONATE = "IMPERSONATE"


_VIEWER = frozenset(
    {
        Permission.WORKSHOP_READ,
        Permission.MEMBERS_READ,
        Permission.SERVICES_READ,
        Permission.PRICES_READ,
        Permission.SERVICES_EXPORT,
        Permission.VEHICLES_READ,
        Permission.KNOWLEDGE_READ,
        Permission.LEADS_READ,
        Permission.CONVERSATIONS_READ,
        Permission.ANALYTICS_READ,
        Permission.CHAT_READ,
        Permission.ACCOUNT,
    }
)
_STAFF = _VIEWER | {Permission.LEADS_WRITE, Permission.CONVERSATIONS_WRITE, Permission.CHAT_WRITE}
_MANAGER = _STAFF | {
    Permission.WORKSHOP_WRITE,
    Permission.SERVICES_WRITE,
    Permission.KNOWLEDGE_WRITE,
    Permission.LEADS_DELETE,
    Permission.CONVERSATIONS_DELETE,
    Permission.KEYS_READ,
    Permission.KEYS_WRITE,
    Permission.WIDGET_WRITE,
}
_OWNER = _MANAGER | {
    Permission.MEMBERS_WRITE,
    Permission.AUDIT_READ,
    Permission.PARTNERS_READ,
    Permission.PARTNERS_WRITE,
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: _VIEWER,
    Role.STAFF: _STAFF,
    Role.MANAGER: _MANAGER,
    Role.OWNER: _OWNER,
}

_CATALOGUE_READ = frozenset(
    {Permission.SERVICES_READ, Permission.SERVICES_EXPORT, Permission.PRICES_READ, Permission.VEHICLES_READ}
)
SCOPE_PERMISSIONS: dict[str, frozenset[Permission]] = {
    "workshop:read": frozenset({Permission.WORKSHOP_READ}),
    "services:read": _CATALOGUE_READ,
    "services:write": _CATALOGUE_READ | {Permission.SERVICES_WRITE},
    "leads:read": frozenset({Permission.LEADS_READ}),
    "leads:write": frozenset({Permission.LEADS_READ, Permission.LEADS_WRITE}),
    "conversations:read": frozenset({Permission.CONVERSATIONS_READ, Permission.CHAT_READ}),
    "analytics:read": frozenset({Permission.ANALYTICS_READ}),
}
"""What a partner may be allowed; who may write sees what was written."""

PERSON_PERMISSIONS = frozenset({Permission.ACCOUNT})
KEY_PERMISSIONS = frozenset({Permission.WIDGET_USE, Permission.PRICES_READ, Permission.VEHICLES_READ})
VISITOR_PERMISSIONS = KEY_PERMISSIONS | {
    Permission.CHAT_READ,
    Permission.CHAT_WRITE,
    Permission.CHAT_RATE,
    Permission.LEADS_SUBMIT,
}
OPERATOR_PERMISSIONS = frozenset(
    {
        Permission.PLATFORM_READ,
        Permission.PLATFORM_WRITE,
        Permission.ERRORS_READ,
        Permission.ERRORS_WRITE,
        Permission.IMPERSONATE,
    }
)
# Named one by one, so that what is added is not theirs: no people, keys, deletions, talk with visitors or exports.
IMPERSONATION_PERMISSIONS = frozenset(
    {
        Permission.WORKSHOP_READ,
        Permission.WORKSHOP_WRITE,
        Permission.MEMBERS_READ,
        Permission.SERVICES_READ,
        Permission.VEHICLES_READ,
        Permission.SERVICES_WRITE,
        Permission.PRICES_READ,
        Permission.KNOWLEDGE_READ,
        Permission.KNOWLEDGE_WRITE,
        Permission.LEADS_READ,
        Permission.LEADS_WRITE,
        Permission.CONVERSATIONS_READ,
        Permission.CHAT_READ,
        Permission.ANALYTICS_READ,
        Permission.WIDGET_WRITE,
    }
)
SYSTEM_PERMISSIONS = frozenset(Permission)
