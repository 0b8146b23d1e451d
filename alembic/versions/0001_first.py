"""The first schema: accounts, workshops, catalogue, chat, leads, outbox, and the wall around every table.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
    create_tables()
    wall_in()
    wall_in_workshops()
    wall_in_organizations()
    wall_in_accounts()
    open_identity()
    open_visitors()
    open_reference()
    open_outbox()
    open_system()
    create_lookups()


def create_tables() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("email_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_terms_version", sa.String(length=20), nullable=False),
        sa.Column("accepted_processing_version", sa.String(length=20), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("language IN ('DE', 'EN', 'TR', 'PL')", name=op.f("accounts_language_ck")),
        sa.PrimaryKeyConstraint("id", name=op.f("accounts_pk")),
    )
    op.create_index("accounts_email_uq", "accounts", ["email"], unique=True)
    op.create_table(
        "library_categories",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_de", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("library_categories_pk")),
    )
    op.create_index("library_categories_code_uq", "library_categories", ["code"], unique=True)
    op.create_table(
        "mail_deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("recipient_hash", sa.LargeBinary(), nullable=False),
        sa.Column("provider_id", sa.String(length=200), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("mail_deliveries_pk")),
    )
    op.create_index("mail_deliveries_provider_id_ix", "mail_deliveries", ["provider_id"], unique=False)
    op.create_table(
        "organizations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("organizations_pk")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("available_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("dispatched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("last_error", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("outbox_pk")),
    )
    op.create_index(
        "outbox_dispatched_ix",
        "outbox",
        ["dispatched_at"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL AND failed_at IS NULL"),
    )
    op.create_index(
        "outbox_waiting_ix",
        "outbox",
        ["available_at"],
        unique=False,
        postgresql_where=sa.text("dispatched_at IS NULL AND done_at IS NULL AND failed_at IS NULL"),
    )
    op.create_table(
        "public_holidays",
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("state", sa.String(length=2), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("country", "state", "date", name=op.f("public_holidays_pk")),
    )
    op.create_table(
        "email_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("purpose IN ('CONFIRM_EMAIL', 'RESET_PASSWORD')", name=op.f("email_links_purpose_ck")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("email_links_account_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("email_links_pk")),
    )
    op.create_index("email_links_account_id_ix", "email_links", ["account_id"], unique=False)
    op.create_index("email_links_token_hash_ix", "email_links", ["token_hash"], unique=False)
    op.create_table(
        "library_services",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("price_kind", sa.String(length=32), nullable=False),
        sa.Column("price_min", sa.Integer(), nullable=True),
        sa.Column("price_max", sa.Integer(), nullable=True),
        sa.Column("duration_min_minutes", sa.Integer(), nullable=True),
        sa.Column("duration_max_minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "CASE price_kind WHEN 'FIXED' THEN price_min IS NOT NULL AND price_max = price_min WHEN 'RANGE' THEN price_min IS NOT NULL AND price_max IS NOT NULL AND price_min <= price_max WHEN 'FROM' THEN price_min IS NOT NULL AND (price_max IS NULL OR price_min <= price_max) ELSE price_min IS NULL AND price_max IS NULL END",
            name=op.f("library_services_price_fits_its_kind_ck"),
        ),
        sa.CheckConstraint(
            "price_kind IN ('FIXED', 'RANGE', 'FROM', 'ON_REQUEST')", name=op.f("library_services_price_kind_ck")
        ),
        sa.CheckConstraint(
            "duration_min_minutes <= duration_max_minutes", name=op.f("library_services_duration_is_a_range_ck")
        ),
        sa.CheckConstraint("price_min >= 0", name=op.f("library_services_price_is_not_negative_ck")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["library_categories.id"], name=op.f("library_services_category_id_fk")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("library_services_pk")),
    )
    op.create_index(
        "library_services_category_id_position_ix", "library_services", ["category_id", "position"], unique=False
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=True),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("user_agent", sa.String(length=300), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("sessions_account_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("sessions_pk")),
    )
    op.create_index("sessions_account_id_ix", "sessions", ["account_id"], unique=False)
    op.create_index("sessions_token_hash_ix", "sessions", ["token_hash"], unique=False)
    op.create_table(
        "workshops",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=False),
        sa.Column("country", sa.String(length=32), nullable=False),
        sa.Column("currency", sa.String(length=32), nullable=False),
        sa.Column("time_zone", sa.String(length=40), nullable=False),
        sa.Column("federal_state", sa.String(length=32), nullable=True),
        sa.Column("street", sa.String(length=120), nullable=True),
        sa.Column("postal_code", sa.String(length=10), nullable=True),
        sa.Column("city", sa.String(length=80), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("breakdown_phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("website", sa.String(length=500), nullable=True),
        sa.Column("privacy_policy_url", sa.String(length=500), nullable=True),
        sa.Column(
            "notice_emails", postgresql.ARRAY(sa.String(length=254)), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("hours_set_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("country IN ('DE', 'AT', 'CH')", name=op.f("workshops_country_ck")),
        sa.CheckConstraint("currency IN ('EUR', 'CHF')", name=op.f("workshops_currency_ck")),
        sa.CheckConstraint(
            "federal_state IN ('BW', 'BY', 'BE', 'BB', 'HB', 'HH', 'HE', 'MV', 'NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH')",
            name=op.f("workshops_federal_state_ck"),
        ),
        sa.CheckConstraint("language IN ('DE', 'EN', 'TR', 'PL')", name=op.f("workshops_language_ck")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("workshops_organization_id_fk"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("workshops_pk")),
    )
    op.create_index("workshops_organization_id_ix", "workshops", ["organization_id"], unique=False)
    op.create_table(
        "audit_entries",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.String(length=120), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=True),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("audit_entries_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("audit_entries_pk")),
    )
    op.create_index("audit_entries_workshop_id_at_ix", "audit_entries", ["workshop_id", "at"], unique=False)
    op.create_table(
        "client_keys",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("allowed_origins", postgresql.ARRAY(sa.String(length=255)), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seen_origin", sa.String(length=255), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("client_keys_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("client_keys_pk")),
    )
    op.create_index("client_keys_key_ix", "client_keys", ["key"], unique=False)
    op.create_index("client_keys_workshop_id_created_at_ix", "client_keys", ["workshop_id", "created_at"], unique=False)
    op.create_table(
        "closures",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=120), nullable=True),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("closures_starts_before_it_ends_ck")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("closures_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("closures_pk")),
    )
    op.create_index("closures_workshop_id_starts_on_ix", "closures", ["workshop_id", "starts_on"], unique=False)
    op.create_table(
        "members",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("role IN ('OWNER', 'MANAGER', 'STAFF', 'VIEWER')", name=op.f("members_role_ck")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("members_account_id_fk"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("members_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("members_pk")),
    )
    op.create_index("members_account_id_ix", "members", ["account_id"], unique=False)
    op.create_index("members_workshop_id_account_id_uq", "members", ["workshop_id", "account_id"], unique=True)
    op.create_table(
        "opening_intervals",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.String(length=32), nullable=False),
        sa.Column("opens_at", sa.Time(), nullable=False),
        sa.Column("closes_at", sa.Time(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "weekday IN ('MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY')",
            name=op.f("opening_intervals_weekday_ck"),
        ),
        sa.CheckConstraint("opens_at < closes_at", name=op.f("opening_intervals_opens_before_it_closes_ck")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("opening_intervals_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("opening_intervals_pk")),
    )
    op.create_index(
        "opening_intervals_workshop_id_position_ix", "opening_intervals", ["workshop_id", "position"], unique=False
    )
    op.create_table(
        "service_categories",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("sort_name", sa.String(length=80), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("service_categories_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("service_categories_pk")),
    )
    op.create_index(
        "service_categories_workshop_id_position_ix", "service_categories", ["workshop_id", "position"], unique=False
    )
    op.create_index(
        "service_categories_workshop_id_sort_name_uq", "service_categories", ["workshop_id", "sort_name"], unique=True
    )
    op.create_table(
        "widget_settings",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("accent_color", sa.String(length=7), server_default=sa.text("'#1d4ed8'"), nullable=False),
        sa.Column("position", sa.String(length=32), server_default="BOTTOM_RIGHT", nullable=False),
        sa.Column("greeting_de", sa.String(length=300), nullable=True),
        sa.Column("greeting_en", sa.String(length=300), nullable=True),
        sa.Column("greeting_tr", sa.String(length=300), nullable=True),
        sa.Column("greeting_pl", sa.String(length=300), nullable=True),
        sa.CheckConstraint("accent_color ~ '^#[0-9a-f]{6}$'", name=op.f("widget_settings_accent_color_ck")),
        sa.CheckConstraint("position IN ('BOTTOM_RIGHT', 'BOTTOM_LEFT')", name=op.f("widget_settings_position_ck")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("widget_settings_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("widget_settings_pk")),
    )
    op.create_index("widget_settings_workshop_id_uq", "widget_settings", ["workshop_id"], unique=True)
    op.create_table(
        "client_key_days",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_key_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opens", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("conversations", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("messages", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("leads", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "client_key_id"],
            ["client_keys.workshop_id", "client_keys.id"],
            name=op.f("client_key_days_workshop_id_client_key_id_fk"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("client_key_days_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("client_key_days_pk")),
    )
    op.create_index("client_key_days_key_uq", "client_key_days", ["workshop_id", "client_key_id", "day"], unique=True)
    op.create_table(
        "conversations",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_key_id", sa.Uuid(), nullable=True),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("token_expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), server_default="OPEN", nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("ai_disclosed_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("last_message_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("message_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("preview", sa.String(length=160), nullable=True),
        sa.Column("taken_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("surface", sa.String(length=32), nullable=False),
        sa.Column("page", sa.String(length=500), nullable=True),
        sa.Column("referrer", sa.String(length=500), nullable=True),
        sa.Column("campaign", sa.String(length=120), nullable=True),
        sa.CheckConstraint("language IN ('DE', 'EN', 'TR', 'PL')", name=op.f("conversations_language_ck")),
        sa.CheckConstraint("status IN ('OPEN', 'NEEDS_HUMAN', 'CLOSED')", name=op.f("conversations_status_ck")),
        sa.CheckConstraint(
            "surface IN ('WIDGET', 'LANDING_PAGE', 'WEBSITE', 'DEMO', 'PHONE')", name=op.f("conversations_surface_ck")
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "client_key_id"],
            ["client_keys.workshop_id", "client_keys.id"],
            name=op.f("conversations_workshop_id_client_key_id_fk"),
            ondelete="SET NULL (client_key_id)",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("conversations_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("conversations_pk")),
    )
    op.create_index("conversations_token_hash_ix", "conversations", ["token_hash"], unique=False)
    op.create_index(
        "conversations_workshop_id_client_key_id_ix", "conversations", ["workshop_id", "client_key_id"], unique=False
    )
    op.create_index(
        "conversations_workshop_id_last_message_at_id_ix",
        "conversations",
        ["workshop_id", "last_message_at", "id"],
        unique=False,
    )
    op.create_index(
        "conversations_workshop_id_started_at_id_ix", "conversations", ["workshop_id", "started_at", "id"], unique=False
    )
    op.create_table(
        "services",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("category_position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sort_name", sa.String(length=120), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("library_service_id", sa.Uuid(), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("price_kind", sa.String(length=32), nullable=False),
        sa.Column("price_min", sa.Integer(), nullable=True),
        sa.Column("price_max", sa.Integer(), nullable=True),
        sa.Column("duration_min_minutes", sa.Integer(), nullable=True),
        sa.Column("duration_max_minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "CASE price_kind WHEN 'FIXED' THEN price_min IS NOT NULL AND price_max = price_min WHEN 'RANGE' THEN price_min IS NOT NULL AND price_max IS NOT NULL AND price_min <= price_max WHEN 'FROM' THEN price_min IS NOT NULL AND (price_max IS NULL OR price_min <= price_max) ELSE price_min IS NULL AND price_max IS NULL END",
            name=op.f("services_price_fits_its_kind_ck"),
        ),
        sa.CheckConstraint(
            "price_kind IN ('FIXED', 'RANGE', 'FROM', 'ON_REQUEST')", name=op.f("services_price_kind_ck")
        ),
        sa.CheckConstraint(
            "duration_min_minutes <= duration_max_minutes", name=op.f("services_duration_is_a_range_ck")
        ),
        sa.CheckConstraint("price_min >= 0", name=op.f("services_price_is_not_negative_ck")),
        sa.ForeignKeyConstraint(
            ["workshop_id", "category_id"],
            ["service_categories.workshop_id", "service_categories.id"],
            name=op.f("services_workshop_id_category_id_fk"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("services_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("services_pk")),
    )
    op.create_index("services_workshop_id_category_id_ix", "services", ["workshop_id", "category_id"], unique=False)
    op.create_index(
        "services_workshop_id_category_position_sort_name_id_ix",
        "services",
        ["workshop_id", "category_position", "sort_name", "id"],
        unique=False,
    )
    op.create_index(
        "services_workshop_id_sort_name_id_ix", "services", ["workshop_id", "sort_name", "id"], unique=False
    )
    op.create_index(
        "services_workshop_id_updated_at_id_ix", "services", ["workshop_id", "updated_at", "id"], unique=False
    )
    op.create_table(
        "consents",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("text_version", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("language IN ('DE', 'EN', 'TR', 'PL')", name=op.f("consents_language_ck")),
        sa.ForeignKeyConstraint(
            ["workshop_id", "conversation_id"],
            ["conversations.workshop_id", "conversations.id"],
            name=op.f("consents_workshop_id_conversation_id_fk"),
            ondelete="SET NULL (conversation_id)",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("consents_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("consents_pk")),
    )
    op.create_index(
        "consents_workshop_id_conversation_id_ix", "consents", ["workshop_id", "conversation_id"], unique=False
    )
    op.create_table(
        "messages",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("member_name", sa.String(length=120), nullable=True),
        sa.Column("idempotency_key", sa.String(length=64), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("author IN ('VISITOR', 'ASSISTANT', 'MEMBER', 'SYSTEM')", name=op.f("messages_author_ck")),
        sa.ForeignKeyConstraint(
            ["workshop_id", "conversation_id"],
            ["conversations.workshop_id", "conversations.id"],
            name=op.f("messages_workshop_id_conversation_id_fk"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("messages_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("messages_pk")),
        postgresql_partition_by="RANGE (id)",
    )
    op.create_index(
        "messages_workshop_id_conversation_id_seq_ix",
        "messages",
        ["workshop_id", "conversation_id", "seq"],
        unique=False,
    )
    op.create_table(
        "turns",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("question_seq", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=32), server_default="PENDING", nullable=False),
        sa.Column("text", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=True),
        sa.Column("prefill", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("holder", sa.Uuid(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=True),
        sa.Column("answered_by", sa.String(length=32), nullable=True),
        sa.Column("tokens", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_gap", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("action IN ('LEAD_FORM', 'HANDOVER', 'CALL')", name=op.f("turns_action_ck")),
        sa.CheckConstraint("answered_by IN ('MODEL', 'BUILT_IN')", name=op.f("turns_answered_by_ck")),
        sa.CheckConstraint(
            "status IN ('PENDING', 'STREAMING', 'DONE', 'STOPPED', 'FAILED', 'TAKEN_OVER')",
            name=op.f("turns_status_ck"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "conversation_id"],
            ["conversations.workshop_id", "conversations.id"],
            name=op.f("turns_workshop_id_conversation_id_fk"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("turns_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("turns_pk")),
    )
    op.create_index(
        "turns_lease_until_ix", "turns", ["lease_until"], unique=False, postgresql_where=sa.text("finished_at IS NULL")
    )
    op.create_index(
        "turns_workshop_id_conversation_id_id_ix", "turns", ["workshop_id", "conversation_id", "id"], unique=False
    )
    op.create_index("turns_workshop_id_created_at_ix", "turns", ["workshop_id", "created_at"], unique=False)
    op.create_table(
        "leads",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("consent_id", sa.Uuid(), nullable=True),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=32), server_default="NEW", nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sort_name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("wish", sa.Text(), nullable=True),
        sa.Column("preferred_time", sa.String(length=200), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("score", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "score_reasons", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False
        ),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("idempotency_key", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("surface", sa.String(length=32), nullable=False),
        sa.Column("page", sa.String(length=500), nullable=True),
        sa.Column("referrer", sa.String(length=500), nullable=True),
        sa.Column("campaign", sa.String(length=120), nullable=True),
        sa.CheckConstraint("kind IN ('CALLBACK', 'APPOINTMENT', 'QUESTION')", name=op.f("leads_kind_ck")),
        sa.CheckConstraint("language IN ('DE', 'EN', 'TR', 'PL')", name=op.f("leads_language_ck")),
        sa.CheckConstraint("origin <> 'VISITOR' OR consent_id IS NOT NULL", name=op.f("leads_visitor_consented_ck")),
        sa.CheckConstraint("origin IN ('VISITOR', 'MEMBER', 'PARTNER')", name=op.f("leads_origin_ck")),
        sa.CheckConstraint(
            "status IN ('NEW', 'CONTACTED', 'QUALIFIED', 'WON', 'LOST', 'SPAM')", name=op.f("leads_status_ck")
        ),
        sa.CheckConstraint(
            "surface IN ('WIDGET', 'LANDING_PAGE', 'WEBSITE', 'DEMO', 'PHONE')", name=op.f("leads_surface_ck")
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("leads_score_ck")),
        sa.ForeignKeyConstraint(
            ["workshop_id", "assignee_id"],
            ["members.workshop_id", "members.id"],
            name=op.f("leads_workshop_id_assignee_id_fk"),
            ondelete="SET NULL (assignee_id)",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "consent_id"],
            ["consents.workshop_id", "consents.id"],
            name=op.f("leads_workshop_id_consent_id_fk"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "conversation_id"],
            ["conversations.workshop_id", "conversations.id"],
            name=op.f("leads_workshop_id_conversation_id_fk"),
            ondelete="SET NULL (conversation_id)",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("leads_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("leads_pk")),
    )
    op.create_index("leads_workshop_id_assignee_id_ix", "leads", ["workshop_id", "assignee_id"], unique=False)
    op.create_index("leads_workshop_id_consent_id_ix", "leads", ["workshop_id", "consent_id"], unique=False)
    op.create_index("leads_workshop_id_conversation_id_ix", "leads", ["workshop_id", "conversation_id"], unique=False)
    op.create_index("leads_workshop_id_created_at_id_ix", "leads", ["workshop_id", "created_at", "id"], unique=False)
    op.create_index(
        "leads_member_key_uq",
        "leads",
        ["workshop_id", "idempotency_key"],
        unique=True,
        postgresql_where=sa.text("origin = 'MEMBER'"),
    )
    op.create_index("leads_visitor_key_uq", "leads", ["workshop_id", "conversation_id", "idempotency_key"], unique=True)
    op.create_index("leads_workshop_id_score_id_ix", "leads", ["workshop_id", "score", "id"], unique=False)
    op.create_index("leads_workshop_id_sort_name_id_ix", "leads", ["workshop_id", "sort_name", "id"], unique=False)
    op.create_index(
        "leads_workshop_id_status_created_at_id_ix",
        "leads",
        ["workshop_id", "status", "created_at", "id"],
        unique=False,
    )
    op.create_index("leads_workshop_id_updated_at_id_ix", "leads", ["workshop_id", "updated_at", "id"], unique=False)
    op.create_table(
        "lead_events",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("actor_name", sa.String(length=120), nullable=True),
        sa.Column("from_status", sa.String(length=32), nullable=True),
        sa.Column("to_status", sa.String(length=32), nullable=True),
        sa.Column("detail", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "kind IN ('CREATED', 'STATUS_CHANGED', 'NOTE_CHANGED', 'DETAILS_CHANGED', 'NOTICE_SENT', 'CONFIRMATION_SENT', 'SCORED', 'READ', 'ASSIGNED')",
            name=op.f("lead_events_kind_ck"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "lead_id"],
            ["leads.workshop_id", "leads.id"],
            name=op.f("lead_events_workshop_id_lead_id_fk"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("lead_events_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("lead_events_pk")),
    )
    op.create_index(
        "lead_events_workshop_id_lead_id_id_ix", "lead_events", ["workshop_id", "lead_id", "id"], unique=False
    )
    op.execute("CREATE TABLE messages_default PARTITION OF messages DEFAULT")
    op.execute("ALTER TABLE messages_default ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE messages_default FORCE ROW LEVEL SECURITY")


WORKSHOP = "(select nullif(current_setting('app.workshop_id', true), '')::uuid)"
ORGANIZATION = "(select nullif(current_setting('app.organization_id', true), '')::uuid)"
ACCOUNT = "(select nullif(current_setting('app.account_id', true), '')::uuid)"
CONVERSATION = "(select nullif(current_setting('app.conversation_id', true), '')::uuid)"

WORKSHOP_TABLES = {
    # table: key column, what carbot_api may do, what carbot_worker may do
    "workshops": (
        "id",
        "SELECT, UPDATE (name, language, country, currency, time_zone, federal_state, street, postal_code, city, phone,"
        " breakdown_phone, email, website, privacy_policy_url, notice_emails, hours_set_at)",
        "SELECT",
    ),
    "widget_settings": ("workshop_id", "SELECT, UPDATE", "SELECT"),
    "opening_intervals": ("workshop_id", "SELECT, INSERT, DELETE", "SELECT"),
    "closures": ("workshop_id", "SELECT, INSERT, DELETE", "SELECT"),
    "members": ("workshop_id", "SELECT, UPDATE (role, name, email)", "SELECT"),
    "client_keys": ("workshop_id", "SELECT, INSERT, UPDATE", "SELECT"),
    "client_key_days": ("workshop_id", "SELECT", "SELECT"),
    "service_categories": ("workshop_id", "SELECT, INSERT, UPDATE, DELETE", "SELECT"),
    "services": ("workshop_id", "SELECT, INSERT, UPDATE, DELETE", "SELECT"),
    "conversations": ("workshop_id", "SELECT, UPDATE, DELETE", "SELECT, UPDATE"),
    "messages": ("workshop_id", "SELECT, INSERT, DELETE", "SELECT, INSERT"),
    "turns": ("workshop_id", "SELECT, UPDATE, DELETE", "SELECT, UPDATE"),
    "consents": ("workshop_id", "SELECT, DELETE", "SELECT"),
    "leads": ("workshop_id", "SELECT, INSERT, UPDATE, DELETE", "SELECT, UPDATE"),
    "lead_events": ("workshop_id", "SELECT, INSERT, DELETE", "SELECT, INSERT"),
    "audit_entries": ("workshop_id", "SELECT, INSERT", "INSERT"),
}
REFERENCE_TABLES = ("library_categories", "library_services", "public_holidays")
ALL_TABLES = (
    *WORKSHOP_TABLES,
    "organizations",
    "accounts",
    "sessions",
    "email_links",
    "outbox",
    "mail_deliveries",
    *REFERENCE_TABLES,
)


def wall_in() -> None:
    """Row-level security on every table: enabled, forced, with the owner's and the backup's way through."""
    for table in ALL_TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY owner ON {table} TO carbot_owner USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY backup ON {table} FOR SELECT TO carbot_backup USING (true)")
        op.execute(f"GRANT SELECT ON {table} TO carbot_backup")

    op.execute("CREATE POLICY backup ON messages_default FOR SELECT TO carbot_backup USING (true)")
    op.execute("GRANT SELECT ON messages_default, alembic_version TO carbot_backup")


def policy(table: str, name: str, role: str, condition: str, *, command: str = "ALL") -> None:
    """One permissive policy; what may be read may be written back, and nothing else."""
    using = "" if command == "INSERT" else f" USING ({condition})"
    check = "" if command in ("SELECT", "DELETE") else f" WITH CHECK ({condition})"
    op.execute(f"CREATE POLICY {name} ON {table} FOR {command} TO {role}{using}{check}")


def wall_in_workshops() -> None:
    for table, (key, api, worker) in WORKSHOP_TABLES.items():
        policy(table, "tenant", "carbot_api, carbot_worker", f"{key} = {WORKSHOP}")
        op.execute(f"GRANT {api} ON {table} TO carbot_api")
        op.execute(f"GRANT {worker} ON {table} TO carbot_worker")


def wall_in_organizations() -> None:
    policy("organizations", "tenant", "carbot_api, carbot_worker", f"id = {ORGANIZATION}")
    op.execute("GRANT SELECT, UPDATE ON organizations TO carbot_api")


def wall_in_accounts() -> None:
    policy("accounts", "tenant", "carbot_api, carbot_worker", f"id = {ACCOUNT}")
    policy("sessions", "tenant", "carbot_api", f"account_id = {ACCOUNT}")
    policy("email_links", "tenant", "carbot_worker", f"account_id = {ACCOUNT}")
    op.execute("GRANT SELECT ON accounts TO carbot_api, carbot_worker")
    op.execute("GRANT UPDATE (name, language) ON accounts TO carbot_api")
    op.execute("GRANT SELECT, DELETE ON sessions TO carbot_api")
    op.execute("GRANT SELECT, INSERT ON email_links TO carbot_worker")


def open_identity() -> None:
    """Before there is a tenant: registration, confirmation, sign-in and reset, in tenants.identity alone."""
    for table in ("accounts", "sessions", "email_links"):
        policy(table, "identity", "carbot_identity", "true")
    op.execute("GRANT SELECT, INSERT, UPDATE ON accounts, email_links TO carbot_identity")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO carbot_identity")
    for table in ("organizations", "workshops", "members", "widget_settings"):
        policy(table, "identity_insert", "carbot_identity", "true", command="INSERT")
        op.execute(f"GRANT INSERT ON {table} TO carbot_identity")
    policy("members", "identity_select", "carbot_identity", "true", command="SELECT")
    op.execute("GRANT SELECT (workshop_id, id, account_id, created_at) ON members TO carbot_identity")


def open_visitors() -> None:
    """A visitor's own conversation and what hangs on it; nothing by default, every grant is named here."""
    own = f"workshop_id = {WORKSHOP} AND conversation_id = {CONVERSATION}"
    conversation = f"workshop_id = {WORKSHOP} AND id = {CONVERSATION}"
    visible = (
        "EXISTS (SELECT 1 FROM conversations c"
        " WHERE c.workshop_id = {table}.workshop_id AND c.id = {table}.conversation_id)"
    )
    policy("conversations", "visitor", "carbot_visitor", conversation)
    op.execute("GRANT SELECT, INSERT ON conversations TO carbot_visitor")
    op.execute("GRANT UPDATE (status, last_message_at, message_count, preview) ON conversations TO carbot_visitor")
    for table in ("messages", "turns", "consents"):
        policy(table, "visitor_read", "carbot_visitor", own, command="SELECT")
        written = f"{own} AND {visible.format(table=table)}"
        if table == "messages":
            written += " AND author = 'VISITOR' AND member_name IS NULL"
        if table == "turns":
            written += " AND status = 'PENDING' AND text = '' AND answer_id IS NULL AND action IS NULL"
        policy(table, "visitor_insert", "carbot_visitor", written, command="INSERT")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO carbot_visitor")
    op.execute(
        f"CREATE POLICY visitor_update ON turns FOR UPDATE TO carbot_visitor"
        f" USING ({own}) WITH CHECK ({own} AND status = 'STOPPED')"
    )
    op.execute("GRANT UPDATE (status) ON turns TO carbot_visitor")
    policy("leads", "visitor_read", "carbot_visitor", own, command="SELECT")
    referenced = (
        f"{own} AND {visible.format(table='leads')} AND assignee_id IS NULL AND origin = 'VISITOR' AND status = 'NEW'"
        " AND EXISTS (SELECT 1 FROM consents c"
        " WHERE c.workshop_id = leads.workshop_id AND c.id = leads.consent_id)"
    )
    policy("leads", "visitor_insert", "carbot_visitor", referenced, command="INSERT")
    op.execute(
        "GRANT SELECT (workshop_id, id, conversation_id, idempotency_key, created_at) ON leads TO carbot_visitor"
    )
    op.execute(
        "GRANT INSERT (workshop_id, id, conversation_id, consent_id, status, kind, origin, language, name, sort_name,"
        " phone, email, wish, preferred_time, surface, page, referrer, campaign, idempotency_key,"
        " created_at) ON leads TO carbot_visitor"
    )
    policy("workshops", "visitor", "carbot_visitor", f"id = {WORKSHOP}", command="SELECT")
    op.execute(
        "GRANT SELECT (id, name, language, country, time_zone, federal_state, street, postal_code, city, phone,"
        " breakdown_phone, email, website, privacy_policy_url) ON workshops TO carbot_visitor"
    )
    for table in ("widget_settings", "opening_intervals", "closures"):
        policy(table, "visitor", "carbot_visitor", f"workshop_id = {WORKSHOP}", command="SELECT")
        op.execute(f"GRANT SELECT ON {table} TO carbot_visitor")


