-- 1 staff, 2 staff, 3 staff
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT 'member_' || encode(uuid_send(members_1.id), 'hex') AS id, members_1.name AS name, 'Member' AS __typename
FROM members AS members_1
WHERE leads_1.assignee_id = members_1.id) AS anon_3) AS assignee, 'Lead' AS __typename
FROM leads AS leads_1
WHERE leads_1.id = $1::UUID) AS anon_2) AS lead, CAST($2::VARCHAR AS JSON) AS errors, 'LeadAssignPayload' AS __typename) AS anon_1
