-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.category_id AS category_id, anon_4.category_position AS category_position, anon_4.position AS position, anon_4.name AS name, anon_4.sort_name AS sort_name, anon_4.description AS description, anon_4.translations AS translations, anon_4.synonyms AS synonyms, anon_4.search_terms AS search_terms, anon_4.library_service_id AS library_service_id, anon_4.is_active AS is_active, anon_4.is_shown_in_chat AS is_shown_in_chat, anon_4.is_shown_on_pages AS is_shown_on_pages, anon_4.scales AS scales, anon_4.is_passthrough AS is_passthrough, anon_4.price_confirmed_at AS price_confirmed_at, anon_4.created_at AS created_at, anon_4.updated_at AS updated_at, anon_4.price_kind AS price_kind, anon_4.price_min AS price_min, anon_4.price_max AS price_max, anon_4.duration_min_minutes AS duration_min_minutes, anon_4.duration_max_minutes AS duration_max_minutes, row_number() OVER () AS place_in_page
FROM (SELECT services_1.workshop_id AS workshop_id, services_1.id AS id, services_1.category_id AS category_id, services_1.category_position AS category_position, services_1.position AS position, services_1.name AS name, services_1.sort_name AS sort_name, services_1.description AS description, services_1.translations AS translations, services_1.synonyms AS synonyms, services_1.search_terms AS search_terms, services_1.library_service_id AS library_service_id, services_1.is_active AS is_active, services_1.is_shown_in_chat AS is_shown_in_chat, services_1.is_shown_on_pages AS is_shown_on_pages, services_1.scales AS scales, services_1.is_passthrough AS is_passthrough, services_1.price_confirmed_at AS price_confirmed_at, services_1.created_at AS created_at, services_1.updated_at AS updated_at, services_1.price_kind AS price_kind, services_1.price_min AS price_min, services_1.price_max AS price_max, services_1.duration_min_minutes AS duration_min_minutes, services_1.duration_max_minutes AS duration_max_minutes
FROM services AS services_1
ORDER BY services_1.category_position, services_1.position, services_1.sort_name, services_1.id
LIMIT 51) AS anon_4)
SELECT array((SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['CATEGORY', CAST(anon_3.category_position AS TEXT), CAST(anon_3.position AS TEXT), CAST(anon_3.sort_name AS TEXT), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT 'service_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.name AS name, anon_3.price_kind AS "priceKind", anon_3.price_min AS "priceMin", anon_3.price_max AS "priceMax", anon_3.updated_at AS "updatedAt", (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'category_' || encode(uuid_send(service_categories_1.id), 'hex') AS id, (SELECT count(*) AS count_1
FROM services
WHERE services.workshop_id = service_categories_1.workshop_id AND services.category_id = service_categories_1.id) AS "serviceCount"
FROM service_categories AS service_categories_1
WHERE anon_3.category_id = service_categories_1.id) AS anon_7) AS category, array((SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT anon_9.value ->> 'language' AS language, anon_9.value ->> 'text' AS text
FROM jsonb_array_elements(CAST(CASE WHEN (anon_3.description IS NOT NULL) THEN jsonb_build_array(jsonb_build_object('language', 'DE', 'text', anon_3.description)) || anon_3.translations ELSE anon_3.translations END AS JSONB)) WITH ORDINALITY AS anon_9(value, place)
ORDER BY anon_9.place) AS anon_8)) AS descriptions, (SELECT row_to_json(anon_10) AS row_to_json_7
FROM (SELECT 'image_' || encode(uuid_send(images_1.id), 'hex') AS id, '/images/image_' || replace(CAST(images_1.id AS TEXT), '-', '') AS url, images_1.width AS width, images_1.height AS height
FROM images AS images_1
WHERE images_1.service_id = anon_3.id) AS anon_10) AS image) AS anon_6) AS node
FROM anon_3
WHERE anon_3.place_in_page <= 50
ORDER BY anon_3.place_in_page) AS anon_5)) AS edges, (SELECT row_to_json(anon_11) AS row_to_json_8
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 50) AS "hasNextPage") AS anon_11) AS "pageInfo") AS anon_2) AS services, array((SELECT row_to_json(anon_12) AS row_to_json_9
FROM (SELECT service_categories_2.name AS name, service_categories_2.position AS position, (SELECT count(*) AS count_1
FROM services
WHERE services.workshop_id = service_categories_2.workshop_id AND services.category_id = service_categories_2.id) AS "serviceCount"
FROM service_categories AS service_categories_2
ORDER BY service_categories_2.position, service_categories_2.sort_name, service_categories_2.id) AS anon_12)) AS "serviceCategories") AS anon_1

