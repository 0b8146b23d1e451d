-- The rows the benchmarks run on, written past the walls by a superuser. Everything follows from four numbers
-- (settings bench.tenants, bench.members, bench.slots, bench.big_slots) and the hour they are written in.
--
-- A slot is one enquiry of a workshop: nine of ten have a conversation, nine of ten have a lead. Workshop 1 is big,
-- all others are alike. Tokens can be told from numbers: member-<n> and visitor-<n>.

SET session_replication_role = replica;  -- no foreign key is checked and no trigger fires: the rows fit by design
SET synchronous_commit = off;

CREATE FUNCTION pg_temp.id(at timestamptz, kind integer, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0')
            || '7' || lpad(to_hex(kind), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid
$$;

CREATE TEMP TABLE workshop_plan AS
SELECT n, pg_temp.id(born, 1, n) AS id, pg_temp.id(born, 2, n) AS organization_id, born,
       CASE n WHEN 1 THEN current_setting('bench.big_slots')::int ELSE current_setting('bench.slots')::int END AS slots
FROM generate_series(1, current_setting('bench.tenants')::int) n,
     LATERAL (SELECT date_trunc('hour', now()) - interval '400 days' + n * interval '1 second' AS born) b;
CREATE UNIQUE INDEX ON workshop_plan (n);

INSERT INTO organizations (id, name, created_at)
SELECT organization_id, 'Werkstatt ' || n, born FROM workshop_plan;

INSERT INTO subscriptions (organization_id, id, plan, status, created_at)
SELECT organization_id, pg_temp.id(born, 2, n), 'ENTERPRISE', 'ACTIVE', born FROM workshop_plan;

INSERT INTO workshops (id, organization_id, name, language, country, currency, time_zone, federal_state, street,
                       postal_code, city, phone, breakdown_phone, email, website, privacy_policy_url, notice_emails,
                       hours_set_at, created_at)
SELECT id, organization_id, 'Werkstatt ' || n, 'DE', 'DE', 'EUR', 'Europe/Berlin', 'NW', 'Ringstraße ' || n % 200 + 1,
       '50667', 'Köln', '+492211234567', '+4915112345678', 'post' || n || '@werkstatt.example',
       'https://www.werkstatt.example', 'https://www.werkstatt.example/datenschutz',
       ARRAY['post' || n || '@werkstatt.example'], born, born
FROM workshop_plan;

INSERT INTO widget_settings (workshop_id, id) SELECT id, pg_temp.id(born, 3, n) FROM workshop_plan;

INSERT INTO assistant_settings (workshop_id, id) SELECT id, pg_temp.id(born, 3, n) FROM workshop_plan;

INSERT INTO opening_intervals (workshop_id, id, weekday, opens_at, closes_at, position)
SELECT id, pg_temp.id(born, 4, n * 8 + day), (ARRAY['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'])[day],
       '08:00', '18:00', day
FROM workshop_plan, generate_series(1, 5) day;

INSERT INTO closures (workshop_id, id, starts_on, ends_on, reason)
SELECT id, pg_temp.id(born, 16, n), current_date + 30, current_date + 31, 'Inventur' FROM workshop_plan;

INSERT INTO client_keys (workshop_id, id, name, key, allowed_origins, created_at, last_seen_at, last_seen_origin)
SELECT id, pg_temp.id(born, 5, n), 'Website', 'ck_bench' || lpad(n::text, 16, '0'),
       ARRAY['https://www.werkstatt.example'], born, now(), 'https://www.werkstatt.example'
FROM workshop_plan;

INSERT INTO service_categories (workshop_id, id, name, sort_name, position)
SELECT id, pg_temp.id(born, 6, n * 8 + c), name, lower(name), c
FROM workshop_plan, unnest(ARRAY['Wartung', 'Bremsen', 'Reifen', 'Elektrik']) WITH ORDINALITY AS named (name, c);

INSERT INTO services (workshop_id, id, category_id, category_position, name, sort_name, description, price_kind,
                      price_min, price_max, duration_min_minutes, duration_max_minutes, created_at, updated_at)
SELECT id, pg_temp.id(born, 7, n * 32 + s), pg_temp.id(born, 6, n * 8 + 1 + s % 4), 1 + s % 4,
       'Leistung ' || s, 'leistung ' || lpad(s::text, 2, '0'), 'Nach Herstellervorgabe, mit Prüfprotokoll.',
       'FIXED', 4900 + s * 1000, 4900 + s * 1000, 30, 90, born, born
FROM workshop_plan, generate_series(1, 20) s;

-- Members: as many workshops as there can be get one, evenly over all ids; the first of each is its owner.
CREATE TEMP TABLE member_plan AS
SELECT m AS n, w.n AS workshop_n, w.id AS workshop_id, w.born, m <= home.workshops AS is_owner,
       pg_temp.id(w.born, 8, m) AS id, pg_temp.id(w.born, 9, m) AS account_id
FROM generate_series(1, current_setting('bench.members')::int) m,
     (SELECT least(current_setting('bench.tenants')::int, current_setting('bench.homes')::int) AS workshops) home
JOIN LATERAL (SELECT 1 + (m - 1) % home.workshops
                     * (current_setting('bench.tenants')::int / home.workshops) AS workshop_n) place ON true
JOIN workshop_plan w ON w.n = place.workshop_n;

INSERT INTO accounts (id, email, name, language, password_hash, email_confirmed_at, accepted_terms_version,
                      accepted_processing_version, accepted_at, created_at)
-- Everybody has the same password: hashing one takes 20 ms.
SELECT account_id, 'member' || n || '@werkstatt.example', 'Mitglied ' || n, 'DE',
       '$argon2id$v=19$m=19456,t=2,p=1$bVhoattLsgwrR6psjLoV4Q$iu6Mi3817p8FHySD7CgzkkhEydCHTTDymJePIXPnxVk',
       born, '2026-11', '2026-11', born, born
FROM member_plan;

INSERT INTO members (workshop_id, id, account_id, role, name, email, created_at)
SELECT workshop_id, id, account_id, CASE WHEN is_owner THEN 'OWNER' ELSE 'STAFF' END, 'Mitglied ' || n,
       'member' || n || '@werkstatt.example', born
FROM member_plan;

INSERT INTO sessions (id, account_id, workshop_id, role, token_hash, user_agent, created_at, last_used_at, expires_at)
SELECT pg_temp.id(now(), 10, n), account_id, workshop_id, CASE WHEN is_owner THEN 'OWNER' ELSE 'STAFF' END, sha256(convert_to('member-' || n, 'UTF8')), 'bench', now(),
       now(), now() + interval '30 days'
FROM member_plan;

-- Slots: spread over a year, the newest within the last hours.
CREATE TEMP TABLE slot_plan AS
SELECT row_number() OVER () AS n, w.id AS workshop_id, w.n AS workshop_n, k, k = w.slots AS is_newest, at,
       pg_temp.id(w.born, 5, w.n) AS client_key_id,
       CASE WHEN k % 10 <> 5 THEN pg_temp.id(at, 11, w.n * 100000 + k) END AS conversation_id,
       CASE WHEN k % 10 <> 0 THEN pg_temp.id(at, 12, w.n * 100000 + k) END AS lead_id,
       2 + (w.n + k) % 7 AS lines
FROM workshop_plan w, generate_series(1, w.slots) k,
     LATERAL (SELECT date_trunc('hour', now()) - interval '365 days' * (w.slots - k) / w.slots
                     - w.n % 3600 * interval '1 second' AS at) t;

INSERT INTO conversations (workshop_id, id, client_key_id, token_hash, token_expires_at, language, status, started_at,
                           ai_disclosed_at, last_message_at, message_count, preview, taken_over_at, surface, page)
SELECT workshop_id, conversation_id, client_key_id,
       sha256(convert_to('visitor-' || workshop_n || '-' || k, 'UTF8')), now() + interval '10 years', 'DE',
       CASE k % 6 WHEN 0 THEN 'NEEDS_HUMAN' WHEN 1 THEN 'OPEN' ELSE 'CLOSED' END, at, at,
       at + lines * interval '30 seconds', lines, 'Vielen Dank, dann bis Donnerstag.',
       CASE WHEN k % 10 = 0 THEN at END, 'WIDGET', 'https://www.werkstatt.example/leistungen'
FROM slot_plan WHERE conversation_id IS NOT NULL;

-- A visitor's line waits for the index until the workshop's next answer; here only each workshop's newest may.
INSERT INTO messages (workshop_id, id, conversation_id, seq, author, text, sent_at, is_indexed)
SELECT workshop_id, pg_temp.id(at + seq * interval '30 seconds', 13, n * 16 + seq), conversation_id, seq,
       CASE WHEN seq % 2 = 1 THEN 'VISITOR' ELSE 'ASSISTANT' END,
       (ARRAY['Guten Tag, was kostet bei Ihnen ein Ölwechsel für einen Golf 7, Baujahr 2016?',
              'Ein Ölwechsel mit Filter kostet für Ihren Golf etwa 129 Euro. Möchten Sie einen Termin?',
              'Die Bremsen vorn quietschen seit einer Woche, kann ich damit noch fahren?',
              'Bitte lassen Sie das bald prüfen. Am Donnerstag um 9:30 Uhr wäre noch Platz.',
              'Donnerstag passt, ich bringe den Wagen um halb zehn vorbei. Gibt es einen Leihwagen?',
              'Ja, einen Kleinwagen für 29 Euro am Tag. Vielen Dank, dann bis Donnerstag.'])[1 + (n + seq) % 6],
       at + seq * interval '30 seconds', seq < lines OR seq % 2 = 0 OR NOT is_newest
FROM slot_plan, generate_series(1, lines) seq
WHERE conversation_id IS NOT NULL;

INSERT INTO turns (workshop_id, id, conversation_id, question_seq, status, text, answer_id, answered_by, lease_until,
                   created_at, finished_at)
SELECT workshop_id, pg_temp.id(at, 14, n), conversation_id, 1, 'DONE', 'Ein Ölwechsel kostet etwa 129 Euro.',
       pg_temp.id(at + interval '60 seconds', 13, n * 16 + 2), 'BUILT_IN', at, at, at + interval '2 seconds'
FROM slot_plan WHERE conversation_id IS NOT NULL;

INSERT INTO consents (workshop_id, id, conversation_id, text_version, text, language, given_at)
SELECT workshop_id, pg_temp.id(at, 15, n), conversation_id, '2026-11',
       'Ich bin einverstanden, dass die Werkstatt meine Angaben nutzt, um mir zu antworten.', 'DE', at
FROM slot_plan WHERE lead_id IS NOT NULL AND conversation_id IS NOT NULL;

INSERT INTO leads (workshop_id, id, conversation_id, consent_id, assignee_id, status, kind, origin, language, name,
                   sort_name, phone, email, wish, preferred_time, score, score_reasons, read_at, created_at, updated_at,
                   surface, page)
SELECT s.workshop_id, lead_id, conversation_id,
       CASE WHEN conversation_id IS NOT NULL THEN pg_temp.id(at, 15, s.n) END,
       CASE WHEN k % 3 = 0 THEN owner.id END,
       (ARRAY['NEW', 'CONTACTED', 'QUALIFIED', 'WON', 'LOST', 'NEW', 'SPAM'])[1 + k % 7],
       (ARRAY['CALLBACK', 'APPOINTMENT', 'QUESTION'])[1 + k % 3],
       CASE WHEN conversation_id IS NULL THEN 'MEMBER' ELSE 'VISITOR' END, 'DE',
       person.name, lower(person.name), '+4917' || lpad((s.n % 100000000)::text, 9, '0'),
       CASE WHEN k % 4 <> 0 THEN 'kunde' || s.n || '@post.example' END,
       'Ölwechsel und Durchsicht, außerdem quietschen die Bremsen.', 'Donnerstag vormittags', (s.n * 37) % 101,
       '[{"code": "HAS_PHONE", "points": 20}, {"code": "HAS_WISH", "points": 15}]',
       CASE WHEN k % 4 <> 1 THEN at + interval '1 hour' END, at, at + interval '1 hour',
       CASE WHEN conversation_id IS NULL THEN 'PHONE' ELSE 'WIDGET' END,
       CASE WHEN conversation_id IS NOT NULL THEN 'https://www.werkstatt.example/leistungen' END
FROM slot_plan s
JOIN LATERAL (SELECT (ARRAY['Ayşe Yılmaz', 'Jürgen Müller', 'Anna Weiß', 'Piotr Nowak', 'Ömer Şahin', 'Lena Groß'])
                     [1 + s.n % 6] || ' ' || s.n AS name) person ON true
LEFT JOIN member_plan owner ON owner.workshop_id = s.workshop_id AND owner.is_owner
WHERE lead_id IS NOT NULL;

INSERT INTO lead_events (workshop_id, id, lead_id, kind, at, from_status, to_status)
SELECT l.workshop_id, pg_temp.id(l.created_at + kind.n * interval '1 second', 16 + kind.n, row_number() OVER ()), l.id,
       kind.name, l.created_at + kind.n * interval '1 second',
       CASE kind.n WHEN 2 THEN 'NEW' END, CASE kind.n WHEN 2 THEN l.status END
FROM leads l JOIN (VALUES (1, 'CREATED'), (2, 'STATUS_CHANGED')) kind (n, name) ON kind.n = 1 OR l.status <> 'NEW';

-- What the worker would have counted: days in the workshops' time zone, split by everything a lead is split by.
INSERT INTO daily_figures (workshop_id, id, day, metric, count, groups)
SELECT workshop_id, gen_random_uuid(), day, metric, max(total), jsonb_object_agg(grouping, parts)
FROM (
    SELECT workshop_id, day, metric, grouping, sum(n) AS total, jsonb_object_agg(value, n) AS parts
    FROM (
        SELECT workshop_id, (created_at AT TIME ZONE 'Europe/Berlin')::date AS day, 'LEADS' AS metric, grouping, value,
               count(*) AS n
        FROM leads, LATERAL (VALUES ('SURFACE', surface), ('KIND', kind), ('ORIGIN', origin), ('LANGUAGE', language),
                                    ('STATUS', status)) AS split (grouping, value)
        GROUP BY 1, 2, 4, 5
        UNION ALL
        SELECT workshop_id, (started_at AT TIME ZONE 'Europe/Berlin')::date, 'CONVERSATIONS', grouping, value, count(*)
        FROM conversations, LATERAL (VALUES ('SURFACE', surface), ('LANGUAGE', language)) AS split (grouping, value)
        GROUP BY 1, 2, 4, 5
    ) counted
    GROUP BY 1, 2, 3, 4
) grouped
GROUP BY workshop_id, day, metric;
