-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT array((SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'key_' || encode(uuid_send(client_keys_1.id), 'hex') AS id, client_keys_1.name AS name, client_keys_1.key AS key, client_keys_1.allowed_origins AS "allowedOrigins", client_keys_1.created_at AS "createdAt", client_keys_1.revoked_at AS "revokedAt", client_keys_1.last_seen_at AS "lastSeenAt", client_keys_1.last_seen_origin AS "lastSeenOrigin", client_keys_1.revoked_at IS NULL AND (client_keys_1.ends_at IS NULL OR client_keys_1.ends_at > now()) AS "isActive", client_keys_1.is_test AS "isTest", client_keys_1.ends_at AS "endsAt", array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT client_key_days_1.day AS day, client_key_days_1.opens AS opens, client_key_days_1.conversations AS conversations, client_key_days_1.messages AS messages, client_key_days_1.leads AS leads, 'ClientKeyDay' AS __typename
FROM client_key_days AS client_key_days_1
WHERE client_key_days_1.client_key_id = client_keys_1.id AND client_key_days_1.day > CAST(timezone('UTC', now()) AS DATE) - least(greatest($1::INTEGER, 1), 366)
ORDER BY client_key_days_1.day) AS anon_3)) AS usage, 'ClientKey' AS __typename
FROM client_keys AS client_keys_1
ORDER BY client_keys_1.created_at DESC, client_keys_1.id DESC) AS anon_2)) AS "clientKeys") AS anon_1

-- 2 staff
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "clientKeys") AS anon_1
