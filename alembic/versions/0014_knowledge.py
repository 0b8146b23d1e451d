"""Knowledge: answers and documents the assistant may quote, gaps that were found, what came of conversations.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WORKSHOP = "(SELECT nullif(current_setting('app.workshop_id', true), '')::uuid)"
LANGUAGES = "language IN ('DE', 'EN', 'TR', 'PL')"
TABLES = {
    # table: what carbot_api may do
    "faq_entries": "SELECT, INSERT, UPDATE, DELETE",
    "documents": "SELECT, INSERT, DELETE",
    "document_passages": "SELECT, INSERT, DELETE",
    "knowledge_gaps": "SELECT, INSERT, UPDATE",
}
WRITTEN = {
    "faq_entries": "VARIADIC ARRAY[question::text, answer] || phrasings",
    "document_passages": "VARIADIC ARRAY[title::text, text]",
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
    create_faq()
    create_documents()
    create_gaps()
    add_columns()
    wall_in()
    create_lookups()
    keep_handovers()
    mark_outcomes()


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


def moment(name: str, *, default: bool = False, nullable: bool = False) -> sa.Column:
    server_default = sa.text("now()") if default else None
    return sa.Column(name, sa.DateTime(timezone=True), server_default=server_default, nullable=nullable)


def create_faq() -> None:
    workshop_table(
        "faq_entries",
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=True),
        sa.Column("phrasings", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        moment("created_at", default=True),
        moment("updated_at", default=True),
        sa.CheckConstraint(LANGUAGES, name=op.f("faq_entries_language_ck")),
    )
    for column in ("position", "updated_at"):
        op.create_index(f"faq_entries_workshop_id_{column}_id_ix", "faq_entries", ["workshop_id", column, "id"])
    index_words("faq_entries")


def create_documents() -> None:
    workshop_table(
        "documents",
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("file_name", sa.String(length=160), nullable=True),
        sa.Column("length", sa.Integer(), nullable=False),
        moment("created_at", default=True),
    )
    op.create_index("documents_workshop_id_created_at_id_ix", "documents", ["workshop_id", "created_at", "id"])
    workshop_table(
        "document_passages",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "document_id"],
            ["documents.workshop_id", "documents.id"],
            name=op.f("document_passages_workshop_id_document_id_fk"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        "document_passages_workshop_id_document_id_position_uq",
        "document_passages",
        ["workshop_id", "document_id", "position"],
        unique=True,
    )
    index_words("document_passages")


def index_words(table: str) -> None:
    op.execute(
        f"CREATE INDEX {table}_words_ix ON {table} USING gin (search.keys(workshop_id, {WRITTEN[table]}))"
        " WITH (fastupdate = off)"
    )


def create_gaps() -> None:
    workshop_table(
        "knowledge_gaps",
        sa.Column("folded", sa.String(length=300), nullable=False),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("count", sa.Integer(), server_default=sa.text("1"), nullable=False),
        moment("first_seen_at"),
        moment("last_seen_at"),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=32), server_default="OPEN", nullable=False),
        sa.Column("resolution", sa.String(length=32), nullable=True),
        moment("settled_at", nullable=True),
        sa.Column("settled_by", sa.String(length=120), nullable=True),
        sa.CheckConstraint(LANGUAGES, name=op.f("knowledge_gaps_language_ck")),
        sa.CheckConstraint("origin IN ('UNANSWERED', 'MARKED_WRONG')", name=op.f("knowledge_gaps_origin_ck")),
        sa.CheckConstraint("status IN ('OPEN', 'RESOLVED', 'IGNORED')", name=op.f("knowledge_gaps_status_ck")),
        sa.CheckConstraint("resolution IN ('SERVICE', 'SYNONYM', 'FAQ')", name=op.f("knowledge_gaps_resolution_ck")),
        sa.CheckConstraint("count > 0", name=op.f("knowledge_gaps_count_is_positive_ck")),
        sa.ForeignKeyConstraint(
            ["workshop_id", "conversation_id"],
            ["conversations.workshop_id", "conversations.id"],
            name=op.f("knowledge_gaps_workshop_id_conversation_id_fk"),
            ondelete="SET NULL (conversation_id)",
        ),
    )
    op.create_index("knowledge_gaps_workshop_id_folded_uq", "knowledge_gaps", ["workshop_id", "folded"], unique=True)
    for column in ("last_seen_at", "count"):
        op.create_index(f"knowledge_gaps_workshop_id_{column}_id_ix", "knowledge_gaps", ["workshop_id", column, "id"])
    op.create_index(
        "knowledge_gaps_workshop_id_conversation_id_ix", "knowledge_gaps", ["workshop_id", "conversation_id"]
    )


def add_columns() -> None:
    """What an answer was made from, answers marked as wrong, what came of conversations."""
    sources = postgresql.JSONB(astext_type=sa.Text())
    op.add_column("turns", sa.Column("sources", sources, server_default=sa.text("'[]'"), nullable=False))
    op.add_column("messages", moment("marked_wrong_at", nullable=True))
    op.execute("GRANT UPDATE (marked_wrong_at) ON messages TO carbot_api")
    outcome = sa.Column("outcome", sa.String(length=32), server_default="ABANDONED", nullable=False)
    op.add_column("conversations", outcome)
    op.add_column("conversations", moment("handed_over_at", nullable=True))
    op.create_check_constraint(
        op.f("conversations_outcome_ck"),
        "conversations",
        "outcome IN ('LEAD', 'HANDED_OVER', 'GAP', 'ANSWERED', 'ABANDONED')",
    )


def wall_in() -> None:
    for table, rights in TABLES.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY owner ON {table} TO carbot_owner USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY backup ON {table} FOR SELECT TO carbot_backup USING (true)")
        op.execute(f"GRANT SELECT ON {table} TO carbot_backup")
        own = f"workshop_id = {WORKSHOP}"
        op.execute(f"CREATE POLICY tenant ON {table} TO carbot_api, carbot_worker USING ({own}) WITH CHECK ({own})")
        op.execute(f"GRANT {rights} ON {table} TO carbot_api")
        op.execute(f"GRANT SELECT ON {table} TO carbot_worker")


def create_lookups() -> None:
    """Row-level security keeps a caller's search from the index; carbot_lookup searches for it, in one workshop."""
    read = {
        "faq_entries": "workshop_id, id, question, answer, phrasings, language, is_active",
        "document_passages": "workshop_id, id, title, text",
    }
    for table, columns in read.items():
        op.execute(f"CREATE POLICY lookup ON {table} FOR SELECT TO carbot_lookup USING (true)")
        op.execute(f"GRANT SELECT ({columns}) ON {table} TO carbot_lookup")
    op.execute("SET LOCAL ROLE carbot_lookup")
    create_search_of_faq()
    create_ranking()
    op.execute("RESET ROLE")


