-- 1 owner, 2 viewer, 3 neighbour, 8 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT (SELECT count(*) AS count_1
FROM leads AS leads_1
WHERE leads_1.id IN (SELECT found
FROM lookup.leads_with($1::VARCHAR) AS found)) AS "totalCount", array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'lead_' || encode(uuid_send(leads_2.id), 'hex') AS id, CASE WHEN coalesce(leads_2.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT leads_2.name AS name) AS anon_5) END AS "contactDetails") AS anon_4) AS node
FROM leads AS leads_2
WHERE leads_2.id IN (SELECT found
FROM lookup.leads_with($2::VARCHAR) AS found)
ORDER BY leads_2.created_at, leads_2.id
LIMIT 25) AS anon_3)) AS edges) AS anon_2) AS leads, (SELECT row_to_json(anon_6) AS row_to_json_6
FROM (SELECT (SELECT count(*) AS count_2
FROM conversations AS conversations_1
WHERE conversations_1.id IN (SELECT found
FROM lookup.conversations_with($3::VARCHAR) AS found)) AS "totalCount", array((SELECT row_to_json(anon_7) AS row_to_json_7
FROM (SELECT (SELECT row_to_json(anon_8) AS row_to_json_8
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_2.id), 'hex') AS id, (SELECT row_to_json(anon_9) AS row_to_json_9
FROM (SELECT (SELECT count(*) AS count_3
FROM messages AS messages_1
WHERE messages_1.conversation_id = conversations_2.id) AS "totalCount", array((SELECT row_to_json(anon_10) AS row_to_json_10
FROM (SELECT (SELECT row_to_json(anon_11) AS row_to_json_11
FROM (SELECT messages_2.seq AS seq, messages_2.text AS text) AS anon_11) AS node
FROM messages AS messages_2
WHERE messages_2.conversation_id = conversations_2.id
ORDER BY messages_2.seq
LIMIT 2) AS anon_10)) AS edges) AS anon_9) AS messages) AS anon_8) AS node
FROM conversations AS conversations_2
WHERE conversations_2.id IN (SELECT found
FROM lookup.conversations_with($4::VARCHAR) AS found)
ORDER BY conversations_2.started_at, conversations_2.id
LIMIT 25) AS anon_7)) AS edges) AS anon_6) AS conversations, (SELECT row_to_json(anon_12) AS row_to_json_12
FROM (SELECT (SELECT count(*) AS count_4
FROM services AS services_1
WHERE services_1.is_active = $5::BOOLEAN AND services_1.id IN (SELECT found
FROM lookup.services_with($6::VARCHAR) AS found)) AS "totalCount", array((SELECT row_to_json(anon_13) AS row_to_json_13
FROM (SELECT (SELECT row_to_json(anon_14) AS row_to_json_14
FROM (SELECT services_2.name AS name) AS anon_14) AS node
FROM services AS services_2
WHERE services_2.is_active = $7::BOOLEAN AND services_2.id IN (SELECT found
FROM lookup.services_with($8::VARCHAR) AS found)
ORDER BY services_2.sort_name, services_2.id
LIMIT 50) AS anon_13)) AS edges) AS anon_12) AS services, (SELECT row_to_json(anon_15) AS row_to_json_15
FROM (SELECT (SELECT count(*) AS count_5
FROM library_services AS library_services_1
WHERE library_services_1.words @@ ALL (CAST((SELECT search.queries($9::VARCHAR) AS queries_1) AS TSQUERY[]))) AS "totalCount", array((SELECT row_to_json(anon_16) AS row_to_json_16
FROM (SELECT (SELECT row_to_json(anon_17) AS row_to_json_17
FROM (SELECT library_services_2.name AS name) AS anon_17) AS node
FROM library_services AS library_services_2
WHERE library_services_2.words @@ ALL (CAST((SELECT search.queries($10::VARCHAR) AS queries_2) AS TSQUERY[]))
ORDER BY library_services_2.position, library_services_2.id
LIMIT 2) AS anon_16)) AS edges) AS anon_15) AS "libraryServices") AS anon_1

