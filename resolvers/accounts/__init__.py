"""Accounts: register, confirm, sign in and out, set a new password, and change what one is called."""

from resolvers.accounts.addresses import (
    EmailChangeNoticed,
    EmailChangeRequested,
    confirm_email_change,
    request_email_change,
)
from resolvers.accounts.devices import Browser, SignedInElsewhere
from resolvers.accounts.links import (
    ADDRESS_LIFE,
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
    enter_workshop,
    sign_in,
    start_session,
    switch_workshop,
)

__all__ = [
    "ADDRESS_LIFE",
    "CONFIRMATION_LIFE",
    "PROCESSING_VERSION",
    "RESET_LIFE",
    "TERMS_VERSION",
    "Browser",
    "ConfirmationRequested",
    "EmailChangeNoticed",
    "EmailChangeRequested",
    "EmailConfirmed",
    "EmailNotConfirmed",
    "HttpsRequired",
    "KnownAddressRegistered",
    "LinkExpired",
    "PasswordChanged",
    "PasswordResetRequested",
    "Registration",
    "SignedIn",
    "SignedInElsewhere",
    "WrongCredentials",
    "WrongPassword",
    "change_password",
    "confirm_email",
    "confirm_email_change",
    "end_session",
    "enter_workshop",
    "make_link",
    "own_account",
    "register_workshop",
    "request_email_change",
    "request_password_reset",
    "requested_confirmation",
    "reset_password",
    "send_confirmation",
    "sign_in",
    "start_session",
    "switch_workshop",
    "update_person",
]
