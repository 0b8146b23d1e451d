r"""Text search that finds German words: what texts are found by, and who may look.

A text is found by its keys, a tsvector of our own making. They are made in SQL alone, for the indexes and for whoever
looks: `search.keys` from what was written, `search.alternatives` from what is wanted.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WRITERS = "carbot_api, carbot_worker, carbot_visitor, carbot_lookup"
WRITTEN = {"leads": "name, wish, phone, email, note", "services": "name, description", "messages": "text"}
# Five digits or more that begin with 0 or +, however they are spaced; within letters they are the part of a name.
NUMBER = r"(?<![0-9a-z])(?:\+|0)[0-9](?:[ /().-]{0,3}[0-9]){3,}(?![0-9a-z])"
ALPHABET = "string_to_table('abcdefghijklmnopqrstuvwxyz', NULL) letter"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
    op.execute("CREATE SCHEMA search")
    op.execute(f"GRANT USAGE ON SCHEMA search TO {WRITERS}")
    create_fold()
    create_words()
    create_numbers()
    create_keys()
    create_holding()
    create_misspellings()
    create_alternatives()
    create_queries()
    index_later()
    index_words()
    open_to_lookup()
    create_lookups()


def create_fold() -> None:
    """Lower case without marks. C lowers ASCII alone, whatever the database's locale does; NFKD has left no other."""
    function(
        "fold(written text)",
        "text",
        r"""
        BEGIN
            RETURN lower(translate(
                replace(replace(regexp_replace(normalize(written, NFKD), U&'[\0300-\036f]+', '', 'g'), 'ß', 'ss'),
                        'ẞ', 'ss') COLLATE "C",
                'ıłøđæœŁØĐÆŒ', 'ilodaolodao'));
        END """,
    )


def create_words() -> None:
    """What is left between blanks, ASCII's signs, typography and symbols."""
    function(
        "words(folded text)",
        "text[]",
        r"""
        BEGIN
            RETURN string_to_array(
                btrim(regexp_replace(
                    folded COLLATE "C", U&'[\0001-/:-`{-\00bf\00d7\00f7\2000-\2bff\3000-\303f]+', ' ', 'g')), ' ');
        END """,
    )


def create_numbers() -> None:
    """Numbers as they are dialled within the country: 0171 23, +49 (0)171 23 and 0049171/23 are all 17123."""
    function(
        "numbers(folded text)",
        "text[]",
        rf"""
        BEGIN
            RETURN ARRAY(
                SELECT digits
                FROM regexp_matches(folded COLLATE "C", '{NUMBER}', 'g') run,
                     regexp_replace(regexp_replace(run[1], '[^0-9+]', '', 'g'), '^(?:\+|00)(49|43|41)?0?|^0', '') digits
                WHERE digits <> '');
        END """,
    )


def create_keys() -> None:
    """The keys of a text: its words, their ends read backwards (<), the inside of a long one (-), and whose it is (@).

    Words with ae, oe or ue are there with a, o and u as well: that is how umlauts are folded. Keys begin with one of 16
    letters by workshop, so that what other workshops write makes a search longer by a sixteenth only. No text is too
    long for it: a tsvector holds a megabyte, and 16,000 letters make less whatever they are.
    """
    function(
        "keys(tenant uuid, VARIADIC written text[])",
        "tsvector",
        r"""
        DECLARE
            folded text COLLATE "C" := left(search.fold(array_to_string(written, ' ')), 16000);
            words text[] := search.words(folded);
            tag text := coalesce(right(tenant::text, 1), '');
            keys text[];
        BEGIN
            IF folded ~ '[aou]e' THEN
                words := words || ARRAY(
                    SELECT regexp_replace(word, '([aou])e', '\1', 'g') FROM unnest(words) word WHERE word ~ '[aou]e');
            END IF;
            IF folded ~ '[+0][0-9]' THEN
                words := words || search.numbers(folded);
            END IF;
            keys := ARRAY['@' || coalesce(tenant::text, '')]
                || ARRAY(SELECT tag || left(word, 40) FROM unnest(words) word)
                || ARRAY(SELECT tag || '<' || left(reverse(word), 40) FROM unnest(words) word WHERE length(word) > 4);
            IF folded ~ '[a-z]{10}' THEN
                keys := keys || ARRAY(
                    SELECT tag || '-' || substr(left(word, 40), start)
                    FROM unnest(words) word, generate_series(3, least(length(word), 40) - 5) start
                    WHERE word ~ '^[a-z]{10,}$');
            END IF;
            RETURN array_to_tsvector(keys);
        END """,
    )