def create_search_of_faq() -> None:
    """The ids of answers that have every word. OFFSET 0 leaves the index no other way."""
    op.execute(rf"""
        CREATE FUNCTION lookup.faq_entries_with(wanted text) RETURNS SETOF uuid
        LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            tenant uuid := nullif(current_setting('app.workshop_id', true), '')::uuid;
        BEGIN
            IF wanted !~ '\S' THEN
                RETURN QUERY SELECT t.id FROM public.faq_entries t WHERE t.workshop_id = tenant;
            ELSE
                RETURN QUERY
                WITH asked AS MATERIALIZED (SELECT a.word, a.query FROM search.alternatives(tenant, wanted) a)
                SELECT found.id
                FROM asked, LATERAL (
                    SELECT t.workshop_id, t.id FROM public.faq_entries t
                    WHERE search.keys(t.workshop_id, {WRITTEN["faq_entries"]}) @@ asked.query OFFSET 0
                ) found
                WHERE found.workshop_id = tenant
                GROUP BY found.id
                HAVING bit_or(1 << asked.word) = (SELECT bit_or(1 << each.word) FROM asked each);
            END IF;
        END $$""")
    op.execute("GRANT EXECUTE ON FUNCTION lookup.faq_entries_with(text) TO carbot_api")


def create_ranking() -> None:
    """Active answers and passages with any of the words; one that few of them have weighs more.

    Misspellings cost the most by far: they are looked for only where nothing has the word as it is written.
    """
    op.execute(rf"""
        CREATE FUNCTION lookup.knowledge_with(wanted text, spoken text, most integer)
        RETURNS TABLE (kind text, id uuid, score double precision)
        LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        #variable_conflict use_column
        DECLARE
            tenant uuid := nullif(current_setting('app.workshop_id', true), '')::uuid;
            tag text := coalesce(right(tenant::text, 1), '');
        BEGIN
            RETURN QUERY
            WITH said AS MATERIALIZED (
                SELECT place::integer AS word, written, regexp_replace(left(written, 40), '([aou])e', '\1', 'g') AS whole
                FROM unnest((search.words(search.fold(left(wanted, 400))))[1:10]) WITH ORDINALITY each (written, place)
            ),
            asked AS MATERIALIZED (
                SELECT said.word, format('''@%s'' & (%s)', tenant, search.holding(
                    tag, said.whole, regexp_replace(said.whole, '(....)(en|es|e|n|s)$', '\1')))::tsquery AS query
                FROM said
            ),
            exact AS MATERIALIZED ({found_by_each("asked")}),
            misspelt AS MATERIALIZED (
                SELECT said.word, other.query FROM said, LATERAL search.alternatives(tenant, said.written) other
                WHERE NOT EXISTS (SELECT FROM exact WHERE exact.word = said.word)
            ),
            hits AS (SELECT * FROM exact UNION ({found_by_each("misspelt")})),
            weights AS (
                SELECT hits.word, 1 / (1 + ln(count(*)::double precision)) AS weight FROM hits GROUP BY hits.word
            )
            SELECT hits.kind, hits.id, sum(weights.weight) AS score
            FROM hits JOIN weights ON weights.word = hits.word
            GROUP BY hits.kind, hits.id
            ORDER BY score DESC, hits.id LIMIT most;
        END $$""")
    op.execute("GRANT EXECUTE ON FUNCTION lookup.knowledge_with(text, text, integer) TO carbot_api")


