-- 1 owner, 2 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'key_' || encode(uuid_send(client_keys_1.id), 'hex') AS id, client_keys_1.revoked_at IS NULL AND (client_keys_1.ends_at IS NULL OR client_keys_1.ends_at > now()) AS "isActive", client_keys_1.revoked_at AS "revokedAt", 'ClientKey' AS __typename
FROM client_keys AS client_keys_1
WHERE client_keys_1.id = $1::UUID) AS anon_2) AS "clientKey", CAST($2::VARCHAR AS JSON) AS errors, 'ClientKeyRevokePayload' AS __typename) AS anon_1
