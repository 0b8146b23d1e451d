-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'pricerule_' || encode(uuid_send(price_rules_1.id), 'hex') AS id, 'PriceRule' AS __typename
FROM price_rules AS price_rules_1
WHERE price_rules_1.id = $1::UUID) AS anon_2) AS "priceRule", CAST($2::VARCHAR AS JSON) AS errors, 'PriceRuleUpdatePayload' AS __typename) AS anon_1
