"""Who may do what with which table, as a text a person can read: a table, the columns behind it, the policies."""

from itertools import groupby
from typing import Any

import psycopg

COMMANDS = ("SELECT", "INSERT", "UPDATE", "DELETE")
LOGIN_ROLES = (
    "carbot_api",
    "carbot_worker",
    "carbot_visitor",
    "carbot_identity",
    "carbot_system",
    "carbot_operator",
    "carbot_backup",
)
ROLES = (*LOGIN_ROLES, "carbot_lookup")

HEAD = """\
What each role may do with each table, as granted after all migrations. Row-level security decides about rows on top.
S select, I insert, U update, D delete; a small letter: only the columns that are listed below.
"""
_NAME = 24
_CELL = 10


def render(connection: "psycopg.Connection[Any]") -> str:
    """The text of the snapshot."""
    grants = connection.execute(_GRANTS, [list(ROLES)]).fetchall()
    lines = [HEAD, _row("table", *(role.removeprefix("carbot_") for role in ROLES))]
    columns: list[str] = []
    for table, entries in groupby(grants, key=lambda grant: grant["table"]):
        cells = dict.fromkeys(ROLES, "")
        for entry in entries:
            letter = entry["command"][0]
            if entry["whole"]:
                cells[entry["role"]] += letter
            elif entry["columns"]:
                cells[entry["role"]] += letter.lower()
                columns += [f"{entry['role']}: {entry['command']} on {table}", f"    {', '.join(entry['columns'])}"]
            else:
                cells[entry["role"]] += "-"
        lines.append(_row(table, *cells.values()))
    policies = connection.execute(_POLICIES).fetchall()
    lines += ["", "Columns", "", *_wrapped(columns), "", "Policies beyond the owner's and the backup's", ""]
    for policy in policies:
        lines.append(f"{policy['table']}: {policy['name']} ({policy['command']}) to {', '.join(policy['roles'])}")
        for word in ("using", "check"):
            if policy[word] is not None:
                lines.append(f"    {word:<5} {' '.join(policy[word].split())}")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def granted(connection: "psycopg.Connection[Any]") -> dict[tuple[str, str, str], list[str]]:
    """The columns of every role, table and command; none where nothing is granted."""
    rows = connection.execute(_GRANTS, [list(ROLES)]).fetchall()
    return {(row["role"], row["table"], row["command"]): row["columns"] for row in rows}


def _row(first: str, *cells: str) -> str:
    return first.ljust(_NAME) + "".join(cell.ljust(_CELL) for cell in cells)


def _wrapped(lines: list[str], width: int = 118) -> list[str]:
    wrapped = []
    for line in lines:
        while len(line) > width:
            cut = line.rfind(" ", 0, width)
            wrapped.append(line[:cut])
            line = "    " + line[cut + 1 :]
        wrapped.append(line)
    return wrapped


_GRANTS = f"""
    SELECT c.relname::text AS table, role, command,
           has_table_privilege(role, c.oid, command) AS whole,
           ARRAY(SELECT a.attname::text FROM pg_attribute a
                 WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                   AND CASE WHEN command = 'DELETE' THEN has_table_privilege(role, c.oid, command)
                            ELSE has_column_privilege(role, c.oid, a.attnum, nullif(command, 'DELETE')) END
                 ORDER BY a.attnum) AS columns
    FROM pg_class c, unnest(%s::text[]) WITH ORDINALITY r (role, place),
         unnest(ARRAY[{", ".join(f"'{command}'" for command in COMMANDS)}]) WITH ORDINALITY k (command, rank)
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    ORDER BY c.relname, place, rank"""
_POLICIES = """
    SELECT tablename AS table, policyname AS name, roles::text[] AS roles, cmd AS command,
           qual AS using, with_check AS check
    FROM pg_policies WHERE policyname NOT IN ('owner', 'backup') ORDER BY 1, 2"""
