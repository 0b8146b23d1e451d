-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT array((SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'installation_' || encode(uuid_send(installations_1.id), 'hex') AS id, installations_1.name AS name, (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT 'app_' || encode(uuid_send(partner_apps_1.id), 'hex') AS id, partner_apps_1.developer AS developer, 'PartnerApp' AS __typename
FROM partner_apps AS partner_apps_1
WHERE installations_1.app_id = partner_apps_1.id) AS anon_3) AS app, installations_1.client_id AS "clientId", installations_1.scopes AS scopes, installations_1.installed_by AS "installedBy", installations_1.created_at AS "createdAt", installations_1.last_used_at AS "lastUsedAt", installations_1.revoked_at AS "revokedAt", installations_1.revoked_at IS NULL AS "isActive", installations_1.app_id IS NULL AS "isOwn", array((SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT installation_days_1.day AS day, installation_days_1.requests AS requests, 'InstallationDay' AS __typename
FROM installation_days AS installation_days_1
WHERE installation_days_1.installation_id = installations_1.id AND installation_days_1.day > CAST(timezone('UTC', now()) AS DATE) - least(greatest($1::INTEGER, 1), 366)
ORDER BY installation_days_1.day) AS anon_4)) AS usage, 'Installation' AS __typename
FROM installations AS installations_1
ORDER BY installations_1.created_at DESC, installations_1.id DESC) AS anon_2)) AS installations) AS anon_1

-- 2 manager, 3 partner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS installations) AS anon_1
