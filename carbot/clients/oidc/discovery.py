"""Discovery: what a provider says of itself (OpenID Connect Discovery 1.0), as far as we use it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from carbot.clients.oidc.contract import ProviderUnavailable

_TENANT = "{tenantid}"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Discovery:
    """Where a provider is asked what."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None

    def issuer_of(self, claims: Mapping[str, Any]) -> str:
        """The issuer an answer must name. Microsoft's for everybody depends on whose person it is (claim `tid`).

        Raises ValueError for a `tid` that is none.
        """
        if _TENANT not in self.issuer:
            return self.issuer
        return self.issuer.replace(_TENANT, str(UUID(str(claims.get("tid")))))


def read_discovery(document: Mapping[str, Any], issuer: str) -> Discovery:
    """The provider's own document. Raises ProviderUnavailable for another issuer's, and for addresses without TLS."""
    named = str(document.get("issuer", "")).rstrip("/")
    same = named == issuer or (_TENANT in named and issuer.startswith(named.partition(_TENANT)[0]))
    if not same:
        raise ProviderUnavailable(f"{issuer} says it is another issuer.")
    userinfo = document.get("userinfo_endpoint")
    return Discovery(
        issuer=str(document["issuer"]),
        authorization_endpoint=_address(document, "authorization_endpoint"),
        token_endpoint=_address(document, "token_endpoint"),
        jwks_uri=_address(document, "jwks_uri"),
        userinfo_endpoint=_address(document, "userinfo_endpoint") if userinfo else None,
    )


def _address(document: Mapping[str, Any], name: str) -> str:
    text = str(document.get(name, ""))
    parts = urlsplit(text)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ProviderUnavailable(f"The provider's {name} is not an https address.")
    return text
