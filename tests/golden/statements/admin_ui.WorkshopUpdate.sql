-- 1 owner, 2 viewer, 3 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'workshop_' || encode(uuid_send(workshops_1.id), 'hex') AS id, workshops_1.name AS name, 'Workshop' AS __typename
FROM workshops AS workshops_1
WHERE workshops_1.id = $1::UUID) AS anon_2) AS workshop, CAST($2::VARCHAR AS JSON) AS errors, 'WorkshopUpdatePayload' AS __typename) AS anon_1
