-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.id AS id, anon_4.category_id AS category_id, anon_4.name AS name, anon_4.position AS position, anon_4.months AS months, anon_4.vehicle_classes AS vehicle_classes, anon_4.is_fixed_price AS is_fixed_price, anon_4.scales AS scales, anon_4.is_passthrough AS is_passthrough, anon_4.search_terms AS search_terms, anon_4.words AS words, anon_4.price_kind AS price_kind, anon_4.price_min AS price_min, anon_4.price_max AS price_max, anon_4.duration_min_minutes AS duration_min_minutes, anon_4.duration_max_minutes AS duration_max_minutes, row_number() OVER () AS place_in_page
FROM (SELECT library_services_1.id AS id, library_services_1.category_id AS category_id, library_services_1.name AS name, library_services_1.position AS position, library_services_1.months AS months, library_services_1.vehicle_classes AS vehicle_classes, library_services_1.is_fixed_price AS is_fixed_price, library_services_1.scales AS scales, library_services_1.is_passthrough AS is_passthrough, library_services_1.search_terms AS search_terms, library_services_1.words AS words, library_services_1.price_kind AS price_kind, library_services_1.price_min AS price_min, library_services_1.price_max AS price_max, library_services_1.duration_min_minutes AS duration_min_minutes, library_services_1.duration_max_minutes AS duration_max_minutes
FROM library_services AS library_services_1
ORDER BY library_services_1.position, library_services_1.id
LIMIT 4) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM library_services AS library_services_2) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 3) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['POSITION', CAST(anon_3.position AS TEXT), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 3
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'libraryservice_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.name AS name, (SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT 'librarycategory_' || encode(uuid_send(library_categories_1.id), 'hex') AS id, 'LibraryCategory' AS __typename
FROM library_categories AS library_categories_1
WHERE anon_3.category_id = library_categories_1.id) AS anon_8) AS category, anon_3.price_kind AS "priceKind", anon_3.price_min AS "priceMin", anon_3.price_max AS "priceMax", anon_3.duration_min_minutes AS "durationMinMinutes", anon_3.duration_max_minutes AS "durationMaxMinutes", (SELECT count(*) > 0 AS anon_9
FROM services
WHERE services.library_service_id = anon_3.id) AS "isAdopted", 'LibraryService' AS __typename) AS anon_7) AS node, 'LibraryServiceEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 3
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'LibraryServiceConnection' AS __typename) AS anon_2) AS "libraryServices") AS anon_1

-- 2 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.id AS id, anon_4.category_id AS category_id, anon_4.name AS name, anon_4.position AS position, anon_4.months AS months, anon_4.vehicle_classes AS vehicle_classes, anon_4.is_fixed_price AS is_fixed_price, anon_4.scales AS scales, anon_4.is_passthrough AS is_passthrough, anon_4.search_terms AS search_terms, anon_4.words AS words, anon_4.price_kind AS price_kind, anon_4.price_min AS price_min, anon_4.price_max AS price_max, anon_4.duration_min_minutes AS duration_min_minutes, anon_4.duration_max_minutes AS duration_max_minutes, row_number() OVER () AS place_in_page
FROM (SELECT library_services_1.id AS id, library_services_1.category_id AS category_id, library_services_1.name AS name, library_services_1.position AS position, library_services_1.months AS months, library_services_1.vehicle_classes AS vehicle_classes, library_services_1.is_fixed_price AS is_fixed_price, library_services_1.scales AS scales, library_services_1.is_passthrough AS is_passthrough, library_services_1.search_terms AS search_terms, library_services_1.words AS words, library_services_1.price_kind AS price_kind, library_services_1.price_min AS price_min, library_services_1.price_max AS price_max, library_services_1.duration_min_minutes AS duration_min_minutes, library_services_1.duration_max_minutes AS duration_max_minutes
FROM library_services AS library_services_1
ORDER BY library_services_1.position, library_services_1.id
LIMIT 3) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM library_services AS library_services_2) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 2) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['POSITION', CAST(anon_3.position AS TEXT), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'libraryservice_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.name AS name, (SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT 'librarycategory_' || encode(uuid_send(library_categories_1.id), 'hex') AS id, 'LibraryCategory' AS __typename
FROM library_categories AS library_categories_1
WHERE anon_3.category_id = library_categories_1.id) AS anon_8) AS category, anon_3.price_kind AS "priceKind", anon_3.price_min AS "priceMin", anon_3.price_max AS "priceMax", anon_3.duration_min_minutes AS "durationMinMinutes", anon_3.duration_max_minutes AS "durationMaxMinutes", (SELECT count(*) > 0 AS anon_9
FROM services
WHERE services.library_service_id = anon_3.id) AS "isAdopted", 'LibraryService' AS __typename) AS anon_7) AS node, 'LibraryServiceEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'LibraryServiceConnection' AS __typename) AS anon_2) AS "libraryServices") AS anon_1

-- 3 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "libraryServices") AS anon_1
