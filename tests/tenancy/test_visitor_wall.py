"""A visitor's role reaches the own conversation and the public profile, whatever statement it is made to send."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import errors, sql

from carbot.ids import new_id
from carbot.settings import Settings
from tenants.roles import DatabaseRole, role_url
from tests.tenancy.furnish import Furnished

Connection = psycopg.Connection[tuple[Any, ...]]

OWN = {
    "conversations": "conversation",
    "messages": "message",
    "turns": "turn",
    "consents": "consent",
    "leads": "lead",
}


@pytest.fixture
def connection(settings: Settings) -> Iterator[Connection]:
    """A connection of the visitors' role; what a test does is undone."""
    with psycopg.connect(role_url(settings, DatabaseRole.VISITOR)) as opened:
        yield opened
        opened.rollback()


def enter(connection: Connection, workshop_id: UUID | str, conversation_id: UUID | str | None) -> None:
    """Bind the transaction as the product does."""
    connection.execute(
        "SELECT set_config('app.workshop_id', %s, true), set_config('app.conversation_id', %s, true)",
        [str(workshop_id), str(conversation_id or "")],
    )


def ids(connection: Connection, table: str) -> list[UUID]:
    """What the role sees of a table."""
    return [row[0] for row in connection.execute(sql.SQL("SELECT id FROM {}").format(sql.Identifier(table)))]


def insert(connection: Connection, table: str, **values: Any) -> None:
    """One row. Raises psycopg's errors."""
    names = sql.SQL(", ").join(map(sql.Identifier, values))
    marks = sql.SQL(", ").join(map(sql.Placeholder, values))
    connection.execute(sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(table), names, marks), values)


def message(furnished: Furnished, conversation: UUID, **changes: Any) -> dict[str, Any]:
    """A visitor's line."""
    values = {"conversation_id": conversation, "seq": 2, "author": "VISITOR", "text": "Und wann?"}
    return {"workshop_id": furnished.workshop.id, "id": new_id(), **values, **changes}


def turn(furnished: Furnished, conversation: UUID, **changes: Any) -> dict[str, Any]:
    """An answer to be made."""
    key = {"workshop_id": furnished.workshop.id, "id": new_id(), "conversation_id": conversation}
    return {**key, "question_seq": 1, **changes}


def consent(furnished: Furnished, conversation: UUID, **changes: Any) -> dict[str, Any]:
    """A consent."""
    values = {"conversation_id": conversation, "text_version": "1", "text": "Ja.", "language": "DE"}
    return {"workshop_id": furnished.workshop.id, "id": new_id(), **values, **changes}


def lead(furnished: Furnished, conversation: UUID, consent_id: UUID | None, **changes: Any) -> dict[str, Any]:
    """An enquiry."""
    key = {"workshop_id": furnished.workshop.id, "id": new_id(), "conversation_id": conversation}
    values = {"kind": "CALLBACK", "origin": "VISITOR", "language": "DE", "name": "Ayşe", "sort_name": "ayse"}
    return {**key, "consent_id": consent_id, "surface": "WIDGET", **values, **changes}


def test_a_visitor_sees_the_own_conversation_and_what_hangs_on_it(
    connection: Connection, furnished: Furnished, other_furnished: Furnished
) -> None:
    enter(connection, furnished.workshop.id, furnished.mine.conversation)

    seen = {table: ids(connection, table) for table in OWN}

    assert seen == {table: [getattr(furnished.mine, name)] for table, name in OWN.items()}


def test_a_visitor_without_a_conversation_sees_the_public_profile_and_nothing_else(
    connection: Connection, furnished: Furnished, other_furnished: Furnished
) -> None:
    enter(connection, furnished.workshop.id, None)

    assert {table: ids(connection, table) for table in OWN} == {table: [] for table in OWN}
    assert ids(connection, "workshops") == [furnished.workshop.id]
    for table in ("widget_settings", "opening_intervals", "closures"):
        rows = connection.execute(sql.SQL("SELECT workshop_id FROM {}").format(sql.Identifier(table))).fetchall()
        assert rows == [(furnished.workshop.id,)], table


