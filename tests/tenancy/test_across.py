"""Every table, every role: no statement under one workshop reads, changes, deletes or feels a row of another."""

from secrets import token_bytes, token_hex
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import errors, sql

from carbot.ids import new_id
from carbot.settings import Settings
from tenants.models import Tenancy
from tenants.roles import DatabaseRole
from tests.tenancy.attackers import TENANT_ROLES, WALLED, Connection, inside, rights_of, tried
from tests.tenancy.catalog import Catalog, tables_of
from tests.tenancy.furnish import Furnished

# Something of the own rows still refers to them.
RESTRICTED = ("23503", "23001")
WORKSHOPS = {table: key for table, key in tables_of(Tenancy.WORKSHOP).items() if key == "workshop_id"}


def of_workshops(owner_url: str, role: DatabaseRole, command: str) -> dict[str, list[str]]:
    """The tables of a workshop that the role may use this command on, with the columns."""
    return {t: columns for t, columns in rights_of(owner_url, role, command).items() if t in WORKSHOPS}


def names(columns: list[str]) -> sql.Composed:
    """A list of columns."""
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def key_of(owner_url: str, table: str, workshop_id: UUID) -> Any:
    """The id of one row of a workshop."""
    query = sql.SQL("SELECT id FROM {} WHERE workshop_id = %s ORDER BY id LIMIT 1").format(sql.Identifier(table))
    with psycopg.connect(owner_url) as connection:
        row = connection.execute(query, [workshop_id]).fetchone()
    assert row is not None, f"furnish {table}"
    return row[0]


@pytest.mark.parametrize("role", TENANT_ROLES)
def test_a_change_of_everything_changes_the_own_rows_only(
    settings: Settings, owner_url: str, furnished: Furnished, other_furnished: Furnished, role: DatabaseRole
) -> None:
    changed = 0

    with other_furnished.unchanged(), inside(settings, role, furnished) as connection:
        for table, columns in rights_of(owner_url, role, "UPDATE").items():
            name, key = sql.Identifier(table), sql.Identifier(WALLED[table])
            for column in map(sql.Identifier, columns):
                same = sql.SQL("UPDATE {} SET {} = {}").format(name, column, column)
                changed += connection.execute(same).rowcount if role is not DatabaseRole.VISITOR else 0
                aimed = sql.SQL("UPDATE {} SET {} = {} WHERE {} = %s").format(name, column, column, key)
                assert tried(connection, aimed, [other_furnished.workshop.id])[:6] in ("0 rows", "42501 "), table

    assert changed > 0 or role is DatabaseRole.VISITOR


@pytest.mark.parametrize("role", TENANT_ROLES)
def test_a_row_is_not_given_away(
    settings: Settings, owner_url: str, furnished: Furnished, other_furnished: Furnished, role: DatabaseRole
) -> None:
    with furnished.unchanged(), other_furnished.unchanged(), inside(settings, role, furnished) as connection:
        for table in rights_of(owner_url, role, "UPDATE"):
            key = sql.Identifier(WALLED[table])
            given = sql.SQL("UPDATE {} SET {} = %s").format(sql.Identifier(table), key)
            if tried(connection, given, [other_furnished.workshop.id]) == "0 rows":
                assert table not in WORKSHOPS, "nothing of the own rows was tried"
                continue
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(given, [other_furnished.workshop.id])


