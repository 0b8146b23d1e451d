-- 1 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'operator_' || encode(uuid_send(operators_1.id), 'hex') AS id, 'Operator' AS __typename
FROM operators AS operators_1
WHERE operators_1.id = $1::UUID) AS anon_2) AS operator, CAST($2::VARCHAR AS JSON) AS errors, 'OperatorSessionStartPayload' AS __typename) AS anon_1
