-- 1 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT CAST($1::VARCHAR AS JSON) AS kind, 'Viewer' AS __typename
WHERE $2::BOOLEAN) AS anon_2) AS viewer, CAST($3::VARCHAR AS JSON) AS "secondFactor", CAST($4::VARCHAR AS JSON) AS errors, 'PasswordResetPayload' AS __typename) AS anon_1
