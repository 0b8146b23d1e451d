"""The database roles: who connects as whom. Login roles own nothing, bypass nothing and belong to nothing."""

import hashlib
import hmac
from enum import StrEnum
from urllib.parse import urlsplit

from carbot.settings import Settings


class DatabaseRole(StrEnum):
    """OWNER migrates; LOOKUP and BACKUP cannot log in for requests; the others are pools of the processes."""

    OWNER = "carbot_owner"
    LOOKUP = "carbot_lookup"
    BACKUP = "carbot_backup"
    API = "carbot_api"
    WORKER = "carbot_worker"
    VISITOR = "carbot_visitor"
    IDENTITY = "carbot_identity"
    SYSTEM = "carbot_system"
    OPERATOR = "carbot_operator"


POOLED = (
    DatabaseRole.API,
    DatabaseRole.WORKER,
    DatabaseRole.VISITOR,
    DatabaseRole.IDENTITY,
    DatabaseRole.SYSTEM,
    DatabaseRole.OPERATOR,
)


def role_password(settings: Settings, role: DatabaseRole) -> str:
    """The role's password, derived from the secret key: one secret to keep, none to store."""
    secret = settings.secret_key.get_secret_value().encode()
    return hmac.new(secret, f"database-role\0{role.value}".encode(), hashlib.sha256).hexdigest()


def role_url(settings: Settings, role: DatabaseRole) -> str:
    """Where `role` connects: the owner's address with the role's name and password."""
    owner = urlsplit(settings.database_url)
    if role is DatabaseRole.OWNER:
        return settings.database_url
    address = owner.netloc.rpartition("@")[2]
    return owner._replace(netloc=f"{role.value}:{role_password(settings, role)}@{address}").geturl()
