-- 1 owner, 2 owner, 3 neighbour
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'Lead' AS __typename, 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, leads_1.status AS status, leads_1.kind AS kind, leads_1.origin AS origin, leads_1.wish AS wish, leads_1.preferred_time AS "preferredTime", leads_1.note AS note, leads_1.score AS score, leads_1.read_at IS NULL AS "isUnread", leads_1.created_at AS "createdAt", leads_1.updated_at AS "updatedAt", CASE WHEN coalesce(leads_1.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT 'ContactDetails' AS __typename, leads_1.name AS name, leads_1.phone AS phone, leads_1.email AS email) AS anon_3) END AS "contactDetails", (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'Source' AS __typename, leads_1.surface AS surface, leads_1.page AS page, leads_1.referrer AS referrer, leads_1.campaign AS campaign) AS anon_4) AS source, (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT 'Consent' AS __typename, consents_1.text_version AS "textVersion", consents_1.text AS text, consents_1.language AS language, consents_1.given_at AS "givenAt"
FROM consents AS consents_1
WHERE leads_1.consent_id = consents_1.id) AS anon_5) AS consent, (SELECT row_to_json(anon_6) AS row_to_json_6
FROM (SELECT 'Conversation' AS __typename, 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id, conversations_1.started_at AS "startedAt", conversations_1.last_message_at AS "lastMessageAt", EXISTS (SELECT 1
FROM turns AS active
WHERE active.workshop_id = conversations_1.workshop_id AND active.conversation_id = conversations_1.id AND active.finished_at IS NULL) AS "isAnswering", conversations_1.taken_over_at IS NOT NULL AS "isTakenOver", conversations_1.preview AS preview, (SELECT row_to_json(anon_7) AS row_to_json_7
FROM (SELECT turns_1.status AS status, CASE WHEN (jsonb_typeof(CAST(turns_1.prefill AS JSONB)) = 'object') THEN (SELECT row_to_json(anon_8) AS row_to_json_8
FROM (SELECT CAST(turns_1.prefill AS JSONB) ->> 'name' AS name, CAST(turns_1.prefill AS JSONB) ->> 'phone' AS phone, CAST(turns_1.prefill AS JSONB) ->> 'email' AS email, CAST(turns_1.prefill AS JSONB) ->> 'wish' AS wish) AS anon_8) ELSE NULL END AS prefill, (SELECT row_to_json(anon_9) AS row_to_json_9
FROM (SELECT messages_1.text AS text
FROM messages AS messages_1
WHERE turns_1.answer_id = messages_1.id) AS anon_9) AS message
FROM turns AS turns_1
WHERE turns_1.conversation_id = conversations_1.id AND turns_1.finished_at IS NULL
ORDER BY turns_1.id
LIMIT 1) AS anon_7) AS "activeTurn"
FROM conversations AS conversations_1
WHERE leads_1.conversation_id = conversations_1.id) AS anon_6) AS conversation, (SELECT row_to_json(anon_10) AS row_to_json_10
FROM (SELECT 'Member' AS __typename, 'member_' || encode(uuid_send(members_1.id), 'hex') AS id, members_1.name AS name, members_1.email AS email, members_1.role AS role
FROM members AS members_1
WHERE leads_1.assignee_id = members_1.id) AS anon_10) AS assignee, array((SELECT row_to_json(anon_11) AS row_to_json_11
FROM (SELECT 'LeadEvent' AS __typename, 'leadevent_' || encode(uuid_send(lead_events_1.id), 'hex') AS id, lead_events_1.kind AS kind, lead_events_1.at AS at, lead_events_1.actor_name AS "actorName", lead_events_1.from_status AS "fromStatus", lead_events_1.to_status AS "toStatus", lead_events_1.detail AS detail
FROM lead_events AS lead_events_1
WHERE lead_events_1.lead_id = leads_1.id
ORDER BY lead_events_1.id) AS anon_11)) AS events, array((SELECT row_to_json(anon_12) AS row_to_json_12
FROM (SELECT 'WishedTime' AS __typename, CAST(anon_13.value ->> 'date' AS DATE) AS date, to_char(CAST(anon_13.value ->> 'starts_at' AS TIME WITHOUT TIME ZONE), 'HH24:MI') AS "startsAt", to_char(CAST(anon_13.value ->> 'ends_at' AS TIME WITHOUT TIME ZONE), 'HH24:MI') AS "endsAt"
FROM jsonb_array_elements(CAST(leads_1.wished_times AS JSONB)) WITH ORDINALITY AS anon_13(value, place)
ORDER BY anon_13.place) AS anon_12)) AS "wishedTimes", array((SELECT row_to_json(anon_14) AS row_to_json_13
FROM (SELECT 'ScoreReason' AS __typename, anon_15.value ->> 'code' AS code, CAST(anon_15.value ->> 'points' AS INTEGER) AS points
FROM jsonb_array_elements(CAST(leads_1.score_reasons AS JSONB)) WITH ORDINALITY AS anon_15(value, place)
ORDER BY anon_15.place) AS anon_14)) AS "scoreReasons"
FROM leads AS leads_1
WHERE leads_1.id = $1::UUID) AS anon_2) AS lead) AS anon_1
