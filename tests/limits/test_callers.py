"""Whom the class API counts."""

import pytest

from carbot.ids import new_id
from schema.limits import subject_of
from tenants.models.accounts import Language
from tenants.models.billing import PlanCode, Standing
from tenants.models.members import Role
from tenants.principal import Principal, Rights, anonymous, member, visitor

HERE = "203.0.113.7"


def a_visitor(*, known: bool) -> Principal:
    """Somebody with a key, and with a conversation or without."""
    return visitor(
        workshop_id=new_id(),
        organization_id=new_id(),
        client_key_id=new_id(),
        conversation_id=new_id() if known else None,
        language=Language.DE,
    )


def test_a_member_is_counted_wherever_they_call_from() -> None:
    someone = member(
        role=Role.STAFF,
        account_id=new_id(),
        member_id=new_id(),
        member_name="Ada",
        workshop_id=new_id(),
        organization_id=new_id(),
        session_id=new_id(),
        language=Language.DE,
        rights=Rights(PlanCode.BASIC, Standing.TRIAL),
    )

    assert subject_of(someone, HERE) == subject_of(someone, "::1") == (str(someone.member_id), True)


def test_a_visitor_is_counted_by_conversation_and_before_it_by_key_and_address() -> None:
    chatting, looking = a_visitor(known=True), a_visitor(known=False)

    assert subject_of(chatting, HERE) == (str(chatting.conversation_id), True)
    assert subject_of(looking, HERE) == (f"{looking.client_key_id}@{HERE}", False)


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        (HERE, HERE),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("::ffff:203.0.113.7", "::ffff:203.0.113.7"),
        ("unknown", "unknown"),
    ],
)
def test_a_stranger_is_counted_by_network(address: str, counted: str) -> None:
    assert subject_of(anonymous(Language.DE), address) == (f"@{counted}", False)
