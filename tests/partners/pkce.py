"""Proof of key by hand (RFC 7636), for what no well-behaved library would send."""

import base64
import hashlib
import secrets


def verifier() -> str:
    """A new verifier."""
    return secrets.token_urlsafe(48)


def challenge_of(proof: str) -> str:
    """The challenge of a verifier, by S256."""
    return base64.urlsafe_b64encode(hashlib.sha256(proof.encode()).digest()).rstrip(b"=").decode()
