"""A forgotten password: a link by mail, all other sessions over, and no word about who is known."""

from tests.support.api import PASSWORD, Api, TestWorkshop
from tests.support.mailbox import Mailbox
from tests.support.rows import Rows

from .documents import ASK_RESET, NOBODY, REGISTER, RESET, SIGN_IN, WHO, registration
from .test_confirm import EXPIRED, token_of

NEW = "ein ganz anderes Passwort"


async def test_a_new_password_ends_all_other_sessions_and_signs_in(
    dashboard: Api, api: Api, workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    owner = workshop.owner
    asked = await dashboard.one(ASK_RESET, email=owner.email)
    (mail,) = await mailbox.wait_for(owner.email)

    done = await dashboard.one(RESET, token=token_of(mail.links), password=NEW)

    assert asked == {"email": owner.email, "errors": []}
    assert done["errors"] == []
    assert (await dashboard.one(WHO))["person"]["email"] == owner.email
    assert await api.as_(owner).one(WHO) == NOBODY
    old = await dashboard.one(SIGN_IN, input={"email": owner.email, "password": PASSWORD})
    new = await dashboard.one(SIGN_IN, input={"email": owner.email, "password": NEW})
    assert [error["code"] for error in old["errors"]] == ["WRONG_CREDENTIALS"]
    assert new["errors"] == []
    _, told = await mailbox.wait_for(owner.email, count=2)
    assert any("/forgot-password" in link for link in told.links)


async def test_a_link_sets_one_password_only(dashboard: Api, workshop: TestWorkshop, mailbox: Mailbox) -> None:
    await dashboard.one(ASK_RESET, email=workshop.owner.email)
    (mail,) = await mailbox.wait_for(workshop.owner.email)
    token = token_of(mail.links)
    await dashboard.one(RESET, token=token, password=NEW)

    again = await dashboard.one(RESET, token=token, password="und noch ein drittes")

    assert again == EXPIRED
    kept = await dashboard.one(SIGN_IN, input={"email": workshop.owner.email, "password": NEW})
    assert kept["errors"] == []


async def test_a_weak_password_is_refused_and_the_link_stays_good(
    dashboard: Api, workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    await dashboard.one(ASK_RESET, email=workshop.owner.email)
    (mail,) = await mailbox.wait_for(workshop.owner.email)
    token = token_of(mail.links)

    weak = await dashboard.one(RESET, token=token, password="kurz")
    good = await dashboard.one(RESET, token=token, password=NEW)

    assert weak == {
        "viewer": None,
        "errors": [
            {
                "code": "PASSWORD_TOO_SHORT",
                "message": "Das Passwort braucht mindestens 12 Zeichen. Ein kurzer Satz ist leicht zu merken.",
                "path": ["password"],
            }
        ],
    }
    assert good["errors"] == []


async def test_a_reset_link_older_than_an_hour_is_refused(
    dashboard: Api, workshop: TestWorkshop, mailbox: Mailbox, rows: Rows
) -> None:
    await dashboard.one(ASK_RESET, email=workshop.owner.email)
    (mail,) = await mailbox.wait_for(workshop.owner.email)
    rows(
        "UPDATE email_links SET expires_at = expires_at - interval '60 minutes' WHERE account_id = %s",
        workshop.owner.account_id,
    )

    assert await dashboard.one(RESET, token=token_of(mail.links), password=NEW) == EXPIRED


async def test_a_confirmation_link_sets_no_password(dashboard: Api, address: str, mailbox: Mailbox) -> None:
    await dashboard.one(REGISTER, input=registration(address))
    (mail,) = await mailbox.wait_for(address)

    assert await dashboard.one(RESET, token=token_of(mail.links), password=NEW) == EXPIRED


async def test_an_unknown_address_gets_the_same_answer_and_no_mail(
    dashboard: Api, address: str, workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    unknown = await dashboard.one(ASK_RESET, email=address)
    await dashboard.one(ASK_RESET, email=workshop.owner.email)

    assert unknown == {"email": address, "errors": []}
    await mailbox.wait_for(workshop.owner.email)
    assert mailbox.all_to(address) == []
