"""OpenID Connect: signing in by an account at another provider."""

from collections.abc import Mapping

from carbot.clients.oidc.contract import (
    Attempt,
    ForeignPerson,
    OidcProvider,
    ProviderRefused,
    ProviderUnavailable,
)
from carbot.clients.oidc.provider import Registered, RemoteProvider
from carbot.settings import Settings

__all__ = [
    "Attempt",
    "ForeignPerson",
    "OidcProvider",
    "ProviderRefused",
    "ProviderUnavailable",
    "providers_from",
]

_GOOGLE = "https://accounts.google.com"
_MICROSOFT = "https://login.microsoftonline.com/{tenant}/v2.0"


def providers_from(settings: Settings) -> Mapping[str, OidcProvider]:
    """The providers the settings name, by the key in their addresses, in the order of the sign-in page's buttons."""
    known = (
        ("google", "Google", _GOOGLE, settings.oidc_google_client_id, settings.oidc_google_client_secret),
        (
            "microsoft",
            "Microsoft",
            _MICROSOFT.format(tenant=settings.oidc_microsoft_tenant),
            settings.oidc_microsoft_client_id,
            settings.oidc_microsoft_client_secret,
        ),
        ("other", settings.oidc_name, settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret),
    )
    return {
        key: RemoteProvider(
            Registered(key, name, issuer.rstrip("/"), client_id, secret.get_secret_value()),
            timeout=settings.oidc_timeout.total_seconds(),
        )
        for key, name, issuer, client_id, secret in known
        if issuer and client_id and secret
    }
