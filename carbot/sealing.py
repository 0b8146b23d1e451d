"""Sealing: secrets that must be read again are stored encrypted, each bound to the row it belongs to."""

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from carbot.errors import CarbotError
from carbot.settings import Settings

_VERSION = b"\x01"
_KEY_BYTES = 32
_ID_BYTES = 4
_NONCE_BYTES = 12


class SealBroken(CarbotError):
    """A sealed value was changed, was moved from another row, or its key is not among those we were given."""


class Sealer:
    """Encrypts with AES-256-GCM under keys derived from the secret key and from those it was before.

    A sealed value is version (1 byte), key id (4), nonce (12), then ciphertext and tag.
    """

    def __init__(self, settings: Settings) -> None:
        secrets = [settings.secret_key, *settings.secret_keys_old]
        self._keys: dict[bytes, AESGCM] = {}
        for secret in secrets:
            derived = _derive(secret.get_secret_value().encode())
            self._keys.setdefault(derived[:_ID_BYTES], AESGCM(derived[_ID_BYTES:]))
        self._current = next(iter(self._keys))

    def seal(self, plain: bytes, table: str, column: str, row: UUID | str) -> bytes:
        """The value as it is stored in a row."""
        nonce = os.urandom(_NONCE_BYTES)
        head = _VERSION + self._current
        return head + nonce + self._keys[self._current].encrypt(nonce, plain, head + _bound(table, column, row))

    def open(self, sealed: bytes, table: str, column: str, row: UUID | str) -> bytes:
        """The value again. Raises SealBroken."""
        head, nonce = sealed[: 1 + _ID_BYTES], sealed[1 + _ID_BYTES : 1 + _ID_BYTES + _NONCE_BYTES]
        key = self._keys.get(head[1:])
        if head[:1] != _VERSION or key is None or len(nonce) != _NONCE_BYTES:
            raise SealBroken("A stored secret was sealed with a key that is not known: set CARBOT_SECRET_KEYS_OLD.")
        try:
            return key.decrypt(nonce, sealed[len(head) + len(nonce) :], head + _bound(table, column, row))
        except InvalidTag as error:
            raise SealBroken("A stored secret does not belong where it stands.") from error

    def is_current(self, sealed: bytes) -> bool:
        """Whether a value is sealed with today's key; one that is not should be sealed anew when it is used."""
        return sealed[1 : 1 + _ID_BYTES] == self._current


def _derive(secret: bytes) -> bytes:
    """Key id and key of one secret; neither says anything about the secret or the other."""
    return HKDF(SHA256(), _ID_BYTES + _KEY_BYTES, salt=None, info=b"carbot sealing 1").derive(secret)


def _bound(table: str, column: str, row: UUID | str) -> bytes:
    return f"{table}\0{column}\0{row}".encode()
