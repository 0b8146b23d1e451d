-- 1 staff, 2 viewer, 3 staff
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id, conversations_1.labels AS labels, 'Conversation' AS __typename
FROM conversations AS conversations_1
WHERE conversations_1.id = $1::UUID) AS anon_2) AS conversation, CAST($2::VARCHAR AS JSON) AS errors, 'ConversationLabelPayload' AS __typename) AS anon_1
