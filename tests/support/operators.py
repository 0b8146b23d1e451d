"""Operators as tests use them: enrolled through the API, signed in, with an authenticator app of their own."""

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx2

from carbot.ids import new_id
from carbot.settings import Settings
from resolvers import totp
from tenants import operators
from tests.support.api import Headers

OPERATOR_PASSWORD = "ein Passwort fuer den Betrieb"
ENROLL = (
    "mutation ($t: String!, $p: String!) { operatorEnroll(token: $t, password: $p)"
    " { enrolment { secret uri } errors { code path } } }"
)
CONFIRM = (
    "mutation ($t: String!, $c: String!) { operatorEnrollConfirm(token: $t, code: $c)"
    " { operator { id name email } recoveryCodes errors { code path } } }"
)
START = (
    "mutation ($i: OperatorSessionStartInput!) { operatorSessionStart(input: $i)"
    " { operator { name } errors { code path } } }"
)


@dataclass
class App:
    """An authenticator app, whose clock can be a step ahead: each code is good once."""

    secret: bytes
    used: int = field(default=0)

    def code(self) -> str:
        """The next code that was not shown yet: the present one, and once that of a clock that is a step ahead."""
        self.used = max(self.used + 1, totp.step_at(datetime.now(UTC)))
        return totp.code_at(self.secret, self.used)


@dataclass(frozen=True)
class OperatorPerson(Headers):
    """An operator who is signed in."""

    email: str = ""
    name: str = ""
    gid: str = ""
    token: str = ""
    app: App = field(default_factory=lambda: App(b""))
    recovery_codes: tuple[str, ...] = ()


async def post(http: httpx2.AsyncClient, document: str, **variables: Any) -> tuple[Any, str | None]:
    """The only root field's value, and the operator's cookie if one was set."""
    response = await http.post("/graphql", json={"query": document, "variables": variables})
    answer = response.json()
    assert "errors" not in answer, answer
    (value,) = answer["data"].values()
    return value, response.cookies.get("carbot_operator")


def as_operator(token: str) -> dict[str, str]:
    """The headers of the operator area."""
    return {"cookie": f"carbot_operator={token}", "x-carbot-operator": "1"}


async def new_operator(http: httpx2.AsyncClient, settings: Settings, name: str = "Olga Petersen") -> OperatorPerson:
    """Make an operator as the command does, and enrol as the person would."""
    email = f"olga.{new_id().hex[-12:]}@carbot.example"
    link = operators.create(settings, email, name)
    made, _ = await post(http, ENROLL, t=link, p=OPERATOR_PASSWORD)
    app = App(base64.b32decode(made["enrolment"]["secret"]))
    done, token = await post(http, CONFIRM, t=link, c=app.code())
    assert token is not None, done
    return OperatorPerson(
        as_operator(token),
        email=email,
        name=name,
        gid=done["operator"]["id"],
        token=token,
        app=app,
        recovery_codes=tuple(done["recoveryCodes"]),
    )