def open_reference() -> None:
    for table in REFERENCE_TABLES:
        policy(table, "everybody", "PUBLIC", "true", command="SELECT")
        op.execute(f"GRANT SELECT ON {table} TO carbot_api, carbot_worker")
    op.execute("GRANT SELECT ON public_holidays TO carbot_visitor")


def open_outbox() -> None:
    """Everybody may put a job in; the system sends it on; the worker marks it done."""
    writers = "carbot_api, carbot_worker, carbot_visitor, carbot_identity, carbot_system"
    policy("outbox", "insert_job", writers, "true", command="INSERT")
    op.execute(f"GRANT INSERT ON outbox TO {writers}")
    policy("outbox", "relay", "carbot_system", "true")
    op.execute("GRANT SELECT, UPDATE, DELETE ON outbox TO carbot_system")
    policy("outbox", "work", "carbot_worker", "true", command="SELECT")
    policy("outbox", "finish", "carbot_worker", "true", command="UPDATE")
    op.execute("GRANT SELECT ON outbox TO carbot_worker")
    op.execute(
        "GRANT UPDATE (done_at, dispatched_at, available_at, attempts, last_error, failed_at)"
        " ON outbox TO carbot_worker"
    )
    op.execute(
        "CREATE FUNCTION wake_relay() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS"
        " $$ BEGIN PERFORM pg_notify('outbox', ''); RETURN NULL; END $$"
    )
    op.execute("REVOKE ALL ON FUNCTION wake_relay() FROM PUBLIC")
    op.execute(
        "CREATE TRIGGER outbox_wakes_relay AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION wake_relay()"
    )
    policy("mail_deliveries", "work", "carbot_worker, carbot_system", "true")
    op.execute("GRANT SELECT, INSERT, UPDATE ON mail_deliveries TO carbot_worker, carbot_system")


