-- 1 staff, 2 nobody, 3 staff
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'person_' || encode(uuid_send(accounts_1.id), 'hex') AS id, accounts_1.name AS name, accounts_1.language AS language, 'Person' AS __typename
FROM accounts AS accounts_1
WHERE accounts_1.id = $1::UUID) AS anon_2) AS person, CAST($2::VARCHAR AS JSON) AS errors, 'PersonUpdatePayload' AS __typename) AS anon_1
