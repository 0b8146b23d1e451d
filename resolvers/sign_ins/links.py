"""Links: by which accounts elsewhere a person may sign in, as that person sees and ends them."""

from uuid import UUID

from tenants.models.sign_ins import LinkedSignIn
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case


@use_case(Permission.ACCOUNT)
async def unlink_sign_in(scope: Scope, sign_in_id: UUID) -> LinkedSignIn:
    """Have an account elsewhere sign nobody in any more; the password always does. Raises NotFound."""
    linked = await scope.get(LinkedSignIn, sign_in_id)
    scope.audit("person.sign_in_unlinked", linked)
    await scope.delete(linked)
    return linked
