"""Partners: programs that act for a workshop, what they may do, and the tokens they do it with."""

from resolvers.partners.clients import Client, find_client
from resolvers.partners.grants import (
    ACCESS_LIFE,
    Bearing,
    GrantIsOver,
    Tokens,
    end_token,
    find_code,
    find_token,
    issue_token,
    redeem_code,
    refresh_tokens,
)
from resolvers.partners.installations import (
    Consent,
    InstallationIsRevoked,
    WithSecret,
    create_installation,
    install_app,
    revoke_installation,
    rotate_secret,
)

__all__ = [
    "ACCESS_LIFE",
    "Bearing",
    "Client",
    "Consent",
    "GrantIsOver",
    "InstallationIsRevoked",
    "Tokens",
    "WithSecret",
    "create_installation",
    "end_token",
    "find_client",
    "find_code",
    "find_token",
    "install_app",
    "issue_token",
    "redeem_code",
    "refresh_tokens",
    "revoke_installation",
    "rotate_secret",
]
