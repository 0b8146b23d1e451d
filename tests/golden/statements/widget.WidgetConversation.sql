-- 1 visitor, 3 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id, conversations_1.taken_over_by AS "takenOverBy", (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT array((SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT 'message_' || encode(uuid_send(anon_6.id), 'hex') AS id, anon_6.seq AS seq, anon_6.author AS author, anon_6.text AS text, anon_6.sent_at AS "sentAt", anon_6.member_name AS "memberName", array((SELECT cited.value ->> 'title' AS anon_7
FROM turns AS cited_in, jsonb_array_elements(cited_in.sources) AS cited
WHERE cited_in.workshop_id = anon_6.workshop_id AND cited_in.conversation_id = anon_6.conversation_id AND cited_in.answer_id = anon_6.id)) AS "sourceTitles") AS anon_5) AS node
FROM (SELECT messages_1.workshop_id AS workshop_id, messages_1.id AS id, messages_1.conversation_id AS conversation_id, messages_1.seq AS seq, messages_1.author AS author, messages_1.text AS text, messages_1.member_name AS member_name, messages_1.idempotency_key AS idempotency_key, messages_1.sent_at AS sent_at, messages_1.is_indexed AS is_indexed, messages_1.marked_wrong_at AS marked_wrong_at
FROM messages AS messages_1
WHERE messages_1.conversation_id = conversations_1.id
ORDER BY messages_1.seq DESC
LIMIT 50) AS anon_6
ORDER BY anon_6.seq) AS anon_4)) AS edges) AS anon_3) AS messages, (SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT 'turn_' || encode(uuid_send(turns_1.id), 'hex') AS id, turns_1.status AS status, turns_1.text AS text, turns_1.action AS action, CASE WHEN (jsonb_typeof(CAST(turns_1.prefill AS JSONB)) = 'object') THEN (SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT CAST(turns_1.prefill AS JSONB) ->> 'name' AS name, CAST(turns_1.prefill AS JSONB) ->> 'phone' AS phone, CAST(turns_1.prefill AS JSONB) ->> 'email' AS email, CAST(turns_1.prefill AS JSONB) ->> 'wish' AS wish) AS anon_9) ELSE NULL END AS prefill, (SELECT row_to_json(anon_10) AS row_to_json_8
FROM (SELECT 'message_' || encode(uuid_send(messages_2.id), 'hex') AS id, messages_2.seq AS seq, messages_2.author AS author, messages_2.text AS text, messages_2.sent_at AS "sentAt", messages_2.member_name AS "memberName", array((SELECT cited.value ->> 'title' AS anon_7
FROM turns AS cited_in, jsonb_array_elements(cited_in.sources) AS cited
WHERE cited_in.workshop_id = messages_2.workshop_id AND cited_in.conversation_id = messages_2.conversation_id AND cited_in.answer_id = messages_2.id)) AS "sourceTitles"
FROM messages AS messages_2
WHERE turns_1.answer_id = messages_2.id) AS anon_10) AS message
FROM turns AS turns_1
WHERE turns_1.conversation_id = conversations_1.id AND turns_1.finished_at IS NULL
ORDER BY turns_1.id
LIMIT 1) AS anon_8) AS "activeTurn"
FROM conversations AS conversations_1
WHERE conversations_1.id = $1::UUID) AS anon_2) AS conversation) AS anon_1

-- 2 widget
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS conversation) AS anon_1
