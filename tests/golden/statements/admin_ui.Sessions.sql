-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT 'session_' || encode(uuid_send(sessions_1.id), 'hex') AS id, 'Session' AS __typename
FROM sessions AS sessions_1
WHERE sessions_1.id = $1::UUID) AS anon_3) AS session, 'Viewer' AS __typename) AS anon_2) AS viewer, array((SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'session_' || encode(uuid_send(sessions_2.id), 'hex') AS id, sessions_2.kind AS kind, sessions_2.created_at AS "createdAt", sessions_2.last_used_at AS "lastUsedAt", sessions_2.user_agent AS "userAgent", 'Session' AS __typename
FROM sessions AS sessions_2
ORDER BY sessions_2.last_used_at DESC, sessions_2.id DESC) AS anon_4)) AS sessions) AS anon_1

-- 2 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT NULL AS session, 'Viewer' AS __typename) AS anon_2) AS viewer, NULL AS sessions) AS anon_1
