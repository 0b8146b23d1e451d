-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, CASE WHEN coalesce(leads_1.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT leads_1.name AS name) AS anon_5) END AS "contactDetails", leads_1.score AS score) AS anon_4) AS node
FROM leads AS leads_1
ORDER BY leads_1.created_at DESC, leads_1.id DESC
LIMIT 1) AS anon_3)) AS edges) AS anon_2) AS leads) AS anon_1

-- 2 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, leads_1.wish AS wish, (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id
FROM conversations AS conversations_1
WHERE leads_1.conversation_id = conversations_1.id) AS anon_5) AS conversation) AS anon_4) AS node
FROM leads AS leads_1
ORDER BY leads_1.created_at DESC, leads_1.id DESC
LIMIT 1) AS anon_3)) AS edges, (SELECT count(*) AS count_1
FROM leads AS leads_2) AS "totalCount") AS anon_2) AS leads) AS anon_1

-- 3 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, leads_1.wish AS wish, leads_1.score AS score) AS anon_4) AS node
FROM leads AS leads_1
ORDER BY leads_1.created_at DESC, leads_1.id DESC
LIMIT 1) AS anon_3)) AS edges) AS anon_2) AS leads) AS anon_1
