-- 1 owner, 3 neighbour
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.at AS at, anon_4.actor_id AS actor_id, anon_4.actor_name AS actor_name, anon_4.action AS action, anon_4.subject AS subject, anon_4.changes AS changes, row_number() OVER () AS place_in_page
FROM (SELECT audit_entries_1.workshop_id AS workshop_id, audit_entries_1.id AS id, audit_entries_1.at AS at, audit_entries_1.actor_id AS actor_id, audit_entries_1.actor_name AS actor_name, audit_entries_1.action AS action, audit_entries_1.subject AS subject, audit_entries_1.changes AS changes
FROM audit_entries AS audit_entries_1
WHERE audit_entries_1.action = ANY ($1::TEXT[])
ORDER BY audit_entries_1.at DESC, audit_entries_1.id DESC
LIMIT 6) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM audit_entries AS audit_entries_2
WHERE audit_entries_2.action = ANY ($2::TEXT[])) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 5) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['NEWEST', to_json(anon_3.at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 5
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'audit_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.at AS at, anon_3.actor_name AS "actorName", anon_3.action AS action, anon_3.subject AS subject, anon_3.changes ->> 'reason' AS reason, coalesce(anon_3.changes['fields'], '[]'::jsonb) AS fields, 'AuditEntry' AS __typename) AS anon_7) AS node, 'AuditEntryEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 5
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'AuditEntryConnection' AS __typename) AS anon_2) AS "auditEntries") AS anon_1

-- 2 manager
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "auditEntries") AS anon_1
