"""Switching the second factor on and off: with the password, with a code, told by mail and written down."""

import asyncio
from base64 import b32decode

from tenants.models.members import Role
from tests.accounts.documents import NOBODY, SIGN_IN
from tests.accounts.documents import WHO as WHO_AM_I
from tests.support.api import PASSWORD, Api, TestWorkshop
from tests.support.mailbox import Mailbox
from tests.support.rows import Rows

from .documents import DISABLE, ENABLE, PREPARE, RENEW, STATE, code_of, codes, enable, next_code_of, prepare

OFF = {"viewer": {"person": {"secondFactorSince": None, "recoveryCodesLeft": 0}}}


async def test_a_prepared_factor_asks_for_nothing_before_its_first_code(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)

    answer = await owner.one(PREPARE, password=PASSWORD)

    prepared = answer["preparation"]
    assert answer["errors"] == []
    assert len(b32decode(prepared["secret"])) == 20
    assert prepared["address"].startswith("otpauth://totp/CarBot%3A")
    assert prepared["secret"] in prepared["address"]
    assert await owner.run(STATE) == OFF


async def test_only_who_knows_the_password_prepares_one(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    answer = await api.as_(workshop.owner).one(PREPARE, password="ein falsches Passwort")

    assert answer == {
        "preparation": None,
        "errors": [
            {"code": "WRONG_PASSWORD", "message": "Das bisherige Passwort stimmt nicht.", "path": ["currentPassword"]}
        ],
    }
    assert rows("SELECT 1 FROM totp_factors WHERE account_id = %s", workshop.owner.account_id) == []


async def test_the_first_code_switches_it_on_and_tells_ten_recovery_codes(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)

    _, recovery = await enable(api, workshop.owner)

    state = (await owner.run(STATE))["viewer"]["person"]
    assert len(set(recovery)) == 10
    assert {len(code) for code in recovery} == {19}
    assert state["recoveryCodesLeft"] == 10
    assert state["secondFactorSince"] is not None


async def test_a_wrong_first_code_switches_nothing_on(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    secret = await prepare(owner)

    answers = [await owner.one(ENABLE, code=code) for code in ("000000", "", code_of(secret, 5), "ABCD-EFGH-IJKL-MNOP")]

    assert [codes(answer) for answer in answers] == [["WRONG_CODE"]] * 4
    assert await owner.run(STATE) == OFF


async def test_without_preparation_there_is_nothing_to_switch_on(api: Api, workshop: TestWorkshop) -> None:
    assert codes(await api.as_(workshop.owner).one(ENABLE, code="123456")) == ["SECOND_FACTOR_IS_OFF"]


async def test_another_app_cannot_take_the_place_of_the_one_that_is_on(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    secret, _ = await enable(api, workshop.owner)

    again = await owner.one(PREPARE, password=PASSWORD)
    once_more = await owner.one(ENABLE, code=next_code_of(secret))

    assert (again["preparation"], codes(again)) == (None, ["SECOND_FACTOR_IS_ON"])
    assert codes(once_more) == ["SECOND_FACTOR_IS_ON"]


async def test_of_two_who_switch_it_on_at_once_one_gets_the_codes(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    secret = await prepare(owner)

    answers = await asyncio.gather(*(owner.one(ENABLE, code=code_of(secret)) for _ in range(2)))

    assert sorted(len(answer["recoveryCodes"] or ()) for answer in answers) == [0, 10]
    count = rows("SELECT count(*) FROM recovery_codes WHERE account_id = %s", workshop.owner.account_id)
    assert count == [(10,)]


async def test_switching_it_on_ends_all_other_sessions_and_is_mailed(
    api: Api, dashboard: Api, workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    owner = workshop.owner
    await dashboard.one(SIGN_IN, input={"email": owner.email, "password": PASSWORD})

    await enable(api, owner)

    assert await dashboard.one(WHO_AM_I) == NOBODY
    assert (await api.as_(owner).one(WHO_AM_I))["kind"] == "MEMBER"
    (mail,) = await mailbox.wait_for(owner.email)
    assert mail.subject == "Anmeldung in zwei Schritten eingeschaltet"


async def test_password_and_code_switch_it_off(api: Api, workshop: TestWorkshop, mailbox: Mailbox, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    secret, recovery = await enable(api, workshop.owner)

    wrong_word = await owner.one(DISABLE, input={"currentPassword": "falsch", "code": next_code_of(secret)})
    wrong_code = await owner.one(DISABLE, input={"currentPassword": PASSWORD, "code": "000000"})
    done = await owner.one(DISABLE, input={"currentPassword": PASSWORD, "code": recovery[0].lower()})

    assert [codes(wrong_word), codes(wrong_code)] == [["WRONG_PASSWORD"], ["WRONG_CODE"]]
    assert done == {"person": OFF["viewer"]["person"], "errors": []}
    for table in ("totp_factors", "recovery_codes"):
        assert rows(f"SELECT 1 FROM {table} WHERE account_id = %s", workshop.owner.account_id) == []
    _, mail = await mailbox.wait_for(workshop.owner.email, count=2)
    assert mail.subject == "Anmeldung in zwei Schritten ausgeschaltet"


async def test_new_recovery_codes_replace_the_old_ones(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    secret, old = await enable(api, workshop.owner)

    renewed = await owner.one(RENEW, input={"currentPassword": PASSWORD, "code": next_code_of(secret)})
    with_old = await owner.one(DISABLE, input={"currentPassword": PASSWORD, "code": old[0]})
    with_new = await owner.one(DISABLE, input={"currentPassword": PASSWORD, "code": renewed["recoveryCodes"][9]})

    assert len(set(renewed["recoveryCodes"]) - set(old)) == 10
    assert codes(with_old) == ["WRONG_CODE"]
    assert with_new["errors"] == []


async def test_each_act_is_in_the_audit_log(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    secret, _ = await enable(api, workshop.owner)
    renewed = await owner.one(RENEW, input={"currentPassword": PASSWORD, "code": next_code_of(secret)})
    await owner.one(DISABLE, input={"currentPassword": PASSWORD, "code": renewed["recoveryCodes"][0]})

    acts = rows("SELECT action FROM audit_entries WHERE workshop_id = %s ORDER BY id", workshop.id)

    assert [action for (action,) in acts] == [
        "person.second_factor_enabled",
        "person.recovery_codes_renewed",
        "person.second_factor_disabled",
    ]


async def test_it_is_a_persons_own(api: Api, workshop: TestWorkshop) -> None:
    member = await workshop.add_member(Role.VIEWER)
    secret, _ = await enable(api, workshop.owner)

    answer = await api.as_(member).one(DISABLE, input={"currentPassword": PASSWORD, "code": next_code_of(secret)})

    assert codes(answer) == ["SECOND_FACTOR_IS_OFF"]
    assert (await api.as_(workshop.owner).run(STATE))["viewer"]["person"]["recoveryCodesLeft"] == 10


async def test_a_stolen_table_holds_neither_secret_nor_codes(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    secret, recovery = await enable(api, workshop.owner)
    raw = b32decode(secret)

    account_id = workshop.owner.account_id
    stored = rows("SELECT f::text FROM totp_factors f WHERE account_id = %s", account_id)
    stored += rows("SELECT c::text FROM recovery_codes c WHERE account_id = %s", account_id)
    text = str(stored)

    assert raw.hex() not in text
    assert secret.lower() not in text.lower()
    for code in recovery:
        assert code.replace("-", "").encode().hex() not in text
        assert code.replace("-", "").lower() not in text.lower()
