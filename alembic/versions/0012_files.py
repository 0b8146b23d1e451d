"""Files: uploads in pieces, imports into the catalogue with their rows, downloads of exports.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

WORKSHOP = "(SELECT nullif(current_setting('app.workshop_id', true), '')::uuid)"

RIGHTS = {
    # table: what carbot_api may do, what carbot_worker may do, what carbot_system may read of what it removes
    "uploads": ("SELECT, INSERT, UPDATE (size)", "SELECT", "workshop_id, id, expires_at"),
    "upload_chunks": ("SELECT (workshop_id, id, upload_id, position), INSERT", "SELECT", None),
    "catalogue_imports": (
        "SELECT, INSERT, UPDATE",
        "SELECT, UPDATE",
        "workshop_id, id, created_at",
    ),
    "catalogue_import_rows": ("SELECT", "SELECT, INSERT, UPDATE, DELETE", "workshop_id, id, created_at"),
    "downloads": ("SELECT, INSERT", None, "workshop_id, id, expires_at"),
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
    create_uploads()
    create_imports()
    create_downloads()
    wall_in()
    create_lookup()
    # An import writes the catalogue as a job.
    op.execute("GRANT INSERT, UPDATE ON services TO carbot_worker")
    op.execute("GRANT INSERT ON service_categories TO carbot_worker")
    op.execute("GRANT INSERT ON service_prices TO carbot_worker")


def workshop_table(name: str, *columns: sa.Column | sa.Constraint) -> None:
    """A table of the workshop class: its key, its id, and the way it goes with the workshop."""
    op.create_table(
        name,
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f(f"{name}_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f(f"{name}_pk")),
    )


def within(table: str, column: str, target: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    """A reference inside the workshop."""
    return sa.ForeignKeyConstraint(
        ["workshop_id", column],
        [f"{target}.workshop_id", f"{target}.id"],
        name=op.f(f"{table}_workshop_id_{column}_fk"),
        ondelete=ondelete,
    )


def moment(name: str, default: str | None = None, *, nullable: bool = False) -> sa.Column:
    given = None if default is None else sa.text(default)
    return sa.Column(name, sa.DateTime(timezone=True), server_default=given, nullable=nullable)


def closed(name: str, default: str | None = None) -> sa.Column:
    given = None if default is None else sa.text(f"'{default}'")
    return sa.Column(name, sa.String(length=32), server_default=given, nullable=False)


def json(name: str, default: str | None = None, *, nullable: bool = False) -> sa.Column:
    given = None if default is None else sa.text(f"'{default}'")
    return sa.Column(name, postgresql.JSONB(astext_type=sa.Text()), server_default=given, nullable=nullable)


def number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)


def one_of(table: str, column: str, *members: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{member}'" for member in members)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"{table}_{column}_ck"))


def create_uploads() -> None:
    workshop_table(
        "uploads",
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        moment("created_at", "now()"),
        moment("expires_at", "now() + interval '1 day'"),
        sa.CheckConstraint("size >= 0", name=op.f("uploads_size_is_not_negative_ck")),
    )
    op.create_index("uploads_expires_at_ix", "uploads", ["expires_at"])
    workshop_table(
        "upload_chunks",
        sa.Column("upload_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        within("upload_chunks", "upload_id", "uploads"),
    )
    op.create_index(
        "upload_chunks_workshop_id_upload_id_position_uq",
        "upload_chunks",
        ["workshop_id", "upload_id", "position"],
        unique=True,
    )
    # What spreadsheets are saved as is packed already.
    op.execute("ALTER TABLE upload_chunks ALTER COLUMN content SET STORAGE EXTERNAL")


def create_imports() -> None:
    table = "catalogue_imports"
    workshop_table(
        table,
        sa.Column("upload_id", sa.Uuid(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("member_name", sa.String(length=120), nullable=True),
        closed("language"),
        closed("status", "READING"),
        closed("on_duplicate", "UPDATE"),
        json("columns", "[]"),
        json("preview", "[]"),
        json("faults", "[]"),
        json("failure", nullable=True),
        json("made_categories", "[]"),
        *map(number, ("row_count", "create_count", "update_count", "skip_count", "faulty_count")),
        sa.Column("kept_count", sa.Integer(), nullable=True),
        number("progress"),
        moment("created_at", "now()"),
        moment("applied_at", nullable=True),
        moment("undone_at", nullable=True),
        one_of(table, "language", "DE", "EN", "TR", "PL"),
        one_of(table, "status", "READING", "READY", "APPLYING", "DONE", "FAILED", "UNDONE"),
        one_of(table, "on_duplicate", "UPDATE", "SKIP"),
        sa.CheckConstraint(
            "progress >= 0 AND progress <= 100", name=op.f("catalogue_imports_progress_is_a_percentage_ck")
        ),
        within(table, "upload_id", "uploads", "SET NULL (upload_id)"),
    )
    op.create_index("catalogue_imports_workshop_id_created_at_id_ix", table, ["workshop_id", "created_at", "id"])
    op.create_index("catalogue_imports_workshop_id_upload_id_ix", table, ["workshop_id", "upload_id"])
    op.create_index("catalogue_imports_created_at_ix", table, ["created_at"])
    table = "catalogue_import_rows"
    workshop_table(
        table,
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        json("cells"),
        closed("action"),
        json("values"),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        json("before", nullable=True),
        moment("created_at", "now()"),
        one_of(table, "action", "CREATE", "UPDATE", "SKIP", "FAULTY"),
        within(table, "import_id", "catalogue_imports"),
    )
    op.create_index("catalogue_import_rows_import_uq", table, ["workshop_id", "import_id", "number"], unique=True)
    op.create_index("catalogue_import_rows_created_at_ix", table, ["created_at"])


def create_downloads() -> None:
    workshop_table(
        "downloads",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        closed("format"),
        closed("language"),
        moment("created_at", "now()"),
        moment("expires_at"),
        one_of("downloads", "format", "CSV", "XLSX", "PDF"),
        one_of("downloads", "language", "DE", "EN", "TR", "PL"),
    )
    op.create_index("downloads_token_hash_ix", "downloads", ["token_hash"])
    op.create_index("downloads_expires_at_ix", "downloads", ["expires_at"])


def wall_in() -> None:
    own = f"workshop_id = {WORKSHOP}"
    for table, (api, worker, system) in RIGHTS.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY owner ON {table} TO carbot_owner USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY backup ON {table} FOR SELECT TO carbot_backup USING (true)")
        op.execute(f"GRANT SELECT ON {table} TO carbot_backup")
        op.execute(f"CREATE POLICY tenant ON {table} TO carbot_api, carbot_worker USING ({own}) WITH CHECK ({own})")
        op.execute(f"GRANT {api} ON {table} TO carbot_api")
        if worker is not None:
            op.execute(f"GRANT {worker} ON {table} TO carbot_worker")
        if system is not None:
            op.execute(f"CREATE POLICY system ON {table} TO carbot_system USING (true) WITH CHECK (true)")
            op.execute(f"GRANT SELECT ({system}), DELETE ON {table} TO carbot_system")


def create_lookup() -> None:
    """From the token of a link to the workshop whose download it is."""
    op.execute("CREATE POLICY lookup ON downloads FOR SELECT TO carbot_lookup USING (true)")
    op.execute("GRANT SELECT (workshop_id, id, token_hash, expires_at) ON downloads TO carbot_lookup")
    op.execute("SET LOCAL ROLE carbot_lookup")
    op.execute("""
        CREATE FUNCTION lookup.download(wanted bytea)
        RETURNS TABLE (workshop_id uuid, organization_id uuid, download_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT d.workshop_id, w.organization_id, d.id
            FROM public.downloads d JOIN public.workshops w ON w.id = d.workshop_id
            WHERE d.token_hash = wanted AND d.expires_at > now()
        $$""")
    op.execute("GRANT EXECUTE ON FUNCTION lookup.download(bytea) TO carbot_api")
    op.execute("RESET ROLE")
