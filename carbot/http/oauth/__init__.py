"""OAuth 2 for partners' programs: the doors where they get, renew and end tokens, and where an owner lets them in."""

from fastapi import APIRouter

from carbot.http.gate import RequestGate
from carbot.http.oauth.consent import add_consent
from carbot.http.oauth.metadata import add_metadata
from carbot.http.oauth.tokens import add_tokens
from carbot.outside import Outside

__all__ = ["oauth_router"]


def oauth_router(outside: Outside, gate: RequestGate) -> APIRouter:
    """/oauth/authorize, /oauth/token, /oauth/revoke, /oauth/introspect and the metadata document."""
    router = APIRouter(include_in_schema=False)
    add_metadata(router, outside.settings)
    add_tokens(router, outside)
    add_consent(router, outside, gate)
    return router
