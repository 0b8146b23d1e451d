"""PostgreSQL's catalogs as plain rows: tables, policies, keys, indexes, grants, roles and functions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import psycopg

from tenants.models import Base, Tenancy
from tests.tenancy.rights import LOGIN_ROLES, ROLES, render

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Catalog:
    """What was read, once, after all migrations. Names are unqualified: every table is in the schema public."""

    tables: dict[str, Record]
    columns: dict[str, dict[str, Record]]
    policies: list[Record]
    constraints: list[Record]
    indexes: list[Record]
    roles: dict[str, Record]
    memberships: list[Record]
    role_settings: dict[str, dict[str, str]]
    functions: list[Record]
    public_grants: list[str]
    powers: list[str]
    becomes: list[str]
    default_grants: list[str]
    local_settings: list[str]
    rules: list[str]
    publications: list[str]
    extensions: list[str]
    rights: str

    def policies_of(self, table: str) -> list[Record]:
        """The policies of one table."""
        return [policy for policy in self.policies if policy["table"] == table]


def tables_of(tenancy: Tenancy) -> dict[str, str]:
    """The tables whose models declare this class, each with the key of its wall."""
    return {
        mapper.class_.__tablename__: mapper.class_.__tenant_key__
        for mapper in Base.registry.mappers
        if mapper.class_.__tenancy__ is tenancy
    }


def normal(expression: str | None) -> str:
    """A condition without the casts, brackets, aliases and blanks that PostgreSQL adds when it prints one."""
    bare = re.sub(r'::\w+( varying)?|AS "?\w+"?', "", expression or "")
    return re.sub(r"[\s()]", "", bare).lower()


def bound(key: str, setting: str) -> str:
    """The normal form of `key = (select nullif(current_setting('app.…', true), '')::uuid)`."""
    return normal(f"{key} = (SELECT NULLIF(current_setting('app.{setting}', true), ''))")


def read_catalog(connection: "psycopg.Connection[Any]") -> Catalog:
    """Everything the audit asks about."""
    columns: dict[str, dict[str, Record]] = {}
    for row in connection.execute(_COLUMNS):
        columns.setdefault(row["table"], {})[row["name"]] = row
    settings = {
        row["rolname"]: dict(entry.split("=", 1) for entry in row["setconfig"])
        for row in connection.execute(_ROLE_SETTINGS)
    }
    return Catalog(
        tables={row["name"]: row for row in connection.execute(_TABLES)},
        columns=columns,
        policies=connection.execute(_POLICIES).fetchall(),
        constraints=connection.execute(_CONSTRAINTS).fetchall(),
        indexes=connection.execute(_INDEXES).fetchall(),
        roles={row["rolname"]: row for row in connection.execute(_ROLES)},
        memberships=connection.execute(_MEMBERSHIPS).fetchall(),
        role_settings=settings,
        functions=connection.execute(_FUNCTIONS).fetchall(),
        public_grants=_names(connection, _PUBLIC_GRANTS),
        powers=_names(connection, _POWERS, roles=list(ROLES), kinds=_powers_over_tables(connection)),
        becomes=_names(connection, _BECOMES, roles=list(LOGIN_ROLES)),
        default_grants=_names(connection, _DEFAULT_GRANTS),
        local_settings=_names(connection, _LOCAL_SETTINGS),
        rules=_names(connection, _RULES),
        publications=_names(connection, "SELECT pubname::text AS what FROM pg_publication ORDER BY 1"),
        extensions=_names(connection, "SELECT extname::text AS what FROM pg_extension ORDER BY 1"),
        rights=render(connection),
    )


def _names(connection: "psycopg.Connection[Any]", query: str, **values: Any) -> list[str]:
    return [row["what"] for row in connection.execute(query.encode(), values or None)]


def _powers_over_tables(connection: "psycopg.Connection[Any]") -> list[str]:
    powers = ["TRUNCATE", "REFERENCES", "TRIGGER"]
    return [*powers, "MAINTAIN"] if connection.info.server_version >= 170000 else powers


_OURS = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'"
_TABLES = f"""
    SELECT c.relname AS name, n.nspname AS schema, c.relkind AS kind, c.relispartition AS is_partition,
           c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced, c.relowner::regrole::text AS owner,
           coalesce('security_invoker=true' = ANY (c.reloptions), false) AS is_invokers
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE {_OURS} AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    ORDER BY 1"""
_COLUMNS = f"""
    SELECT c.relname AS table, a.attname AS name, a.attnotnull AS is_required,
           format_type(a.atttypid, NULL) AS type
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE {_OURS} AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY 1, a.attnum"""
_POLICIES = """
    SELECT tablename AS table, policyname AS name, permissive, roles::text[] AS roles, cmd AS command,
           qual AS using, with_check AS check
    FROM pg_policies ORDER BY 1, 2"""
_NAMES = """ARRAY(SELECT a.attname::text FROM unnest({keys}) WITH ORDINALITY k(num, place)
    JOIN pg_attribute a ON a.attrelid = {table} AND a.attnum = k.num ORDER BY k.place)"""
_CONSTRAINTS = f"""
    SELECT t.relname AS table, o.conname AS name, o.contype AS kind, f.relname AS target,
           {_NAMES.format(keys="o.conkey", table="o.conrelid")} AS columns,
           {_NAMES.format(keys="o.confkey", table="o.confrelid")} AS target_columns, o.convalidated AS is_valid,
           {_NAMES.format(keys="o.confdelsetcols", table="o.conrelid")} AS blanked, o.confdeltype AS on_delete
    FROM pg_constraint o JOIN pg_class t ON t.oid = o.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    LEFT JOIN pg_class f ON f.oid = o.confrelid
    WHERE {_OURS} ORDER BY 1, 2"""
_INDEXES = f"""
    SELECT t.relname AS table, i.relname AS name, x.indisunique AS is_unique, x.indisvalid AS is_valid,
           x.indpred IS NOT NULL AS is_partial,
           ARRAY(SELECT pg_get_indexdef(x.indexrelid, place, true)
                 FROM generate_series(1, x.indnkeyatts) place ORDER BY place) AS columns
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE {_OURS} ORDER BY 1, 2"""
_ROLES = r"""
    SELECT r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, r.rolreplication, r.rolcanlogin,
           r.rolinherit,
           (SELECT count(*) FROM pg_shdepend d
            WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid AND d.deptype = 'o') AS owned
    FROM pg_roles r WHERE r.rolname LIKE 'carbot\_%' ORDER BY 1"""
_MEMBERSHIPS = r"""
    SELECT m.roleid::regrole::text AS role, m.member::regrole::text AS member, m.admin_option, to_jsonb(m) AS options
    FROM pg_auth_members m
    WHERE m.member::regrole::text LIKE 'carbot\_%' OR m.roleid::regrole::text LIKE 'carbot\_%'"""
_ROLE_SETTINGS = r"""
    SELECT r.rolname, s.setconfig FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole
    WHERE r.rolname LIKE 'carbot\_%' AND s.setdatabase = 0"""
_FUNCTIONS = f"""
    SELECT n.nspname || '.' || p.proname AS name, p.prosecdef AS is_definer, p.proconfig AS settings,
           ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) t) AS arguments, p.proleakproof AS is_leakproof,
           p.proowner::regrole::text AS owner,
           ARRAY(SELECT a.grantee::regrole::text FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                 WHERE a.privilege_type = 'EXECUTE' ORDER BY 1) AS callers
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE {_OURS} ORDER BY 1"""
_PUBLIC_GRANTS = f"""
    SELECT 'table ' || c.relname || ' ' || a.privilege_type AS what
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
    WHERE {_OURS} AND a.grantee = 0
    UNION ALL
    SELECT 'column ' || c.relname || '.' || t.attname || ' ' || a.privilege_type
    FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace,
         aclexplode(t.attacl) a
    WHERE {_OURS} AND a.grantee = 0
    UNION ALL
    SELECT 'function ' || p.proname || ' ' || a.privilege_type
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,
         aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    WHERE {_OURS} AND a.grantee = 0
    UNION ALL
    SELECT 'schema ' || n.nspname || ' ' || a.privilege_type
    FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
    WHERE {_OURS} AND a.grantee = 0
    UNION ALL
    SELECT 'database ' || a.privilege_type
    FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
    WHERE d.datname = current_database() AND a.grantee = 0
    UNION ALL
    SELECT 'default ' || d.defaclobjtype::text || ' ' || a.privilege_type
    FROM pg_default_acl d, aclexplode(d.defaclacl) a WHERE a.grantee = 0
    ORDER BY 1"""
_POWERS = f"""
    SELECT role || ' ' || kind || ' ' || c.relname AS what
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, unnest(%(roles)s::text[]) role,
         unnest(%(kinds)s::text[]) kind
    WHERE {_OURS} AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND has_table_privilege(role, c.oid, kind)
    UNION ALL
    SELECT role || ' REFERENCES a column of ' || c.relname
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, unnest(%(roles)s::text[]) role
    WHERE {_OURS} AND c.relkind IN ('r', 'p') AND has_any_column_privilege(role, c.oid, 'REFERENCES')
    UNION ALL
    SELECT role || ' ' || kind || ' in the database'
    FROM unnest(%(roles)s::text[]) role, unnest(ARRAY['CREATE', 'TEMP']) kind
    WHERE has_database_privilege(role, current_database(), kind)
    UNION ALL
    SELECT role || ' CREATE in ' || nspname
    FROM pg_namespace, unnest(%(roles)s::text[]) role WHERE has_schema_privilege(role, oid, 'CREATE')
    UNION ALL
    SELECT 'setting ' || parname FROM pg_parameter_acl
    UNION ALL
    SELECT 'large object ' || oid FROM pg_largeobject_metadata
    UNION ALL
    SELECT 'foreign server ' || srvname FROM pg_foreign_server
    ORDER BY 1"""
_BECOMES = """
    SELECT role || ' ' || r.rolname AS what FROM pg_roles r, unnest(%(roles)s::text[]) role
    WHERE r.rolname <> role AND pg_has_role(role, r.oid, 'MEMBER') ORDER BY 1"""
_DEFAULT_GRANTS = """
    SELECT d.defaclrole::regrole || ' ' || d.defaclobjtype::text || ' ' || a.privilege_type || ' to '
           || CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS what
    FROM pg_default_acl d, aclexplode(d.defaclacl) a WHERE a.grantee <> d.defaclrole ORDER BY 1"""
_LOCAL_SETTINGS = """
    SELECT CASE s.setrole WHEN 0 THEN 'everybody' ELSE s.setrole::regrole::text END || ' ' || entry AS what
    FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase, unnest(s.setconfig) entry
    WHERE d.datname = current_database() ORDER BY 1"""
_RULES = f"""
    SELECT c.relname || ' ' || r.rulename AS what
    FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE {_OURS} ORDER BY 1"""
