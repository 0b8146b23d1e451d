"""Signing in with a second factor: no session before its code, each code once, five tries, five minutes."""

import asyncio
from base64 import b32decode

import httpx2
import pytest
from pydantic import SecretStr

from carbot.sealing import Sealer
from carbot.settings import Settings
from tests.accounts.documents import ASK_RESET, RESET
from tests.accounts.test_confirm import token_of
from tests.support.api import PASSWORD, Api, TestWorkshop
from tests.support.instances import another_api
from tests.support.mailbox import Mailbox
from tests.support.rows import Rows

from .documents import VERIFY, WHO, begin, codes, enable, next_code_of, prepare

ANONYMOUS = {"viewer": {"kind": "ANONYMOUS", "person": None, "session": None}}


async def test_the_right_password_alone_opens_no_session(
    api: Api, dashboard: Api, browser: httpx2.AsyncClient, workshop: TestWorkshop
) -> None:
    await enable(api, workshop.owner)

    answer = await begin(dashboard, workshop.owner.email)

    assert (answer["viewer"], answer["tokens"]) == (None, None)
    assert len(answer["secondFactor"]["token"]) == 43
    assert dict(browser.cookies) == {}
    assert await dashboard.run(WHO) == ANONYMOUS


async def test_the_code_of_the_app_finishes_the_sign_in(
    api: Api, dashboard: Api, browser: httpx2.AsyncClient, workshop: TestWorkshop
) -> None:
    secret, _ = await enable(api, workshop.owner)
    token = (await begin(dashboard, workshop.owner.email))["secondFactor"]["token"]
    shown = next_code_of(secret)

    answer = await dashboard.one(VERIFY, input={"token": token, "code": f"{shown[:3]} {shown[3:]}"})

    assert answer["errors"] == []
    assert answer["viewer"] == {
        "kind": "MEMBER",
        "person": {"email": workshop.owner.email},
        "session": {"kind": "BROWSER"},
    }
    assert (await dashboard.run(WHO))["viewer"] == answer["viewer"]
    assert set(browser.cookies) == {"carbot_session", "carbot_device"}


async def test_a_recovery_code_finishes_it_once(api: Api, dashboard: Api, workshop: TestWorkshop) -> None:
    _, recovery = await enable(api, workshop.owner)
    first = (await begin(dashboard, workshop.owner.email))["secondFactor"]["token"]
    done = await dashboard.one(VERIFY, input={"token": first, "code": recovery[3]})
    second = (await begin(dashboard, workshop.owner.email))["secondFactor"]["token"]

    again = await dashboard.one(VERIFY, input={"token": second, "code": recovery[3]})

    assert done["errors"] == []
    assert (again["viewer"], codes(again)) == (None, ["WRONG_CODE"])


