-- 1 owner, 2 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "limitRefusals") AS anon_1
