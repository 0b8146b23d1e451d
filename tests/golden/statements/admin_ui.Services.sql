-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.category_id AS category_id, anon_4.category_position AS category_position, anon_4.position AS position, anon_4.name AS name, anon_4.sort_name AS sort_name, anon_4.description AS description, anon_4.translations AS translations, anon_4.synonyms AS synonyms, anon_4.search_terms AS search_terms, anon_4.library_service_id AS library_service_id, anon_4.is_active AS is_active, anon_4.is_shown_in_chat AS is_shown_in_chat, anon_4.is_shown_on_pages AS is_shown_on_pages, anon_4.scales AS scales, anon_4.is_passthrough AS is_passthrough, anon_4.price_confirmed_at AS price_confirmed_at, anon_4.created_at AS created_at, anon_4.updated_at AS updated_at, anon_4.price_kind AS price_kind, anon_4.price_min AS price_min, anon_4.price_max AS price_max, anon_4.duration_min_minutes AS duration_min_minutes, anon_4.duration_max_minutes AS duration_max_minutes, row_number() OVER () AS place_in_page
FROM (SELECT services_1.workshop_id AS workshop_id, services_1.id AS id, services_1.category_id AS category_id, services_1.category_position AS category_position, services_1.position AS position, services_1.name AS name, services_1.sort_name AS sort_name, services_1.description AS description, services_1.translations AS translations, services_1.synonyms AS synonyms, services_1.search_terms AS search_terms, services_1.library_service_id AS library_service_id, services_1.is_active AS is_active, services_1.is_shown_in_chat AS is_shown_in_chat, services_1.is_shown_on_pages AS is_shown_on_pages, services_1.scales AS scales, services_1.is_passthrough AS is_passthrough, services_1.price_confirmed_at AS price_confirmed_at, services_1.created_at AS created_at, services_1.updated_at AS updated_at, services_1.price_kind AS price_kind, services_1.price_min AS price_min, services_1.price_max AS price_max, services_1.duration_min_minutes AS duration_min_minutes, services_1.duration_max_minutes AS duration_max_minutes
FROM services AS services_1
ORDER BY services_1.category_position, services_1.position, services_1.sort_name, services_1.id
LIMIT 3) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM services AS services_2) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 2) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['CATEGORY', CAST(anon_3.category_position AS TEXT), CAST(anon_3.position AS TEXT), CAST(anon_3.sort_name AS TEXT), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'service_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.name AS name, anon_3.description AS description, array((SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT anon_9.value ->> 'language' AS language, anon_9.value ->> 'text' AS text, 'LocalizedText' AS __typename
FROM jsonb_array_elements(CAST(CASE WHEN (anon_3.description IS NOT NULL) THEN jsonb_build_array(jsonb_build_object('language', 'DE', 'text', anon_3.description)) || anon_3.translations ELSE anon_3.translations END AS JSONB)) WITH ORDINALITY AS anon_9(value, place)
ORDER BY anon_9.place) AS anon_8)) AS descriptions, (SELECT row_to_json(anon_10) AS row_to_json_7
FROM (SELECT 'image_' || encode(uuid_send(images_1.id), 'hex') AS id, '/images/image_' || replace(CAST(images_1.id AS TEXT), '-', '') AS url, 'Image' AS __typename
FROM images AS images_1
WHERE images_1.service_id = anon_3.id) AS anon_10) AS image, anon_3.synonyms AS synonyms, (SELECT row_to_json(anon_11) AS row_to_json_8
FROM (SELECT 'category_' || encode(uuid_send(service_categories_1.id), 'hex') AS id, service_categories_1.name AS name, 'ServiceCategory' AS __typename
FROM service_categories AS service_categories_1
WHERE anon_3.category_id = service_categories_1.id) AS anon_11) AS category, anon_3.price_kind AS "priceKind", anon_3.price_min AS "priceMin", anon_3.price_max AS "priceMax", anon_3.duration_min_minutes AS "durationMinMinutes", anon_3.duration_max_minutes AS "durationMaxMinutes", anon_3.is_active AS "isActive", anon_3.is_shown_in_chat AS "isShownInChat", anon_3.is_shown_on_pages AS "isShownOnPages", anon_3.scales AS scales, anon_3.price_confirmed_at AS "priceConfirmedAt", 'Service' AS __typename) AS anon_7) AS node, 'ServiceEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'ServiceConnection' AS __typename) AS anon_2) AS services) AS anon_1

-- 2 widget
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS services) AS anon_1

