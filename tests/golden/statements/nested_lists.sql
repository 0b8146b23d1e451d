-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.client_key_id AS client_key_id, anon_4.token_hash AS token_hash, anon_4.token_expires_at AS token_expires_at, anon_4.language AS language, anon_4.status AS status, anon_4.started_at AS started_at, anon_4.ai_disclosed_at AS ai_disclosed_at, anon_4.last_message_at AS last_message_at, anon_4.message_count AS message_count, anon_4.preview AS preview, anon_4.taken_over_at AS taken_over_at, anon_4.taken_over_by AS taken_over_by, anon_4.is_test AS is_test, anon_4.visitor_hash AS visitor_hash, anon_4.outcome AS outcome, anon_4.handed_over_at AS handed_over_at, anon_4.visitor_seen_at AS visitor_seen_at, anon_4.labels AS labels, anon_4.rating AS rating, anon_4.rating_comment AS rating_comment, anon_4.mail_due_at AS mail_due_at, anon_4.mailed_seq AS mailed_seq, anon_4.surface AS surface, anon_4.page AS page, anon_4.referrer AS referrer, anon_4.campaign AS campaign, row_number() OVER () AS place_in_page
FROM (SELECT conversations_1.workshop_id AS workshop_id, conversations_1.id AS id, conversations_1.client_key_id AS client_key_id, conversations_1.token_hash AS token_hash, conversations_1.token_expires_at AS token_expires_at, conversations_1.language AS language, conversations_1.status AS status, conversations_1.started_at AS started_at, conversations_1.ai_disclosed_at AS ai_disclosed_at, conversations_1.last_message_at AS last_message_at, conversations_1.message_count AS message_count, conversations_1.preview AS preview, conversations_1.taken_over_at AS taken_over_at, conversations_1.taken_over_by AS taken_over_by, conversations_1.is_test AS is_test, conversations_1.visitor_hash AS visitor_hash, conversations_1.outcome AS outcome, conversations_1.handed_over_at AS handed_over_at, conversations_1.visitor_seen_at AS visitor_seen_at, conversations_1.labels AS labels, conversations_1.rating AS rating, conversations_1.rating_comment AS rating_comment, conversations_1.mail_due_at AS mail_due_at, conversations_1.mailed_seq AS mailed_seq, conversations_1.surface AS surface, conversations_1.page AS page, conversations_1.referrer AS referrer, conversations_1.campaign AS campaign
FROM conversations AS conversations_1
ORDER BY conversations_1.last_message_at DESC, conversations_1.id DESC
LIMIT 4) AS anon_4)
SELECT (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 3) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LATEST_MESSAGE', to_json(anon_3.last_message_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 3
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor") AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LATEST_MESSAGE', to_json(anon_3.last_message_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'conversation_' || encode(uuid_send(anon_3.id), 'hex') AS id, array((SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, (SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_2.id), 'hex') AS id, array((SELECT row_to_json(anon_10) AS row_to_json_8
FROM (SELECT 'lead_' || encode(uuid_send(leads_2.id), 'hex') AS id, array((SELECT row_to_json(anon_11) AS row_to_json_9
FROM (SELECT lead_events_1.kind AS kind
FROM lead_events AS lead_events_1
WHERE lead_events_1.lead_id = leads_2.id
ORDER BY lead_events_1.id) AS anon_11)) AS events
FROM leads AS leads_2
WHERE leads_2.conversation_id = conversations_2.id
ORDER BY leads_2.id) AS anon_10)) AS leads
FROM conversations AS conversations_2
WHERE leads_1.conversation_id = conversations_2.id) AS anon_9) AS conversation
FROM leads AS leads_1
WHERE leads_1.conversation_id = anon_3.id
ORDER BY leads_1.id) AS anon_8)) AS leads, (SELECT row_to_json(anon_12) AS row_to_json_10
FROM (WITH anon_13 AS MATERIALIZED
(SELECT anon_14.workshop_id AS workshop_id, anon_14.id AS id, anon_14.conversation_id AS conversation_id, anon_14.seq AS seq, anon_14.author AS author, anon_14.text AS text, anon_14.member_name AS member_name, anon_14.idempotency_key AS idempotency_key, anon_14.sent_at AS sent_at, anon_14.is_indexed AS is_indexed, anon_14.marked_wrong_at AS marked_wrong_at, row_number() OVER () AS place_in_page
FROM (SELECT messages_1.workshop_id AS workshop_id, messages_1.id AS id, messages_1.conversation_id AS conversation_id, messages_1.seq AS seq, messages_1.author AS author, messages_1.text AS text, messages_1.member_name AS member_name, messages_1.idempotency_key AS idempotency_key, messages_1.sent_at AS sent_at, messages_1.is_indexed AS is_indexed, messages_1.marked_wrong_at AS marked_wrong_at
FROM messages AS messages_1
WHERE messages_1.conversation_id = anon_3.id
ORDER BY messages_1.seq
LIMIT 101) AS anon_14)
SELECT (SELECT count(*) AS count_1
FROM messages AS messages_2
WHERE messages_2.conversation_id = anon_3.id) AS "totalCount", (SELECT row_to_json(anon_15) AS row_to_json_11
FROM (SELECT EXISTS (SELECT anon_13.place_in_page
FROM anon_13
WHERE anon_13.place_in_page > 100) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['SEQUENCE', CAST(anon_13.seq AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_2
FROM anon_13
WHERE anon_13.place_in_page <= 100
ORDER BY anon_13.place_in_page DESC
LIMIT 1) AS "endCursor") AS anon_15) AS "pageInfo", array((SELECT row_to_json(anon_16) AS row_to_json_12
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['SEQUENCE', CAST(anon_13.seq AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_17) AS row_to_json_13
FROM (SELECT anon_13.seq AS seq) AS anon_17) AS node
FROM anon_13
WHERE anon_13.place_in_page <= 100
ORDER BY anon_13.place_in_page) AS anon_16)) AS edges, array((SELECT row_to_json(anon_18) AS row_to_json_14
FROM (SELECT (SELECT row_to_json(anon_19) AS row_to_json_15
FROM (SELECT anon_13.text AS text) AS anon_19) AS node
FROM anon_13
WHERE anon_13.place_in_page <= 100
ORDER BY anon_13.place_in_page) AS anon_18)) AS more) AS anon_12) AS messages) AS anon_7) AS node
FROM anon_3
WHERE anon_3.place_in_page <= 3
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges) AS anon_2) AS conversations) AS anon_1

