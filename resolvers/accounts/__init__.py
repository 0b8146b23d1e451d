"""Accounts: register, confirm, sign in and out with one factor or two, passwords, and what one is called."""

from resolvers.accounts.addresses import (
    EmailChangeNoticed,
    EmailChangeRequested,
    confirm_email_change,
    request_email_change,
)
from resolvers.accounts.challenges import ChallengeExpired, verify_factor
from resolvers.accounts.codes import WrongCode
from resolvers.accounts.devices import Browser, SignedInElsewhere
from resolvers.accounts.entering import Entered, SecondFactorNeeded, SignedIn, enter
from resolvers.accounts.factors import (
    SecondFactorIsOff,
    SecondFactorIsOn,
    SecondFactorSwitchedOff,
    SecondFactorSwitchedOn,
    TotpPreparation,
    disable_totp,
    enable_totp,
    prepare_totp,
    renew_recovery_codes,
)
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
    WrongCredentials,
    end_session,
    enter_workshop,
    start_session,
    switch_workshop,
)
from resolvers.accounts.tokens import SessionEnded, Tokens, refresh_session

__all__ = [
    "ADDRESS_LIFE",
    "CONFIRMATION_LIFE",
    "PROCESSING_VERSION",
    "RESET_LIFE",
    "TERMS_VERSION",
    "Browser",
    "ChallengeExpired",
    "ConfirmationRequested",
    "EmailChangeNoticed",
    "EmailChangeRequested",
    "EmailConfirmed",
    "EmailNotConfirmed",
    "Entered",
    "HttpsRequired",
    "KnownAddressRegistered",
    "LinkExpired",
    "PasswordChanged",
    "PasswordResetRequested",
    "Registration",
    "SecondFactorIsOff",
    "SecondFactorIsOn",
    "SecondFactorNeeded",
    "SecondFactorSwitchedOff",
    "SecondFactorSwitchedOn",
    "SessionEnded",
    "SignedIn",
    "SignedInElsewhere",
    "Tokens",
    "TotpPreparation",
    "WrongCode",
    "WrongCredentials",
    "WrongPassword",
    "change_password",
    "confirm_email",
    "confirm_email_change",
    "disable_totp",
    "enable_totp",
    "end_session",
    "enter",
    "enter_workshop",
    "make_link",
    "own_account",
    "prepare_totp",
    "refresh_session",
    "register_workshop",
    "renew_recovery_codes",
    "request_email_change",
    "request_password_reset",
    "requested_confirmation",
    "reset_password",
    "send_confirmation",
    "start_session",
    "switch_workshop",
    "update_person",
    "verify_factor",
]
