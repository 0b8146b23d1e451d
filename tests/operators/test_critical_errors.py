"""A new critical error is mailed to those who run the platform."""

from sqlalchemy import Engine, text

from carbot.outside import Outside
from tests.support.api import Api, TestWorkshop
from tests.support.mailbox import Mailbox
from tests.support.operators import OperatorPerson


async def test_a_new_critical_error_is_mailed_to_operators_at_once(
    api: Api, outside: Outside, owner: Engine, operator: OperatorPerson, workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    await outside.errors.flush()
    with owner.begin() as connection:
        connection.execute(text("DELETE FROM error_groups"))
        connection.execute(text("REVOKE SELECT ON closures FROM carbot_api"))
    try:
        for _ in range(3):
            await api.as_(workshop.owner).send("{ openingHours { closures { reason } } }")
    finally:
        with owner.begin() as connection:
            connection.execute(text("GRANT SELECT ON closures TO carbot_api"))

    (mail,) = await mailbox.wait_for(operator.email)

    assert "Kritischer Fehler" in mail.subject
    assert "/operator/errors" in mail.text