-- 2 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.client_key_id AS client_key_id, anon_4.token_hash AS token_hash, anon_4.token_expires_at AS token_expires_at, anon_4.language AS language, anon_4.status AS status, anon_4.started_at AS started_at, anon_4.ai_disclosed_at AS ai_disclosed_at, anon_4.last_message_at AS last_message_at, anon_4.message_count AS message_count, anon_4.preview AS preview, anon_4.taken_over_at AS taken_over_at, anon_4.taken_over_by AS taken_over_by, anon_4.is_test AS is_test, anon_4.visitor_hash AS visitor_hash, anon_4.outcome AS outcome, anon_4.handed_over_at AS handed_over_at, anon_4.visitor_seen_at AS visitor_seen_at, anon_4.labels AS labels, anon_4.rating AS rating, anon_4.rating_comment AS rating_comment, anon_4.mail_due_at AS mail_due_at, anon_4.mailed_seq AS mailed_seq, anon_4.surface AS surface, anon_4.page AS page, anon_4.referrer AS referrer, anon_4.campaign AS campaign, row_number() OVER () AS place_in_page
FROM (SELECT conversations_1.workshop_id AS workshop_id, conversations_1.id AS id, conversations_1.client_key_id AS client_key_id, conversations_1.token_hash AS token_hash, conversations_1.token_expires_at AS token_expires_at, conversations_1.language AS language, conversations_1.status AS status, conversations_1.started_at AS started_at, conversations_1.ai_disclosed_at AS ai_disclosed_at, conversations_1.last_message_at AS last_message_at, conversations_1.message_count AS message_count, conversations_1.preview AS preview, conversations_1.taken_over_at AS taken_over_at, conversations_1.taken_over_by AS taken_over_by, conversations_1.is_test AS is_test, conversations_1.visitor_hash AS visitor_hash, conversations_1.outcome AS outcome, conversations_1.handed_over_at AS handed_over_at, conversations_1.visitor_seen_at AS visitor_seen_at, conversations_1.labels AS labels, conversations_1.rating AS rating, conversations_1.rating_comment AS rating_comment, conversations_1.mail_due_at AS mail_due_at, conversations_1.mailed_seq AS mailed_seq, conversations_1.surface AS surface, conversations_1.page AS page, conversations_1.referrer AS referrer, conversations_1.campaign AS campaign
FROM conversations AS conversations_1
ORDER BY conversations_1.last_message_at DESC, conversations_1.id DESC
LIMIT 4) AS anon_4)
SELECT (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 3) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LATEST_MESSAGE', to_json(anon_3.last_message_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 3
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor") AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LATEST_MESSAGE', to_json(anon_3.last_message_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'conversation_' || encode(uuid_send(anon_3.id), 'hex') AS id, array((SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, (SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_2.id), 'hex') AS id, array((SELECT row_to_json(anon_10) AS row_to_json_8
FROM (SELECT 'lead_' || encode(uuid_send(leads_2.id), 'hex') AS id, array((SELECT row_to_json(anon_11) AS row_to_json_9
FROM (SELECT lead_events_1.kind AS kind
FROM lead_events AS lead_events_1
WHERE lead_events_1.lead_id = leads_2.id
ORDER BY lead_events_1.id) AS anon_11)) AS events
FROM leads AS leads_2
WHERE leads_2.conversation_id = conversations_2.id
ORDER BY leads_2.id) AS anon_10)) AS leads
FROM conversations AS conversations_2
WHERE leads_1.conversation_id = conversations_2.id) AS anon_9) AS conversation
FROM leads AS leads_1
WHERE leads_1.conversation_id = anon_3.id
ORDER BY leads_1.id) AS anon_8)) AS leads, (SELECT row_to_json(anon_12) AS row_to_json_10
FROM (WITH anon_13 AS MATERIALIZED
(SELECT anon_14.workshop_id AS workshop_id, anon_14.id AS id, anon_14.conversation_id AS conversation_id, anon_14.seq AS seq, anon_14.author AS author, anon_14.text AS text, anon_14.member_name AS member_name, anon_14.idempotency_key AS idempotency_key, anon_14.sent_at AS sent_at, anon_14.is_indexed AS is_indexed, anon_14.marked_wrong_at AS marked_wrong_at, row_number() OVER () AS place_in_page
FROM (SELECT messages_1.workshop_id AS workshop_id, messages_1.id AS id, messages_1.conversation_id AS conversation_id, messages_1.seq AS seq, messages_1.author AS author, messages_1.text AS text, messages_1.member_name AS member_name, messages_1.idempotency_key AS idempotency_key, messages_1.sent_at AS sent_at, messages_1.is_indexed AS is_indexed, messages_1.marked_wrong_at AS marked_wrong_at
FROM messages AS messages_1
WHERE messages_1.conversation_id = anon_3.id
ORDER BY messages_1.seq
LIMIT 2) AS anon_14)
SELECT (SELECT count(*) AS count_1
FROM messages AS messages_2
WHERE messages_2.conversation_id = anon_3.id) AS "totalCount", (SELECT row_to_json(anon_15) AS row_to_json_11
FROM (SELECT EXISTS (SELECT anon_13.place_in_page
FROM anon_13
WHERE anon_13.place_in_page > 1) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['SEQUENCE', CAST(anon_13.seq AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_2
FROM anon_13
WHERE anon_13.place_in_page <= 1
ORDER BY anon_13.place_in_page DESC
LIMIT 1) AS "endCursor") AS anon_15) AS "pageInfo", array((SELECT row_to_json(anon_16) AS row_to_json_12
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['SEQUENCE', CAST(anon_13.seq AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_17) AS row_to_json_13
FROM (SELECT anon_13.seq AS seq) AS anon_17) AS node
FROM anon_13
WHERE anon_13.place_in_page <= 1
ORDER BY anon_13.place_in_page) AS anon_16)) AS edges, array((SELECT row_to_json(anon_18) AS row_to_json_14
FROM (SELECT (SELECT row_to_json(anon_19) AS row_to_json_15
FROM (SELECT anon_13.text AS text) AS anon_19) AS node
FROM anon_13
WHERE anon_13.place_in_page <= 1
ORDER BY anon_13.place_in_page) AS anon_18)) AS more) AS anon_12) AS messages) AS anon_7) AS node
FROM anon_3
WHERE anon_3.place_in_page <= 3
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges) AS anon_2) AS conversations) AS anon_1

