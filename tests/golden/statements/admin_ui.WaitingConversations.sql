-- 1 staff, 2 neighbour
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT (SELECT count(*) AS count_1
FROM conversations AS conversations_1
WHERE conversations_1.status = ANY ($1::TEXT[])) AS "totalCount", 'ConversationConnection' AS __typename) AS anon_2) AS conversations) AS anon_1
