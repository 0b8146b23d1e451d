"""Accounts: register, confirm, sign in and out, set a new password, and change what one is called."""

from resolvers.accounts.links import (
    CONFIRMATION_LIFE,
    RESET_LIFE,
    ConfirmationRequested,
    LinkExpired,
    make_link,
    requested_confirmation,
)
from resolvers.accounts.passwords import (
    PasswordChanged,
    PasswordResetRequested,
    WrongPassword,
    change_password,
    request_password_reset,
    reset_password,
)
from resolvers.accounts.persons import (
    own_account,
    update_person,
)
from resolvers.accounts.registration import (
    PROCESSING_VERSION,
    TERMS_VERSION,
    EmailConfirmed,
    KnownAddressRegistered,
    Registration,
    confirm_email,
    register_workshop,
    send_confirmation,
)
from resolvers.accounts.sessions import (
    EmailNotConfirmed,
    HttpsRequired,
    SignedIn,
    WrongCredentials,
    end_session,
    start_session,
)

__all__ = [
    "CONFIRMATION_LIFE",
    "PROCESSING_VERSION",
    "RESET_LIFE",
    "TERMS_VERSION",
    "ConfirmationRequested",
    "EmailConfirmed",
    "EmailNotConfirmed",
    "HttpsRequired",
    "KnownAddressRegistered",
    "LinkExpired",
    "PasswordChanged",
    "PasswordResetRequested",
    "Registration",
    "SignedIn",
    "WrongCredentials",
    "WrongPassword",
    "change_password",
    "confirm_email",
    "end_session",
    "make_link",
    "own_account",
    "register_workshop",
    "request_password_reset",
    "requested_confirmation",
    "reset_password",
    "send_confirmation",
    "start_session",
    "update_person",
]