-- 3 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.client_key_id AS client_key_id, anon_4.token_hash AS token_hash, anon_4.token_expires_at AS token_expires_at, anon_4.language AS language, anon_4.status AS status, anon_4.started_at AS started_at, anon_4.ai_disclosed_at AS ai_disclosed_at, anon_4.last_message_at AS last_message_at, anon_4.message_count AS message_count, anon_4.preview AS preview, anon_4.taken_over_at AS taken_over_at, anon_4.taken_over_by AS taken_over_by, anon_4.is_test AS is_test, anon_4.visitor_hash AS visitor_hash, anon_4.outcome AS outcome, anon_4.handed_over_at AS handed_over_at, anon_4.visitor_seen_at AS visitor_seen_at, anon_4.labels AS labels, anon_4.rating AS rating, anon_4.rating_comment AS rating_comment, anon_4.mail_due_at AS mail_due_at, anon_4.mailed_seq AS mailed_seq, anon_4.surface AS surface, anon_4.page AS page, anon_4.referrer AS referrer, anon_4.campaign AS campaign, row_number() OVER () AS place_in_page
FROM (SELECT conversations_1.workshop_id AS workshop_id, conversations_1.id AS id, conversations_1.client_key_id AS client_key_id, conversations_1.token_hash AS token_hash, conversations_1.token_expires_at AS token_expires_at, conversations_1.language AS language, conversations_1.status AS status, conversations_1.started_at AS started_at, conversations_1.ai_disclosed_at AS ai_disclosed_at, conversations_1.last_message_at AS last_message_at, conversations_1.message_count AS message_count, conversations_1.preview AS preview, conversations_1.taken_over_at AS taken_over_at, conversations_1.taken_over_by AS taken_over_by, conversations_1.is_test AS is_test, conversations_1.visitor_hash AS visitor_hash, conversations_1.outcome AS outcome, conversations_1.handed_over_at AS handed_over_at, conversations_1.visitor_seen_at AS visitor_seen_at, conversations_1.labels AS labels, conversations_1.rating AS rating, conversations_1.rating_comment AS rating_comment, conversations_1.mail_due_at AS mail_due_at, conversations_1.mailed_seq AS mailed_seq, conversations_1.surface AS surface, conversations_1.page AS page, conversations_1.referrer AS referrer, conversations_1.campaign AS campaign
FROM conversations AS conversations_1
ORDER BY conversations_1.last_message_at DESC, conversations_1.id DESC
LIMIT 4) AS anon_4)
SELECT (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 3) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LATEST_MESSAGE', to_json(anon_3.last_message_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 3
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor") AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LATEST_MESSAGE', to_json(anon_3.last_message_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'conversation_' || encode(uuid_send(anon_3.id), 'hex') AS id, array((SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, (SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_2.id), 'hex') AS id, array((SELECT row_to_json(anon_10) AS row_to_json_8
FROM (SELECT 'lead_' || encode(uuid_send(leads_2.id), 'hex') AS id, array((SELECT row_to_json(anon_11) AS row_to_json_9
FROM (SELECT lead_events_1.kind AS kind
FROM lead_events AS lead_events_1
WHERE lead_events_1.lead_id = leads_2.id
ORDER BY lead_events_1.id) AS anon_11)) AS events
FROM leads AS leads_2
WHERE leads_2.conversation_id = conversations_2.id
ORDER BY leads_2.id) AS anon_10)) AS leads
FROM conversations AS conversations_2
WHERE leads_1.conversation_id = conversations_2.id) AS anon_9) AS conversation
FROM leads AS leads_1
WHERE leads_1.conversation_id = anon_3.id
ORDER BY leads_1.id) AS anon_8)) AS leads, (SELECT row_to_json(anon_12) AS row_to_json_10
FROM (WITH anon_13 AS MATERIALIZED
(SELECT anon_14.workshop_id AS workshop_id, anon_14.id AS id, anon_14.conversation_id AS conversation_id, anon_14.seq AS seq, anon_14.author AS author, anon_14.text AS text, anon_14.member_name AS member_name, anon_14.idempotency_key AS idempotency_key, anon_14.sent_at AS sent_at, anon_14.is_indexed AS is_indexed, anon_14.marked_wrong_at AS marked_wrong_at, row_number() OVER () AS place_in_page
FROM (SELECT messages_1.workshop_id AS workshop_id, messages_1.id AS id, messages_1.conversation_id AS conversation_id, messages_1.seq AS seq, messages_1.author AS author, messages_1.text AS text, messages_1.member_name AS member_name, messages_1.idempotency_key AS idempotency_key, messages_1.sent_at AS sent_at, messages_1.is_indexed AS is_indexed, messages_1.marked_wrong_at AS marked_wrong_at
FROM messages AS messages_1
WHERE messages_1.conversation_id = anon_3.id
ORDER BY messages_1.seq DESC
LIMIT 2) AS anon_14)
SELECT (SELECT count(*) AS count_1
FROM messages AS messages_2
WHERE messages_2.conversation_id = anon_3.id) AS "totalCount", (SELECT row_to_json(anon_15) AS row_to_json_11
FROM (SELECT false AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['SEQUENCE', CAST(anon_13.seq AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_2
FROM anon_13
WHERE anon_13.place_in_page <= 1
ORDER BY anon_13.place_in_page
LIMIT 1) AS "endCursor") AS anon_15) AS "pageInfo", array((SELECT row_to_json(anon_16) AS row_to_json_12
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['SEQUENCE', CAST(anon_13.seq AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_17) AS row_to_json_13
FROM (SELECT anon_13.seq AS seq) AS anon_17) AS node
FROM anon_13
WHERE anon_13.place_in_page <= 1
ORDER BY anon_13.place_in_page DESC) AS anon_16)) AS edges, array((SELECT row_to_json(anon_18) AS row_to_json_14
FROM (SELECT (SELECT row_to_json(anon_19) AS row_to_json_15
FROM (SELECT anon_13.text AS text) AS anon_19) AS node
FROM anon_13
WHERE anon_13.place_in_page <= 1
ORDER BY anon_13.place_in_page DESC) AS anon_18)) AS more) AS anon_12) AS messages) AS anon_7) AS node
FROM anon_3
WHERE anon_3.place_in_page <= 3
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges) AS anon_2) AS conversations) AS anon_1

