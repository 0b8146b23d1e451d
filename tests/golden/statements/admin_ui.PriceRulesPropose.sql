-- 1 owner, 2 staff
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT array((SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'pricerule_' || encode(uuid_send(price_rules_1.id), 'hex') AS id, 'PriceRule' AS __typename
FROM unnest($1::UUID[]) WITH ORDINALITY AS anon_3(key, place)
JOIN price_rules AS price_rules_1 ON price_rules_1.id = anon_3.key
ORDER BY anon_3.place) AS anon_2)) AS "priceRules", CAST($2::VARCHAR AS JSON) AS errors, 'PriceRulesProposePayload' AS __typename) AS anon_1
