-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT array((SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'service_' || encode(uuid_send(services_1.id), 'hex') AS id, 'Service' AS __typename
FROM unnest($1::UUID[]) WITH ORDINALITY AS anon_3(key, place)
JOIN services AS services_1 ON services_1.id = anon_3.key
ORDER BY anon_3.place) AS anon_2)) AS services, CAST($2::VARCHAR AS JSON) AS errors, 'ServiceReorderPayload' AS __typename) AS anon_1