-- 2 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.category_id AS category_id, anon_4.category_position AS category_position, anon_4.position AS position, anon_4.name AS name, anon_4.sort_name AS sort_name, anon_4.description AS description, anon_4.translations AS translations, anon_4.synonyms AS synonyms, anon_4.search_terms AS search_terms, anon_4.library_service_id AS library_service_id, anon_4.is_active AS is_active, anon_4.is_shown_in_chat AS is_shown_in_chat, anon_4.is_shown_on_pages AS is_shown_on_pages, anon_4.scales AS scales, anon_4.is_passthrough AS is_passthrough, anon_4.price_confirmed_at AS price_confirmed_at, anon_4.created_at AS created_at, anon_4.updated_at AS updated_at, anon_4.price_kind AS price_kind, anon_4.price_min AS price_min, anon_4.price_max AS price_max, anon_4.duration_min_minutes AS duration_min_minutes, anon_4.duration_max_minutes AS duration_max_minutes, row_number() OVER () AS place_in_page
FROM (SELECT services_1.workshop_id AS workshop_id, services_1.id AS id, services_1.category_id AS category_id, services_1.category_position AS category_position, services_1.position AS position, services_1.name AS name, services_1.sort_name AS sort_name, services_1.description AS description, services_1.translations AS translations, services_1.synonyms AS synonyms, services_1.search_terms AS search_terms, services_1.library_service_id AS library_service_id, services_1.is_active AS is_active, services_1.is_shown_in_chat AS is_shown_in_chat, services_1.is_shown_on_pages AS is_shown_on_pages, services_1.scales AS scales, services_1.is_passthrough AS is_passthrough, services_1.price_confirmed_at AS price_confirmed_at, services_1.created_at AS created_at, services_1.updated_at AS updated_at, services_1.price_kind AS price_kind, services_1.price_min AS price_min, services_1.price_max AS price_max, services_1.duration_min_minutes AS duration_min_minutes, services_1.duration_max_minutes AS duration_max_minutes
FROM services AS services_1
WHERE (services_1.category_position, services_1.position, services_1.sort_name, services_1.id) > ($1::INTEGER, $2::INTEGER, $3::VARCHAR, $4::UUID)
ORDER BY services_1.category_position, services_1.position, services_1.sort_name, services_1.id
LIMIT 3) AS anon_4)
SELECT array((SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['CATEGORY', CAST(anon_3.category_position AS TEXT), CAST(anon_3.position AS TEXT), CAST(anon_3.sort_name AS TEXT), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT 'service_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.name AS name, anon_3.price_kind AS "priceKind", anon_3.price_min AS "priceMin", anon_3.price_max AS "priceMax", anon_3.updated_at AS "updatedAt", (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'category_' || encode(uuid_send(service_categories_1.id), 'hex') AS id, (SELECT count(*) AS count_1
FROM services
WHERE services.workshop_id = service_categories_1.workshop_id AND services.category_id = service_categories_1.id) AS "serviceCount"
FROM service_categories AS service_categories_1
WHERE anon_3.category_id = service_categories_1.id) AS anon_7) AS category, array((SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT anon_9.value ->> 'language' AS language, anon_9.value ->> 'text' AS text
FROM jsonb_array_elements(CAST(CASE WHEN (anon_3.description IS NOT NULL) THEN jsonb_build_array(jsonb_build_object('language', 'DE', 'text', anon_3.description)) || anon_3.translations ELSE anon_3.translations END AS JSONB)) WITH ORDINALITY AS anon_9(value, place)
ORDER BY anon_9.place) AS anon_8)) AS descriptions, (SELECT row_to_json(anon_10) AS row_to_json_7
FROM (SELECT 'image_' || encode(uuid_send(images_1.id), 'hex') AS id, '/images/image_' || replace(CAST(images_1.id AS TEXT), '-', '') AS url, images_1.width AS width, images_1.height AS height
FROM images AS images_1
WHERE images_1.service_id = anon_3.id) AS anon_10) AS image) AS anon_6) AS node
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page) AS anon_5)) AS edges, (SELECT row_to_json(anon_11) AS row_to_json_8
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 2) AS "hasNextPage") AS anon_11) AS "pageInfo") AS anon_2) AS services, array((SELECT row_to_json(anon_12) AS row_to_json_9
FROM (SELECT service_categories_2.name AS name, service_categories_2.position AS position, (SELECT count(*) AS count_1
FROM services
WHERE services.workshop_id = service_categories_2.workshop_id AND services.category_id = service_categories_2.id) AS "serviceCount"
FROM service_categories AS service_categories_2
ORDER BY service_categories_2.position, service_categories_2.sort_name, service_categories_2.id) AS anon_12)) AS "serviceCategories") AS anon_1

