-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.client_key_id AS client_key_id, anon_4.token_hash AS token_hash, anon_4.token_expires_at AS token_expires_at, anon_4.language AS language, anon_4.status AS status, anon_4.started_at AS started_at, anon_4.ai_disclosed_at AS ai_disclosed_at, anon_4.last_message_at AS last_message_at, anon_4.message_count AS message_count, anon_4.preview AS preview, anon_4.taken_over_at AS taken_over_at, anon_4.taken_over_by AS taken_over_by, anon_4.is_test AS is_test, anon_4.visitor_hash AS visitor_hash, anon_4.outcome AS outcome, anon_4.handed_over_at AS handed_over_at, anon_4.visitor_seen_at AS visitor_seen_at, anon_4.labels AS labels, anon_4.rating AS rating, anon_4.rating_comment AS rating_comment, anon_4.mail_due_at AS mail_due_at, anon_4.mailed_seq AS mailed_seq, anon_4.surface AS surface, anon_4.page AS page, anon_4.referrer AS referrer, anon_4.campaign AS campaign, row_number() OVER () AS place_in_page
FROM (SELECT conversations_1.workshop_id AS workshop_id, conversations_1.id AS id, conversations_1.client_key_id AS client_key_id, conversations_1.token_hash AS token_hash, conversations_1.token_expires_at AS token_expires_at, conversations_1.language AS language, conversations_1.status AS status, conversations_1.started_at AS started_at, conversations_1.ai_disclosed_at AS ai_disclosed_at, conversations_1.last_message_at AS last_message_at, conversations_1.message_count AS message_count, conversations_1.preview AS preview, conversations_1.taken_over_at AS taken_over_at, conversations_1.taken_over_by AS taken_over_by, conversations_1.is_test AS is_test, conversations_1.visitor_hash AS visitor_hash, conversations_1.outcome AS outcome, conversations_1.handed_over_at AS handed_over_at, conversations_1.visitor_seen_at AS visitor_seen_at, conversations_1.labels AS labels, conversations_1.rating AS rating, conversations_1.rating_comment AS rating_comment, conversations_1.mail_due_at AS mail_due_at, conversations_1.mailed_seq AS mailed_seq, conversations_1.surface AS surface, conversations_1.page AS page, conversations_1.referrer AS referrer, conversations_1.campaign AS campaign
FROM conversations AS conversations_1
ORDER BY conversations_1.last_message_at DESC, conversations_1.id DESC
LIMIT 3) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM conversations AS conversations_2) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 2) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LATEST_MESSAGE', to_json(anon_3.last_message_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'conversation_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.status AS status, anon_3.language AS language, anon_3.preview AS preview, anon_3.message_count AS "messageCount", anon_3.last_message_at AS "lastMessageAt", EXISTS (SELECT 1
FROM turns AS active
WHERE active.workshop_id = anon_3.workshop_id AND active.conversation_id = anon_3.id AND active.finished_at IS NULL) AS "isAnswering", anon_3.labels AS labels, anon_3.rating AS rating, (SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT anon_3.surface AS surface, anon_3.page AS page, 'Source' AS __typename) AS anon_8) AS source, array((SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, CASE WHEN coalesce(leads_1.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_10) AS row_to_json_8
FROM (SELECT leads_1.name AS name, 'ContactDetails' AS __typename) AS anon_10) END AS "contactDetails", 'Lead' AS __typename
FROM leads AS leads_1
WHERE leads_1.conversation_id = anon_3.id
ORDER BY leads_1.id) AS anon_9)) AS leads, 'Conversation' AS __typename) AS anon_7) AS node, 'ConversationEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'ConversationConnection' AS __typename) AS anon_2) AS conversations) AS anon_1

