"""The metadata document (RFC 8414): where a program finds everything, and what is spoken there."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from carbot.http.oauth.protocol import CLIENT_AUTH, GRANT_TYPES
from carbot.settings import Settings
from tenants.permissions import SCOPE_PERMISSIONS


def issuer_of(settings: Settings) -> str:
    """Who issues the tokens: our own address, without a slash at its end."""
    return settings.public_url.rstrip("/")


def add_metadata(router: APIRouter, settings: Settings) -> None:
    """GET /.well-known/oauth-authorization-server."""
    issuer = issuer_of(settings)
    document = {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/oauth/authorize",
        "token_endpoint": f"{issuer}/oauth/token",
        "revocation_endpoint": f"{issuer}/oauth/revoke",
        "introspection_endpoint": f"{issuer}/oauth/introspect",
        "scopes_supported": list(SCOPE_PERMISSIONS),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": GRANT_TYPES,
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": CLIENT_AUTH,
        "revocation_endpoint_auth_methods_supported": CLIENT_AUTH,
        "introspection_endpoint_auth_methods_supported": CLIENT_AUTH[:2],
        "authorization_response_iss_parameter_supported": True,
        "ui_locales_supported": ["de", "en", "tr", "pl"],
    }

    @router.get("/.well-known/oauth-authorization-server")
    async def metadata() -> JSONResponse:
        return JSONResponse(document, headers={"cache-control": "public, max-age=3600"})