-- 3 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.category_id AS category_id, anon_4.category_position AS category_position, anon_4.position AS position, anon_4.name AS name, anon_4.sort_name AS sort_name, anon_4.description AS description, anon_4.translations AS translations, anon_4.synonyms AS synonyms, anon_4.search_terms AS search_terms, anon_4.library_service_id AS library_service_id, anon_4.is_active AS is_active, anon_4.is_shown_in_chat AS is_shown_in_chat, anon_4.is_shown_on_pages AS is_shown_on_pages, anon_4.scales AS scales, anon_4.is_passthrough AS is_passthrough, anon_4.price_confirmed_at AS price_confirmed_at, anon_4.created_at AS created_at, anon_4.updated_at AS updated_at, anon_4.price_kind AS price_kind, anon_4.price_min AS price_min, anon_4.price_max AS price_max, anon_4.duration_min_minutes AS duration_min_minutes, anon_4.duration_max_minutes AS duration_max_minutes, row_number() OVER () AS place_in_page
FROM (SELECT services_1.workshop_id AS workshop_id, services_1.id AS id, services_1.category_id AS category_id, services_1.category_position AS category_position, services_1.position AS position, services_1.name AS name, services_1.sort_name AS sort_name, services_1.description AS description, services_1.translations AS translations, services_1.synonyms AS synonyms, services_1.search_terms AS search_terms, services_1.library_service_id AS library_service_id, services_1.is_active AS is_active, services_1.is_shown_in_chat AS is_shown_in_chat, services_1.is_shown_on_pages AS is_shown_on_pages, services_1.scales AS scales, services_1.is_passthrough AS is_passthrough, services_1.price_confirmed_at AS price_confirmed_at, services_1.created_at AS created_at, services_1.updated_at AS updated_at, services_1.price_kind AS price_kind, services_1.price_min AS price_min, services_1.price_max AS price_max, services_1.duration_min_minutes AS duration_min_minutes, services_1.duration_max_minutes AS duration_max_minutes
FROM services AS services_1
ORDER BY services_1.sort_name, services_1.id
LIMIT 3) AS anon_4)
SELECT array((SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['NAME', CAST(anon_3.sort_name AS TEXT), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT 'service_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.name AS name, anon_3.price_kind AS "priceKind", anon_3.price_min AS "priceMin", anon_3.price_max AS "priceMax", anon_3.updated_at AS "updatedAt", (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'category_' || encode(uuid_send(service_categories_1.id), 'hex') AS id, (SELECT count(*) AS count_1
FROM services
WHERE services.workshop_id = service_categories_1.workshop_id AND services.category_id = service_categories_1.id) AS "serviceCount"
FROM service_categories AS service_categories_1
WHERE anon_3.category_id = service_categories_1.id) AS anon_7) AS category, array((SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT anon_9.value ->> 'language' AS language, anon_9.value ->> 'text' AS text
FROM jsonb_array_elements(CAST(CASE WHEN (anon_3.description IS NOT NULL) THEN jsonb_build_array(jsonb_build_object('language', 'DE', 'text', anon_3.description)) || anon_3.translations ELSE anon_3.translations END AS JSONB)) WITH ORDINALITY AS anon_9(value, place)
ORDER BY anon_9.place) AS anon_8)) AS descriptions, (SELECT row_to_json(anon_10) AS row_to_json_7
FROM (SELECT 'image_' || encode(uuid_send(images_1.id), 'hex') AS id, '/images/image_' || replace(CAST(images_1.id AS TEXT), '-', '') AS url, images_1.width AS width, images_1.height AS height
FROM images AS images_1
WHERE images_1.service_id = anon_3.id) AS anon_10) AS image) AS anon_6) AS node
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page) AS anon_5)) AS edges, (SELECT row_to_json(anon_11) AS row_to_json_8
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 2) AS "hasNextPage") AS anon_11) AS "pageInfo") AS anon_2) AS services, array((SELECT row_to_json(anon_12) AS row_to_json_9
FROM (SELECT service_categories_2.name AS name, service_categories_2.position AS position, (SELECT count(*) AS count_1
FROM services
WHERE services.workshop_id = service_categories_2.workshop_id AND services.category_id = service_categories_2.id) AS "serviceCount"
FROM service_categories AS service_categories_2
ORDER BY service_categories_2.position, service_categories_2.sort_name, service_categories_2.id) AS anon_12)) AS "serviceCategories") AS anon_1

