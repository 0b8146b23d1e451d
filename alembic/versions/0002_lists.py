"""Lists: an index for every usual filter in its order, and text search that finds German words.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
    index_orders()
    create_keys()
    create_queries()
    index_words()
    create_lookups()


def index_orders() -> None:
    """Orders end in the id, so that no page needs a sort; usual filters stand before the order's columns."""
    replace("leads_workshop_id_assignee_id_ix", "leads", "workshop_id", "assignee_id", "created_at", "id")
    op.create_index(
        "leads_workshop_id_is_unread_created_at_id_ix",
        "leads",
        ["workshop_id", sa.text("(read_at IS NULL)"), "created_at", "id"],
    )
    op.create_index(
        "conversations_workshop_id_status_last_message_at_id_ix",
        "conversations",
        ["workshop_id", "status", "last_message_at", "id"],
    )
    replace("messages_workshop_id_conversation_id_seq_ix", "messages", "workshop_id", "conversation_id", "seq", "id")
    replace("services_workshop_id_category_id_ix", "services", "workshop_id", "category_id", "sort_name", "id")
    op.create_index("services_workshop_id_library_service_id_ix", "services", ["workshop_id", "library_service_id"])
    replace("library_services_category_id_position_ix", "library_services", "category_id", "position", "id")
    op.create_index("library_services_position_id_ix", "library_services", ["position", "id"])


def replace(old: str, table: str, *columns: str) -> None:
    """An index with more columns in the place of one with fewer."""
    op.drop_index(old, table_name=table)
    op.create_index(f"{table}_{'_'.join(columns)}_ix", table, list(columns))


EVERYBODY = "carbot_api, carbot_worker, carbot_visitor, carbot_lookup"
PURE = "IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp"
# A number of five digits or more that begins with 0 or +, however it is written.
NUMBER = r"(?<![0-9])(?:\+|0)[0-9](?:[ /().-]{0,3}[0-9]){3,}"


