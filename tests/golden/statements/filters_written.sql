-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT (SELECT count(*) AS count_1
FROM leads AS leads_1
WHERE leads_1.status = ANY ($1::TEXT[])) AS "totalCount", array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'lead_' || encode(uuid_send(leads_2.id), 'hex') AS id) AS anon_4) AS node
FROM leads AS leads_2
WHERE leads_2.status = ANY ($2::TEXT[])
ORDER BY leads_2.created_at DESC, leads_2.id DESC
LIMIT 5) AS anon_3)) AS edges) AS anon_2) AS "some", (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT (SELECT count(*) AS count_2
FROM conversations AS conversations_1
WHERE conversations_1.language = $3::VARCHAR) AS "totalCount", array((SELECT row_to_json(anon_6) AS row_to_json_6
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_7
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_2.id), 'hex') AS id) AS anon_7) AS node
FROM conversations AS conversations_2
WHERE conversations_2.language = $4::VARCHAR
ORDER BY conversations_2.started_at DESC, conversations_2.id DESC
LIMIT 25) AS anon_6)) AS edges) AS anon_5) AS talks, (SELECT row_to_json(anon_8) AS row_to_json_8
FROM (SELECT (SELECT count(*) AS count_3
FROM services AS services_1
WHERE services_1.category_id = $5::UUID AND services_1.is_active = $6::BOOLEAN) AS "totalCount", array((SELECT row_to_json(anon_9) AS row_to_json_9
FROM (SELECT (SELECT row_to_json(anon_10) AS row_to_json_10
FROM (SELECT 'service_' || encode(uuid_send(services_2.id), 'hex') AS id) AS anon_10) AS node
FROM services AS services_2
WHERE services_2.category_id = $7::UUID AND services_2.is_active = $8::BOOLEAN
ORDER BY services_2.category_position, services_2.position, services_2.sort_name, services_2.id
LIMIT 50) AS anon_9)) AS edges) AS anon_8) AS "all") AS anon_1

-- 2 owner, 3 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT (SELECT count(*) AS count_1
FROM leads AS leads_1
WHERE leads_1.status = ANY ($1::TEXT[])) AS "totalCount", array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'lead_' || encode(uuid_send(leads_2.id), 'hex') AS id) AS anon_4) AS node
FROM leads AS leads_2
WHERE leads_2.status = ANY ($2::TEXT[])
ORDER BY leads_2.created_at DESC, leads_2.id DESC
LIMIT 5) AS anon_3)) AS edges) AS anon_2) AS "some", (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT (SELECT count(*) AS count_2
FROM conversations AS conversations_1
WHERE (EXISTS (SELECT *
FROM leads
WHERE leads.workshop_id = conversations_1.workshop_id AND leads.conversation_id = conversations_1.id)) = $3::BOOLEAN AND conversations_1.language = $4::VARCHAR) AS "totalCount", array((SELECT row_to_json(anon_6) AS row_to_json_6
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_7
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_2.id), 'hex') AS id) AS anon_7) AS node
FROM conversations AS conversations_2
WHERE (EXISTS (SELECT *
FROM leads
WHERE leads.workshop_id = conversations_2.workshop_id AND leads.conversation_id = conversations_2.id)) = $5::BOOLEAN AND conversations_2.language = $6::VARCHAR
ORDER BY conversations_2.started_at DESC, conversations_2.id DESC
LIMIT 25) AS anon_6)) AS edges) AS anon_5) AS talks, (SELECT row_to_json(anon_8) AS row_to_json_8
FROM (SELECT (SELECT count(*) AS count_3
FROM services AS services_1
WHERE services_1.category_id = $7::UUID AND services_1.is_active = $8::BOOLEAN) AS "totalCount", array((SELECT row_to_json(anon_9) AS row_to_json_9
FROM (SELECT (SELECT row_to_json(anon_10) AS row_to_json_10
FROM (SELECT 'service_' || encode(uuid_send(services_2.id), 'hex') AS id) AS anon_10) AS node
FROM services AS services_2
WHERE services_2.category_id = $9::UUID AND services_2.is_active = $10::BOOLEAN
ORDER BY services_2.category_position, services_2.position, services_2.sort_name, services_2.id
LIMIT 50) AS anon_9)) AS edges) AS anon_8) AS "all") AS anon_1
