-- 1 staff, 2 viewer, 3 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'block_' || encode(uuid_send(visitor_blocks_1.id), 'hex') AS id, 'VisitorBlock' AS __typename
FROM visitor_blocks AS visitor_blocks_1
WHERE visitor_blocks_1.id = $1::UUID) AS anon_2) AS block, CAST($2::VARCHAR AS JSON) AS errors, 'VisitorBlockPayload' AS __typename) AS anon_1