@pytest.mark.parametrize("role", TENANT_ROLES)
def test_deleting_everything_with_all_that_hangs_on_it_deletes_the_own_rows_only(
    settings: Settings, owner_url: str, furnished: Furnished, other_furnished: Furnished, role: DatabaseRole
) -> None:
    tables = rights_of(owner_url, role, "DELETE")
    before = furnished.rows()

    with other_furnished.unchanged(), inside(settings, role, furnished) as connection:
        for table in tables:
            outcome = tried(connection, sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
            assert outcome.endswith(" rows") or outcome[:5] in RESTRICTED, outcome

    assert bool(tables) is (furnished.rows() != before)


@pytest.mark.parametrize("role", TENANT_ROLES)
def test_a_reference_to_another_workshops_row_is_one_to_nothing(
    settings: Settings,
    owner_url: str,
    catalog: Catalog,
    furnished: Furnished,
    other_furnished: Furnished,
    role: DatabaseRole,
) -> None:
    writable = of_workshops(owner_url, role, "INSERT")
    readable = of_workshops(owner_url, role, "SELECT")
    compared = 0

    with furnished.unchanged(), other_furnished.unchanged(), inside(settings, role, furnished) as connection:
        for reference in catalog.constraints:
            table, target = reference["table"], reference["target"]
            if reference["kind"] != "f" or len(reference["columns"]) != 2 or target not in WORKSHOPS:
                continue
            column = next(each for each in reference["columns"] if each != "workshop_id")
            copied = [each for each in writable.get(table, []) if each in readable.get(table, [])]
            if column not in copied or "id" not in copied:
                continue
            foreign, unknown = key_of(owner_url, target, other_furnished.workshop.id), new_id()
            fresh = {"id": new_id(), **unique_bytes(catalog, table)}
            if table == "price_rules":
                fresh |= dict.fromkeys({"service_id", "category_id"} - {column})  # a rule has one target
            told = [copy(connection, table, copied, {**fresh, column: each}) for each in (foreign, unknown)]
            assert told[0].replace(str(foreign), "?") == told[1].replace(str(unknown), "?"), reference["name"]
            assert told[0][:5] in ("23502", "23503", "42501"), (reference["name"], told[0])
            compared += 1

    assert compared >= (3 if role is DatabaseRole.API else 0)


def unique_bytes(catalog: Catalog, table: str) -> dict[str, bytes | str]:
    """New values for hashes and texts no two rows share, so that a copy meets the reference's rule and not theirs."""
    unique = {
        name for index in catalog.indexes if index["table"] == table and index["is_unique"] for name in index["columns"]
    }
    types = {name: catalog.columns[table].get(name, {}).get("type") for name in unique}
    hashes = {name: token_bytes(32) for name, kind in types.items() if kind == "bytea"}
    return {**hashes, **{name: token_hex(8) for name, kind in types.items() if name == "folded"}}


def copy(connection: Connection, table: str, columns: list[str], changes: dict[str, Any], end: str = "") -> str:
    """What becomes of a copy of one of the own rows, with some of its values changed."""
    values = sql.SQL(", ").join(sql.Placeholder(c) if c in changes else sql.Identifier(c) for c in columns)
    return tried(
        connection,
        sql.SQL("INSERT INTO {0} ({1}) SELECT {2} FROM {0} LIMIT 1 {3}").format(
            sql.Identifier(table), names(columns), values, sql.SQL(end)
        ),
        changes,
    )


@pytest.mark.parametrize("end", ["", "ON CONFLICT DO NOTHING", "ON CONFLICT (workshop_id, id) DO NOTHING"])
@pytest.mark.parametrize("role", TENANT_ROLES)
def test_an_id_that_another_workshop_has_conflicts_with_nothing(
    settings: Settings,
    owner_url: str,
    furnished: Furnished,
    other_furnished: Furnished,
    role: DatabaseRole,
    end: str,
) -> None:
    writable, readable = (of_workshops(owner_url, role, command) for command in ("INSERT", "SELECT"))

    with other_furnished.unchanged(), inside(settings, role, furnished) as connection:
        for table, columns in writable.items():
            copied = [each for each in columns if each in readable.get(table, [])]
            if "id" not in copied:
                continue
            foreign, unknown = key_of(owner_url, table, other_furnished.workshop.id), new_id()
            told = []
            for key in (foreign, unknown):
                connection.execute("BEGIN")
                told.append(copy(connection, table, copied, {"id": key}, end).replace(str(key), "?"))
                connection.execute("ROLLBACK")
            assert told[0] == told[1], table


@pytest.mark.parametrize("role", TENANT_ROLES)
def test_a_condition_that_would_betray_a_row_is_not_asked_about_another_workshops(
    settings: Settings, owner_url: str, furnished: Furnished, other_furnished: Furnished, role: DatabaseRole
) -> None:
    asked = 0

    with inside(settings, role, furnished) as connection:
        for table, columns in rights_of(owner_url, role, "SELECT").items():
            key = sql.Identifier(WALLED[table])
            for column in map(sql.Identifier, columns):
                # Only for a foreign row would this be a conversion that fails and says the value.
                query = sql.SQL("SELECT 1 FROM {} WHERE {} = %s AND ('x' || coalesce({}::text, ''))::int = 0")
                found = connection.execute(
                    query.format(sql.Identifier(table), key, column), [other_furnished.workshop.id]
                )
                assert found.fetchall() == [], (table, column)
                asked += 1

    assert asked > 20


@pytest.mark.parametrize("role", TENANT_ROLES)
def test_no_plan_and_no_statistics_tell_of_values(
    settings: Settings, owner_url: str, furnished: Furnished, other_furnished: Furnished, role: DatabaseRole
) -> None:
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("ANALYZE leads")
        owner.execute("ANALYZE services")
    secrets = [each.rpartition("_")[2] for each in other_furnished.ids().values()]
    secrets += [str(UUID(hex=each)) for each in secrets] + [other_furnished.workshop.name, other_furnished.key]

    with inside(settings, role, furnished) as connection:
        statistics = connection.execute(
            "SELECT tablename, attname FROM pg_stats WHERE schemaname = 'public'"
        ).fetchall()
        plans = [
            str(connection.execute(query).fetchall())
            for table, columns in rights_of(owner_url, role, "SELECT").items()
            for query in (
                sql.SQL("EXPLAIN (ANALYZE, VERBOSE) SELECT {} FROM {}").format(names(columns), sql.Identifier(table)),
            )
        ]

    assert [row for row in statistics if row[0] in WALLED] == []
    assert [secret for secret in secrets for plan in plans if secret in plan] == []
    assert len(plans) >= 9


@pytest.mark.parametrize("role", TENANT_ROLES)
def test_what_is_copied_out_is_the_own(
    settings: Settings, owner_url: str, furnished: Furnished, other_furnished: Furnished, role: DatabaseRole
) -> None:
    with inside(settings, role, furnished) as connection:
        for table, columns in of_workshops(owner_url, role, "SELECT").items():
            if "workshop_id" not in columns:
                continue
            out = sql.SQL("COPY {} (workshop_id) TO STDOUT").format(sql.Identifier(table))
            with connection.cursor() as cursor, cursor.copy(out) as lines:
                seen = {row[0] for row in lines.rows()}
            assert seen <= {str(furnished.workshop.id)}, table


@pytest.mark.parametrize("role", TENANT_ROLES)
def test_nothing_is_copied_in(settings: Settings, owner_url: str, furnished: Furnished, role: DatabaseRole) -> None:
    tables = rights_of(owner_url, role, "INSERT")
    assert tables

    with furnished.unchanged(), inside(settings, role, furnished) as connection:
        for table, columns in tables.items():
            into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names(columns))
            with (
                pytest.raises((errors.FeatureNotSupported, errors.InsufficientPrivilege)),
                connection.cursor() as cursor,
                cursor.copy(into) as lines,
            ):
                lines.write_row([None] * len(columns))
