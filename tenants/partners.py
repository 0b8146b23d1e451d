"""Apps of other companies: registered by whoever runs the platform, as the database's owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import create_engine, insert, pool

from carbot.errors import StartupError
from carbot.ids import new_id, new_token, token_hash
from carbot.settings import Settings
from tenants.models.partners import PartnerApp
from tenants.permissions import SCOPE_PERMISSIONS

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Registered:
    """A new app: its client id, and its secret, which is told once and stored nowhere."""

    client_id: str
    secret: str | None


def create_app(
    settings: Settings,
    *,
    name: str,
    developer: str,
    redirect_uris: Sequence[str],
    scopes: Sequence[str],
    is_public: bool = False,
) -> Registered:
    """Register an app that workshops may install; a public one has no secret. Raises StartupError."""
    if not name.strip() or len(name) > 80 or len(developer) > 120:
        raise StartupError("A name has 1 to 80 characters, a developer at most 120.")
    if unknown := [scope for scope in scopes if scope not in SCOPE_PERMISSIONS]:
        raise StartupError(f"Unknown scope {unknown[0]}: the scopes are {', '.join(SCOPE_PERMISSIONS)}.")
    for address in redirect_uris:
        _check_redirect(address)
    registered = Registered(f"cbc_{new_token()[:20]}", None if is_public else f"cbs_{new_token()}")
    values = {
        "id": new_id(),
        "name": name.strip(),
        "developer": developer.strip(),
        "client_id": registered.client_id,
        "secret_hash": token_hash(registered.secret) if registered.secret else None,
        "redirect_uris": list(redirect_uris),
        "scopes": sorted(set(scopes)),
    }
    url = settings.database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.begin() as connection:
        connection.execute(insert(PartnerApp).values(**values))
    engine.dispose()
    return registered


def _check_redirect(address: str) -> None:
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not is_safe or not parts.netloc or "@" in parts.netloc or "#" in address or len(address) > 500:
        raise StartupError(
            f"{address} is no address to return to: https, or http on this machine, without user or fragment."
        )