-- 2 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.client_key_id AS client_key_id, anon_4.token_hash AS token_hash, anon_4.token_expires_at AS token_expires_at, anon_4.language AS language, anon_4.status AS status, anon_4.started_at AS started_at, anon_4.ai_disclosed_at AS ai_disclosed_at, anon_4.last_message_at AS last_message_at, anon_4.message_count AS message_count, anon_4.preview AS preview, anon_4.taken_over_at AS taken_over_at, anon_4.taken_over_by AS taken_over_by, anon_4.is_test AS is_test, anon_4.visitor_hash AS visitor_hash, anon_4.outcome AS outcome, anon_4.handed_over_at AS handed_over_at, anon_4.visitor_seen_at AS visitor_seen_at, anon_4.labels AS labels, anon_4.rating AS rating, anon_4.rating_comment AS rating_comment, anon_4.mail_due_at AS mail_due_at, anon_4.mailed_seq AS mailed_seq, anon_4.surface AS surface, anon_4.page AS page, anon_4.referrer AS referrer, anon_4.campaign AS campaign, row_number() OVER () AS place_in_page
FROM (SELECT conversations_1.workshop_id AS workshop_id, conversations_1.id AS id, conversations_1.client_key_id AS client_key_id, conversations_1.token_hash AS token_hash, conversations_1.token_expires_at AS token_expires_at, conversations_1.language AS language, conversations_1.status AS status, conversations_1.started_at AS started_at, conversations_1.ai_disclosed_at AS ai_disclosed_at, conversations_1.last_message_at AS last_message_at, conversations_1.message_count AS message_count, conversations_1.preview AS preview, conversations_1.taken_over_at AS taken_over_at, conversations_1.taken_over_by AS taken_over_by, conversations_1.is_test AS is_test, conversations_1.visitor_hash AS visitor_hash, conversations_1.outcome AS outcome, conversations_1.handed_over_at AS handed_over_at, conversations_1.visitor_seen_at AS visitor_seen_at, conversations_1.labels AS labels, conversations_1.rating AS rating, conversations_1.rating_comment AS rating_comment, conversations_1.mail_due_at AS mail_due_at, conversations_1.mailed_seq AS mailed_seq, conversations_1.surface AS surface, conversations_1.page AS page, conversations_1.referrer AS referrer, conversations_1.campaign AS campaign
FROM conversations AS conversations_1
WHERE conversations_1.status = ANY ($1::TEXT[]) AND (conversations_1.last_message_at, conversations_1.id) < ($2::TIMESTAMP WITH TIME ZONE, $3::UUID)
ORDER BY conversations_1.last_message_at DESC, conversations_1.id DESC
LIMIT 3) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM conversations AS conversations_2
WHERE conversations_2.status = ANY ($4::TEXT[])) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 2) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LATEST_MESSAGE', to_json(anon_3.last_message_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'conversation_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.status AS status, anon_3.language AS language, anon_3.preview AS preview, anon_3.message_count AS "messageCount", anon_3.last_message_at AS "lastMessageAt", EXISTS (SELECT 1
FROM turns AS active
WHERE active.workshop_id = anon_3.workshop_id AND active.conversation_id = anon_3.id AND active.finished_at IS NULL) AS "isAnswering", anon_3.labels AS labels, anon_3.rating AS rating, (SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT anon_3.surface AS surface, anon_3.page AS page, 'Source' AS __typename) AS anon_8) AS source, array((SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, CASE WHEN coalesce(leads_1.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_10) AS row_to_json_8
FROM (SELECT leads_1.name AS name, 'ContactDetails' AS __typename) AS anon_10) END AS "contactDetails", 'Lead' AS __typename
FROM leads AS leads_1
WHERE leads_1.conversation_id = anon_3.id
ORDER BY leads_1.id) AS anon_9)) AS leads, 'Conversation' AS __typename) AS anon_7) AS node, 'ConversationEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'ConversationConnection' AS __typename) AS anon_2) AS conversations) AS anon_1

-- 3 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS conversations) AS anon_1

