"""What the dashboard's pages for people who are not signed in send."""

from typing import Any

from tests.support.api import PASSWORD

_ERRORS = "errors { code message path }"
_VIEWER = """viewer { kind person { name email language isEmailConfirmed } member { name role }
  workshop { name country currency timeZone language noticeEmails } }"""

REGISTER = f"""mutation ($input: WorkshopRegisterInput!) {{
  workshopRegister(input: $input) {{ email {_ERRORS} }} }}"""
CONFIRM = f"mutation ($token: String!) {{ emailConfirm(token: $token) {{ {_VIEWER} {_ERRORS} }} }}"
RESEND = f"mutation ($email: EmailAddress!) {{ emailConfirmationSend(email: $email) {{ email {_ERRORS} }} }}"
SIGN_IN = f"""mutation ($input: SessionStartInput!) {{ sessionStart(input: $input) {{ {_VIEWER} {_ERRORS} }} }}"""
SIGN_OUT = f"mutation {{ sessionEnd {{ isEnded {_ERRORS} }} }}"
ASK_RESET = f"mutation ($email: EmailAddress!) {{ passwordResetRequest(email: $email) {{ email {_ERRORS} }} }}"
RESET = f"""mutation ($token: String!, $password: String!) {{
  passwordReset(token: $token, password: $password) {{ {_VIEWER} {_ERRORS} }} }}"""
WHO = f"query {{ {_VIEWER} }}"
NOBODY = {"kind": "ANONYMOUS", "person": None, "member": None, "workshop": None}


def registration(address: str, **changes: Any) -> dict[str, Any]:
    """A registration as a careful owner fills it in, with changes."""
    return {
        "workshopName": "Kfz-Meister Öztürk",
        "personName": "Deniz Öztürk",
        "email": address,
        "password": PASSWORD,
        "country": "DE",
        "language": "DE",
        "acceptsTerms": True,
        "acceptsProcessing": True,
        **changes,
    }