def test_another_workshops_conversation_is_not_reached_through_the_own_workshop(
    connection: Connection, furnished: Furnished, other_furnished: Furnished
) -> None:
    enter(connection, furnished.workshop.id, other_furnished.mine.conversation)

    assert {table: ids(connection, table) for table in OWN} == {table: [] for table in OWN}


@pytest.mark.parametrize("noun", ["leads", "services", "conversations"])
def test_a_visitor_searches_nothing(connection: Connection, furnished: Furnished, noun: str) -> None:
    enter(connection, furnished.workshop.id, furnished.mine.conversation)

    with pytest.raises(errors.InsufficientPrivilege):
        connection.execute(sql.SQL("SELECT {}('a')").format(sql.Identifier("lookup", f"{noun}_with")))


@pytest.mark.parametrize("named", ["neighbour", "other"])
def test_a_visitor_changes_nobody_elses_conversation(
    connection: Connection, furnished: Furnished, other_furnished: Furnished, named: str
) -> None:
    target = furnished.neighbour if named == "neighbour" else other_furnished.mine
    with furnished.unchanged(), other_furnished.unchanged():
        enter(connection, furnished.workshop.id, furnished.mine.conversation)

        conversations = connection.execute(
            "UPDATE conversations SET status = 'CLOSED' WHERE id = %s", [target.conversation]
        )
        turns = connection.execute("UPDATE turns SET status = 'STOPPED' WHERE id = %s", [target.turn])
        connection.commit()

    assert (conversations.rowcount, turns.rowcount) == (0, 0)


def test_a_visitor_writes_a_line_an_answers_turn_and_an_enquiry_with_its_consent(
    connection: Connection, furnished: Furnished
) -> None:
    mine = furnished.mine.conversation
    enter(connection, furnished.workshop.id, mine)
    agreed = consent(furnished, mine)

    insert(connection, "messages", **message(furnished, mine))
    insert(connection, "turns", **turn(furnished, mine))
    insert(connection, "consents", **agreed)
    insert(connection, "leads", **lead(furnished, mine, agreed["id"]))

    assert {table: len(ids(connection, table)) for table in ("messages", "turns", "consents", "leads")} == {
        "messages": 2,
        "turns": 2,
        "consents": 2,
        "leads": 2,
    }


@pytest.mark.parametrize("author", ["ASSISTANT", "MEMBER", "SYSTEM"])
def test_a_visitor_cannot_write_as_anybody_else(connection: Connection, furnished: Furnished, author: str) -> None:
    enter(connection, furnished.workshop.id, furnished.mine.conversation)

    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        insert(connection, "messages", **message(furnished, furnished.mine.conversation, author=author))


@pytest.mark.parametrize(
    "words",
    [
        {"text": "Das kostet 1 €."},
        {"status": "DONE"},
        {"answer_id": new_id()},
        {"action": "CALL"},
    ],
    ids=lambda words: next(iter(words)),
)
def test_a_visitor_cannot_make_an_answer(
    connection: Connection, furnished: Furnished, words: dict[str, object]
) -> None:
    enter(connection, furnished.workshop.id, furnished.mine.conversation)

    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        insert(connection, "turns", **turn(furnished, furnished.mine.conversation, **words))


def test_a_visitor_cannot_sign_a_line_with_a_members_name(connection: Connection, furnished: Furnished) -> None:
    enter(connection, furnished.workshop.id, furnished.mine.conversation)

    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        insert(connection, "messages", **message(furnished, furnished.mine.conversation, member_name="Ada Meister"))


@pytest.mark.parametrize("kind", [message, turn, consent], ids=["messages", "turns", "consents"])
@pytest.mark.parametrize("named", ["neighbour", "other", "unknown"])
def test_nothing_is_attached_to_a_foreign_conversation(
    connection: Connection, furnished: Furnished, other_furnished: Furnished, kind: Any, named: str
) -> None:
    foreign = {
        "neighbour": furnished.neighbour.conversation,
        "other": other_furnished.mine.conversation,
        "unknown": new_id(),
    }[named]
    enter(connection, furnished.workshop.id, furnished.mine.conversation)

    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        insert(connection, f"{kind.__name__}s", **kind(furnished, foreign))


