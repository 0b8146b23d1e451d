-- 1 owner, 2 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'gap_' || encode(uuid_send(knowledge_gaps_1.id), 'hex') AS id, knowledge_gaps_1.status AS status, 'KnowledgeGap' AS __typename
FROM knowledge_gaps AS knowledge_gaps_1
WHERE knowledge_gaps_1.id = $1::UUID) AS anon_2) AS gap, CAST($2::VARCHAR AS JSON) AS errors, 'KnowledgeGapReopenPayload' AS __typename) AS anon_1
