"""Passwords: argon2id in a thread, at most four at once, and the rules for new ones (12 to 128 characters)."""

import asyncio
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from zxcvbn import zxcvbn

from resolvers.values import Checks

SHORTEST = 12
LONGEST = 128
_LEAST_SCORE = 2
_JUDGED_CHARACTERS = 40
_PARALLEL = asyncio.Semaphore(4)
_COMMON = Path(__file__).parent / "texts" / "common_passwords.txt"
# OWASP's minimum for argon2id: 19 MiB, two passes, one lane.
_hasher = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19 * 1024, parallelism=1),))


async def check_new_password(checks: Checks, field: str, password: str, *personal: str) -> None:
    """Refuse a password that is too short, too long, or guessed within a million tries.

    Those are the common ones, keys that lie side by side, repetitions, and what everybody knows about the person.
    """
    if len(password) < SHORTEST:
        checks.refuse("PASSWORD_TOO_SHORT", field, least=SHORTEST)
    elif len(password) > LONGEST:
        checks.refuse("TOO_LONG", field, most=LONGEST)
    elif await asyncio.to_thread(_is_guessable, password, personal):
        checks.refuse("PASSWORD_TOO_COMMON", field)


def _is_guessable(password: str, personal: Sequence[str]) -> bool:
    """Whether few guesses lead to it. Judging takes longer with the length, and a long beginning tells enough."""
    folded = password.lower()
    if folded in _common() or any(folded == word.lower() for word in personal if word):
        return True
    words = [*personal, *(part for each in personal for part in each.replace("@", " ").split()), *_common()]
    return bool(zxcvbn(password[:_JUDGED_CHARACTERS], user_inputs=words)["score"] < _LEAST_SCORE)


async def hash_password(password: str) -> str:
    """The hash to store."""
    async with _PARALLEL:
        return await asyncio.to_thread(_hasher.hash, password)


async def verify_password(password: str, stored: str | None) -> tuple[bool, str | None]:
    """Whether the password is right, and a new hash when the stored one is weaker than today's.

    Without a stored hash it does the same work for nothing, so that time does not tell who is known.
    """
    async with _PARALLEL:
        right, renewed = await asyncio.to_thread(_hasher.verify_and_update, password, stored or _nobody())
    return right and stored is not None, renewed


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password, it only costs the time of one")


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text(encoding="utf-8").split())