def open_system() -> None:
    """What the platform does across workshops: counts usage, takes over turns whose lease ran out."""
    policy("client_key_days", "system", "carbot_system", "true")
    op.execute("GRANT SELECT, INSERT, UPDATE ON client_key_days TO carbot_system")
    policy("client_keys", "system_read", "carbot_system", "true", command="SELECT")
    policy("client_keys", "system_seen", "carbot_system", "true", command="UPDATE")
    op.execute("GRANT SELECT (workshop_id, id) ON client_keys TO carbot_system")
    op.execute("GRANT UPDATE (last_seen_at, last_seen_origin) ON client_keys TO carbot_system")
    policy("turns", "system_read", "carbot_system", "true", command="SELECT")
    op.execute("GRANT SELECT (workshop_id, id, conversation_id, lease_until, finished_at) ON turns TO carbot_system")
    policy("sessions", "system", "carbot_system", "true")
    op.execute("GRANT SELECT, DELETE ON sessions TO carbot_system")


def create_lookups() -> None:
    """From an unguessable hash or a public key to who that is, and nothing else; owned by carbot_lookup."""
    for table, columns in {
        "sessions": "id, account_id, workshop_id, token_hash, last_used_at, expires_at",
        "members": "workshop_id, id, account_id, role, name",
        "accounts": "id, language",
        "workshops": "id, organization_id",
        "client_keys": "workshop_id, id, key, allowed_origins, revoked_at",
        "conversations": "workshop_id, id, client_key_id, token_hash, token_expires_at",
    }.items():
        policy(table, "lookup", "carbot_lookup", "true", command="SELECT")
        op.execute(f"GRANT SELECT ({columns}) ON {table} TO carbot_lookup")
    op.execute("SET LOCAL ROLE carbot_lookup")
    op.execute("""
        CREATE FUNCTION lookup.session(wanted bytea)
        RETURNS TABLE (session_id uuid, account_id uuid, workshop_id uuid, organization_id uuid, member_id uuid,
                       member_role text, member_name text, language text, last_used_at timestamptz)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT s.id, s.account_id, m.workshop_id, w.organization_id, m.id, m.role::text, m.name::text,
                   a.language::text, s.last_used_at
            FROM public.sessions s
            JOIN public.accounts a ON a.id = s.account_id
            LEFT JOIN public.members m ON m.account_id = s.account_id AND m.workshop_id = s.workshop_id
            LEFT JOIN public.workshops w ON w.id = m.workshop_id
            WHERE s.token_hash = wanted AND s.expires_at > now() AND s.last_used_at > now() - interval '12 hours'
        $$""")
    op.execute("""
        CREATE FUNCTION lookup.client_key(wanted text)
        RETURNS TABLE (workshop_id uuid, organization_id uuid, client_key_id uuid, allowed_origins text[])
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT k.workshop_id, w.organization_id, k.id, k.allowed_origins::text[]
            FROM public.client_keys k JOIN public.workshops w ON w.id = k.workshop_id
            WHERE k.key = wanted AND k.revoked_at IS NULL
        $$""")
    op.execute("""
        CREATE FUNCTION lookup.conversation(wanted bytea)
        RETURNS TABLE (workshop_id uuid, conversation_id uuid, client_key_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT c.workshop_id, c.id, c.client_key_id
            FROM public.conversations c WHERE c.token_hash = wanted AND c.token_expires_at > now()
        $$""")
    op.execute("GRANT EXECUTE ON FUNCTION lookup.session(bytea) TO carbot_api")
    op.execute("GRANT EXECUTE ON FUNCTION lookup.client_key(text), lookup.conversation(bytea) TO carbot_visitor")
    op.execute("RESET ROLE")
