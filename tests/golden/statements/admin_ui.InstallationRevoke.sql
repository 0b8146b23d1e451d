-- 1 owner, 2 staff
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'installation_' || encode(uuid_send(installations_1.id), 'hex') AS id, installations_1.revoked_at IS NULL AS "isActive", installations_1.revoked_at AS "revokedAt", 'Installation' AS __typename
FROM installations AS installations_1
WHERE installations_1.id = $1::UUID) AS anon_2) AS installation, CAST($2::VARCHAR AS JSON) AS errors, 'InstallationRevokePayload' AS __typename) AS anon_1
