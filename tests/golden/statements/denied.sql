-- 1 owner, 2 manager, 8 neighbour
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT workshops_1.name AS name
FROM workshops AS workshops_1
LIMIT 1) AS anon_2) AS workshop, (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT workshops_2.time_zone AS "timeZone"
FROM workshops AS workshops_2
LIMIT 1) AS anon_3) AS "openingHours", array((SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT members_1.name AS name
FROM members AS members_1
ORDER BY members_1.created_at, members_1.id) AS anon_4)) AS members, array((SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT client_keys_1.name AS name
FROM client_keys AS client_keys_1
ORDER BY client_keys_1.created_at DESC, client_keys_1.id DESC) AS anon_5)) AS "clientKeys", (SELECT row_to_json(anon_6) AS row_to_json_6
FROM (SELECT (SELECT count(*) AS count_1
FROM leads AS leads_1) AS "totalCount") AS anon_6) AS leads, (SELECT row_to_json(anon_7) AS row_to_json_7
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id, array((SELECT row_to_json(anon_8) AS row_to_json_8
FROM (SELECT 'lead_' || encode(uuid_send(leads_2.id), 'hex') AS id
FROM leads AS leads_2
WHERE leads_2.conversation_id = conversations_1.id
ORDER BY leads_2.id) AS anon_8)) AS leads, (SELECT row_to_json(anon_9) AS row_to_json_9
FROM (SELECT turns_1.text AS text
FROM turns AS turns_1
WHERE turns_1.conversation_id = conversations_1.id AND turns_1.finished_at IS NULL
ORDER BY turns_1.id
LIMIT 1) AS anon_9) AS "activeTurn"
FROM conversations AS conversations_1
WHERE conversations_1.id = $1::UUID) AS anon_7) AS conversation, (SELECT row_to_json(anon_10) AS row_to_json_10
FROM (SELECT array((SELECT row_to_json(anon_11) AS row_to_json_11
FROM (SELECT (SELECT row_to_json(anon_12) AS row_to_json_12
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_2.id), 'hex') AS id) AS anon_12) AS node
FROM conversations AS conversations_2
ORDER BY conversations_2.last_message_at DESC, conversations_2.id DESC
LIMIT 25) AS anon_11)) AS edges) AS anon_10) AS conversations, (SELECT row_to_json(anon_13) AS row_to_json_13
FROM (SELECT array((SELECT row_to_json(anon_14) AS row_to_json_14
FROM (SELECT (SELECT row_to_json(anon_15) AS row_to_json_15
FROM (SELECT services_1.name AS name) AS anon_15) AS node
FROM services AS services_1
ORDER BY services_1.category_position, services_1.position, services_1.sort_name, services_1.id
LIMIT 50) AS anon_14)) AS edges) AS anon_13) AS services) AS anon_1

-- 3 staff, 4 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT workshops_1.name AS name
FROM workshops AS workshops_1
LIMIT 1) AS anon_2) AS workshop, (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT workshops_2.time_zone AS "timeZone"
FROM workshops AS workshops_2
LIMIT 1) AS anon_3) AS "openingHours", array((SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT members_1.name AS name
FROM members AS members_1
ORDER BY members_1.created_at, members_1.id) AS anon_4)) AS members, NULL AS "clientKeys", (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT (SELECT count(*) AS count_1
FROM leads AS leads_1) AS "totalCount") AS anon_5) AS leads, (SELECT row_to_json(anon_6) AS row_to_json_6
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id, array((SELECT row_to_json(anon_7) AS row_to_json_7
FROM (SELECT 'lead_' || encode(uuid_send(leads_2.id), 'hex') AS id
FROM leads AS leads_2
WHERE leads_2.conversation_id = conversations_1.id
ORDER BY leads_2.id) AS anon_7)) AS leads, (SELECT row_to_json(anon_8) AS row_to_json_8
FROM (SELECT turns_1.text AS text
FROM turns AS turns_1
WHERE turns_1.conversation_id = conversations_1.id AND turns_1.finished_at IS NULL
ORDER BY turns_1.id
LIMIT 1) AS anon_8) AS "activeTurn"
FROM conversations AS conversations_1
WHERE conversations_1.id = $1::UUID) AS anon_6) AS conversation, (SELECT row_to_json(anon_9) AS row_to_json_9
FROM (SELECT array((SELECT row_to_json(anon_10) AS row_to_json_10
FROM (SELECT (SELECT row_to_json(anon_11) AS row_to_json_11
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_2.id), 'hex') AS id) AS anon_11) AS node
FROM conversations AS conversations_2
ORDER BY conversations_2.last_message_at DESC, conversations_2.id DESC
LIMIT 25) AS anon_10)) AS edges) AS anon_9) AS conversations, (SELECT row_to_json(anon_12) AS row_to_json_12
FROM (SELECT array((SELECT row_to_json(anon_13) AS row_to_json_13
FROM (SELECT (SELECT row_to_json(anon_14) AS row_to_json_14
FROM (SELECT services_1.name AS name) AS anon_14) AS node
FROM services AS services_1
ORDER BY services_1.category_position, services_1.position, services_1.sort_name, services_1.id
LIMIT 50) AS anon_13)) AS edges) AS anon_12) AS services) AS anon_1

-- 5 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS workshop, NULL AS "openingHours", NULL AS members, NULL AS "clientKeys", NULL AS leads, (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id, NULL AS leads, (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT turns_1.text AS text
FROM turns AS turns_1
WHERE turns_1.conversation_id = conversations_1.id AND turns_1.finished_at IS NULL
ORDER BY turns_1.id
LIMIT 1) AS anon_3) AS "activeTurn"
FROM conversations AS conversations_1
WHERE conversations_1.id = $1::UUID) AS anon_2) AS conversation, NULL AS conversations, NULL AS services) AS anon_1

-- 6 widget, 7 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS workshop, NULL AS "openingHours", NULL AS members, NULL AS "clientKeys", NULL AS leads, NULL AS conversation, NULL AS conversations, NULL AS services) AS anon_1
