-- 1 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT array((SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'category_' || encode(uuid_send(service_categories_1.id), 'hex') AS id, service_categories_1.name AS name, service_categories_1.kind AS kind, service_categories_1.icon AS icon, service_categories_1.position AS position, (SELECT count(*) AS count_1
FROM services
WHERE services.workshop_id = service_categories_1.workshop_id AND services.category_id = service_categories_1.id) AS "serviceCount", 'ServiceCategory' AS __typename
FROM service_categories AS service_categories_1
ORDER BY service_categories_1.position, service_categories_1.sort_name, service_categories_1.id) AS anon_2)) AS "serviceCategories") AS anon_1