-- 4 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.client_key_id AS client_key_id, anon_4.token_hash AS token_hash, anon_4.token_expires_at AS token_expires_at, anon_4.language AS language, anon_4.status AS status, anon_4.started_at AS started_at, anon_4.ai_disclosed_at AS ai_disclosed_at, anon_4.last_message_at AS last_message_at, anon_4.message_count AS message_count, anon_4.preview AS preview, anon_4.taken_over_at AS taken_over_at, anon_4.taken_over_by AS taken_over_by, anon_4.is_test AS is_test, anon_4.visitor_hash AS visitor_hash, anon_4.outcome AS outcome, anon_4.handed_over_at AS handed_over_at, anon_4.visitor_seen_at AS visitor_seen_at, anon_4.labels AS labels, anon_4.rating AS rating, anon_4.rating_comment AS rating_comment, anon_4.mail_due_at AS mail_due_at, anon_4.mailed_seq AS mailed_seq, anon_4.surface AS surface, anon_4.page AS page, anon_4.referrer AS referrer, anon_4.campaign AS campaign, row_number() OVER () AS place_in_page
FROM (SELECT conversations_1.workshop_id AS workshop_id, conversations_1.id AS id, conversations_1.client_key_id AS client_key_id, conversations_1.token_hash AS token_hash, conversations_1.token_expires_at AS token_expires_at, conversations_1.language AS language, conversations_1.status AS status, conversations_1.started_at AS started_at, conversations_1.ai_disclosed_at AS ai_disclosed_at, conversations_1.last_message_at AS last_message_at, conversations_1.message_count AS message_count, conversations_1.preview AS preview, conversations_1.taken_over_at AS taken_over_at, conversations_1.taken_over_by AS taken_over_by, conversations_1.is_test AS is_test, conversations_1.visitor_hash AS visitor_hash, conversations_1.outcome AS outcome, conversations_1.handed_over_at AS handed_over_at, conversations_1.visitor_seen_at AS visitor_seen_at, conversations_1.labels AS labels, conversations_1.rating AS rating, conversations_1.rating_comment AS rating_comment, conversations_1.mail_due_at AS mail_due_at, conversations_1.mailed_seq AS mailed_seq, conversations_1.surface AS surface, conversations_1.page AS page, conversations_1.referrer AS referrer, conversations_1.campaign AS campaign
FROM conversations AS conversations_1
ORDER BY conversations_1.last_message_at DESC, conversations_1.id DESC
LIMIT 4) AS anon_4)
SELECT (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 3) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LATEST_MESSAGE', to_json(anon_3.last_message_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 3
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor") AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LATEST_MESSAGE', to_json(anon_3.last_message_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'conversation_' || encode(uuid_send(anon_3.id), 'hex') AS id, array((SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, (SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_2.id), 'hex') AS id, array((SELECT row_to_json(anon_10) AS row_to_json_8
FROM (SELECT 'lead_' || encode(uuid_send(leads_2.id), 'hex') AS id, array((SELECT row_to_json(anon_11) AS row_to_json_9
FROM (SELECT lead_events_1.kind AS kind
FROM lead_events AS lead_events_1
WHERE lead_events_1.lead_id = leads_2.id
ORDER BY lead_events_1.id) AS anon_11)) AS events
FROM leads AS leads_2
WHERE leads_2.conversation_id = conversations_2.id
ORDER BY leads_2.id) AS anon_10)) AS leads
FROM conversations AS conversations_2
WHERE leads_1.conversation_id = conversations_2.id) AS anon_9) AS conversation
FROM leads AS leads_1
WHERE leads_1.conversation_id = anon_3.id
ORDER BY leads_1.id) AS anon_8)) AS leads, (SELECT row_to_json(anon_12) AS row_to_json_10
FROM (WITH anon_13 AS MATERIALIZED
(SELECT anon_14.workshop_id AS workshop_id, anon_14.id AS id, anon_14.conversation_id AS conversation_id, anon_14.seq AS seq, anon_14.author AS author, anon_14.text AS text, anon_14.member_name AS member_name, anon_14.idempotency_key AS idempotency_key, anon_14.sent_at AS sent_at, anon_14.is_indexed AS is_indexed, anon_14.marked_wrong_at AS marked_wrong_at, row_number() OVER () AS place_in_page
FROM (SELECT messages_1.workshop_id AS workshop_id, messages_1.id AS id, messages_1.conversation_id AS conversation_id, messages_1.seq AS seq, messages_1.author AS author, messages_1.text AS text, messages_1.member_name AS member_name, messages_1.idempotency_key AS idempotency_key, messages_1.sent_at AS sent_at, messages_1.is_indexed AS is_indexed, messages_1.marked_wrong_at AS marked_wrong_at
FROM messages AS messages_1
WHERE messages_1.conversation_id = anon_3.id AND (messages_1.seq) > ($1::INTEGER)
ORDER BY messages_1.seq
LIMIT 3) AS anon_14)
SELECT (SELECT count(*) AS count_1
FROM messages AS messages_2
WHERE messages_2.conversation_id = anon_3.id) AS "totalCount", (SELECT row_to_json(anon_15) AS row_to_json_11
FROM (SELECT EXISTS (SELECT anon_13.place_in_page
FROM anon_13
WHERE anon_13.place_in_page > 2) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['SEQUENCE', CAST(anon_13.seq AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_2
FROM anon_13
WHERE anon_13.place_in_page <= 2
ORDER BY anon_13.place_in_page DESC
LIMIT 1) AS "endCursor") AS anon_15) AS "pageInfo", array((SELECT row_to_json(anon_16) AS row_to_json_12
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['SEQUENCE', CAST(anon_13.seq AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_17) AS row_to_json_13
FROM (SELECT anon_13.seq AS seq) AS anon_17) AS node
FROM anon_13
WHERE anon_13.place_in_page <= 2
ORDER BY anon_13.place_in_page) AS anon_16)) AS edges, array((SELECT row_to_json(anon_18) AS row_to_json_14
FROM (SELECT (SELECT row_to_json(anon_19) AS row_to_json_15
FROM (SELECT anon_13.text AS text) AS anon_19) AS node
FROM anon_13
WHERE anon_13.place_in_page <= 2
ORDER BY anon_13.place_in_page) AS anon_18)) AS more) AS anon_12) AS messages) AS anon_7) AS node
FROM anon_3
WHERE anon_3.place_in_page <= 3
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges) AS anon_2) AS conversations) AS anon_1

