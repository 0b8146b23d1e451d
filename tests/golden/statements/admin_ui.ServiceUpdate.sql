-- 1 owner, 2 staff, 3 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'service_' || encode(uuid_send(services_1.id), 'hex') AS id, services_1.name AS name, services_1.is_active AS "isActive", 'Service' AS __typename
FROM services AS services_1
WHERE services_1.id = $1::UUID) AS anon_2) AS service, CAST($2::VARCHAR AS JSON) AS errors, 'ServiceUpdatePayload' AS __typename) AS anon_1
