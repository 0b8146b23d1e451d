-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'category_' || encode(uuid_send(service_categories_1.id), 'hex') AS id, 'ServiceCategory' AS __typename
FROM service_categories AS service_categories_1
WHERE service_categories_1.id = $1::UUID) AS anon_2) AS category, CAST($2::VARCHAR AS JSON) AS errors, 'ServiceCategoryUpdatePayload' AS __typename) AS anon_1
