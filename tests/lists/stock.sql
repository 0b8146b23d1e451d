-- Twenty workshops with full lists, the first of them large; many moments, scores and names are shared.
-- Triggers and foreign keys are off: the rows fit by design.
SET session_replication_role = replica;

CREATE FUNCTION pg_temp.id(kind integer, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT ('01930000-0000-7' || lpad(to_hex(kind), 3, '0') || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid
$$;

CREATE TEMP TABLE places AS
SELECT w, pg_temp.id(1, w) AS workshop_id, CASE w WHEN 1 THEN 4000 ELSE 200 END AS size FROM generate_series(1, 20) w;
CREATE TEMP TABLE slots AS
SELECT p.*, w * 10000 + k AS n, k, timestamptz '2026-01-01 08:00Z' + k / 3 * interval '1 hour' AS at
FROM places p, generate_series(1, p.size) k;

INSERT INTO organizations (id, name) SELECT pg_temp.id(2, w), 'Betrieb ' || w FROM places;
INSERT INTO workshops (id, organization_id, name, language, country, currency, time_zone)
SELECT workshop_id, pg_temp.id(2, w), 'Werkstatt ' || w, 'DE', 'DE', 'EUR', 'Europe/Berlin' FROM places;

INSERT INTO service_categories (workshop_id, id, name, sort_name, position)
SELECT workshop_id, pg_temp.id(3, w * 100 + c), 'Gruppe ' || c, 'gruppe ' || c, c FROM places, generate_series(1, 20) c;
INSERT INTO services (workshop_id, id, category_id, category_position, name, sort_name, description, price_kind,
                      is_active, created_at, updated_at)
SELECT workshop_id, pg_temp.id(4, n), pg_temp.id(3, w * 100 + 1 + k % 20), 1 + k % 20, 'Leistung ' || k,
       'leistung ' || k % 500, 'Achse ' || k % 90, 'ON_REQUEST', k % 5 > 0, at, at
FROM slots WHERE k <= 2000;

INSERT INTO conversations (workshop_id, id, token_hash, token_expires_at, language, surface, status, started_at,
                           last_message_at, message_count)
SELECT workshop_id, pg_temp.id(5, n), sha256(n::text::bytea), at + interval '1 year', 'DE', 'WIDGET',
       CASE k % 80 WHEN 0 THEN 'OPEN' WHEN 1 THEN 'NEEDS_HUMAN' ELSE 'CLOSED' END, at, at + interval '5 minutes', 5
FROM slots;
-- The last conversation of a workshop has lines enough for an index of its own.
INSERT INTO messages (workshop_id, id, conversation_id, seq, author, text, sent_at)
SELECT workshop_id, pg_temp.id(6, n * 1000 + seq), pg_temp.id(5, n), seq,
       CASE WHEN seq % 2 = 1 THEN 'VISITOR' ELSE 'ASSISTANT' END, 'Frage ' || (n + seq) % 700 || ' zum Getriebe', at
FROM slots, generate_series(1, CASE WHEN k = size THEN 900 ELSE 5 END) seq;

INSERT INTO leads (workshop_id, id, conversation_id, assignee_id, status, kind, origin, language, surface, name,
                   sort_name, phone, wish, score, read_at, created_at, updated_at)
SELECT workshop_id, pg_temp.id(7, n), CASE WHEN k % 2 = 0 THEN pg_temp.id(5, n) END,
       CASE WHEN k % 40 > 0 THEN pg_temp.id(8, w * 10 + k % 40) END,
       CASE k % 80 WHEN 0 THEN 'NEW' WHEN 1 THEN 'CONTACTED' ELSE 'LOST' END, 'CALLBACK', 'MEMBER',
       'DE', 'PHONE', 'Person ' || k % 900, 'person ' || k % 900, '+4917' || lpad(n::text, 9, '0'),
       'Wunsch ' || k % 600, k * 37 % 101, CASE WHEN k % 40 > 0 THEN at END, at, at + interval '1 hour'
FROM slots;

INSERT INTO service_prices (workshop_id, id, service_id, valid_from, price_kind)
SELECT workshop_id, pg_temp.id(10, n * 10 + h), pg_temp.id(4, n), at + h * interval '1 day', 'ON_REQUEST'
FROM slots, generate_series(1, 5) h WHERE k <= 2000;
-- A service that was given another price every day.
INSERT INTO service_prices (workshop_id, id, service_id, valid_from, price_kind)
SELECT workshop_id, pg_temp.id(11, n), pg_temp.id(4, w * 10000 + 1), at, 'ON_REQUEST' FROM slots WHERE k <= 1000;
INSERT INTO price_rules (workshop_id, id, label, service_id, category_id, kind, surcharge, created_at)
SELECT workshop_id, pg_temp.id(12, n), 'Regel ' || k, CASE WHEN k % 3 = 0 THEN pg_temp.id(4, n) END,
       CASE WHEN k % 3 = 1 THEN pg_temp.id(3, w * 100 + 1 + k % 20) END, 'SURCHARGE', 500, at
FROM slots WHERE k <= 1500;
INSERT INTO images (workshop_id, id, service_id, format, width, height, content)
SELECT workshop_id, pg_temp.id(13, n), pg_temp.id(4, n), 'PNG', 1, 1, '\x00' FROM slots WHERE k <= 1000;
INSERT INTO uploads (workshop_id, id, file_name, size)
SELECT workshop_id, pg_temp.id(14, n), 'preise.csv', 6 FROM slots WHERE k <= 1000;
INSERT INTO catalogue_imports (workshop_id, id, upload_id, file_name, language, status, created_at)
SELECT workshop_id, pg_temp.id(15, n), pg_temp.id(14, n), 'preise.csv', 'DE', 'DONE', at FROM slots WHERE k <= 1000;
INSERT INTO knowledge_gaps (workshop_id, id, folded, question, language, origin, count, first_seen_at, last_seen_at,
                            conversation_id, status)
SELECT workshop_id, pg_temp.id(16, n), 'frage ' || k, 'Frage ' || k, 'DE', 'UNANSWERED', 1 + k * 37 % 90, at,
       at + interval '1 day', pg_temp.id(5, n), CASE WHEN k % 3 = 0 THEN 'OPEN' ELSE 'IGNORED' END
FROM slots;
INSERT INTO faq_entries (workshop_id, id, question, answer, position, updated_at)
SELECT workshop_id, pg_temp.id(17, n), 'Frage ' || k, 'Antwort ' || k, k, at FROM slots WHERE k <= 1000;
INSERT INTO documents (workshop_id, id, title, length, created_at)
SELECT workshop_id, pg_temp.id(18, n), 'Text ' || k, 100, at FROM slots WHERE k <= 1000;

RESET session_replication_role;
VACUUM ANALYZE;
