"""Catalogue: categories with kind and icon, what is shown where, synonyms, price rules, the history of prices.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WORKSHOP = "(SELECT nullif(current_setting('app.workshop_id', true), '')::uuid)"
KINDS = "'MAINTENANCE', 'REPAIR', 'INSPECTION', 'TYRES', 'BODY', 'OTHER'"
ICONS = (
    "'WRENCH', 'CLIPBOARD', 'SHIELD', 'DROPLET', 'ENGINE', 'BELT', 'FUEL', 'THERMOMETER', 'EXHAUST', 'GEARS', 'BRAKE',"
    " 'SPRING', 'TARGET', 'TYRE', 'BATTERY', 'BULB', 'DIAGNOSIS', 'SNOWFLAKE', 'PAINT', 'UMBRELLA', 'GLASS',"
    " 'SPARKLE', 'BOLT', 'PLUS', 'MOTORCYCLE', 'VAN', 'CALENDAR', 'TOW', 'DOCUMENT', 'FLEET'"
)
VEHICLES = (
    "'MICRO', 'SMALL', 'COMPACT', 'MIDSIZE', 'UPPER', 'SUV', 'VAN', 'LUXURY', 'ELECTRIC', 'MOTORCYCLE', 'MOTORHOME',"
    " 'TRAILER', 'TRUCK'"
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
    widen_library()
    create_library_texts()
    widen_categories()
    widen_services()
    index_words()
    create_price_rules()
    create_service_prices()
    wall_in()
    open_to_visitors()


def widen_library() -> None:
    """The reference data are written anew after the migrations; until then rows of before say what they can."""
    for name in ("name_tr", "name_pl"):
        op.add_column("library_categories", sa.Column(name, sa.String(length=80), nullable=True))
        op.execute(f"UPDATE library_categories SET {name} = name_en")
        op.alter_column("library_categories", name, nullable=False)
    add_kind_and_icon("library_categories")
    for name in ("kind", "icon"):
        op.alter_column("library_categories", name, server_default=None)
    op.add_column("library_services", sa.Column("months", postgresql.ARRAY(sa.Integer()), nullable=True))
    op.add_column(
        "library_services", sa.Column("vehicle_classes", postgresql.ARRAY(sa.String(length=32)), nullable=True)
    )
    for name, before in (("is_fixed_price", "false"), ("scales", "true"), ("is_passthrough", "false")):
        op.add_column("library_services", sa.Column(name, sa.Boolean(), server_default=sa.text(before), nullable=False))
        op.alter_column("library_services", name, server_default=None)
    op.add_column("library_services", sa.Column("search_terms", sa.Text(), nullable=True))
    op.execute("UPDATE library_services SET search_terms = name")
    op.alter_column("library_services", "search_terms", nullable=False)
    op.add_column("library_services", sa.Column("words", postgresql.TSVECTOR(), nullable=True))


def create_library_texts() -> None:
    op.create_table(
        "library_service_texts",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("safety_note", sa.Text(), nullable=True),
        sa.Column("synonyms", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.CheckConstraint("language IN ('DE', 'EN', 'TR', 'PL')", name=op.f("library_service_texts_language_ck")),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["library_services.id"],
            name=op.f("library_service_texts_service_id_fk"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("service_id", "language", name=op.f("library_service_texts_pk")),
    )


def add_kind_and_icon(table: str) -> None:
    kind = sa.Column("kind", sa.String(length=32), server_default=sa.text("'OTHER'"), nullable=False)
    icon = sa.Column("icon", sa.String(length=32), server_default=sa.text("'WRENCH'"), nullable=False)
    op.add_column(table, kind)
    op.add_column(table, icon)
    op.create_check_constraint(op.f(f"{table}_kind_ck"), table, f"kind IN ({KINDS})")
    op.create_check_constraint(op.f(f"{table}_icon_ck"), table, f"icon IN ({ICONS})")


def widen_categories() -> None:
    add_kind_and_icon("service_categories")


def widen_services() -> None:
    op.add_column("services", sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column(
        "services",
        sa.Column("synonyms", postgresql.ARRAY(sa.String(length=80)), server_default=sa.text("'{}'"), nullable=False),
    )
    op.add_column("services", sa.Column("search_terms", sa.Text(), server_default=sa.text("''"), nullable=False))
    for name, before in (
        ("is_shown_in_chat", "true"),
        ("is_shown_on_pages", "true"),
        ("scales", "true"),
        ("is_passthrough", "false"),
    ):
        op.add_column("services", sa.Column(name, sa.Boolean(), server_default=sa.text(before), nullable=False))
    op.add_column("services", sa.Column("price_confirmed_at", sa.DateTime(timezone=True), nullable=True))
    op.drop_index("services_workshop_id_category_position_sort_name_id_ix", table_name="services")
    op.create_index(
        "services_workshop_id_category_position_position_sort_name_id_ix",
        "services",
        ["workshop_id", "category_position", "position", "sort_name", "id"],
    )


def index_words() -> None:
    """Services are found by their synonyms as well: the index, what the look-up may read, and the look-up itself."""
    op.drop_index("services_words_ix", table_name="services")
    op.execute(
        "CREATE INDEX services_words_ix ON services"
        " USING gin (search.keys(workshop_id, name, description, search_terms)) WITH (fastupdate = off)"
    )
    op.execute("GRANT SELECT (search_terms) ON services TO carbot_lookup")
    op.execute("SET LOCAL ROLE carbot_lookup")
    op.execute(r"""
        CREATE OR REPLACE FUNCTION lookup.services_with(wanted text) RETURNS SETOF uuid
        LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            tenant uuid := nullif(current_setting('app.workshop_id', true), '')::uuid;
        BEGIN
            IF wanted !~ '\S' THEN
                RETURN QUERY SELECT t.id FROM public.services t WHERE t.workshop_id = tenant;
            ELSE
                RETURN QUERY
                WITH asked AS MATERIALIZED (SELECT a.word, a.query FROM search.alternatives(tenant, wanted) a)
                SELECT found.id
                FROM (
                    SELECT indexed.id, asked.word
                    FROM asked, LATERAL (
                        SELECT t.workshop_id, t.id FROM public.services t
                        WHERE search.keys(t.workshop_id, name, description, search_terms) @@ asked.query OFFSET 0
                    ) indexed
                    WHERE indexed.workshop_id = tenant
                ) found
                GROUP BY found.id
                HAVING bit_or(1 << found.word) = (SELECT bit_or(1 << asked.word) FROM asked);
            END IF;
        END $$""")
    op.execute("RESET ROLE")


def tenant_columns() -> list[sa.Column[object]]:
    bound = sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid")
    return [
        sa.Column("workshop_id", sa.Uuid(), server_default=bound, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
    ]


def tenant_keys(table: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f(f"{table}_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f(f"{table}_pk")),
    ]


def refers_to(table: str, column: str, target: str) -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        ["workshop_id", column],
        [f"{target}.workshop_id", f"{target}.id"],
        name=op.f(f"{table}_workshop_id_{column}_fk"),
        ondelete="CASCADE",
    )


def create_price_rules() -> None:
    op.create_table(
        "price_rules",
        *tenant_columns(),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("category_id", sa.Uuid(), nullable=True),
        sa.Column("vehicle_class", sa.String(length=32), nullable=True),
        sa.Column("season_start", sa.String(length=5), nullable=True),
        sa.Column("season_end", sa.String(length=5), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("price_min", sa.Integer(), nullable=True),
        sa.Column("price_max", sa.Integer(), nullable=True),
        sa.Column("factor_permille", sa.Integer(), nullable=True),
        sa.Column("surcharge", sa.Integer(), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind IN ('OVERRIDE', 'FACTOR', 'SURCHARGE')", name=op.f("price_rules_kind_ck")),
        sa.CheckConstraint(f"vehicle_class IN ({VEHICLES})", name=op.f("price_rules_vehicle_class_ck")),
        sa.CheckConstraint("service_id IS NULL OR category_id IS NULL", name=op.f("price_rules_one_target_ck")),
        sa.CheckConstraint(
            "CASE kind"
            " WHEN 'OVERRIDE' THEN price_min IS NOT NULL AND price_min >= 0"
            " AND (price_max IS NULL OR price_min <= price_max)"
            " AND factor_permille IS NULL AND surcharge IS NULL"
            " WHEN 'FACTOR' THEN factor_permille IS NOT NULL AND factor_permille > 0"
            " AND price_min IS NULL AND price_max IS NULL AND surcharge IS NULL"
            " ELSE surcharge IS NOT NULL AND surcharge > 0"
            " AND price_min IS NULL AND price_max IS NULL AND factor_permille IS NULL END",
            name=op.f("price_rules_values_fit_the_kind_ck"),
        ),
        sa.CheckConstraint(
            "(season_start IS NULL) = (season_end IS NULL)", name=op.f("price_rules_season_has_two_ends_ck")
        ),
        sa.CheckConstraint(
            "(starts_on IS NULL) = (ends_on IS NULL) AND (starts_on IS NULL OR starts_on <= ends_on)",
            name=op.f("price_rules_dates_have_two_ends_ck"),
        ),
        sa.CheckConstraint("season_start IS NULL OR starts_on IS NULL", name=op.f("price_rules_one_season_ck")),
        *tenant_keys("price_rules"),
        refers_to("price_rules", "service_id", "services"),
        refers_to("price_rules", "category_id", "service_categories"),
    )
    op.create_index("price_rules_workshop_id_created_at_id_ix", "price_rules", ["workshop_id", "created_at", "id"])
    op.create_index("price_rules_workshop_id_service_id_ix", "price_rules", ["workshop_id", "service_id"])
    op.create_index("price_rules_workshop_id_category_id_ix", "price_rules", ["workshop_id", "category_id"])


def create_service_prices() -> None:
    """Rows of before begin their history with the price they have."""
    op.create_table(
        "service_prices",
        *tenant_columns(),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("price_kind", sa.String(length=32), nullable=False),
        sa.Column("price_min", sa.Integer(), nullable=True),
        sa.Column("price_max", sa.Integer(), nullable=True),
        sa.Column("member_name", sa.String(length=120), nullable=True),
        sa.CheckConstraint(
            "price_kind IN ('FIXED', 'RANGE', 'FROM', 'ON_REQUEST')", name=op.f("service_prices_price_kind_ck")
        ),
        *tenant_keys("service_prices"),
        refers_to("service_prices", "service_id", "services"),
    )
    op.create_index(
        "service_prices_workshop_id_service_id_valid_from_id_ix",
        "service_prices",
        ["workshop_id", "service_id", "valid_from", "id"],
    )
    op.execute(
        "INSERT INTO service_prices (workshop_id, id, service_id, valid_from, price_kind, price_min, price_max)"
        " SELECT workshop_id, id, id, updated_at, price_kind, price_min, price_max FROM services"
    )


def wall_in() -> None:
    for table in ("library_service_texts", "price_rules", "service_prices"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY owner ON {table} TO carbot_owner USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY backup ON {table} FOR SELECT TO carbot_backup USING (true)")
        op.execute(f"GRANT SELECT ON {table} TO carbot_backup")
    op.execute("CREATE POLICY everybody ON library_service_texts FOR SELECT TO PUBLIC USING (true)")
    op.execute("GRANT SELECT ON library_service_texts TO carbot_api, carbot_worker")
    own = f"workshop_id = {WORKSHOP}"
    for table in ("price_rules", "service_prices"):
        op.execute(f"CREATE POLICY tenant ON {table} TO carbot_api, carbot_worker USING ({own}) WITH CHECK ({own})")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON price_rules TO carbot_api")
    op.execute("GRANT SELECT, INSERT ON service_prices TO carbot_api")
    op.execute("GRANT SELECT ON price_rules, service_prices TO carbot_worker")


def open_to_visitors() -> None:
    """What a price is made of, of services that are offered in the chat; nothing else of the catalogue."""
    own = f"workshop_id = {WORKSHOP}"
    op.execute(
        f"CREATE POLICY visitor ON services FOR SELECT TO carbot_visitor"
        f" USING ({own} AND is_active AND is_shown_in_chat)"
    )
    op.execute(
        "GRANT SELECT (workshop_id, id, category_id, name, price_kind, price_min, price_max, scales, is_passthrough,"
        " price_confirmed_at, is_active, is_shown_in_chat) ON services TO carbot_visitor"
    )
    op.execute(f"CREATE POLICY visitor ON price_rules FOR SELECT TO carbot_visitor USING ({own} AND is_active)")
    op.execute(
        "GRANT SELECT (workshop_id, id, label, service_id, category_id, vehicle_class, season_start, season_end,"
        " starts_on, ends_on, kind, price_min, price_max, factor_permille, surcharge, is_active, created_at)"
        " ON price_rules TO carbot_visitor"
    )
