-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'service_' || encode(uuid_send(services_1.id), 'hex') AS id, services_1.name AS name, 'Service' AS __typename) AS anon_4) AS node, 'ServiceEdge' AS __typename
FROM services AS services_1
WHERE services_1.id IN (SELECT found
FROM lookup.services_with($1::VARCHAR) AS found)
ORDER BY services_1.sort_name, services_1.id
LIMIT 30) AS anon_3)) AS edges, 'ServiceConnection' AS __typename) AS anon_2) AS services, array((SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT 'category_' || encode(uuid_send(service_categories_1.id), 'hex') AS id, service_categories_1.name AS name, 'ServiceCategory' AS __typename
FROM service_categories AS service_categories_1
ORDER BY service_categories_1.position, service_categories_1.sort_name, service_categories_1.id) AS anon_5)) AS "serviceCategories") AS anon_1

-- 2 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS services, NULL AS "serviceCategories") AS anon_1
