-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.label AS label, anon_4.service_id AS service_id, anon_4.category_id AS category_id, anon_4.vehicle_class AS vehicle_class, anon_4.season_start AS season_start, anon_4.season_end AS season_end, anon_4.starts_on AS starts_on, anon_4.ends_on AS ends_on, anon_4.kind AS kind, anon_4.price_min AS price_min, anon_4.price_max AS price_max, anon_4.factor_permille AS factor_permille, anon_4.surcharge AS surcharge, anon_4.is_active AS is_active, anon_4.created_at AS created_at, anon_4.updated_at AS updated_at, row_number() OVER () AS place_in_page
FROM (SELECT price_rules_1.workshop_id AS workshop_id, price_rules_1.id AS id, price_rules_1.label AS label, price_rules_1.service_id AS service_id, price_rules_1.category_id AS category_id, price_rules_1.vehicle_class AS vehicle_class, price_rules_1.season_start AS season_start, price_rules_1.season_end AS season_end, price_rules_1.starts_on AS starts_on, price_rules_1.ends_on AS ends_on, price_rules_1.kind AS kind, price_rules_1.price_min AS price_min, price_rules_1.price_max AS price_max, price_rules_1.factor_permille AS factor_permille, price_rules_1.surcharge AS surcharge, price_rules_1.is_active AS is_active, price_rules_1.created_at AS created_at, price_rules_1.updated_at AS updated_at
FROM price_rules AS price_rules_1
ORDER BY price_rules_1.created_at, price_rules_1.id
LIMIT 3) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM price_rules AS price_rules_2) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 2) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['OLDEST', to_json(anon_3.created_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'pricerule_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.label AS label, (SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT 'service_' || encode(uuid_send(services_1.id), 'hex') AS id, services_1.name AS name, 'Service' AS __typename
FROM services AS services_1
WHERE anon_3.service_id = services_1.id) AS anon_8) AS service, (SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT 'category_' || encode(uuid_send(service_categories_1.id), 'hex') AS id, service_categories_1.name AS name, 'ServiceCategory' AS __typename
FROM service_categories AS service_categories_1
WHERE anon_3.category_id = service_categories_1.id) AS anon_9) AS category, anon_3.vehicle_class AS "vehicleClass", anon_3.season_start AS "seasonStart", anon_3.season_end AS "seasonEnd", anon_3.starts_on AS "startsOn", anon_3.ends_on AS "endsOn", anon_3.kind AS kind, anon_3.price_min AS "priceMin", anon_3.price_max AS "priceMax", anon_3.factor_permille AS "factorPermille", anon_3.surcharge AS surcharge, anon_3.is_active AS "isActive", 'PriceRule' AS __typename) AS anon_7) AS node, 'PriceRuleEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'PriceRuleConnection' AS __typename) AS anon_2) AS "priceRules") AS anon_1

-- 2 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "priceRules") AS anon_1
