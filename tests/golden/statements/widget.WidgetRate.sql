-- 1 visitor, 2 widget
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT CAST($1::VARCHAR AS JSON) AS errors) AS anon_1
