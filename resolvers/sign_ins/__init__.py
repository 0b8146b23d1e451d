"""Sign-ins by other providers: whom they let in, and the links between people and their accounts there."""

from resolvers.sign_ins.entering import AddressNotVerified, PersonUnknown, SignInRepeated, enter_by_provider
from resolvers.sign_ins.links import unlink_sign_in

__all__ = [
    "AddressNotVerified",
    "PersonUnknown",
    "SignInRepeated",
    "enter_by_provider",
    "unlink_sign_in",
]