async def test_a_code_is_good_once_even_for_two_at_the_same_time(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    secret, _ = await enable(api, workshop.owner)
    tokens = [(await begin(api, workshop.owner.email))["secondFactor"]["token"] for _ in range(4)]
    rows("DELETE FROM sessions WHERE account_id = %s", workshop.owner.account_id)
    shown = next_code_of(secret)

    answers = await asyncio.gather(*(api.one(VERIFY, input={"token": token, "code": shown}) for token in tokens))

    assert sorted(codes(answer) for answer in answers) == [[], ["WRONG_CODE"], ["WRONG_CODE"], ["WRONG_CODE"]]
    assert rows("SELECT count(*) FROM sessions WHERE account_id = %s", workshop.owner.account_id) == [(1,)]


async def test_a_recovery_code_is_good_once_even_for_two_at_the_same_time(api: Api, workshop: TestWorkshop) -> None:
    _, recovery = await enable(api, workshop.owner)
    tokens = [(await begin(api, workshop.owner.email))["secondFactor"]["token"] for _ in range(2)]

    answers = await asyncio.gather(*(api.one(VERIFY, input={"token": each, "code": recovery[0]}) for each in tokens))

    assert sorted(map(codes, answers)) == [[], ["WRONG_CODE"]]


async def test_one_challenge_opens_one_session(api: Api, workshop: TestWorkshop) -> None:
    secret, recovery = await enable(api, workshop.owner)
    token = (await begin(api, workshop.owner.email))["secondFactor"]["token"]
    proofs = [next_code_of(secret), recovery[0], recovery[1]]

    answers = await asyncio.gather(*(api.one(VERIFY, input={"token": token, "code": proof}) for proof in proofs))

    assert sorted(map(codes, answers)) == [[], ["CHALLENGE_EXPIRED"], ["CHALLENGE_EXPIRED"]]


async def test_after_five_tries_even_the_right_code_is_refused(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    secret, _ = await enable(api, workshop.owner)
    token = (await begin(api, workshop.owner.email))["secondFactor"]["token"]

    guesses = await asyncio.gather(*(api.one(VERIFY, input={"token": token, "code": "000000"}) for _ in range(12)))
    late = await api.one(VERIFY, input={"token": token, "code": next_code_of(secret)})

    told = sorted(code for guess in guesses for code in codes(guess))
    assert told == ["CHALLENGE_EXPIRED"] * 7 + ["WRONG_CODE"] * 5
    assert late == {
        "viewer": None,
        "tokens": None,
        "errors": [
            {
                "code": "CHALLENGE_EXPIRED",
                "message": "Diese Anmeldung dauerte zu lange oder brauchte zu viele Versuche. Bitte beginnen Sie noch"
                " einmal.",
                "path": [],
            }
        ],
    }


async def test_after_five_minutes_the_person_begins_again(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    secret, _ = await enable(api, workshop.owner)
    token = (await begin(api, workshop.owner.email))["secondFactor"]["token"]
    rows(
        "UPDATE sign_in_challenges SET expires_at = expires_at - interval '5 minutes' WHERE account_id = %s",
        workshop.owner.account_id,
    )

    assert codes(await api.one(VERIFY, input={"token": token, "code": next_code_of(secret)})) == ["CHALLENGE_EXPIRED"]


@pytest.mark.parametrize("token", ["", "x", "A" * 43])
async def test_an_invented_challenge_is_refused(api: Api, token: str) -> None:
    assert codes(await api.one(VERIFY, input={"token": token, "code": "123456"})) == ["CHALLENGE_EXPIRED"]


async def test_a_prepared_factor_that_was_never_switched_on_is_not_asked_for(
    api: Api, dashboard: Api, workshop: TestWorkshop
) -> None:
    await prepare(api.as_(workshop.owner))

    answer = await begin(dashboard, workshop.owner.email)

    assert answer["secondFactor"] is None
    assert answer["viewer"]["kind"] == "MEMBER"


async def test_a_reset_link_sets_the_password_and_still_asks_for_the_code(
    api: Api, dashboard: Api, browser: httpx2.AsyncClient, workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    secret, _ = await enable(api, workshop.owner)
    await dashboard.one(ASK_RESET, email=workshop.owner.email)
    mails = await mailbox.wait_for(workshop.owner.email, count=2)
    reset = RESET.replace("errors {", "secondFactor { token } errors {")
    links = next(mail.links for mail in mails if any("token=" in link for link in mail.links))

    answer = await dashboard.one(reset, token=token_of(links), password="ein ganz anderes Passwort")

    assert (answer["viewer"], answer["errors"]) == (None, [])
    assert dict(browser.cookies) == {}
    proof = {"token": answer["secondFactor"]["token"], "code": next_code_of(secret)}
    assert (await dashboard.one(VERIFY, input=proof))["viewer"]["kind"] == "MEMBER"


async def test_a_new_password_ends_the_sign_ins_that_wait_for_their_code(api: Api, workshop: TestWorkshop) -> None:
    secret, _ = await enable(api, workshop.owner)
    token = (await begin(api, workshop.owner.email))["secondFactor"]["token"]
    change = "mutation ($i: PasswordChangeInput!) { passwordChange(input: $i) { errors { code } } }"
    words = {"currentPassword": PASSWORD, "newPassword": "ein ganz anderes Passwort"}

    assert await api.as_(workshop.owner).one(change, i=words) == {"errors": []}

    assert codes(await api.one(VERIFY, input={"token": token, "code": next_code_of(secret)})) == ["CHALLENGE_EXPIRED"]


async def test_a_secret_under_an_old_key_still_works_and_is_sealed_anew(
    api: Api, settings: Settings, workshop: TestWorkshop, rows: Rows
) -> None:
    old = SecretStr("o" * 40)
    account_id = workshop.owner.account_id
    assert account_id is not None
    secret, _ = await enable(api, workshop.owner)
    sealed = Sealer(settings.model_copy(update={"secret_key": old})).seal(
        b32decode(secret), "totp_factors", "sealed_secret", account_id
    )
    rows("UPDATE totp_factors SET sealed_secret = %s WHERE account_id = %s", sealed, account_id)

    async with another_api(settings, secret_keys_old=(old,)) as (http, _):
        token = (await begin(Api(http), workshop.owner.email))["secondFactor"]["token"]
        done = await Api(http).one(VERIFY, input={"token": token, "code": next_code_of(secret)})

    ((stored,),) = rows("SELECT sealed_secret FROM totp_factors WHERE account_id = %s", account_id)
    assert done["errors"] == []
    assert Sealer(settings).is_current(bytes(stored))
