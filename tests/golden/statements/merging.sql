-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id, conversations_1.status AS status, (SELECT row_to_json(anon_6) AS row_to_json_6
FROM (WITH anon_7 AS MATERIALIZED
(SELECT anon_8.workshop_id AS workshop_id, anon_8.id AS id, anon_8.conversation_id AS conversation_id, anon_8.seq AS seq, anon_8.author AS author, anon_8.text AS text, anon_8.member_name AS member_name, anon_8.idempotency_key AS idempotency_key, anon_8.sent_at AS sent_at, anon_8.is_indexed AS is_indexed, anon_8.marked_wrong_at AS marked_wrong_at, row_number() OVER () AS place_in_page
FROM (SELECT messages_1.workshop_id AS workshop_id, messages_1.id AS id, messages_1.conversation_id AS conversation_id, messages_1.seq AS seq, messages_1.author AS author, messages_1.text AS text, messages_1.member_name AS member_name, messages_1.idempotency_key AS idempotency_key, messages_1.sent_at AS sent_at, messages_1.is_indexed AS is_indexed, messages_1.marked_wrong_at AS marked_wrong_at
FROM messages AS messages_1
WHERE messages_1.conversation_id = conversations_1.id
ORDER BY messages_1.seq DESC
LIMIT 2) AS anon_8)
SELECT array((SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT (SELECT row_to_json(anon_10) AS row_to_json_8
FROM (SELECT anon_7.seq AS seq, anon_7.text AS text) AS anon_10) AS node
FROM anon_7
WHERE anon_7.place_in_page <= 1
ORDER BY anon_7.place_in_page DESC) AS anon_9)) AS edges, (SELECT row_to_json(anon_11) AS row_to_json_9
FROM (SELECT (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['SEQUENCE', CAST(anon_7.seq AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_7
WHERE anon_7.place_in_page <= 1
ORDER BY anon_7.place_in_page
LIMIT 1) AS "endCursor") AS anon_11) AS "pageInfo") AS anon_6) AS messages
FROM conversations AS conversations_1
WHERE leads_1.conversation_id = conversations_1.id) AS anon_5) AS conversation) AS anon_4) AS node, translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['NEWEST', to_json(leads_1.created_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(leads_1.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor
FROM leads AS leads_1
ORDER BY leads_1.created_at DESC, leads_1.id DESC
LIMIT 2) AS anon_3)) AS edges, (SELECT count(*) AS count_1
FROM leads AS leads_2) AS "totalCount") AS anon_2) AS leads, (SELECT row_to_json(anon_12) AS row_to_json_10
FROM (SELECT CAST($1::VARCHAR AS JSON) AS kind, CAST($2::VARCHAR AS JSON) AS permissions) AS anon_12) AS viewer) AS anon_1
