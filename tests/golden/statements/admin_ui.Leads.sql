-- 1 owner, 3 partner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.conversation_id AS conversation_id, anon_4.consent_id AS consent_id, anon_4.assignee_id AS assignee_id, anon_4.status AS status, anon_4.kind AS kind, anon_4.origin AS origin, anon_4.language AS language, anon_4.name AS name, anon_4.sort_name AS sort_name, anon_4.phone AS phone, anon_4.email AS email, anon_4.wish AS wish, anon_4.preferred_time AS preferred_time, anon_4.wished_times AS wished_times, anon_4.note AS note, anon_4.score AS score, anon_4.score_reasons AS score_reasons, anon_4.is_test AS is_test, anon_4.is_trapped AS is_trapped, anon_4.spam_reasons AS spam_reasons, anon_4.read_at AS read_at, anon_4.locked_until AS locked_until, anon_4.idempotency_key AS idempotency_key, anon_4.created_at AS created_at, anon_4.updated_at AS updated_at, anon_4.surface AS surface, anon_4.page AS page, anon_4.referrer AS referrer, anon_4.campaign AS campaign, row_number() OVER () AS place_in_page
FROM (SELECT leads_1.workshop_id AS workshop_id, leads_1.id AS id, leads_1.conversation_id AS conversation_id, leads_1.consent_id AS consent_id, leads_1.assignee_id AS assignee_id, leads_1.status AS status, leads_1.kind AS kind, leads_1.origin AS origin, leads_1.language AS language, leads_1.name AS name, leads_1.sort_name AS sort_name, leads_1.phone AS phone, leads_1.email AS email, leads_1.wish AS wish, leads_1.preferred_time AS preferred_time, leads_1.wished_times AS wished_times, leads_1.note AS note, leads_1.score AS score, leads_1.score_reasons AS score_reasons, leads_1.is_test AS is_test, leads_1.is_trapped AS is_trapped, leads_1.spam_reasons AS spam_reasons, leads_1.read_at AS read_at, leads_1.locked_until AS locked_until, leads_1.idempotency_key AS idempotency_key, leads_1.created_at AS created_at, leads_1.updated_at AS updated_at, leads_1.surface AS surface, leads_1.page AS page, leads_1.referrer AS referrer, leads_1.campaign AS campaign
FROM leads AS leads_1
ORDER BY leads_1.created_at DESC, leads_1.id DESC
LIMIT 3) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM leads AS leads_2) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 2) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['NEWEST', to_json(anon_3.created_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'lead_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.kind AS kind, anon_3.status AS status, anon_3.wish AS wish, anon_3.score AS score, anon_3.read_at IS NULL AS "isUnread", anon_3.created_at AS "createdAt", (SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT anon_3.surface AS surface, 'Source' AS __typename) AS anon_8) AS source, CASE WHEN coalesce(anon_3.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT anon_3.name AS name, anon_3.phone AS phone, anon_3.email AS email, 'ContactDetails' AS __typename) AS anon_9) END AS "contactDetails", 'Lead' AS __typename) AS anon_7) AS node, 'LeadEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'LeadConnection' AS __typename) AS anon_2) AS leads) AS anon_1

-- 2 nobody, 6 owner, 7 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS leads) AS anon_1

-- 4 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.conversation_id AS conversation_id, anon_4.consent_id AS consent_id, anon_4.assignee_id AS assignee_id, anon_4.status AS status, anon_4.kind AS kind, anon_4.origin AS origin, anon_4.language AS language, anon_4.name AS name, anon_4.sort_name AS sort_name, anon_4.phone AS phone, anon_4.email AS email, anon_4.wish AS wish, anon_4.preferred_time AS preferred_time, anon_4.wished_times AS wished_times, anon_4.note AS note, anon_4.score AS score, anon_4.score_reasons AS score_reasons, anon_4.is_test AS is_test, anon_4.is_trapped AS is_trapped, anon_4.spam_reasons AS spam_reasons, anon_4.read_at AS read_at, anon_4.locked_until AS locked_until, anon_4.idempotency_key AS idempotency_key, anon_4.created_at AS created_at, anon_4.updated_at AS updated_at, anon_4.surface AS surface, anon_4.page AS page, anon_4.referrer AS referrer, anon_4.campaign AS campaign, row_number() OVER () AS place_in_page
FROM (SELECT leads_1.workshop_id AS workshop_id, leads_1.id AS id, leads_1.conversation_id AS conversation_id, leads_1.consent_id AS consent_id, leads_1.assignee_id AS assignee_id, leads_1.status AS status, leads_1.kind AS kind, leads_1.origin AS origin, leads_1.language AS language, leads_1.name AS name, leads_1.sort_name AS sort_name, leads_1.phone AS phone, leads_1.email AS email, leads_1.wish AS wish, leads_1.preferred_time AS preferred_time, leads_1.wished_times AS wished_times, leads_1.note AS note, leads_1.score AS score, leads_1.score_reasons AS score_reasons, leads_1.is_test AS is_test, leads_1.is_trapped AS is_trapped, leads_1.spam_reasons AS spam_reasons, leads_1.read_at AS read_at, leads_1.locked_until AS locked_until, leads_1.idempotency_key AS idempotency_key, leads_1.created_at AS created_at, leads_1.updated_at AS updated_at, leads_1.surface AS surface, leads_1.page AS page, leads_1.referrer AS referrer, leads_1.campaign AS campaign
FROM leads AS leads_1
WHERE (leads_1.score, leads_1.id) < ($1::INTEGER, $2::UUID)
ORDER BY leads_1.score DESC, leads_1.id DESC
LIMIT 3) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM leads AS leads_2) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 2) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['BEST_SCORE', CAST(anon_3.score AS TEXT), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'lead_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.kind AS kind, anon_3.status AS status, anon_3.wish AS wish, anon_3.score AS score, anon_3.read_at IS NULL AS "isUnread", anon_3.created_at AS "createdAt", (SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT anon_3.surface AS surface, 'Source' AS __typename) AS anon_8) AS source, CASE WHEN coalesce(anon_3.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT anon_3.name AS name, anon_3.phone AS phone, anon_3.email AS email, 'ContactDetails' AS __typename) AS anon_9) END AS "contactDetails", 'Lead' AS __typename) AS anon_7) AS node, 'LeadEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'LeadConnection' AS __typename) AS anon_2) AS leads) AS anon_1

