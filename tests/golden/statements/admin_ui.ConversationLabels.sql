-- 1 staff, 2 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT array((SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT anon_3.name AS name, anon_3.count AS count, 'ConversationLabel' AS __typename
FROM (SELECT anon_4.name AS name, count(*) AS count
FROM (SELECT unnest(conversations.labels) AS name
FROM conversations) AS anon_4
GROUP BY anon_4.name
ORDER BY count DESC, anon_4.name
LIMIT 100) AS anon_3) AS anon_2)) AS "conversationLabels") AS anon_1

-- 3 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "conversationLabels") AS anon_1