def function(signature: str, body: str) -> None:
    """A pure function that whoever writes or reads searched rows may call."""
    op.execute(f"CREATE FUNCTION {signature} {PURE} AS $${body}$$")
    name = signature.partition(" RETURNS")[0]
    op.execute(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {name} TO {EVERYBODY}")


def create_keys() -> None:
    """From a text to the keys it is found by."""
    # Lower case without marks; C lowers ASCII alone, whatever the database's locale does.
    function(
        "search_fold(written text) RETURNS text LANGUAGE plpgsql STRICT",
        r"""
        BEGIN
            RETURN lower(translate(
                replace(replace(replace(replace(
                    regexp_replace(normalize(written, NFKD), U&'[\0300-\036f]+', '', 'g'),
                    'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'œ', 'oe') COLLATE "C",
                'ıłøđŁØĐÆŒ', 'ilodlodao'));
        END """,
    )
    function(
        "search_words(folded text) RETURNS text[] LANGUAGE plpgsql STRICT",
        r"""
        BEGIN
            RETURN string_to_array(
                btrim(regexp_replace(
                    folded COLLATE "C", U&'[\0001-/:-`{-\00bf\00d7\00f7\2000-\2bff\3000-\303f]+', ' ', 'g')), ' ');
        END """,
    )
    # Digits as within the country: 0171 23, +49 (0)171 23 and 0049171/23 are 17123.
    function(
        "search_numbers(folded text) RETURNS text[] LANGUAGE plpgsql STRICT",
        rf"""
        BEGIN
            RETURN ARRAY(
                SELECT regexp_replace(
                    regexp_replace(run[1], '[^0-9+]', '', 'g'), '^(?:\+|00)(49|43|41)?0?|^0', '')
                FROM regexp_matches(folded COLLATE "C", '{NUMBER}', 'g') run);
        END """,
    )
    # Each word, with ae, oe and ue also as a, o and u; < its end, read backwards; - the inside of a long one.
    function(
        "search_keys(tenant uuid, written text) RETURNS tsvector LANGUAGE plpgsql COST 1000",
        r"""
        DECLARE
            folded text COLLATE "C" := public.search_fold(coalesce(written, ''));
            words text[] := public.search_words(folded);
            tag text := coalesce(right(tenant::text, 1), '');
            keys tsvector;
        BEGIN
            IF folded ~ '[aou]e' THEN
                words := words || ARRAY(
                    SELECT regexp_replace(word, '([aou])e', '\1', 'g')
                    FROM unnest(words) word WHERE word ~ '[aou]e');
            END IF;
            IF folded ~ '[+0][0-9]' THEN
                words := words || public.search_numbers(folded);
            END IF;
            keys := array_to_tsvector(
                ARRAY['@' || coalesce(tenant::text, '')]
                || ARRAY(SELECT tag || left(word, 40) FROM unnest(words) word)
                || ARRAY(SELECT tag || '<' || left(reverse(word), 40) FROM unnest(words) word WHERE length(word) > 4));
            IF folded ~ '[a-z]{12}' THEN
                keys := keys || array_to_tsvector(ARRAY(
                    SELECT tag || '-' || substr(left(word, 40), start)
                    FROM unnest(words) word, generate_series(4, least(40, length(word)) - 5) start
                    WHERE length(word) >= 12));
            END IF;
            RETURN keys;
        END """,
    )


def create_queries() -> None:
    """From the words somebody looks for to the keys that any text with them has."""
    # Some hundred misspellings in one query would be tested against each other: they come a few at a time.
    function(
        "search_alternatives(tag text, wanted text) RETURNS TABLE (word integer, keys text) LANGUAGE plpgsql ROWS 10",
        rf"""
        DECLARE
            folded text COLLATE "C" := public.search_fold(coalesce(wanted, ''));
            whole text;
            stem text;
        BEGIN
            word := 0;
            FOREACH whole IN ARRAY (
                public.search_numbers(folded) || public.search_words(regexp_replace(folded, '{NUMBER}', ' ', 'g'))
            )[:10] LOOP
                word := word + 1;
                whole := left(regexp_replace(whole, '([aou])e', '\1', 'g'), 40);
                stem := regexp_replace(whole, '(....)(en|es|e|n|s)$', '\1');
                keys := CASE
                    WHEN length(whole) = 1 THEN format('''%s%s''', tag, whole)
                    WHEN length(whole) < 4 THEN format('''%1$s%2$s'':*|''%1$s<%3$s'':*', tag, whole, reverse(whole))
                    ELSE format('''%1$s%2$s'':*|''%1$s-%2$s'':*', tag, stem) || (
                        SELECT string_agg(format('|''%s<%s%s'':*', tag, ending, reverse(stem)), '')
                        FROM unnest('{{"",e,n,s,ne,se}}'::text[]) ending)
                END;
                RETURN NEXT;
                IF whole ~ '^0[0-9]{{2}}' THEN
                    keys := format('''%s%s'':*', tag, substr(whole, 2));
                    RETURN NEXT;
                END IF;
                IF whole ~ '^[a-z]{{5}}[a-z]*$' THEN
                    RETURN QUERY SELECT word, string_agg(format('''%s%s''', tag, misspelt), '|')
                    FROM public.search_misspellings(whole) WITH ORDINALITY AS found (misspelt, place)
                    GROUP BY place / 64;
                END IF;
            END LOOP;
        END """,
    )
    function(
        "search_misspellings(word text) RETURNS SETOF text LANGUAGE plpgsql STRICT",
        """
        BEGIN
            RETURN QUERY
            WITH places AS (
                SELECT left(word, at) AS before, substr(word, at + 1) AS after FROM generate_series(0, length(word)) at
            )
            SELECT before || letter || after FROM places, string_to_table('abcdefghijklmnopqrstuvwxyz', NULL) letter
            UNION
            SELECT before || letter || substr(after, 2)
            FROM places, string_to_table('abcdefghijklmnopqrstuvwxyz', NULL) letter WHERE after <> ''
            UNION
            SELECT before || substr(after, 2) FROM places WHERE after <> ''
            UNION
            SELECT before || reverse(left(after, 2)) || substr(after, 3) FROM places WHERE length(after) > 1;
        END """,
    )
    # For a list that is short anyway: one query a word, to be met by keys made without a tenant.
    function(
        "search_queries(wanted text) RETURNS tsquery[] LANGUAGE plpgsql",
        """
        BEGIN
            RETURN ARRAY(
                SELECT string_agg(keys, '|')::tsquery FROM public.search_alternatives('', wanted) GROUP BY word);
        END """,
    )


LEAD = "name || ' ' || coalesce(wish, '') || ' ' || coalesce(phone, '') || ' ' || coalesce(email, '') || ' ' || coalesce(note, '')"
SERVICE = "name || ' ' || coalesce(description, '')"


def index_words() -> None:
    for table, written in {"leads": LEAD, "services": SERVICE, "messages": "text"}.items():
        op.execute(f"CREATE INDEX {table}_words_ix ON {table} USING gin (search_keys(workshop_id, {written}))")


BOUND = "nullif(current_setting('app.workshop_id', true), '')::uuid"


def create_lookups() -> None:
    """Row-level security keeps a caller's search from the index; these search as carbot_lookup, in one workshop."""
    for table, columns in {
        "messages": "workshop_id, conversation_id, text",
        "leads": "workshop_id, id, name, wish, phone, email, note",
        "services": "workshop_id, id, name, description",
    }.items():
        op.execute(f"CREATE POLICY lookup ON {table} FOR SELECT TO carbot_lookup USING (true)")
        op.execute(f"GRANT SELECT ({columns}) ON {table} TO carbot_lookup")
    op.execute("SET LOCAL ROLE carbot_lookup")
    for name, table, key, written in (
        ("conversations_with", "messages", "conversation_id", "text"),
        ("leads_with", "leads", "id", LEAD),
        ("services_with", "services", "id", SERVICE),
    ):
        op.execute(f"""
            CREATE FUNCTION lookup.{name}(wanted text) RETURNS SETOF uuid
            LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            DECLARE
                tenant uuid := {BOUND};
                words integer := (SELECT max(word) FROM public.search_alternatives('', wanted));
            BEGIN
                RETURN QUERY
                SELECT found.{key}
                FROM public.search_alternatives(right(tenant::text, 1), wanted) asked,
                    LATERAL (
                        SELECT t.workshop_id, t.{key} FROM public.{table} t
                        WHERE public.search_keys(t.workshop_id, {written})
                            @@ format('''@%s'' & (%s)', tenant, asked.keys)::tsquery
                        OFFSET 0
                    ) found
                WHERE found.workshop_id = tenant
                GROUP BY 1
                HAVING count(DISTINCT asked.word) = words;
                IF words IS NULL THEN
                    RETURN QUERY SELECT t.{key} FROM public.{table} t WHERE t.workshop_id = tenant;
                END IF;
            END $$""")
        op.execute(f"GRANT EXECUTE ON FUNCTION lookup.{name}(text) TO carbot_api")
    op.execute("RESET ROLE")
