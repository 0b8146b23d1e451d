-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT array((SELECT CASE WHEN (anon_3.prefix = 'lead') THEN (SELECT row_to_json(anon_4) AS row_to_json_2
FROM (SELECT 'Lead' AS __typename, 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, leads_1.wish AS wish
FROM leads AS leads_1
WHERE leads_1.id = anon_3.key) AS anon_4) WHEN (anon_3.prefix = 'member') THEN (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT 'Member' AS __typename, 'member_' || encode(uuid_send(members_1.id), 'hex') AS id, members_1.name AS name
FROM members AS members_1
WHERE members_1.id = anon_3.key) AS anon_5) WHEN (anon_3.prefix = 'message') THEN (SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT 'Message' AS __typename, 'message_' || encode(uuid_send(messages_1.id), 'hex') AS id, messages_1.text AS text
FROM messages AS messages_1
WHERE messages_1.id = anon_3.key) AS anon_6) ELSE NULL END AS anon_2
FROM unnest($1::TEXT[], $2::UUID[]) WITH ORDINALITY AS anon_3(prefix, key, place)
ORDER BY anon_3.place)) AS nodes) AS anon_1

-- 2 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT array((SELECT NULL AS anon_2
FROM unnest($1::TEXT[], $2::UUID[]) WITH ORDINALITY AS anon_3(prefix, key, place)
ORDER BY anon_3.place)) AS nodes) AS anon_1

-- 3 visitor, 4 staff, 6 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS nodes) AS anon_1

-- 5 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT array((SELECT CASE WHEN (anon_3.prefix = 'message') THEN (SELECT row_to_json(anon_4) AS row_to_json_2
FROM (SELECT 'Message' AS __typename, 'message_' || encode(uuid_send(messages_1.id), 'hex') AS id, messages_1.text AS text
FROM messages AS messages_1
WHERE messages_1.id = anon_3.key) AS anon_4) WHEN (anon_3.prefix = 'turn') THEN (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT 'Turn' AS __typename, 'turn_' || encode(uuid_send(turns_1.id), 'hex') AS id
FROM turns AS turns_1
WHERE turns_1.id = anon_3.key) AS anon_5) ELSE NULL END AS anon_2
FROM unnest($1::TEXT[], $2::UUID[]) WITH ORDINALITY AS anon_3(prefix, key, place)
ORDER BY anon_3.place)) AS nodes) AS anon_1

-- 7 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT array((SELECT CASE WHEN (anon_3.prefix = 'lead') THEN (SELECT row_to_json(anon_4) AS row_to_json_2
FROM (SELECT 'Lead' AS __typename, 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, leads_1.wish AS wish
FROM leads AS leads_1
WHERE leads_1.id = anon_3.key) AS anon_4) ELSE NULL END AS anon_2
FROM unnest($1::TEXT[], $2::UUID[]) WITH ORDINALITY AS anon_3(prefix, key, place)
ORDER BY anon_3.place)) AS nodes) AS anon_1
