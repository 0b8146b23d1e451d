-- 1 owner, 2 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT (SELECT count(*) AS count_1
FROM leads AS leads_1
WHERE (leads_1.read_at IS NULL) = $1::BOOLEAN) AS "totalCount", 'LeadConnection' AS __typename) AS anon_2) AS leads) AS anon_1

-- 3 visitor, 4 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS leads) AS anon_1
