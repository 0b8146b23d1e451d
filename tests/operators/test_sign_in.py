"""Operators sign in with password and authenticator app, or not at all, and every refusal is the same."""

import asyncio
import base64
from typing import Any

import httpx2
import pytest
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import Engine, text

from carbot.ids import token_hash
from carbot.settings import Settings
from tenants import operators
from tests.support.api import Api, Headers, Refused, TestWorkshop
from tests.support.operators import (
    CONFIRM,
    ENROLL,
    OPERATOR_PASSWORD,
    START,
    App,
    OperatorPerson,
    as_operator,
    new_operator,
    post,
)
from tests.support.waiting import until

WHO = "{ viewer { kind permissions operator { name email } workshop { id } } }"
REFUSED = {"operator": None, "errors": [{"code": "OPERATOR_REFUSED", "path": ["input"]}]}


async def start(http: httpx2.AsyncClient, email: str, password: str, code: str) -> tuple[Any, str | None]:
    """Sign in."""
    return await post(http, START, i={"email": email, "password": password, "code": code})


def change(owner: Engine, operator: OperatorPerson, statement: str) -> None:
    """What time or somebody else would change about this operator alone."""
    key = "id" if statement.startswith("UPDATE operators ") else "operator_id"
    with owner.begin() as connection:
        done = connection.execute(
            text(f"{statement} WHERE {key} = (SELECT id FROM operators WHERE email = :email)"),
            {"email": operator.email},
        )
    assert done.rowcount == 1


async def test_an_enrolled_operator_signs_in_with_password_and_code(
    http: httpx2.AsyncClient, api: Api, operator: OperatorPerson
) -> None:
    payload, token = await start(http, operator.email.upper(), OPERATOR_PASSWORD, operator.app.code())

    assert payload == {"operator": {"name": "Olga Petersen"}, "errors": []}
    assert token is not None
    assert await api.as_(Headers(as_operator(token))).one(WHO) == {
        "kind": "OPERATOR",
        "permissions": ["ERRORS_READ", "ERRORS_WRITE", "IMPERSONATE", "PLATFORM_READ", "PLATFORM_WRITE"],
        "operator": {"name": "Olga Petersen", "email": operator.email},
        "workshop": None,
    }


async def test_every_refusal_reads_the_same(
    http: httpx2.AsyncClient, settings: Settings, operator: OperatorPerson
) -> None:
    operators.create(settings, "neu@carbot.example", "Noch Niemand")
    gone = await new_operator(http, settings)
    operators.disable(settings, gone.email)
    wrong = [
        (operator.email, "nicht das richtige Passwort", operator.app.code()),
        (operator.email, OPERATOR_PASSWORD, "000000"),
        (operator.email, OPERATOR_PASSWORD, ""),
        ("niemand@carbot.example", OPERATOR_PASSWORD, "123456"),
        ("keine Adresse", OPERATOR_PASSWORD, "123456"),
        ("neu@carbot.example", OPERATOR_PASSWORD, "123456"),
        (gone.email, OPERATOR_PASSWORD, gone.app.code()),
    ]

    answers = [await start(http, *each) for each in wrong]

    assert answers == [(REFUSED, None)] * len(wrong)