-- 4 owner, 5 owner, 6 owner, 7 owner, 9 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT (SELECT count(*) AS count_1
FROM leads AS leads_1
WHERE leads_1.id IN (SELECT found
FROM lookup.leads_with($1::VARCHAR) AS found)) AS "totalCount", array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'lead_' || encode(uuid_send(leads_2.id), 'hex') AS id, CASE WHEN coalesce(leads_2.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT leads_2.name AS name) AS anon_5) END AS "contactDetails") AS anon_4) AS node
FROM leads AS leads_2
WHERE leads_2.id IN (SELECT found
FROM lookup.leads_with($2::VARCHAR) AS found)
ORDER BY leads_2.created_at, leads_2.id
LIMIT 25) AS anon_3)) AS edges) AS anon_2) AS leads, (SELECT row_to_json(anon_6) AS row_to_json_6
FROM (SELECT (SELECT count(*) AS count_2
FROM conversations AS conversations_1
WHERE conversations_1.id IN (SELECT found
FROM lookup.conversations_with($3::VARCHAR) AS found)) AS "totalCount", array((SELECT row_to_json(anon_7) AS row_to_json_7
FROM (SELECT (SELECT row_to_json(anon_8) AS row_to_json_8
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_2.id), 'hex') AS id, (SELECT row_to_json(anon_9) AS row_to_json_9
FROM (SELECT (SELECT count(*) AS count_3
FROM messages AS messages_1
WHERE messages_1.conversation_id = conversations_2.id AND (search.keys(NULL, messages_1.text) @@ ALL (CAST((SELECT search.queries($4::VARCHAR) AS queries_1) AS TSQUERY[])))) AS "totalCount", array((SELECT row_to_json(anon_10) AS row_to_json_10
FROM (SELECT (SELECT row_to_json(anon_11) AS row_to_json_11
FROM (SELECT messages_2.seq AS seq, messages_2.text AS text) AS anon_11) AS node
FROM messages AS messages_2
WHERE messages_2.conversation_id = conversations_2.id AND (search.keys(NULL, messages_2.text) @@ ALL (CAST((SELECT search.queries($5::VARCHAR) AS queries_2) AS TSQUERY[])))
ORDER BY messages_2.seq
LIMIT 2) AS anon_10)) AS edges) AS anon_9) AS messages) AS anon_8) AS node
FROM conversations AS conversations_2
WHERE conversations_2.id IN (SELECT found
FROM lookup.conversations_with($6::VARCHAR) AS found)
ORDER BY conversations_2.started_at, conversations_2.id
LIMIT 25) AS anon_7)) AS edges) AS anon_6) AS conversations, (SELECT row_to_json(anon_12) AS row_to_json_12
FROM (SELECT (SELECT count(*) AS count_4
FROM services AS services_1
WHERE services_1.is_active = $7::BOOLEAN AND services_1.id IN (SELECT found
FROM lookup.services_with($8::VARCHAR) AS found)) AS "totalCount", array((SELECT row_to_json(anon_13) AS row_to_json_13
FROM (SELECT (SELECT row_to_json(anon_14) AS row_to_json_14
FROM (SELECT services_2.name AS name) AS anon_14) AS node
FROM services AS services_2
WHERE services_2.is_active = $9::BOOLEAN AND services_2.id IN (SELECT found
FROM lookup.services_with($10::VARCHAR) AS found)
ORDER BY services_2.sort_name, services_2.id
LIMIT 50) AS anon_13)) AS edges) AS anon_12) AS services, (SELECT row_to_json(anon_15) AS row_to_json_15
FROM (SELECT (SELECT count(*) AS count_5
FROM library_services AS library_services_1
WHERE library_services_1.words @@ ALL (CAST((SELECT search.queries($11::VARCHAR) AS queries_3) AS TSQUERY[]))) AS "totalCount", array((SELECT row_to_json(anon_16) AS row_to_json_16
FROM (SELECT (SELECT row_to_json(anon_17) AS row_to_json_17
FROM (SELECT library_services_2.name AS name) AS anon_17) AS node
FROM library_services AS library_services_2
WHERE library_services_2.words @@ ALL (CAST((SELECT search.queries($12::VARCHAR) AS queries_4) AS TSQUERY[]))
ORDER BY library_services_2.position, library_services_2.id
LIMIT 2) AS anon_16)) AS edges) AS anon_15) AS "libraryServices") AS anon_1

-- 10 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS leads, NULL AS conversations, NULL AS services, NULL AS "libraryServices") AS anon_1
