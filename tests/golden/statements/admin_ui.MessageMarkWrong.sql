-- 1 owner, 2 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'message_' || encode(uuid_send(messages_1.id), 'hex') AS id, messages_1.marked_wrong_at AS "markedWrongAt", 'Message' AS __typename
FROM messages AS messages_1
WHERE messages_1.id = $1::UUID) AS anon_2) AS message, CAST($2::VARCHAR AS JSON) AS errors, 'MessageMarkWrongPayload' AS __typename) AS anon_1

-- 3 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'message_' || encode(uuid_send(messages_1.id), 'hex') AS id, NULL AS "markedWrongAt", 'Message' AS __typename
FROM messages AS messages_1
WHERE messages_1.id = $1::UUID) AS anon_2) AS message, CAST($2::VARCHAR AS JSON) AS errors, 'MessageMarkWrongPayload' AS __typename) AS anon_1