-- 4 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.client_key_id AS client_key_id, anon_4.token_hash AS token_hash, anon_4.token_expires_at AS token_expires_at, anon_4.language AS language, anon_4.status AS status, anon_4.started_at AS started_at, anon_4.ai_disclosed_at AS ai_disclosed_at, anon_4.last_message_at AS last_message_at, anon_4.message_count AS message_count, anon_4.preview AS preview, anon_4.taken_over_at AS taken_over_at, anon_4.taken_over_by AS taken_over_by, anon_4.is_test AS is_test, anon_4.visitor_hash AS visitor_hash, anon_4.outcome AS outcome, anon_4.handed_over_at AS handed_over_at, anon_4.visitor_seen_at AS visitor_seen_at, anon_4.labels AS labels, anon_4.rating AS rating, anon_4.rating_comment AS rating_comment, anon_4.mail_due_at AS mail_due_at, anon_4.mailed_seq AS mailed_seq, anon_4.surface AS surface, anon_4.page AS page, anon_4.referrer AS referrer, anon_4.campaign AS campaign, row_number() OVER () AS place_in_page
FROM (SELECT conversations_1.workshop_id AS workshop_id, conversations_1.id AS id, conversations_1.client_key_id AS client_key_id, conversations_1.token_hash AS token_hash, conversations_1.token_expires_at AS token_expires_at, conversations_1.language AS language, conversations_1.status AS status, conversations_1.started_at AS started_at, conversations_1.ai_disclosed_at AS ai_disclosed_at, conversations_1.last_message_at AS last_message_at, conversations_1.message_count AS message_count, conversations_1.preview AS preview, conversations_1.taken_over_at AS taken_over_at, conversations_1.taken_over_by AS taken_over_by, conversations_1.is_test AS is_test, conversations_1.visitor_hash AS visitor_hash, conversations_1.outcome AS outcome, conversations_1.handed_over_at AS handed_over_at, conversations_1.visitor_seen_at AS visitor_seen_at, conversations_1.labels AS labels, conversations_1.rating AS rating, conversations_1.rating_comment AS rating_comment, conversations_1.mail_due_at AS mail_due_at, conversations_1.mailed_seq AS mailed_seq, conversations_1.surface AS surface, conversations_1.page AS page, conversations_1.referrer AS referrer, conversations_1.campaign AS campaign
FROM conversations AS conversations_1
WHERE (EXISTS (SELECT *
FROM leads
WHERE leads.workshop_id = conversations_1.workshop_id AND leads.conversation_id = conversations_1.id)) = $1::BOOLEAN
ORDER BY conversations_1.last_message_at DESC, conversations_1.id DESC
LIMIT 11) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM conversations AS conversations_2
WHERE (EXISTS (SELECT *
FROM leads
WHERE leads.workshop_id = conversations_2.workshop_id AND leads.conversation_id = conversations_2.id)) = $2::BOOLEAN) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 10) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LATEST_MESSAGE', to_json(anon_3.last_message_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 10
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'conversation_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.status AS status, anon_3.language AS language, anon_3.preview AS preview, anon_3.message_count AS "messageCount", anon_3.last_message_at AS "lastMessageAt", EXISTS (SELECT 1
FROM turns AS active
WHERE active.workshop_id = anon_3.workshop_id AND active.conversation_id = anon_3.id AND active.finished_at IS NULL) AS "isAnswering", anon_3.labels AS labels, anon_3.rating AS rating, (SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT anon_3.surface AS surface, anon_3.page AS page, 'Source' AS __typename) AS anon_8) AS source, array((SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, CASE WHEN coalesce(leads_1.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_10) AS row_to_json_8
FROM (SELECT leads_1.name AS name, 'ContactDetails' AS __typename) AS anon_10) END AS "contactDetails", 'Lead' AS __typename
FROM leads AS leads_1
WHERE leads_1.conversation_id = anon_3.id
ORDER BY leads_1.id) AS anon_9)) AS leads, 'Conversation' AS __typename) AS anon_7) AS node, 'ConversationEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 10
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'ConversationConnection' AS __typename) AS anon_2) AS conversations) AS anon_1

