-- 1 owner, 2 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'closure_' || encode(uuid_send(closures_1.id), 'hex') AS id, closures_1.starts_on AS "startsOn", closures_1.ends_on AS "endsOn", closures_1.reason AS reason, 'Closure' AS __typename
FROM closures AS closures_1
WHERE closures_1.id = $1::UUID) AS anon_2) AS closure, CAST($2::VARCHAR AS JSON) AS errors, 'ClosureCreatePayload' AS __typename) AS anon_1
