-- 1 owner, 2 viewer, 3 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT anon_3.one AS one
FROM (SELECT 1 AS one) AS anon_3) AS anon_2) AS "huDue") AS anon_1

-- 4 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "huDue") AS anon_1
