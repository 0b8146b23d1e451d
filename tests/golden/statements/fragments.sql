-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, leads_1.status AS status, (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT leads_1.surface AS surface, leads_1.campaign AS campaign) AS anon_3) AS source, (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id, (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT array((SELECT row_to_json(anon_6) AS row_to_json_6
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_7
FROM (SELECT messages_1.seq AS seq, messages_1.text AS text, messages_1.author AS author) AS anon_7) AS node
FROM messages AS messages_1
WHERE messages_1.conversation_id = conversations_1.id
ORDER BY messages_1.seq
LIMIT 2) AS anon_6)) AS edges) AS anon_5) AS messages
FROM conversations AS conversations_1
WHERE leads_1.conversation_id = conversations_1.id) AS anon_4) AS conversation, leads_1.score AS score, leads_1.kind AS kind
FROM leads AS leads_1
WHERE leads_1.id = $1::UUID) AS anon_2) AS lead) AS anon_1
