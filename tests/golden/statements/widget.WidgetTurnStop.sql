-- 1 visitor, 2 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'turn_' || encode(uuid_send(turns_1.id), 'hex') AS id, turns_1.status AS status, turns_1.text AS text, turns_1.action AS action, CASE WHEN (jsonb_typeof(CAST(turns_1.prefill AS JSONB)) = 'object') THEN (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT CAST(turns_1.prefill AS JSONB) ->> 'name' AS name, CAST(turns_1.prefill AS JSONB) ->> 'phone' AS phone, CAST(turns_1.prefill AS JSONB) ->> 'email' AS email, CAST(turns_1.prefill AS JSONB) ->> 'wish' AS wish) AS anon_3) ELSE NULL END AS prefill, (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'message_' || encode(uuid_send(messages_1.id), 'hex') AS id, messages_1.seq AS seq, messages_1.author AS author, messages_1.text AS text, messages_1.sent_at AS "sentAt", messages_1.member_name AS "memberName", array((SELECT cited.value ->> 'title' AS anon_5
FROM turns AS cited_in, jsonb_array_elements(cited_in.sources) AS cited
WHERE cited_in.workshop_id = messages_1.workshop_id AND cited_in.conversation_id = messages_1.conversation_id AND cited_in.answer_id = messages_1.id)) AS "sourceTitles"
FROM messages AS messages_1
WHERE turns_1.answer_id = messages_1.id) AS anon_4) AS message
FROM turns AS turns_1
WHERE turns_1.id = $1::UUID) AS anon_2) AS turn, CAST($2::VARCHAR AS JSON) AS errors) AS anon_1
