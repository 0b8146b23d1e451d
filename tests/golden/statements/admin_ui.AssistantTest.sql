-- 1 owner, 2 staff, 3 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT CAST($1::VARCHAR AS JSON) AS trial, CAST($2::VARCHAR AS JSON) AS errors, 'AssistantTestPayload' AS __typename) AS anon_1
