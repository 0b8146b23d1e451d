-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT (SELECT json_build_object() AS json_build_object_1
FROM workshops AS workshops_1
WHERE workshops_1.id = $1::UUID) AS workshop) AS anon_2) AS viewer, (SELECT json_build_object() AS json_build_object_2) AS leads, (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (WITH anon_4 AS MATERIALIZED
(SELECT anon_5.workshop_id AS workshop_id, anon_5.id AS id, anon_5.client_key_id AS client_key_id, anon_5.token_hash AS token_hash, anon_5.token_expires_at AS token_expires_at, anon_5.language AS language, anon_5.status AS status, anon_5.started_at AS started_at, anon_5.ai_disclosed_at AS ai_disclosed_at, anon_5.last_message_at AS last_message_at, anon_5.message_count AS message_count, anon_5.preview AS preview, anon_5.taken_over_at AS taken_over_at, anon_5.taken_over_by AS taken_over_by, anon_5.is_test AS is_test, anon_5.visitor_hash AS visitor_hash, anon_5.outcome AS outcome, anon_5.handed_over_at AS handed_over_at, anon_5.visitor_seen_at AS visitor_seen_at, anon_5.labels AS labels, anon_5.rating AS rating, anon_5.rating_comment AS rating_comment, anon_5.mail_due_at AS mail_due_at, anon_5.mailed_seq AS mailed_seq, anon_5.surface AS surface, anon_5.page AS page, anon_5.referrer AS referrer, anon_5.campaign AS campaign, row_number() OVER () AS place_in_page
FROM (SELECT conversations_1.workshop_id AS workshop_id, conversations_1.id AS id, conversations_1.client_key_id AS client_key_id, conversations_1.token_hash AS token_hash, conversations_1.token_expires_at AS token_expires_at, conversations_1.language AS language, conversations_1.status AS status, conversations_1.started_at AS started_at, conversations_1.ai_disclosed_at AS ai_disclosed_at, conversations_1.last_message_at AS last_message_at, conversations_1.message_count AS message_count, conversations_1.preview AS preview, conversations_1.taken_over_at AS taken_over_at, conversations_1.taken_over_by AS taken_over_by, conversations_1.is_test AS is_test, conversations_1.visitor_hash AS visitor_hash, conversations_1.outcome AS outcome, conversations_1.handed_over_at AS handed_over_at, conversations_1.visitor_seen_at AS visitor_seen_at, conversations_1.labels AS labels, conversations_1.rating AS rating, conversations_1.rating_comment AS rating_comment, conversations_1.mail_due_at AS mail_due_at, conversations_1.mailed_seq AS mailed_seq, conversations_1.surface AS surface, conversations_1.page AS page, conversations_1.referrer AS referrer, conversations_1.campaign AS campaign
FROM conversations AS conversations_1
ORDER BY conversations_1.last_message_at DESC, conversations_1.id DESC
LIMIT 3) AS anon_5)
SELECT array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT json_build_object() AS json_build_object_3) AS node
FROM anon_4
WHERE anon_4.place_in_page <= 2
ORDER BY anon_4.place_in_page) AS anon_6)) AS edges, (SELECT json_build_object() AS json_build_object_4) AS "pageInfo") AS anon_3) AS conversations, array((SELECT json_build_object() AS json_build_object_5
FROM members AS members_1
ORDER BY members_1.created_at, members_1.id)) AS members, array((SELECT CASE WHEN (anon_8.prefix = 'lead') THEN (SELECT json_build_object() AS json_build_object_6
FROM leads AS leads_1
WHERE leads_1.id = anon_8.key) ELSE NULL END AS anon_7
FROM unnest($2::TEXT[], $3::UUID[]) WITH ORDINALITY AS anon_8(prefix, key, place)
ORDER BY anon_8.place)) AS nodes, (SELECT row_to_json(anon_9) AS row_to_json_5
FROM (SELECT array((SELECT row_to_json(anon_10) AS row_to_json_6
FROM (SELECT (SELECT json_build_object() AS json_build_object_7) AS node
FROM services AS services_1
ORDER BY services_1.category_position, services_1.position, services_1.sort_name, services_1.id
LIMIT 1) AS anon_10)) AS edges) AS anon_9) AS services, (SELECT row_to_json(anon_11) AS row_to_json_7
FROM (SELECT array((SELECT json_build_object() AS json_build_object_8
FROM (SELECT metrics.metric AS metric, coalesce(anon_13.count, 0) AS count, CASE WHEN (anon_14.previous_start IS NOT NULL) THEN coalesce(anon_15.count, 0) END AS previous_count
FROM (VALUES ('LEADS', 0), ('LEADS_WON', 1), ('LEADS_LOST', 2), ('CONVERSATIONS', 3), ('VISITOR_MESSAGES', 4), ('ANSWERS', 5), ('KNOWLEDGE_GAPS', 6)) AS metrics (metric, place)
LEFT OUTER
JOIN (SELECT daily_figures.metric AS metric, CAST(sum(daily_figures.count) AS INTEGER) AS count
FROM daily_figures
WHERE daily_figures.day BETWEEN anon_14.start AND anon_14."end"
GROUP BY daily_figures.metric) AS anon_13 ON anon_13.metric = metrics.metric
LEFT OUTER
JOIN (SELECT daily_figures.metric AS metric, CAST(sum(daily_figures.count) AS INTEGER) AS count
FROM daily_figures
WHERE daily_figures.day BETWEEN anon_14.previous_start AND anon_14.previous_end
GROUP BY daily_figures.metric) AS anon_15 ON anon_15.metric = metrics.metric
ORDER BY metrics.place) AS anon_12)) AS totals
FROM (SELECT CAST($4::DATE AS DATE) AS start, CAST($5::DATE AS DATE) AS "end", CAST(NULL AS DATE) AS previous_start, CAST(NULL AS DATE) AS previous_end, 'DAY' AS unit, coalesce((SELECT min(figure_marks.marked_at) AS min_1
FROM figure_marks), now()) AS updated_at) AS anon_14) AS anon_11) AS analytics) AS anon_1