@pytest.mark.parametrize("named", ["neighbour", "other", "unknown"])
def test_an_enquiry_takes_neither_a_foreign_conversation_nor_a_foreign_consent(
    connection: Connection, furnished: Furnished, other_furnished: Furnished, named: str
) -> None:
    mine = furnished.mine
    foreign = {"neighbour": furnished.neighbour, "other": other_furnished.mine, "unknown": None}[named]
    conversation, agreed = (foreign.conversation, foreign.consent) if foreign else (new_id(), new_id())

    for values in (
        lead(furnished, conversation, mine.consent),
        lead(furnished, mine.conversation, agreed),
        lead(furnished, conversation, agreed),
    ):
        enter(connection, furnished.workshop.id, mine.conversation)
        with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
            insert(connection, "leads", **values)
        connection.rollback()


@pytest.mark.parametrize("changes", [{"origin": "MEMBER"}, {"status": "WON"}], ids=lambda changes: next(iter(changes)))
def test_an_enquiry_is_a_visitors_and_new(
    connection: Connection, furnished: Furnished, changes: dict[str, str]
) -> None:
    mine = furnished.mine
    enter(connection, furnished.workshop.id, mine.conversation)

    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        insert(connection, "leads", **lead(furnished, mine.conversation, mine.consent, **changes))


def test_an_enquiry_without_consent_is_refused(connection: Connection, furnished: Furnished) -> None:
    enter(connection, furnished.workshop.id, furnished.mine.conversation)

    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        insert(connection, "leads", **lead(furnished, furnished.mine.conversation, None))


@pytest.mark.parametrize("column", ["assignee_id", "score", "note", "read_at"])
def test_what_the_workshop_makes_of_an_enquiry_is_not_the_visitors_to_write(
    connection: Connection, furnished: Furnished, column: str
) -> None:
    mine = furnished.mine
    enter(connection, furnished.workshop.id, mine.conversation)

    with pytest.raises(errors.InsufficientPrivilege, match="permission denied"):
        insert(connection, "leads", **lead(furnished, mine.conversation, mine.consent, **{column: None}))


@pytest.mark.parametrize("column", ["name", "phone", "email", "wish", "note", "score", "*"])
def test_a_visitor_does_not_read_an_enquirys_contact_data_back(
    connection: Connection, furnished: Furnished, column: str
) -> None:
    enter(connection, furnished.workshop.id, furnished.mine.conversation)
    wanted = sql.SQL("*") if column == "*" else sql.Identifier(column)

    with pytest.raises(errors.InsufficientPrivilege, match="permission denied"):
        connection.execute(sql.SQL("SELECT {} FROM leads").format(wanted))


def test_a_conversation_is_begun_under_its_own_name_only(connection: Connection, furnished: Furnished) -> None:
    begun = new_id()
    values = {
        "workshop_id": furnished.workshop.id,
        "token_hash": b"0" * 32,
        "token_expires_at": datetime.now(UTC) + timedelta(hours=1),
        "language": "DE",
        "surface": "WIDGET",
    }
    enter(connection, furnished.workshop.id, begun)

    insert(connection, "conversations", id=begun, **values)
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        insert(connection, "conversations", id=new_id(), **values)


def test_a_conversation_does_not_take_another_workshops_client_key(
    connection: Connection, furnished: Furnished, other_furnished: Furnished
) -> None:
    begun = new_id()
    key = UUID(hex=other_furnished.ids()["key"].removeprefix("key_"))
    enter(connection, furnished.workshop.id, begun)

    with pytest.raises(errors.ForeignKeyViolation):
        insert(
            connection,
            "conversations",
            id=begun,
            workshop_id=furnished.workshop.id,
            client_key_id=key,
            token_hash=b"0" * 32,
            token_expires_at=datetime.now(UTC) + timedelta(hours=1),
            language="DE",
            surface="WIDGET",
        )