def found_by_each(asked: str) -> str:
    """(kind, id, word) of what each query finds in the workshop; what more than 400 have tells little."""
    return f"""
                SELECT 'FAQ' AS kind, entry.id, a.word
                FROM {asked} a, LATERAL (
                    SELECT t.workshop_id, t.id, t.is_active, t.language FROM public.faq_entries t
                    WHERE search.keys(t.workshop_id, {WRITTEN["faq_entries"]}) @@ a.query LIMIT 400
                ) entry
                WHERE entry.workshop_id = tenant AND entry.is_active
                  AND (entry.language IS NULL OR entry.language = spoken)
                UNION ALL
                SELECT 'PASSAGE', passage.id, a.word
                FROM {asked} a, LATERAL (
                    SELECT t.workshop_id, t.id FROM public.document_passages t
                    WHERE search.keys(t.workshop_id, {WRITTEN["document_passages"]}) @@ a.query LIMIT 400
                ) passage
                WHERE passage.workshop_id = tenant"""


def keep_handovers() -> None:
    """When a person was first wanted or came in; the status forgets it once the conversation goes on."""
    op.execute(
        "CREATE FUNCTION keep_handover() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS"
        " $$ BEGIN NEW.handed_over_at := coalesce(NEW.handed_over_at, now()); RETURN NEW; END $$"
    )
    op.execute("REVOKE ALL ON FUNCTION keep_handover() FROM PUBLIC")
    op.execute(
        "CREATE TRIGGER handover_is_kept BEFORE UPDATE OF status, taken_over_at ON conversations FOR EACH ROW"
        " WHEN (NEW.handed_over_at IS NULL AND (NEW.status = 'NEEDS_HUMAN' OR NEW.taken_over_at IS NOT NULL))"
        " EXECUTE FUNCTION keep_handover()"
    )
    op.execute(
        "UPDATE conversations c SET handed_over_at = coalesce(taken_over_at, last_message_at)"
        " WHERE status = 'NEEDS_HUMAN' OR taken_over_at IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM turns t WHERE t.workshop_id = c.workshop_id AND t.conversation_id = c.id"
        " AND t.action = 'HANDOVER')"
    )


def mark_outcomes() -> None:
    """What a conversation's outcome depends on marks the day it began; see migration 0003."""
    mark = "INSERT INTO public.figure_marks (workshop_id, id, day) SELECT c.workshop_id, gen_random_uuid(),"
    mark += " (c.started_at AT TIME ZONE 'UTC')::date FROM public.conversations c WHERE c.workshop_id ="
    create_function(
        "mark_conversation_of_row",
        f"{mark} coalesce(NEW.workshop_id, OLD.workshop_id)"
        " AND c.id = coalesce(NEW.conversation_id, OLD.conversation_id)",
    )
    op.execute(
        "CREATE TRIGGER answer_marks_conversation AFTER UPDATE OF answered_by, is_gap ON turns FOR EACH ROW"
        " WHEN (OLD.answered_by IS DISTINCT FROM NEW.answered_by OR OLD.is_gap <> NEW.is_gap)"
        " EXECUTE FUNCTION mark_conversation_of_row()"
    )
    for event, row in (("INSERT", "NEW"), ("DELETE", "OLD")):
        op.execute(
            f"CREATE TRIGGER {event.lower()}_marks_conversation AFTER {event} ON leads FOR EACH ROW"
            f" WHEN ({row}.conversation_id IS NOT NULL) EXECUTE FUNCTION mark_conversation_of_row()"
        )
    create_function(
        "mark_handover",
        "INSERT INTO public.figure_marks (workshop_id, id, day)"
        " VALUES (NEW.workshop_id, gen_random_uuid(), (NEW.started_at AT TIME ZONE 'UTC')::date)",
    )
    op.execute(
        "CREATE TRIGGER handover_marks_day AFTER UPDATE OF status, taken_over_at ON conversations FOR EACH ROW"
        " WHEN (OLD.handed_over_at IS NULL AND NEW.handed_over_at IS NOT NULL) EXECUTE FUNCTION mark_handover()"
    )
    op.execute("INSERT INTO figure_marks (workshop_id, id, day) SELECT id, gen_random_uuid(), NULL FROM workshops")


def create_function(name: str, statement: str) -> None:
    """A trigger's function with a pinned path; it runs with the rights of whoever changes the rows."""
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS"
        f" $$ BEGIN {statement}; RETURN NULL; END $$"
    )
    op.execute(f"REVOKE ALL ON FUNCTION {name}() FROM PUBLIC")
