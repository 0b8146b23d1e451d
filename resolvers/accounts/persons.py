"""Persons: who they are, as they say themselves."""

from sqlalchemy import select

from carbot.errors import InvalidInput
from resolvers.values import Checks
from tenants import memberships
from tenants.models.accounts import Account, Language
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case


@use_case(Permission.ACCOUNT, is_identity=True)
async def update_person(scope: Scope, name: str | None, language: Language | None) -> Account:
    """Change the caller's name, here and in every workshop, and language; None leaves alone. Raises Rejected."""
    account = await own_account(scope)
    checks = Checks("input")
    changed = []
    if name is not None:
        account.name = checks.required("name", name)
        changed.append("name")
    if language is not None:
        account.language = language
        changed.append("language")
    checks.done()
    if name is not None:
        await memberships.rename(scope, account.id, account.name)
    if changed:
        scope.audit("person.updated", account, changed)
    await scope.flush()
    return account


async def own_account(scope: Scope) -> Account:
    """The scope's person."""
    found = await scope.first(select(Account).where(Account.id == scope.principal.account_id))
    if found is None:
        raise InvalidInput("NOT_FOUND", "id")
    return found