-- 4 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.category_id AS category_id, anon_4.category_position AS category_position, anon_4.position AS position, anon_4.name AS name, anon_4.sort_name AS sort_name, anon_4.description AS description, anon_4.translations AS translations, anon_4.synonyms AS synonyms, anon_4.search_terms AS search_terms, anon_4.library_service_id AS library_service_id, anon_4.is_active AS is_active, anon_4.is_shown_in_chat AS is_shown_in_chat, anon_4.is_shown_on_pages AS is_shown_on_pages, anon_4.scales AS scales, anon_4.is_passthrough AS is_passthrough, anon_4.price_confirmed_at AS price_confirmed_at, anon_4.created_at AS created_at, anon_4.updated_at AS updated_at, anon_4.price_kind AS price_kind, anon_4.price_min AS price_min, anon_4.price_max AS price_max, anon_4.duration_min_minutes AS duration_min_minutes, anon_4.duration_max_minutes AS duration_max_minutes, row_number() OVER () AS place_in_page
FROM (SELECT services_1.workshop_id AS workshop_id, services_1.id AS id, services_1.category_id AS category_id, services_1.category_position AS category_position, services_1.position AS position, services_1.name AS name, services_1.sort_name AS sort_name, services_1.description AS description, services_1.translations AS translations, services_1.synonyms AS synonyms, services_1.search_terms AS search_terms, services_1.library_service_id AS library_service_id, services_1.is_active AS is_active, services_1.is_shown_in_chat AS is_shown_in_chat, services_1.is_shown_on_pages AS is_shown_on_pages, services_1.scales AS scales, services_1.is_passthrough AS is_passthrough, services_1.price_confirmed_at AS price_confirmed_at, services_1.created_at AS created_at, services_1.updated_at AS updated_at, services_1.price_kind AS price_kind, services_1.price_min AS price_min, services_1.price_max AS price_max, services_1.duration_min_minutes AS duration_min_minutes, services_1.duration_max_minutes AS duration_max_minutes
FROM services AS services_1
WHERE (services_1.updated_at, services_1.id) < ($1::TIMESTAMP WITH TIME ZONE, $2::UUID)
ORDER BY services_1.updated_at DESC, services_1.id DESC
LIMIT 2) AS anon_4)
SELECT array((SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['RECENTLY_CHANGED', to_json(anon_3.updated_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT 'service_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.name AS name, anon_3.price_kind AS "priceKind", anon_3.price_min AS "priceMin", anon_3.price_max AS "priceMax", anon_3.updated_at AS "updatedAt", (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'category_' || encode(uuid_send(service_categories_1.id), 'hex') AS id, (SELECT count(*) AS count_1
FROM services
WHERE services.workshop_id = service_categories_1.workshop_id AND services.category_id = service_categories_1.id) AS "serviceCount"
FROM service_categories AS service_categories_1
WHERE anon_3.category_id = service_categories_1.id) AS anon_7) AS category, array((SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT anon_9.value ->> 'language' AS language, anon_9.value ->> 'text' AS text
FROM jsonb_array_elements(CAST(CASE WHEN (anon_3.description IS NOT NULL) THEN jsonb_build_array(jsonb_build_object('language', 'DE', 'text', anon_3.description)) || anon_3.translations ELSE anon_3.translations END AS JSONB)) WITH ORDINALITY AS anon_9(value, place)
ORDER BY anon_9.place) AS anon_8)) AS descriptions, (SELECT row_to_json(anon_10) AS row_to_json_7
FROM (SELECT 'image_' || encode(uuid_send(images_1.id), 'hex') AS id, '/images/image_' || replace(CAST(images_1.id AS TEXT), '-', '') AS url, images_1.width AS width, images_1.height AS height
FROM images AS images_1
WHERE images_1.service_id = anon_3.id) AS anon_10) AS image) AS anon_6) AS node
FROM anon_3
WHERE anon_3.place_in_page <= 1
ORDER BY anon_3.place_in_page) AS anon_5)) AS edges, (SELECT row_to_json(anon_11) AS row_to_json_8
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 1) AS "hasNextPage") AS anon_11) AS "pageInfo") AS anon_2) AS services, array((SELECT row_to_json(anon_12) AS row_to_json_9
FROM (SELECT service_categories_2.name AS name, service_categories_2.position AS position, (SELECT count(*) AS count_1
FROM services
WHERE services.workshop_id = service_categories_2.workshop_id AND services.category_id = service_categories_2.id) AS "serviceCount"
FROM service_categories AS service_categories_2
ORDER BY service_categories_2.position, service_categories_2.sort_name, service_categories_2.id) AS anon_12)) AS "serviceCategories") AS anon_1

