-- 1 owner, 8 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'Lead' AS __typename, 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, leads_1.status AS status, CASE WHEN coalesce(leads_1.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT leads_1.name AS name) AS anon_3) END AS "contactDetails", 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS again
FROM leads AS leads_1
WHERE leads_1.id = $1::UUID) AS anon_2) AS node) AS anon_1

-- 2 visitor, 3 nobody, 9 owner, 10 owner, 11 owner, 14 staff
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS node) AS anon_1

-- 4 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'Service' AS __typename, 'service_' || encode(uuid_send(services_1.id), 'hex') AS id, services_1.name AS name, (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT service_categories_1.name AS name
FROM service_categories AS service_categories_1
WHERE services_1.category_id = service_categories_1.id) AS anon_3) AS category, 'service_' || encode(uuid_send(services_1.id), 'hex') AS again
FROM services AS services_1
WHERE services_1.id = $1::UUID) AS anon_2) AS node) AS anon_1

-- 5 owner, 6 visitor, 7 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'Conversation' AS __typename, 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id, conversations_1.language AS language, 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS again
FROM conversations AS conversations_1
WHERE conversations_1.id = $1::UUID) AS anon_2) AS node) AS anon_1

-- 12 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'Person' AS __typename, 'person_' || encode(uuid_send(accounts_1.id), 'hex') AS id, 'person_' || encode(uuid_send(accounts_1.id), 'hex') AS again
FROM accounts AS accounts_1
WHERE accounts_1.id = $1::UUID) AS anon_2) AS node) AS anon_1

-- 13 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'ClientKey' AS __typename, 'key_' || encode(uuid_send(client_keys_1.id), 'hex') AS id, 'key_' || encode(uuid_send(client_keys_1.id), 'hex') AS again
FROM client_keys AS client_keys_1
WHERE client_keys_1.id = $1::UUID) AS anon_2) AS node) AS anon_1