-- 3 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.category_id AS category_id, anon_4.category_position AS category_position, anon_4.position AS position, anon_4.name AS name, anon_4.sort_name AS sort_name, anon_4.description AS description, anon_4.translations AS translations, anon_4.synonyms AS synonyms, anon_4.search_terms AS search_terms, anon_4.library_service_id AS library_service_id, anon_4.is_active AS is_active, anon_4.is_shown_in_chat AS is_shown_in_chat, anon_4.is_shown_on_pages AS is_shown_on_pages, anon_4.scales AS scales, anon_4.is_passthrough AS is_passthrough, anon_4.price_confirmed_at AS price_confirmed_at, anon_4.created_at AS created_at, anon_4.updated_at AS updated_at, anon_4.price_kind AS price_kind, anon_4.price_min AS price_min, anon_4.price_max AS price_max, anon_4.duration_min_minutes AS duration_min_minutes, anon_4.duration_max_minutes AS duration_max_minutes, row_number() OVER () AS place_in_page
FROM (SELECT services_1.workshop_id AS workshop_id, services_1.id AS id, services_1.category_id AS category_id, services_1.category_position AS category_position, services_1.position AS position, services_1.name AS name, services_1.sort_name AS sort_name, services_1.description AS description, services_1.translations AS translations, services_1.synonyms AS synonyms, services_1.search_terms AS search_terms, services_1.library_service_id AS library_service_id, services_1.is_active AS is_active, services_1.is_shown_in_chat AS is_shown_in_chat, services_1.is_shown_on_pages AS is_shown_on_pages, services_1.scales AS scales, services_1.is_passthrough AS is_passthrough, services_1.price_confirmed_at AS price_confirmed_at, services_1.created_at AS created_at, services_1.updated_at AS updated_at, services_1.price_kind AS price_kind, services_1.price_min AS price_min, services_1.price_max AS price_max, services_1.duration_min_minutes AS duration_min_minutes, services_1.duration_max_minutes AS duration_max_minutes
FROM services AS services_1
WHERE services_1.is_active = $1::BOOLEAN AND (services_1.category_position, services_1.position, services_1.sort_name, services_1.id) > ($2::INTEGER, $3::INTEGER, $4::VARCHAR, $5::UUID)
ORDER BY services_1.category_position, services_1.position, services_1.sort_name, services_1.id
LIMIT 3) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM services AS services_2
WHERE services_2.is_active = $6::BOOLEAN) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 2) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['CATEGORY', CAST(anon_3.category_position AS TEXT), CAST(anon_3.position AS TEXT), CAST(anon_3.sort_name AS TEXT), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'service_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.name AS name, anon_3.description AS description, array((SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT anon_9.value ->> 'language' AS language, anon_9.value ->> 'text' AS text, 'LocalizedText' AS __typename
FROM jsonb_array_elements(CAST(CASE WHEN (anon_3.description IS NOT NULL) THEN jsonb_build_array(jsonb_build_object('language', 'DE', 'text', anon_3.description)) || anon_3.translations ELSE anon_3.translations END AS JSONB)) WITH ORDINALITY AS anon_9(value, place)
ORDER BY anon_9.place) AS anon_8)) AS descriptions, (SELECT row_to_json(anon_10) AS row_to_json_7
FROM (SELECT 'image_' || encode(uuid_send(images_1.id), 'hex') AS id, '/images/image_' || replace(CAST(images_1.id AS TEXT), '-', '') AS url, 'Image' AS __typename
FROM images AS images_1
WHERE images_1.service_id = anon_3.id) AS anon_10) AS image, anon_3.synonyms AS synonyms, (SELECT row_to_json(anon_11) AS row_to_json_8
FROM (SELECT 'category_' || encode(uuid_send(service_categories_1.id), 'hex') AS id, service_categories_1.name AS name, 'ServiceCategory' AS __typename
FROM service_categories AS service_categories_1
WHERE anon_3.category_id = service_categories_1.id) AS anon_11) AS category, anon_3.price_kind AS "priceKind", anon_3.price_min AS "priceMin", anon_3.price_max AS "priceMax", anon_3.duration_min_minutes AS "durationMinMinutes", anon_3.duration_max_minutes AS "durationMaxMinutes", anon_3.is_active AS "isActive", anon_3.is_shown_in_chat AS "isShownInChat", anon_3.is_shown_on_pages AS "isShownOnPages", anon_3.scales AS scales, anon_3.price_confirmed_at AS "priceConfirmedAt", 'Service' AS __typename) AS anon_7) AS node, 'ServiceEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'ServiceConnection' AS __typename) AS anon_2) AS services) AS anon_1
