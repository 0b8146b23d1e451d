-- 1 owner, 3 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS key, CASE WHEN coalesce(leads_1.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT leads_1.name AS name, leads_1.name AS called) AS anon_3) END AS name, leads_1.status AS state
FROM leads AS leads_1
WHERE leads_1.id = $1::UUID) AS anon_2) AS first, (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'lead_' || encode(uuid_send(leads_2.id), 'hex') AS id, array((SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT 'leadevent_' || encode(uuid_send(lead_events_1.id), 'hex') AS id
FROM lead_events AS lead_events_1
WHERE lead_events_1.lead_id = leads_2.id
ORDER BY lead_events_1.id) AS anon_5)) AS again, array((SELECT row_to_json(anon_6) AS row_to_json_6
FROM (SELECT lead_events_2.kind AS what
FROM lead_events AS lead_events_2
WHERE lead_events_2.lead_id = leads_2.id
ORDER BY lead_events_2.id) AS anon_6)) AS once_more
FROM leads AS leads_2
WHERE leads_2.id = $2::UUID) AS anon_4) AS second, (SELECT row_to_json(anon_7) AS row_to_json_7
FROM (SELECT 'lead_' || encode(uuid_send(leads_3.id), 'hex') AS id
FROM leads AS leads_3
WHERE leads_3.id = $3::UUID) AS anon_7) AS unknown, (SELECT row_to_json(anon_8) AS row_to_json_8
FROM (SELECT 'lead_' || encode(uuid_send(leads_4.id), 'hex') AS id
FROM leads AS leads_4
WHERE leads_4.id = $4::UUID) AS anon_8) AS wrong) AS anon_1

-- 2 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS first, NULL AS second, NULL AS unknown, NULL AS wrong) AS anon_1
