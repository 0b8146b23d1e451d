-- 1 owner, 2 nobody
SELECT CAST(json_build_object() AS TEXT) AS json_build_object_1

-- 3 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT CAST($1::VARCHAR AS JSON) AS kind) AS anon_2) AS viewer) AS anon_1