-- 5 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.client_key_id AS client_key_id, anon_4.token_hash AS token_hash, anon_4.token_expires_at AS token_expires_at, anon_4.language AS language, anon_4.status AS status, anon_4.started_at AS started_at, anon_4.ai_disclosed_at AS ai_disclosed_at, anon_4.last_message_at AS last_message_at, anon_4.message_count AS message_count, anon_4.preview AS preview, anon_4.taken_over_at AS taken_over_at, anon_4.taken_over_by AS taken_over_by, anon_4.is_test AS is_test, anon_4.visitor_hash AS visitor_hash, anon_4.outcome AS outcome, anon_4.handed_over_at AS handed_over_at, anon_4.visitor_seen_at AS visitor_seen_at, anon_4.labels AS labels, anon_4.rating AS rating, anon_4.rating_comment AS rating_comment, anon_4.mail_due_at AS mail_due_at, anon_4.mailed_seq AS mailed_seq, anon_4.surface AS surface, anon_4.page AS page, anon_4.referrer AS referrer, anon_4.campaign AS campaign, row_number() OVER () AS place_in_page
FROM (SELECT conversations_1.workshop_id AS workshop_id, conversations_1.id AS id, conversations_1.client_key_id AS client_key_id, conversations_1.token_hash AS token_hash, conversations_1.token_expires_at AS token_expires_at, conversations_1.language AS language, conversations_1.status AS status, conversations_1.started_at AS started_at, conversations_1.ai_disclosed_at AS ai_disclosed_at, conversations_1.last_message_at AS last_message_at, conversations_1.message_count AS message_count, conversations_1.preview AS preview, conversations_1.taken_over_at AS taken_over_at, conversations_1.taken_over_by AS taken_over_by, conversations_1.is_test AS is_test, conversations_1.visitor_hash AS visitor_hash, conversations_1.outcome AS outcome, conversations_1.handed_over_at AS handed_over_at, conversations_1.visitor_seen_at AS visitor_seen_at, conversations_1.labels AS labels, conversations_1.rating AS rating, conversations_1.rating_comment AS rating_comment, conversations_1.mail_due_at AS mail_due_at, conversations_1.mailed_seq AS mailed_seq, conversations_1.surface AS surface, conversations_1.page AS page, conversations_1.referrer AS referrer, conversations_1.campaign AS campaign
FROM conversations AS conversations_1
ORDER BY conversations_1.last_message_at DESC, conversations_1.id DESC
LIMIT 11) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM conversations AS conversations_2) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 10) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LATEST_MESSAGE', to_json(anon_3.last_message_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 10
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'conversation_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.status AS status, anon_3.language AS language, anon_3.preview AS preview, anon_3.message_count AS "messageCount", anon_3.last_message_at AS "lastMessageAt", EXISTS (SELECT 1
FROM turns AS active
WHERE active.workshop_id = anon_3.workshop_id AND active.conversation_id = anon_3.id AND active.finished_at IS NULL) AS "isAnswering", anon_3.labels AS labels, anon_3.rating AS rating, (SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT anon_3.surface AS surface, anon_3.page AS page, 'Source' AS __typename) AS anon_8) AS source, array((SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, CASE WHEN coalesce(leads_1.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_10) AS row_to_json_8
FROM (SELECT leads_1.name AS name, 'ContactDetails' AS __typename) AS anon_10) END AS "contactDetails", 'Lead' AS __typename
FROM leads AS leads_1
WHERE leads_1.conversation_id = anon_3.id
ORDER BY leads_1.id) AS anon_9)) AS leads, 'Conversation' AS __typename) AS anon_7) AS node, 'ConversationEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 10
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'ConversationConnection' AS __typename) AS anon_2) AS conversations) AS anon_1