-- 5 owner, 6 owner, 7 owner, 8 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.client_key_id AS client_key_id, anon_4.token_hash AS token_hash, anon_4.token_expires_at AS token_expires_at, anon_4.language AS language, anon_4.status AS status, anon_4.started_at AS started_at, anon_4.ai_disclosed_at AS ai_disclosed_at, anon_4.last_message_at AS last_message_at, anon_4.message_count AS message_count, anon_4.preview AS preview, anon_4.taken_over_at AS taken_over_at, anon_4.taken_over_by AS taken_over_by, anon_4.is_test AS is_test, anon_4.visitor_hash AS visitor_hash, anon_4.outcome AS outcome, anon_4.handed_over_at AS handed_over_at, anon_4.visitor_seen_at AS visitor_seen_at, anon_4.labels AS labels, anon_4.rating AS rating, anon_4.rating_comment AS rating_comment, anon_4.mail_due_at AS mail_due_at, anon_4.mailed_seq AS mailed_seq, anon_4.surface AS surface, anon_4.page AS page, anon_4.referrer AS referrer, anon_4.campaign AS campaign, row_number() OVER () AS place_in_page
FROM (SELECT conversations_1.workshop_id AS workshop_id, conversations_1.id AS id, conversations_1.client_key_id AS client_key_id, conversations_1.token_hash AS token_hash, conversations_1.token_expires_at AS token_expires_at, conversations_1.language AS language, conversations_1.status AS status, conversations_1.started_at AS started_at, conversations_1.ai_disclosed_at AS ai_disclosed_at, conversations_1.last_message_at AS last_message_at, conversations_1.message_count AS message_count, conversations_1.preview AS preview, conversations_1.taken_over_at AS taken_over_at, conversations_1.taken_over_by AS taken_over_by, conversations_1.is_test AS is_test, conversations_1.visitor_hash AS visitor_hash, conversations_1.outcome AS outcome, conversations_1.handed_over_at AS handed_over_at, conversations_1.visitor_seen_at AS visitor_seen_at, conversations_1.labels AS labels, conversations_1.rating AS rating, conversations_1.rating_comment AS rating_comment, conversations_1.mail_due_at AS mail_due_at, conversations_1.mailed_seq AS mailed_seq, conversations_1.surface AS surface, conversations_1.page AS page, conversations_1.referrer AS referrer, conversations_1.campaign AS campaign
FROM conversations AS conversations_1
ORDER BY conversations_1.last_message_at DESC, conversations_1.id DESC
LIMIT 4) AS anon_4)
SELECT (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 3) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LATEST_MESSAGE', to_json(anon_3.last_message_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 3
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor") AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LATEST_MESSAGE', to_json(anon_3.last_message_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'conversation_' || encode(uuid_send(anon_3.id), 'hex') AS id, array((SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, (SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_2.id), 'hex') AS id, array((SELECT row_to_json(anon_10) AS row_to_json_8
FROM (SELECT 'lead_' || encode(uuid_send(leads_2.id), 'hex') AS id, array((SELECT row_to_json(anon_11) AS row_to_json_9
FROM (SELECT lead_events_1.kind AS kind
FROM lead_events AS lead_events_1
WHERE lead_events_1.lead_id = leads_2.id
ORDER BY lead_events_1.id) AS anon_11)) AS events
FROM leads AS leads_2
WHERE leads_2.conversation_id = conversations_2.id
ORDER BY leads_2.id) AS anon_10)) AS leads
FROM conversations AS conversations_2
WHERE leads_1.conversation_id = conversations_2.id) AS anon_9) AS conversation
FROM leads AS leads_1
WHERE leads_1.conversation_id = anon_3.id
ORDER BY leads_1.id) AS anon_8)) AS leads, NULL AS messages) AS anon_7) AS node
FROM anon_3
WHERE anon_3.place_in_page <= 3
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges) AS anon_2) AS conversations) AS anon_1