def create_holding() -> None:
    """The keys of texts with a word, or with one that it begins, ends or is inside of.

    From four letters on, an ending more or less does not matter: "bremse" is in Bremsen, Bremsbelag, Scheibenbremsen.
    """
    function(
        "holding(tag text, word text, stem text)",
        "text",
        r"""
        DECLARE
            wanted text := format('''%s%s'':*', tag, stem);
        BEGIN
            IF length(word) > 1 THEN
                wanted := wanted || format('|''%s-%s'':*', tag, stem) || (
                    SELECT string_agg(format('|''%s<%s%s'':*', tag, ending, reverse(stem)), '')
                    FROM unnest('{"",e,n,s,ne,se}'::text[]) ending
                    WHERE ending = '' OR length(word) > 3);
            END IF;
            IF word ~ '^0[0-9]{2}' THEN
                wanted := wanted || format('|''%s%s'':*', tag, substr(word, 2));
            END IF;
            RETURN wanted;
        END """,
    )


def create_misspellings() -> None:
    """A word with one letter more, another one, one less, or two that changed places."""
    function(
        "misspellings(word text)",
        "SETOF text",
        f"""
        BEGIN
            RETURN QUERY
            WITH places AS (
                SELECT left(word, at) AS before, substr(word, at + 1) AS after FROM generate_series(0, length(word)) at
            )
            SELECT before || letter || after FROM places, {ALPHABET}
            UNION ALL
            SELECT before || letter || substr(after, 2) FROM places, {ALPHABET} WHERE after <> ''
            UNION ALL
            SELECT before || substr(after, 2) FROM places WHERE after <> ''
            UNION ALL
            SELECT before || reverse(left(after, 2)) || substr(after, 3) FROM places WHERE length(after) > 1;
        END """,
    )


def create_alternatives() -> None:
    """Queries for what is wanted; of each word's, a text with the word answers one.

    Misspellings come 64 at a time: within one query the index tests each against all others. Between words of fewer
    than five letters a letter makes too much of a difference. Signs alone are in no text's keys.
    """
    function(
        "alternatives(tenant uuid, wanted text)",
        "TABLE (word integer, query tsquery)",
        rf"""
        DECLARE
            folded text COLLATE "C" := search.fold(left(coalesce(wanted, ''), 400));
            own text := format('''@%s'' & ', tenant);
            tag text := coalesce(right(tenant::text, 1), '');
            written text;
            whole text;
            stem text;
        BEGIN
            word := 0;
            FOREACH written IN ARRAY (
                search.numbers(folded) || search.words(regexp_replace(folded, '{NUMBER}', ' ', 'g')))[1:10]
            LOOP
                word := word + 1;
                written := left(written, 40);
                whole := regexp_replace(written, '([aou])e', '\1', 'g');
                stem := regexp_replace(whole, '(....)(en|es|e|n|s)$', '\1');
                query := own || '(' || search.holding(tag, whole, stem) || ')';
                RETURN NEXT;
                RETURN QUERY
                SELECT word, (own || '(' || string_agg(format('''%s%s''', tag, misspelt), '|') || ')')::tsquery
                FROM unnest(ARRAY[written, nullif(whole, written)]) spelling,
                     search.misspellings(spelling) WITH ORDINALITY found (misspelt, place)
                WHERE spelling ~ '^[a-z]{{4,20}}$' AND (length(spelling) > 4 OR length(misspelt) > 4)
                    AND left(misspelt, length(stem)) <> stem
                GROUP BY spelling, place / 64;
            END LOOP;
            IF word = 0 AND wanted ~ '\S' THEN
                word := 1;
                query := '''-''';
                RETURN NEXT;
            END IF;
        END """,
    )


def create_queries() -> None:
    """A query for each word, for lists that are short for another reason and need no index: keys without a tenant."""
    function(
        "queries(wanted text)",
        "tsquery[]",
        """
        BEGIN
            RETURN ARRAY(
                SELECT string_agg(query::text, '|')::tsquery FROM search.alternatives(NULL, wanted) GROUP BY word);
        END """,
        kind="IMMUTABLE STRICT",
    )


