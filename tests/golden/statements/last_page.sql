-- 1 owner, 2 visitor, 4 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (WITH anon_4 AS MATERIALIZED
(SELECT anon_5.workshop_id AS workshop_id, anon_5.id AS id, anon_5.conversation_id AS conversation_id, anon_5.seq AS seq, anon_5.author AS author, anon_5.text AS text, anon_5.member_name AS member_name, anon_5.idempotency_key AS idempotency_key, anon_5.sent_at AS sent_at, anon_5.is_indexed AS is_indexed, anon_5.marked_wrong_at AS marked_wrong_at, row_number() OVER () AS place_in_page
FROM (SELECT messages_1.workshop_id AS workshop_id, messages_1.id AS id, messages_1.conversation_id AS conversation_id, messages_1.seq AS seq, messages_1.author AS author, messages_1.text AS text, messages_1.member_name AS member_name, messages_1.idempotency_key AS idempotency_key, messages_1.sent_at AS sent_at, messages_1.is_indexed AS is_indexed, messages_1.marked_wrong_at AS marked_wrong_at
FROM messages AS messages_1
WHERE messages_1.conversation_id = conversations_1.id
ORDER BY messages_1.seq DESC
LIMIT 3) AS anon_5)
SELECT array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['SEQUENCE', CAST(anon_4.seq AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT anon_4.seq AS seq) AS anon_7) AS node
FROM anon_4
WHERE anon_4.place_in_page <= 2
ORDER BY anon_4.place_in_page DESC) AS anon_6)) AS edges, (SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT false AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['SEQUENCE', CAST(anon_4.seq AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_4
WHERE anon_4.place_in_page <= 2
ORDER BY anon_4.place_in_page
LIMIT 1) AS "endCursor") AS anon_8) AS "pageInfo", (SELECT count(*) AS count_1
FROM messages AS messages_2
WHERE messages_2.conversation_id = conversations_1.id) AS "totalCount") AS anon_3) AS messages, (SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT array((SELECT row_to_json(anon_10) AS row_to_json_8
FROM (SELECT (SELECT row_to_json(anon_11) AS row_to_json_9
FROM (SELECT anon_12.seq AS seq) AS anon_11) AS node
FROM (SELECT messages_3.workshop_id AS workshop_id, messages_3.id AS id, messages_3.conversation_id AS conversation_id, messages_3.seq AS seq, messages_3.author AS author, messages_3.text AS text, messages_3.member_name AS member_name, messages_3.idempotency_key AS idempotency_key, messages_3.sent_at AS sent_at, messages_3.is_indexed AS is_indexed, messages_3.marked_wrong_at AS marked_wrong_at
FROM messages AS messages_3
WHERE messages_3.conversation_id = conversations_1.id
ORDER BY messages_3.seq DESC
LIMIT 2) AS anon_12
ORDER BY anon_12.seq) AS anon_10)) AS edges) AS anon_9) AS plain
FROM conversations AS conversations_1
WHERE conversations_1.id = $1::UUID) AS anon_2) AS conversation) AS anon_1

-- 3 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (WITH anon_4 AS MATERIALIZED
(SELECT anon_5.workshop_id AS workshop_id, anon_5.id AS id, anon_5.conversation_id AS conversation_id, anon_5.seq AS seq, anon_5.author AS author, anon_5.text AS text, anon_5.member_name AS member_name, anon_5.idempotency_key AS idempotency_key, anon_5.sent_at AS sent_at, anon_5.is_indexed AS is_indexed, anon_5.marked_wrong_at AS marked_wrong_at, row_number() OVER () AS place_in_page
FROM (SELECT messages_1.workshop_id AS workshop_id, messages_1.id AS id, messages_1.conversation_id AS conversation_id, messages_1.seq AS seq, messages_1.author AS author, messages_1.text AS text, messages_1.member_name AS member_name, messages_1.idempotency_key AS idempotency_key, messages_1.sent_at AS sent_at, messages_1.is_indexed AS is_indexed, messages_1.marked_wrong_at AS marked_wrong_at
FROM messages AS messages_1
WHERE messages_1.conversation_id = conversations_1.id
ORDER BY messages_1.seq DESC
LIMIT 1) AS anon_5)
SELECT array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['SEQUENCE', CAST(anon_4.seq AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT anon_4.seq AS seq) AS anon_7) AS node
FROM anon_4
WHERE anon_4.place_in_page <= 0
ORDER BY anon_4.place_in_page DESC) AS anon_6)) AS edges, (SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT false AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['SEQUENCE', CAST(anon_4.seq AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_4
WHERE anon_4.place_in_page <= 0
ORDER BY anon_4.place_in_page
LIMIT 1) AS "endCursor") AS anon_8) AS "pageInfo", (SELECT count(*) AS count_1
FROM messages AS messages_2
WHERE messages_2.conversation_id = conversations_1.id) AS "totalCount") AS anon_3) AS messages, (SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT array((SELECT row_to_json(anon_10) AS row_to_json_8
FROM (SELECT (SELECT row_to_json(anon_11) AS row_to_json_9
FROM (SELECT anon_12.seq AS seq) AS anon_11) AS node
FROM (SELECT messages_3.workshop_id AS workshop_id, messages_3.id AS id, messages_3.conversation_id AS conversation_id, messages_3.seq AS seq, messages_3.author AS author, messages_3.text AS text, messages_3.member_name AS member_name, messages_3.idempotency_key AS idempotency_key, messages_3.sent_at AS sent_at, messages_3.is_indexed AS is_indexed, messages_3.marked_wrong_at AS marked_wrong_at
FROM messages AS messages_3
WHERE messages_3.conversation_id = conversations_1.id
ORDER BY messages_3.seq DESC
LIMIT 0) AS anon_12
ORDER BY anon_12.seq) AS anon_10)) AS edges) AS anon_9) AS plain
FROM conversations AS conversations_1
WHERE conversations_1.id = $1::UUID) AS anon_2) AS conversation) AS anon_1
