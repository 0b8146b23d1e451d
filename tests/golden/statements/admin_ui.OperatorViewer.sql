-- 1 owner, 2 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT CAST($1::VARCHAR AS JSON) AS kind, NULL AS operator, 'Viewer' AS __typename) AS anon_2) AS viewer) AS anon_1
