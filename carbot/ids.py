"""Ids: UUIDv7 made in Python (RFC 9562), random tokens, keyed hashes, networks, and the text form `lead_0192f3…`."""

import hashlib
import hmac
import os
import secrets
import threading
import time
from ipaddress import IPv6Address, ip_address
from uuid import UUID

_IPV6_NETWORK = 64
_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """A UUIDv7: 48 bits of milliseconds, then a counter and randomness; two from one process never run backwards."""
    global _last
    with _lock:
        # 12 bits below the millisecond order ids of the same millisecond (RFC 9562, method 3).
        _last = max(_last + 1, time.time_ns() * 4096 // 1_000_000)
        stamp = _last
    tail = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    return UUID(int=(stamp >> 12) << 80 | 7 << 76 | (stamp & 0xFFF) << 64 | 2 << 62 | tail)


def new_token() -> str:
    """256 random bits as URL-safe text: sessions, links, visitor tokens. Store its hash, never the token."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What is stored of a token: SHA-256, enough for 256 random bits."""
    return hashlib.sha256(token.encode()).digest()


def keyed_hash(secret: str, purpose: str, value: str) -> bytes:
    """HMAC-SHA-256 of a guessable value (an address, an IP) so that a stolen table cannot be searched by it."""
    return hmac.new(secret.encode(), f"{purpose}\0{value}".encode(), hashlib.sha256).digest()


def network(address: str) -> str:
    """What is counted of an address: all of it, or the network of one in IPv6."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        return str(IPv6Address(int(known) >> _IPV6_NETWORK << _IPV6_NETWORK))
    return address


def to_gid(prefix: str, key: UUID) -> str:
    """The id as clients see it."""
    return f"{prefix}_{key.hex}"


def from_gid(prefix: str, gid: str) -> UUID | None:
    """The key of a client's id, or None when it is not one of this kind."""
    head, _, tail = gid.rpartition("_")
    if head != prefix or len(tail) != 32:
        return None
    try:
        return UUID(hex=tail)
    except ValueError:
        return None