-- 2 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT NULL AS workshop) AS anon_2) AS viewer, NULL AS leads, NULL AS conversations, NULL AS members, NULL AS nodes, NULL AS services, NULL AS analytics) AS anon_1

-- 3 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT CAST($1::VARCHAR AS JSON) AS kind, (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT 'workshop_' || encode(uuid_send(workshops_1.id), 'hex') AS id
FROM workshops AS workshops_1
WHERE workshops_1.id = $2::UUID) AS anon_3) AS workshop) AS anon_2) AS viewer, (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT array((SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['NEWEST', to_json(leads_1.created_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(leads_1.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor
FROM leads AS leads_1
ORDER BY leads_1.created_at DESC, leads_1.id DESC
LIMIT 2) AS anon_5)) AS edges) AS anon_4) AS leads, (SELECT row_to_json(anon_6) AS row_to_json_6
FROM (WITH anon_7 AS MATERIALIZED
(SELECT anon_8.workshop_id AS workshop_id, anon_8.id AS id, anon_8.client_key_id AS client_key_id, anon_8.token_hash AS token_hash, anon_8.token_expires_at AS token_expires_at, anon_8.language AS language, anon_8.status AS status, anon_8.started_at AS started_at, anon_8.ai_disclosed_at AS ai_disclosed_at, anon_8.last_message_at AS last_message_at, anon_8.message_count AS message_count, anon_8.preview AS preview, anon_8.taken_over_at AS taken_over_at, anon_8.taken_over_by AS taken_over_by, anon_8.is_test AS is_test, anon_8.visitor_hash AS visitor_hash, anon_8.outcome AS outcome, anon_8.handed_over_at AS handed_over_at, anon_8.visitor_seen_at AS visitor_seen_at, anon_8.labels AS labels, anon_8.rating AS rating, anon_8.rating_comment AS rating_comment, anon_8.mail_due_at AS mail_due_at, anon_8.mailed_seq AS mailed_seq, anon_8.surface AS surface, anon_8.page AS page, anon_8.referrer AS referrer, anon_8.campaign AS campaign, row_number() OVER () AS place_in_page
FROM (SELECT conversations_1.workshop_id AS workshop_id, conversations_1.id AS id, conversations_1.client_key_id AS client_key_id, conversations_1.token_hash AS token_hash, conversations_1.token_expires_at AS token_expires_at, conversations_1.language AS language, conversations_1.status AS status, conversations_1.started_at AS started_at, conversations_1.ai_disclosed_at AS ai_disclosed_at, conversations_1.last_message_at AS last_message_at, conversations_1.message_count AS message_count, conversations_1.preview AS preview, conversations_1.taken_over_at AS taken_over_at, conversations_1.taken_over_by AS taken_over_by, conversations_1.is_test AS is_test, conversations_1.visitor_hash AS visitor_hash, conversations_1.outcome AS outcome, conversations_1.handed_over_at AS handed_over_at, conversations_1.visitor_seen_at AS visitor_seen_at, conversations_1.labels AS labels, conversations_1.rating AS rating, conversations_1.rating_comment AS rating_comment, conversations_1.mail_due_at AS mail_due_at, conversations_1.mailed_seq AS mailed_seq, conversations_1.surface AS surface, conversations_1.page AS page, conversations_1.referrer AS referrer, conversations_1.campaign AS campaign
FROM conversations AS conversations_1
ORDER BY conversations_1.last_message_at DESC, conversations_1.id DESC
LIMIT 3) AS anon_8)
SELECT array((SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT (SELECT row_to_json(anon_10) AS row_to_json_8
FROM (SELECT 'conversation_' || encode(uuid_send(anon_7.id), 'hex') AS id) AS anon_10) AS node, translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LATEST_MESSAGE', to_json(anon_7.last_message_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_7.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS cursor
FROM anon_7
WHERE anon_7.place_in_page <= 2
ORDER BY anon_7.place_in_page) AS anon_9)) AS edges, (SELECT row_to_json(anon_11) AS row_to_json_9
FROM (SELECT (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LATEST_MESSAGE', to_json(anon_7.last_message_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_7.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_7
WHERE anon_7.place_in_page <= 2
ORDER BY anon_7.place_in_page DESC
LIMIT 1) AS "endCursor") AS anon_11) AS "pageInfo") AS anon_6) AS conversations, array((SELECT row_to_json(anon_12) AS row_to_json_10
FROM (SELECT members_1.name AS name
FROM members AS members_1
ORDER BY members_1.created_at, members_1.id) AS anon_12)) AS members, array((SELECT CASE WHEN (anon_14.prefix = 'lead') THEN (SELECT row_to_json(anon_15) AS row_to_json_11
FROM (SELECT 'lead_' || encode(uuid_send(leads_2.id), 'hex') AS id
FROM leads AS leads_2
WHERE leads_2.id = anon_14.key) AS anon_15) ELSE NULL END AS anon_13
FROM unnest($3::TEXT[], $4::UUID[]) WITH ORDINALITY AS anon_14(prefix, key, place)
ORDER BY anon_14.place)) AS nodes, (SELECT row_to_json(anon_16) AS row_to_json_12
FROM (SELECT array((SELECT row_to_json(anon_17) AS row_to_json_13
FROM (SELECT (SELECT row_to_json(anon_18) AS row_to_json_14
FROM (SELECT services_1.name AS name) AS anon_18) AS node
FROM services AS services_1
ORDER BY services_1.category_position, services_1.position, services_1.sort_name, services_1.id
LIMIT 1) AS anon_17)) AS edges) AS anon_16) AS services, (SELECT row_to_json(anon_19) AS row_to_json_15
FROM (SELECT array((SELECT row_to_json(anon_20) AS row_to_json_16
FROM (SELECT anon_21.count AS count
FROM (SELECT metrics.metric AS metric, coalesce(anon_22.count, 0) AS count, CASE WHEN (anon_23.previous_start IS NOT NULL) THEN coalesce(anon_24.count, 0) END AS previous_count
FROM (VALUES ('LEADS', 0), ('LEADS_WON', 1), ('LEADS_LOST', 2), ('CONVERSATIONS', 3), ('VISITOR_MESSAGES', 4), ('ANSWERS', 5), ('KNOWLEDGE_GAPS', 6)) AS metrics (metric, place)
LEFT OUTER
JOIN (SELECT daily_figures.metric AS metric, CAST(sum(daily_figures.count) AS INTEGER) AS count
FROM daily_figures
WHERE daily_figures.day BETWEEN anon_23.start AND anon_23."end"
GROUP BY daily_figures.metric) AS anon_22 ON anon_22.metric = metrics.metric
LEFT OUTER
JOIN (SELECT daily_figures.metric AS metric, CAST(sum(daily_figures.count) AS INTEGER) AS count
FROM daily_figures
WHERE daily_figures.day BETWEEN anon_23.previous_start AND anon_23.previous_end
GROUP BY daily_figures.metric) AS anon_24 ON anon_24.metric = metrics.metric
ORDER BY metrics.place) AS anon_21) AS anon_20)) AS totals
FROM (SELECT CAST($5::DATE AS DATE) AS start, CAST($6::DATE AS DATE) AS "end", CAST(NULL AS DATE) AS previous_start, CAST(NULL AS DATE) AS previous_end, 'DAY' AS unit, coalesce((SELECT min(figure_marks.marked_at) AS min_1
FROM figure_marks), now()) AS updated_at) AS anon_23) AS anon_19) AS analytics) AS anon_1
