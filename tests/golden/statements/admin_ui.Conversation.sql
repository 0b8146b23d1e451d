-- 1 owner, 2 viewer, 3 neighbour, 4 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id, conversations_1.status AS status, conversations_1.language AS language, conversations_1.started_at AS "startedAt", conversations_1.last_message_at AS "lastMessageAt", conversations_1.message_count AS "messageCount", EXISTS (SELECT 1
FROM turns AS active
WHERE active.workshop_id = conversations_1.workshop_id AND active.conversation_id = conversations_1.id AND active.finished_at IS NULL) AS "isAnswering", conversations_1.taken_over_at IS NOT NULL AS "isTakenOver", conversations_1.taken_over_by AS "takenOverBy", conversations_1.is_test AS "isTest", conversations_1.labels AS labels, conversations_1.rating AS rating, conversations_1.rating_comment AS "ratingComment", conversations_1.visitor_seen_at AS "visitorSeenAt", EXISTS (SELECT 1
FROM leads AS left_by
WHERE left_by.workshop_id = conversations_1.workshop_id AND left_by.conversation_id = conversations_1.id AND left_by.email IS NOT NULL AND left_by.consent_id IS NOT NULL AND left_by.status != 'SPAM') AS "hasAddress", (SELECT CAST(coalesce(sum(made.tokens), 0) AS BIGINT) AS coalesce_1
FROM turns AS made
WHERE made.workshop_id = conversations_1.workshop_id AND made.conversation_id = conversations_1.id) AS tokens, array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT 'block_' || encode(uuid_send(visitor_blocks_1.id), 'hex') AS id, 'VisitorBlock' AS __typename
FROM visitor_blocks AS visitor_blocks_1
WHERE visitor_blocks_1.conversation_id = conversations_1.id
ORDER BY visitor_blocks_1.id) AS anon_3)) AS blocks, (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT conversations_1.surface AS surface, conversations_1.page AS page, conversations_1.referrer AS referrer, conversations_1.campaign AS campaign, 'Source' AS __typename) AS anon_4) AS source, (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT 'turn_' || encode(uuid_send(turns_1.id), 'hex') AS id, turns_1.status AS status, turns_1.text AS text, 'Turn' AS __typename
FROM turns AS turns_1
WHERE turns_1.conversation_id = conversations_1.id AND turns_1.finished_at IS NULL
ORDER BY turns_1.id
LIMIT 1) AS anon_5) AS "activeTurn", array((SELECT row_to_json(anon_6) AS row_to_json_6
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, leads_1.status AS status, leads_1.created_at AS "createdAt", CASE WHEN coalesce(leads_1.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_7) AS row_to_json_7
FROM (SELECT leads_1.name AS name, 'ContactDetails' AS __typename) AS anon_7) END AS "contactDetails", 'Lead' AS __typename
FROM leads AS leads_1
WHERE leads_1.conversation_id = conversations_1.id
ORDER BY leads_1.id) AS anon_6)) AS leads, (SELECT row_to_json(anon_8) AS row_to_json_8
FROM (SELECT array((SELECT row_to_json(anon_9) AS row_to_json_9
FROM (SELECT (SELECT row_to_json(anon_10) AS row_to_json_10
FROM (SELECT 'message_' || encode(uuid_send(anon_11.id), 'hex') AS id, anon_11.seq AS seq, anon_11.author AS author, anon_11.text AS text, anon_11.sent_at AS "sentAt", anon_11.member_name AS "memberName", anon_11.marked_wrong_at AS "markedWrongAt", array((SELECT row_to_json(anon_12) AS row_to_json_11
FROM (SELECT anon_13.value ->> 'id' AS id, anon_13.value ->> 'title' AS title, 'AnswerPassage' AS __typename
FROM jsonb_array_elements(CAST(coalesce((SELECT made_from.sources
FROM turns AS made_from
WHERE made_from.workshop_id = anon_11.workshop_id AND made_from.conversation_id = anon_11.conversation_id AND made_from.answer_id = anon_11.id
LIMIT 1), '[]'::jsonb) AS JSONB)) WITH ORDINALITY AS anon_13(value, place)
ORDER BY anon_13.place) AS anon_12)) AS sources, 'Message' AS __typename) AS anon_10) AS node, 'MessageEdge' AS __typename
FROM (SELECT messages_1.workshop_id AS workshop_id, messages_1.id AS id, messages_1.conversation_id AS conversation_id, messages_1.seq AS seq, messages_1.author AS author, messages_1.text AS text, messages_1.member_name AS member_name, messages_1.idempotency_key AS idempotency_key, messages_1.sent_at AS sent_at, messages_1.is_indexed AS is_indexed, messages_1.marked_wrong_at AS marked_wrong_at
FROM messages AS messages_1
WHERE messages_1.conversation_id = conversations_1.id
ORDER BY messages_1.seq DESC
LIMIT 100) AS anon_11
ORDER BY anon_11.seq) AS anon_9)) AS edges, 'MessageConnection' AS __typename) AS anon_8) AS messages, 'Conversation' AS __typename
FROM conversations AS conversations_1
WHERE conversations_1.id = $1::UUID) AS anon_2) AS conversation, (SELECT row_to_json(anon_14) AS row_to_json_12
FROM (SELECT anon_15.tokens AS tokens
FROM (SELECT (SELECT coalesce(sum(turns.tokens), 0) AS coalesce_2
FROM turns
WHERE turns.created_at >= date_trunc('day', now())) + coalesce((SELECT assistant_settings.trial_tokens
FROM assistant_settings
WHERE assistant_settings.trial_day = CURRENT_DATE), 0) AS tokens) AS anon_15) AS anon_14) AS "assistantUsage") AS anon_1