-- 5 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.category_id AS category_id, anon_4.category_position AS category_position, anon_4.position AS position, anon_4.name AS name, anon_4.sort_name AS sort_name, anon_4.description AS description, anon_4.translations AS translations, anon_4.synonyms AS synonyms, anon_4.search_terms AS search_terms, anon_4.library_service_id AS library_service_id, anon_4.is_active AS is_active, anon_4.is_shown_in_chat AS is_shown_in_chat, anon_4.is_shown_on_pages AS is_shown_on_pages, anon_4.scales AS scales, anon_4.is_passthrough AS is_passthrough, anon_4.price_confirmed_at AS price_confirmed_at, anon_4.created_at AS created_at, anon_4.updated_at AS updated_at, anon_4.price_kind AS price_kind, anon_4.price_min AS price_min, anon_4.price_max AS price_max, anon_4.duration_min_minutes AS duration_min_minutes, anon_4.duration_max_minutes AS duration_max_minutes, row_number() OVER () AS place_in_page
FROM (SELECT services_1.workshop_id AS workshop_id, services_1.id AS id, services_1.category_id AS category_id, services_1.category_position AS category_position, services_1.position AS position, services_1.name AS name, services_1.sort_name AS sort_name, services_1.description AS description, services_1.translations AS translations, services_1.synonyms AS synonyms, services_1.search_terms AS search_terms, services_1.library_service_id AS library_service_id, services_1.is_active AS is_active, services_1.is_shown_in_chat AS is_shown_in_chat, services_1.is_shown_on_pages AS is_shown_on_pages, services_1.scales AS scales, services_1.is_passthrough AS is_passthrough, services_1.price_confirmed_at AS price_confirmed_at, services_1.created_at AS created_at, services_1.updated_at AS updated_at, services_1.price_kind AS price_kind, services_1.price_min AS price_min, services_1.price_max AS price_max, services_1.duration_min_minutes AS duration_min_minutes, services_1.duration_max_minutes AS duration_max_minutes
FROM services AS services_1
WHERE services_1.is_active = $1::BOOLEAN
ORDER BY services_1.sort_name, services_1.id
LIMIT 51) AS anon_4)
SELECT array((SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['NAME', CAST(anon_3.sort_name AS TEXT), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT 'service_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.name AS name, anon_3.price_kind AS "priceKind", anon_3.price_min AS "priceMin", anon_3.price_max AS "priceMax", anon_3.updated_at AS "updatedAt", (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'category_' || encode(uuid_send(service_categories_1.id), 'hex') AS id, (SELECT count(*) AS count_1
FROM services
WHERE services.workshop_id = service_categories_1.workshop_id AND services.category_id = service_categories_1.id) AS "serviceCount"
FROM service_categories AS service_categories_1
WHERE anon_3.category_id = service_categories_1.id) AS anon_7) AS category, array((SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT anon_9.value ->> 'language' AS language, anon_9.value ->> 'text' AS text
FROM jsonb_array_elements(CAST(CASE WHEN (anon_3.description IS NOT NULL) THEN jsonb_build_array(jsonb_build_object('language', 'DE', 'text', anon_3.description)) || anon_3.translations ELSE anon_3.translations END AS JSONB)) WITH ORDINALITY AS anon_9(value, place)
ORDER BY anon_9.place) AS anon_8)) AS descriptions, (SELECT row_to_json(anon_10) AS row_to_json_7
FROM (SELECT 'image_' || encode(uuid_send(images_1.id), 'hex') AS id, '/images/image_' || replace(CAST(images_1.id AS TEXT), '-', '') AS url, images_1.width AS width, images_1.height AS height
FROM images AS images_1
WHERE images_1.service_id = anon_3.id) AS anon_10) AS image) AS anon_6) AS node
FROM anon_3
WHERE anon_3.place_in_page <= 50
ORDER BY anon_3.place_in_page) AS anon_5)) AS edges, (SELECT row_to_json(anon_11) AS row_to_json_8
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 50) AS "hasNextPage") AS anon_11) AS "pageInfo") AS anon_2) AS services, array((SELECT row_to_json(anon_12) AS row_to_json_9
FROM (SELECT service_categories_2.name AS name, service_categories_2.position AS position, (SELECT count(*) AS count_1
FROM services
WHERE services.workshop_id = service_categories_2.workshop_id AND services.category_id = service_categories_2.id) AS "serviceCount"
FROM service_categories AS service_categories_2
ORDER BY service_categories_2.position, service_categories_2.sort_name, service_categories_2.id) AS anon_12)) AS "serviceCategories") AS anon_1