@pytest.mark.parametrize("email", ["right", "niemand@carbot.example", "keine Adresse"])
async def test_every_path_costs_one_verification(
    http: httpx2.AsyncClient, operator: OperatorPerson, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    verified = []
    real = Argon2Hasher.verify

    def counted(self: Argon2Hasher, *arguments: Any) -> bool:
        verified.append(self)
        return real(self, *arguments)

    monkeypatch.setattr(Argon2Hasher, "verify", counted)

    await start(http, operator.email if email == "right" else email, OPERATOR_PASSWORD, "000000")

    assert len(verified) == 1


async def test_a_code_is_good_once_however_many_show_it(http: httpx2.AsyncClient, operator: OperatorPerson) -> None:
    code = operator.app.code()

    answers = await asyncio.gather(*(start(http, operator.email, OPERATOR_PASSWORD, code) for _ in range(4)))

    assert sum(token is not None for _, token in answers) == 1


async def test_after_five_codes_even_the_right_one_waits(
    http: httpx2.AsyncClient, owner: Engine, operator: OperatorPerson
) -> None:
    await asyncio.gather(*(start(http, operator.email, OPERATOR_PASSWORD, "000000") for _ in range(5)))

    code = operator.app.code()
    assert (await start(http, operator.email, OPERATOR_PASSWORD, code))[1] is None

    change(owner, operator, "UPDATE operator_credentials SET attempted_at = now() - interval '16 minutes'")
    assert (await start(http, operator.email, OPERATOR_PASSWORD, code))[1] is not None


async def test_wrong_passwords_lock_nobody_out(http: httpx2.AsyncClient, operator: OperatorPerson) -> None:
    await asyncio.gather(*(start(http, operator.email, "geraten geraten geraten", "000000") for _ in range(8)))

    assert (await start(http, operator.email, OPERATOR_PASSWORD, operator.app.code()))[1] is not None


async def test_a_recovery_code_stands_in_once_for_a_lost_device(
    http: httpx2.AsyncClient, operator: OperatorPerson
) -> None:
    code = operator.recovery_codes[3].upper().replace("-", " ")

    answers = [await start(http, operator.email, OPERATOR_PASSWORD, code) for _ in range(2)]

    assert [token is not None for _, token in answers] == [True, False]
    assert len(set(operator.recovery_codes)) == 10


async def test_there_is_no_session_before_the_app_has_shown_a_code(
    http: httpx2.AsyncClient, settings: Settings
) -> None:
    link = operators.create(settings, "olga@carbot.example", "Olga")
    made, token = await post(http, ENROLL, t=link, p=OPERATOR_PASSWORD)
    assert token is None
    assert made["enrolment"]["uri"].startswith("otpauth://totp/CarBot%3Aolga%40carbot.example?secret=")

    wrong, token = await post(http, CONFIRM, t=link, c="000000")

    assert (wrong["errors"], token) == ([{"code": "WRONG_CODE", "path": ["code"]}], None)
    assert (await start(http, "olga@carbot.example", OPERATOR_PASSWORD, "000000")) == (REFUSED, None)


async def test_an_enrolment_link_is_good_once(
    http: httpx2.AsyncClient, settings: Settings, owner: Engine, operator: OperatorPerson
) -> None:
    spent = operators.reset(settings, operator.email)
    made, _ = await post(http, ENROLL, t=spent, p=OPERATOR_PASSWORD)
    app = App(base64.b32decode(made["enrolment"]["secret"]))
    code = app.code()
    answers = await asyncio.gather(*(post(http, CONFIRM, t=spent, c=code) for _ in range(3)))
    assert sum(token is not None for _, token in answers) == 1

    expired = operators.reset(settings, operator.email)
    change(owner, operator, "UPDATE operator_credentials SET enrolment_expires_at = now() - interval '1 s'")

    for link in (spent, expired, "unbekannt"):
        refused, _ = await post(http, ENROLL, t=link, p=OPERATOR_PASSWORD)
        assert refused["errors"] == [{"code": "LINK_EXPIRED", "path": ["token"]}]


async def test_nothing_of_the_credentials_is_stored_readable(
    settings: Settings, owner: Engine, operator: OperatorPerson
) -> None:
    with owner.connect() as connection:
        query = text("SELECT c.*, o.email FROM operator_credentials c JOIN operators o ON o.id = operator_id")
        rows = connection.execute(query)
        (row,) = [each for each in rows.mappings() if each["email"] == operator.email]
        codes = connection.execute(text("SELECT code_hash FROM operator_recovery_codes")).scalars().all()
        tokens = connection.execute(text("SELECT token_hash FROM operator_sessions")).scalars().all()

    assert operator.app.secret not in bytes(row["totp_secret"])
    assert row["password_hash"].startswith("$argon2id$")
    assert token_hash(operator.recovery_codes[0].replace("-", "")) in [bytes(each) for each in codes]
    assert token_hash(operator.token) in [bytes(each) for each in tokens]


@pytest.mark.parametrize(
    "ending",
    [
        "UPDATE operator_sessions SET last_used_at = now() - interval '31 minutes'",
        "UPDATE operator_sessions SET expires_at = now()",
        "UPDATE operators SET disabled_at = now()",
    ],
)
async def test_a_session_ends_when_idle_old_or_its_operator_gone(
    api: Api, owner: Engine, operator: OperatorPerson, ending: str
) -> None:
    assert (await api.as_(operator).one(WHO))["kind"] == "OPERATOR"

    change(owner, operator, ending)

    assert (await api.as_(operator).one(WHO))["kind"] == "ANONYMOUS"


async def test_a_session_in_use_is_kept_alive(api: Api, owner: Engine, operator: OperatorPerson) -> None:
    mine = {"mine": token_hash(operator.token)}
    aged = text("UPDATE operator_sessions SET last_used_at = now() - interval '20 minutes' WHERE token_hash = :mine")
    used = text("SELECT last_used_at > now() - interval '1 minute' FROM operator_sessions WHERE token_hash = :mine")
    with owner.begin() as connection:
        connection.execute(aged, mine)
    await api.as_(operator).one(WHO)

    async def is_fresh() -> bool:
        with owner.connect() as connection:
            return bool(connection.execute(used, mine).scalar_one())

    await until(is_fresh)


async def test_signing_out_ends_the_session_and_its_cookie(
    http: httpx2.AsyncClient, api: Api, operator: OperatorPerson
) -> None:
    document = "mutation { operatorSessionEnd { isEnded errors { code } } }"
    response = await http.post("/graphql", json={"query": document}, headers=operator.values)

    assert response.json()["data"] == {"operatorSessionEnd": {"isEnded": True, "errors": []}}
    assert 'carbot_operator=""' in response.headers["set-cookie"]
    assert (await api.as_(operator).one(WHO))["kind"] == "ANONYMOUS"


async def test_the_header_says_which_of_two_cookies_speaks(
    api: Api, operator: OperatorPerson, workshop: TestWorkshop
) -> None:
    both = f"carbot_operator={operator.token}; carbot_session={workshop.owner.token}"

    as_member = await api.as_(Headers({"cookie": both, "x-carbot-csrf": "1"})).one(WHO)
    as_staff = await api.as_(Headers({"cookie": both, "x-carbot-operator": "1"})).one(WHO)
    only_member = {"cookie": f"carbot_session={workshop.owner.token}", "x-carbot-operator": "1"}

    assert (as_member["kind"], as_staff["kind"]) == ("MEMBER", "OPERATOR")
    assert (await api.as_(Headers(only_member)).one(WHO))["kind"] == "ANONYMOUS"


async def test_an_operators_cookie_without_the_header_or_from_another_site_is_nothing(
    api: Api, operator: OperatorPerson
) -> None:
    cookie = {"cookie": f"carbot_operator={operator.token}"}

    assert (await api.as_(Headers(cookie)).one(WHO))["kind"] == "ANONYMOUS"
    with pytest.raises(Refused) as refused:
        await api.as_(Headers({**operator.values, "origin": "https://evil.example"})).one(WHO)
    assert refused.value.code == "FORBIDDEN"


async def test_an_operators_session_is_no_members_and_the_other_way_round(
    api: Api, operator: OperatorPerson, workshop: TestWorkshop
) -> None:
    swapped = Headers({"cookie": f"carbot_session={operator.token}", "x-carbot-csrf": "1"})

    assert (await api.as_(swapped).one(WHO))["kind"] == "ANONYMOUS"
    assert (await api.as_(Headers(as_operator(workshop.owner.token))).one(WHO))["kind"] == "ANONYMOUS"
