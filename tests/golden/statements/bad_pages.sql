-- 1 owner, 2 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS leads, (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id) AS anon_4) AS node
FROM leads AS leads_1
ORDER BY leads_1.created_at DESC, leads_1.id DESC
LIMIT 1) AS anon_3)) AS edges) AS anon_2) AS good, NULL AS services, (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id, NULL AS messages
FROM conversations AS conversations_1
WHERE conversations_1.id = $1::UUID) AS anon_5) AS conversation) AS anon_1

-- 3 owner, 5 owner, 6 owner, 7 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS leads, (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id) AS anon_4) AS node
FROM leads AS leads_1
ORDER BY leads_1.created_at DESC, leads_1.id DESC
LIMIT 1) AS anon_3)) AS edges) AS anon_2) AS good, (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT array((SELECT row_to_json(anon_6) AS row_to_json_6
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_7
FROM (SELECT 'service_' || encode(uuid_send(services_1.id), 'hex') AS id) AS anon_7) AS node
FROM services AS services_1
ORDER BY services_1.category_position, services_1.position, services_1.sort_name, services_1.id
LIMIT 1) AS anon_6)) AS edges) AS anon_5) AS services, (SELECT row_to_json(anon_8) AS row_to_json_8
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id, (SELECT row_to_json(anon_9) AS row_to_json_9
FROM (SELECT (SELECT count(*) AS count_1
FROM messages AS messages_1
WHERE messages_1.conversation_id = conversations_1.id) AS "totalCount") AS anon_9) AS messages
FROM conversations AS conversations_1
WHERE conversations_1.id = $1::UUID) AS anon_8) AS conversation) AS anon_1

-- 4 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT (SELECT count(*) AS count_1
FROM leads AS leads_1) AS "totalCount") AS anon_2) AS leads, (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT array((SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT 'lead_' || encode(uuid_send(leads_2.id), 'hex') AS id) AS anon_5) AS node
FROM leads AS leads_2
ORDER BY leads_2.created_at DESC, leads_2.id DESC
LIMIT 1) AS anon_4)) AS edges) AS anon_3) AS good, (SELECT row_to_json(anon_6) AS row_to_json_6
FROM (SELECT array((SELECT row_to_json(anon_7) AS row_to_json_7
FROM (SELECT (SELECT row_to_json(anon_8) AS row_to_json_8
FROM (SELECT 'service_' || encode(uuid_send(services_1.id), 'hex') AS id) AS anon_8) AS node
FROM services AS services_1
ORDER BY services_1.category_position, services_1.position, services_1.sort_name, services_1.id
LIMIT 1) AS anon_7)) AS edges) AS anon_6) AS services, (SELECT row_to_json(anon_9) AS row_to_json_9
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id, (SELECT row_to_json(anon_10) AS row_to_json_10
FROM (SELECT (SELECT count(*) AS count_2
FROM messages AS messages_1
WHERE messages_1.conversation_id = conversations_1.id) AS "totalCount") AS anon_10) AS messages
FROM conversations AS conversations_1
WHERE conversations_1.id = $1::UUID) AS anon_9) AS conversation) AS anon_1
