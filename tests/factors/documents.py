"""What a client sends for the second factor, and the codes an app would show."""

from base64 import b32decode
from datetime import UTC, datetime
from typing import Any

from resolvers.totp import code_at, step_at
from tests.support.api import PASSWORD, Api, Headers

_ERRORS = "errors { code message path }"
PREPARE = f"""mutation ($password: String!) {{ totpPrepare(currentPassword: $password) {{
  preparation {{ secret address qrCode }} {_ERRORS} }} }}"""
ENABLE = f"mutation ($code: String!) {{ totpEnable(code: $code) {{ recoveryCodes {_ERRORS} }} }}"
DISABLE = f"""mutation ($input: SecondFactorProofInput!) {{ totpDisable(input: $input) {{
  person {{ secondFactorSince recoveryCodesLeft }} {_ERRORS} }} }}"""
RENEW = f"""mutation ($input: SecondFactorProofInput!) {{ recoveryCodesRenew(input: $input) {{
  recoveryCodes {_ERRORS} }} }}"""
_VIEWER = "viewer { kind person { email } session { kind } }"
_TOKENS = "tokens { accessToken accessExpiresAt refreshToken }"
START = f"""mutation ($input: SessionStartInput!) {{ sessionStart(input: $input) {{
  {_VIEWER} {_TOKENS} secondFactor {{ token expiresAt }} {_ERRORS} }} }}"""
VERIFY = f"""mutation ($input: SessionFactorVerifyInput!) {{ sessionFactorVerify(input: $input) {{
  {_VIEWER} {_TOKENS} {_ERRORS} }} }}"""
REFRESH = f"""mutation ($token: String!) {{ sessionRefresh(refreshToken: $token) {{ {_TOKENS} {_ERRORS} }} }}"""
STATE = "{ viewer { person { secondFactorSince recoveryCodesLeft } } }"
WHO = "{ viewer { kind person { email } session { kind } } }"


def code_of(secret: str, offset: int = 0) -> str:
    """What the app shows now, or so many periods from now; the server takes it for half a minute more."""
    return code_at(b32decode(secret + "=" * (-len(secret) % 8)), step_at(datetime.now(UTC)) + offset)


def next_code_of(secret: str) -> str:
    """What the app shows next, and the server takes already: for the act after `enable`, as each code is good once."""
    return code_of(secret, 1)


async def prepare(api: Api) -> str:
    """The secret of a factor that is prepared."""
    answer = await api.one(PREPARE, password=PASSWORD)
    assert answer["errors"] == []
    secret: str = answer["preparation"]["secret"]
    return secret


async def enable(api: Api, who: Headers) -> tuple[str, list[str]]:
    """Switch the factor on with the present code: secret and recovery codes."""
    secret = await prepare(api.as_(who))
    answer = await api.as_(who).one(ENABLE, code=code_of(secret))
    assert answer["errors"] == []
    return secret, answer["recoveryCodes"]


async def begin(api: Api, email: str, **more: Any) -> dict[str, Any]:
    """What the first step of a sign-in comes to."""
    answer: dict[str, Any] = await api.one(START, input={"email": email, "password": PASSWORD, **more})
    assert answer["errors"] == []
    return answer


def codes(answer: dict[str, Any]) -> list[str]:
    """The codes of a payload's errors."""
    return [error["code"] for error in answer["errors"]]
