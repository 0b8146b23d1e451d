-- 1 nobody, 2 owner, 3 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT CAST($1::VARCHAR AS JSON) AS "signInProviders") AS anon_1
