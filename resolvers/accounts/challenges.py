"""Challenges: the second step of a sign-in, within five minutes and five tries of the first."""

from uuid import UUID

from sqlalchemy import select, update

from carbot.errors import DomainError
from carbot.ids import token_hash
from carbot.sealing import Sealer
from resolvers.accounts.codes import spend_code
from resolvers.accounts.devices import Browser
from resolvers.accounts.entering import SignedIn, admit
from resolvers.accounts.tokens import Tokens
from tenants.models.factors import SignInChallenge, TotpFactor
from tenants.scope import Scope
from tenants.use_cases import use_case

MOST_TRIES = 5


class ChallengeExpired(DomainError):
    """The first step was too long ago, was tried too often or was finished already; the person begins again."""

    code = "CHALLENGE_EXPIRED"


@use_case(None)
async def verify_factor(scope: Scope, token: str, code: str, browser: Browser, *, sealer: Sealer) -> SignedIn | Tokens:
    """Finish a sign-in with a code of the app or a recovery code. Raises ChallengeExpired, WrongCode."""
    account_id, challenge_id, wants_tokens = await _count_try(scope, token)
    enabled = (TotpFactor.account_id == account_id) & TotpFactor.enabled_at.is_not(None)
    factor = await scope.first(select(TotpFactor).where(enabled))
    if factor is None:
        raise ChallengeExpired
    await spend_code(scope, factor, code, sealer)
    spent = await scope.execute(
        update(SignInChallenge)
        .where(SignInChallenge.id == challenge_id, SignInChallenge.used_at.is_(None))
        .values(used_at=scope.now)
        .returning(SignInChallenge.id)
        .execution_options(synchronize_session=False)
    )
    if spent.scalar_one_or_none() is None:
        raise ChallengeExpired
    return await admit(scope, account_id, browser, wants_tokens=wants_tokens)


async def _count_try(scope: Scope, token: str) -> tuple[UUID, UUID, bool]:
    """Use up one of the tries before the code is looked at, so that no number of guesses at once makes more of them."""
    async with scope.step() as counting:
        counted = await counting.execute(
            update(SignInChallenge)
            .where(
                SignInChallenge.token_hash == token_hash(token),
                SignInChallenge.used_at.is_(None),
                SignInChallenge.expires_at > scope.now,
                SignInChallenge.tries < MOST_TRIES,
            )
            .values(tries=SignInChallenge.tries + 1)
            .returning(SignInChallenge.account_id, SignInChallenge.id, SignInChallenge.wants_tokens)
            .execution_options(synchronize_session=False)
        )
        found = counted.one_or_none()
    if found is None:
        raise ChallengeExpired
    account_id, challenge_id, wants_tokens = found
    return account_id, challenge_id, wants_tokens
