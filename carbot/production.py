"""What production refuses to start with: secrets anybody could know, and connections anybody could read along."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from carbot.settings import Settings

INSECURE_SECRET = "development-only-secret-development-only"  # noqa: S105  # refused in production
_SHORTEST_SECRET = 32
_FEWEST_CHARACTERS = 10
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_ENCRYPTED = frozenset({"require", "verify-ca", "verify-full"})


def objections(settings: "Settings") -> Iterator[str]:
    """What is not safe enough, a sentence each with its remedy.

    Mail needs no rule here: towards another machine it is sent over TLS or not at all.
    """
    secret = settings.secret_key.get_secret_value()
    if secret == INSECURE_SECRET or len(secret) < _SHORTEST_SECRET:
        yield "CARBOT_SECRET_KEY is missing or shorter than 32 characters: set a long random value."
    elif len(set(secret)) < _FEWEST_CHARACTERS:
        yield "CARBOT_SECRET_KEY is not random: set a long random value."
    address = urlsplit(settings.public_url)
    if address.scheme != "https" and address.hostname not in LOOPBACK:
        yield "CARBOT_PUBLIC_URL must start with https:// unless it is this machine."
    register = urlsplit(settings.vies_url)
    if register.scheme != "https" and register.hostname not in LOOPBACK:
        yield "CARBOT_VIES_URL must start with https:// unless it is this machine."
    near = LOOPBACK | {name.strip() for name in settings.private_hosts.split(",")}
    for name, url in (("DATABASE_URL", settings.database_url), ("DATABASE_REPLICA_URL", settings.database_replica_url)):
        if url and not _is_encrypted(url) and not _hosts(url) <= near:
            yield f"{name} must end with ?sslmode=verify-full (or require), or its host be one of CARBOT_PRIVATE_HOSTS."
    if urlsplit(settings.redis_url).scheme == "redis" and not _hosts(settings.redis_url) <= near:
        yield "REDIS_URL must start with rediss://, or its host be one of CARBOT_PRIVATE_HOSTS."


def _is_encrypted(url: str) -> bool:
    return parse_qs(urlsplit(url).query).get("sslmode", [""])[-1] in _ENCRYPTED


def _hosts(url: str) -> set[str]:
    """Where a connection may go: libpq takes several hosts, and directories of sockets, which are this machine."""
    address = urlsplit(url)
    named = address.netloc.rpartition("@")[2].split(",")
    asked = [host for value in parse_qs(address.query).get("host", []) for host in value.split(",")]
    hosts = {urlsplit(f"//{host}").hostname or "localhost" for host in named if host} | set(asked)
    return {host for host in hosts if not host.startswith("/")} or {"localhost"}
