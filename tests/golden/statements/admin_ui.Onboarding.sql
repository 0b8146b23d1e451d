-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'workshop_' || encode(uuid_send(workshops_1.id), 'hex') AS id, (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT workshops_1.street IS NOT NULL AND workshops_1.phone IS NOT NULL AND workshops_1.privacy_policy_url IS NOT NULL AS profile, workshops_1.hours_set_at IS NOT NULL AS "openingHours", EXISTS (SELECT 1
FROM services
WHERE services.workshop_id = workshops_1.id AND services.is_active) AS services, EXISTS (SELECT 1
FROM client_keys
WHERE client_keys.workshop_id = workshops_1.id AND client_keys.revoked_at IS NULL) AS "clientKey", EXISTS (SELECT 1
FROM client_keys
WHERE client_keys.workshop_id = workshops_1.id AND client_keys.last_seen_at IS NOT NULL) AS "widgetSeen", EXISTS (SELECT 1
FROM leads
WHERE leads.workshop_id = workshops_1.id) AS "firstLead", 'Onboarding' AS __typename) AS anon_3) AS onboarding, 'Workshop' AS __typename
FROM workshops AS workshops_1
LIMIT 1) AS anon_2) AS workshop) AS anon_1

-- 2 widget
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS workshop) AS anon_1
