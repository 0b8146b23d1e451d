-- 1 staff
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, leads_1.status AS status, 'Lead' AS __typename
FROM leads AS leads_1
WHERE leads_1.id = $1::UUID) AS anon_2) AS lead, CAST($2::VARCHAR AS JSON) AS errors, 'LeadLosePayload' AS __typename) AS anon_1
