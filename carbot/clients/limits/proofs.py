"""Proof of work: while a client key is under attack, whoever begins something there lets their computer work for it.

A challenge is signed, names its key, its difficulty and its end, and is good for one request. No third party is asked.
"""

import asyncio
import hashlib
import hmac
import math
import secrets
import time
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from carbot.errors import ProofRequired
from carbot.ids import keyed_hash

EASIEST, HARDEST = 13, 20
LIFE = timedelta(minutes=2)
_WINDOW = 60
_log = structlog.get_logger()


class Proofs:
    """Counts what is begun with each key, in Redis for all processes, in the process while Redis does not answer."""

    def __init__(
        self, redis: Redis, secret: str, timeout: float, threshold: int, *, now: Callable[[], float] = time.time
    ) -> None:
        self._redis = redis
        self._secret = secret
        self._timeout = timeout
        self._threshold = threshold
        self._now = now
        self._counts: Counter[str] = Counter()
        self._spent: dict[str, float] = {}

    async def check(self, client_key_id: UUID, proof: str | None) -> None:
        """Count one beginning with a key. Raises ProofRequired where there have been too many and no work is proven."""
        rate = await self._count(client_key_id)
        if rate <= self._threshold:
            return
        if proof is None or not await self._is_good(client_key_id, proof):
            bits = min(HARDEST, EASIEST + int(math.log2(rate / self._threshold)))
            raise ProofRequired(self._challenge(client_key_id, bits), bits)

    def _challenge(self, client_key_id: UUID, bits: int) -> str:
        told = f"{client_key_id.hex}.{bits}.{int(self._now() + LIFE.total_seconds())}.{secrets.token_hex(8)}"
        return f"{told}.{self._sign(told)}"

    def _sign(self, told: str) -> str:
        return urlsafe_b64encode(keyed_hash(self._secret, "proof", told)).decode().rstrip("=")

    async def _is_good(self, client_key_id: UUID, proof: str) -> bool:
        """Whether a proof solves a challenge of ours, for this key, in time, for the first time."""
        told, _, rest = proof.rpartition(".")
        told, _, signature = told.rpartition(".")
        parts = told.split(".")
        if len(parts) != len(("key", "bits", "end", "nonce")) or len(proof) > 200 or not rest.isascii():
            return False
        if not hmac.compare_digest(signature.encode(), self._sign(told).encode()):
            return False
        key, bits, end, nonce = parts
        if key != client_key_id.hex or int(end) < self._now() or not is_solved(proof, int(bits)):
            return False
        return await self._spend(nonce)

    async def _count(self, client_key_id: UUID) -> float:
        """How many there have been in about the last minute, this one included."""
        now = self._now()
        window = int(now // _WINDOW)
        name = f"carbot:proof:{client_key_id.hex}:"
        try:
            async with asyncio.timeout(self._timeout), self._redis.pipeline(transaction=False) as pipe:
                pipe.incr(f"{name}{window}")
                pipe.expire(f"{name}{window}", 2 * _WINDOW)
                pipe.get(f"{name}{window - 1}")
                current, _, before = await pipe.execute()
        except (RedisError, OSError, TimeoutError):
            _log.warning("limits.redis_unreachable")
            self._counts = Counter(
                {each: count for each, count in self._counts.items() if int(each.rpartition(":")[2]) >= window - 1}
            )
            self._counts[f"{name}{window}"] += 1
            current, before = self._counts[f"{name}{window}"], self._counts[f"{name}{window - 1}"]
        return int(current) + int(before or 0) * (1 - now % _WINDOW / _WINDOW)

    async def _spend(self, nonce: str) -> bool:
        try:
            async with asyncio.timeout(self._timeout):
                return bool(await self._redis.set(f"carbot:proof:{nonce}", 1, nx=True, ex=LIFE))
        except (RedisError, OSError, TimeoutError):
            now = self._now()
            self._spent = {each: end for each, end in self._spent.items() if end > now}
            if nonce in self._spent:
                return False
            self._spent[nonce] = now + LIFE.total_seconds()
            return True


def is_solved(proof: str, bits: int) -> bool:
    """Whether the SHA-256 of the proof begins with so many zero bits."""
    return int.from_bytes(hashlib.sha256(proof.encode()).digest()) >> (256 - bits) == 0