def index_later() -> None:
    """A visitor's lines are indexed with the workshop's next answer: nobody waits for the index while sending one."""
    op.add_column(
        "messages",
        sa.Column(
            "is_indexed",
            sa.Boolean(),
            server_default=sa.text("(CURRENT_USER <> 'carbot_visitor'::name)"),
            nullable=False,
        ),
    )
    op.execute("GRANT UPDATE (is_indexed) ON messages TO carbot_api, carbot_worker")
    op.create_index(
        "messages_workshop_id_id_waiting_ix",
        "messages",
        ["workshop_id", "id"],
        postgresql_where=sa.text("NOT is_indexed"),
    )
    op.execute("""
        CREATE FUNCTION index_lines() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            UPDATE public.messages SET is_indexed = true
            WHERE (workshop_id, id) IN (
                SELECT m.workshop_id, m.id FROM public.messages m
                WHERE m.workshop_id = NEW.workshop_id AND NOT m.is_indexed
                ORDER BY m.id LIMIT 100 FOR UPDATE SKIP LOCKED);
            RETURN NULL;
        END $$""")
    op.execute("REVOKE ALL ON FUNCTION index_lines() FROM PUBLIC")
    op.execute(
        "CREATE TRIGGER answer_indexes_lines AFTER INSERT ON messages FOR EACH ROW WHEN (NEW.is_indexed)"
        " EXECUTE FUNCTION index_lines()"
    )


def index_words() -> None:
    """Without a list of pending entries, which every search of every workshop would read from end to end."""
    for table, written in WRITTEN.items():
        op.execute(
            f"CREATE INDEX {table}_words_ix ON {table} USING gin (search.keys(workshop_id, {written}))"
            f" WITH (fastupdate = off) {'WHERE is_indexed' if table == 'messages' else ''}"
        )


def open_to_lookup() -> None:
    """Row-level security keeps a caller's search from the index; carbot_lookup searches for it, in one workshop."""
    for table, keys in {"messages": "conversation_id, is_indexed", "leads": "id", "services": "id"}.items():
        op.execute(f"CREATE POLICY lookup ON {table} FOR SELECT TO carbot_lookup USING (true)")
        op.execute(f"GRANT SELECT (workshop_id, {keys}, {WRITTEN[table]}) ON {table} TO carbot_lookup")


def create_lookups() -> None:
    """The ids of leads, services and conversations that have every word; of a conversation, in any of its lines."""
    op.execute("SET LOCAL ROLE carbot_lookup")
    for table in ("leads", "services"):
        create_lookup(
            table,
            f"""
                    SELECT indexed.id, asked.word
                    FROM asked, LATERAL (
                        SELECT t.workshop_id, t.id FROM public.{table} t
                        WHERE search.keys(t.workshop_id, {WRITTEN[table]}) @@ asked.query OFFSET 0
                    ) indexed
                    WHERE indexed.workshop_id = tenant""",
        )
    # Lines that wait for the index are read.
    create_lookup(
        "conversations",
        """
                    SELECT indexed.id, asked.word
                    FROM asked, LATERAL (
                        SELECT t.workshop_id, t.conversation_id AS id FROM public.messages t
                        WHERE t.is_indexed AND search.keys(t.workshop_id, text) @@ asked.query OFFSET 0
                    ) indexed
                    WHERE indexed.workshop_id = tenant
                    UNION ALL
                    SELECT waiting.id, asked.word
                    FROM (
                        SELECT t.conversation_id AS id, search.keys(tenant, t.text) AS keys FROM public.messages t
                        WHERE t.workshop_id = tenant AND NOT t.is_indexed OFFSET 0
                    ) waiting
                    JOIN asked ON waiting.keys @@ asked.query""",
    )
    op.execute("RESET ROLE")


def create_lookup(table: str, found: str) -> None:
    """A search in the caller's workshop; blanks are in everything. OFFSET 0 leaves the index no other way."""
    op.execute(rf"""
        CREATE FUNCTION lookup.{table}_with(wanted text) RETURNS SETOF uuid
        LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            tenant uuid := nullif(current_setting('app.workshop_id', true), '')::uuid;
        BEGIN
            IF wanted !~ '\S' THEN
                RETURN QUERY SELECT t.id FROM public.{table} t WHERE t.workshop_id = tenant;
            ELSE
                RETURN QUERY
                WITH asked AS MATERIALIZED (SELECT a.word, a.query FROM search.alternatives(tenant, wanted) a)
                SELECT found.id
                FROM ({found}
                ) found
                GROUP BY found.id
                HAVING bit_or(1 << found.word) = (SELECT bit_or(1 << asked.word) FROM asked);
            END IF;
        END $$""")
    op.execute(f"GRANT EXECUTE ON FUNCTION lookup.{table}_with(text) TO carbot_api")


def function(name: str, returns: str, body: str, kind: str = "IMMUTABLE") -> None:
    """A pure function; whoever writes searched rows calls it for the index."""
    op.execute(
        f"CREATE FUNCTION search.{name} RETURNS {returns} LANGUAGE plpgsql {kind} PARALLEL SAFE COST 300"
        f" SET search_path = pg_catalog, pg_temp AS $${body}$$"
    )
    op.execute(f"REVOKE ALL ON FUNCTION search.{name} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION search.{name} TO {WRITERS}")