-- 5 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.conversation_id AS conversation_id, anon_4.consent_id AS consent_id, anon_4.assignee_id AS assignee_id, anon_4.status AS status, anon_4.kind AS kind, anon_4.origin AS origin, anon_4.language AS language, anon_4.name AS name, anon_4.sort_name AS sort_name, anon_4.phone AS phone, anon_4.email AS email, anon_4.wish AS wish, anon_4.preferred_time AS preferred_time, anon_4.wished_times AS wished_times, anon_4.note AS note, anon_4.score AS score, anon_4.score_reasons AS score_reasons, anon_4.is_test AS is_test, anon_4.is_trapped AS is_trapped, anon_4.spam_reasons AS spam_reasons, anon_4.read_at AS read_at, anon_4.locked_until AS locked_until, anon_4.idempotency_key AS idempotency_key, anon_4.created_at AS created_at, anon_4.updated_at AS updated_at, anon_4.surface AS surface, anon_4.page AS page, anon_4.referrer AS referrer, anon_4.campaign AS campaign, row_number() OVER () AS place_in_page
FROM (SELECT leads_1.workshop_id AS workshop_id, leads_1.id AS id, leads_1.conversation_id AS conversation_id, leads_1.consent_id AS consent_id, leads_1.assignee_id AS assignee_id, leads_1.status AS status, leads_1.kind AS kind, leads_1.origin AS origin, leads_1.language AS language, leads_1.name AS name, leads_1.sort_name AS sort_name, leads_1.phone AS phone, leads_1.email AS email, leads_1.wish AS wish, leads_1.preferred_time AS preferred_time, leads_1.wished_times AS wished_times, leads_1.note AS note, leads_1.score AS score, leads_1.score_reasons AS score_reasons, leads_1.is_test AS is_test, leads_1.is_trapped AS is_trapped, leads_1.spam_reasons AS spam_reasons, leads_1.read_at AS read_at, leads_1.locked_until AS locked_until, leads_1.idempotency_key AS idempotency_key, leads_1.created_at AS created_at, leads_1.updated_at AS updated_at, leads_1.surface AS surface, leads_1.page AS page, leads_1.referrer AS referrer, leads_1.campaign AS campaign
FROM leads AS leads_1
WHERE leads_1.status = ANY ($1::TEXT[]) AND leads_1.assignee_id = $2::UUID AND (leads_1.read_at IS NULL) = $3::BOOLEAN
ORDER BY leads_1.sort_name, leads_1.id
LIMIT 26) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM leads AS leads_2
WHERE leads_2.status = ANY ($4::TEXT[]) AND leads_2.assignee_id = $5::UUID AND (leads_2.read_at IS NULL) = $6::BOOLEAN) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 25) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['NAME', CAST(anon_3.sort_name AS TEXT), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 25
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'lead_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.kind AS kind, anon_3.status AS status, anon_3.wish AS wish, anon_3.score AS score, anon_3.read_at IS NULL AS "isUnread", anon_3.created_at AS "createdAt", (SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT anon_3.surface AS surface, 'Source' AS __typename) AS anon_8) AS source, CASE WHEN coalesce(anon_3.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT anon_3.name AS name, anon_3.phone AS phone, anon_3.email AS email, 'ContactDetails' AS __typename) AS anon_9) END AS "contactDetails", 'Lead' AS __typename) AS anon_7) AS node, 'LeadEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 25
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'LeadConnection' AS __typename) AS anon_2) AS leads) AS anon_1