-- 6 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.category_id AS category_id, anon_4.category_position AS category_position, anon_4.position AS position, anon_4.name AS name, anon_4.sort_name AS sort_name, anon_4.description AS description, anon_4.translations AS translations, anon_4.synonyms AS synonyms, anon_4.search_terms AS search_terms, anon_4.library_service_id AS library_service_id, anon_4.is_active AS is_active, anon_4.is_shown_in_chat AS is_shown_in_chat, anon_4.is_shown_on_pages AS is_shown_on_pages, anon_4.scales AS scales, anon_4.is_passthrough AS is_passthrough, anon_4.price_confirmed_at AS price_confirmed_at, anon_4.created_at AS created_at, anon_4.updated_at AS updated_at, anon_4.price_kind AS price_kind, anon_4.price_min AS price_min, anon_4.price_max AS price_max, anon_4.duration_min_minutes AS duration_min_minutes, anon_4.duration_max_minutes AS duration_max_minutes, row_number() OVER () AS place_in_page
FROM (SELECT services_1.workshop_id AS workshop_id, services_1.id AS id, services_1.category_id AS category_id, services_1.category_position AS category_position, services_1.position AS position, services_1.name AS name, services_1.sort_name AS sort_name, services_1.description AS description, services_1.translations AS translations, services_1.synonyms AS synonyms, services_1.search_terms AS search_terms, services_1.library_service_id AS library_service_id, services_1.is_active AS is_active, services_1.is_shown_in_chat AS is_shown_in_chat, services_1.is_shown_on_pages AS is_shown_on_pages, services_1.scales AS scales, services_1.is_passthrough AS is_passthrough, services_1.price_confirmed_at AS price_confirmed_at, services_1.created_at AS created_at, services_1.updated_at AS updated_at, services_1.price_kind AS price_kind, services_1.price_min AS price_min, services_1.price_max AS price_max, services_1.duration_min_minutes AS duration_min_minutes, services_1.duration_max_minutes AS duration_max_minutes
FROM services AS services_1
WHERE services_1.category_id = $1::UUID
ORDER BY services_1.sort_name, services_1.id
LIMIT 51) AS anon_4)
SELECT array((SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['NAME', CAST(anon_3.sort_name AS TEXT), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor, (SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT 'service_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.name AS name, anon_3.price_kind AS "priceKind", anon_3.price_min AS "priceMin", anon_3.price_max AS "priceMax", anon_3.updated_at AS "updatedAt", (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'category_' || encode(uuid_send(service_categories_1.id), 'hex') AS id, (SELECT count(*) AS count_1
FROM services
WHERE services.workshop_id = service_categories_1.workshop_id AND services.category_id = service_categories_1.id) AS "serviceCount"
FROM service_categories AS service_categories_1
WHERE anon_3.category_id = service_categories_1.id) AS anon_7) AS category, array((SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT anon_9.value ->> 'language' AS language, anon_9.value ->> 'text' AS text
FROM jsonb_array_elements(CAST(CASE WHEN (anon_3.description IS NOT NULL) THEN jsonb_build_array(jsonb_build_object('language', 'DE', 'text', anon_3.description)) || anon_3.translations ELSE anon_3.translations END AS JSONB)) WITH ORDINALITY AS anon_9(value, place)
ORDER BY anon_9.place) AS anon_8)) AS descriptions, (SELECT row_to_json(anon_10) AS row_to_json_7
FROM (SELECT 'image_' || encode(uuid_send(images_1.id), 'hex') AS id, '/images/image_' || replace(CAST(images_1.id AS TEXT), '-', '') AS url, images_1.width AS width, images_1.height AS height
FROM images AS images_1
WHERE images_1.service_id = anon_3.id) AS anon_10) AS image) AS anon_6) AS node
FROM anon_3
WHERE anon_3.place_in_page <= 50
ORDER BY anon_3.place_in_page) AS anon_5)) AS edges, (SELECT row_to_json(anon_11) AS row_to_json_8
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 50) AS "hasNextPage") AS anon_11) AS "pageInfo") AS anon_2) AS services, array((SELECT row_to_json(anon_12) AS row_to_json_9
FROM (SELECT service_categories_2.name AS name, service_categories_2.position AS position, (SELECT count(*) AS count_1
FROM services
WHERE services.workshop_id = service_categories_2.workshop_id AND services.category_id = service_categories_2.id) AS "serviceCount"
FROM service_categories AS service_categories_2
ORDER BY service_categories_2.position, service_categories_2.sort_name, service_categories_2.id) AS anon_12)) AS "serviceCategories") AS anon_1
