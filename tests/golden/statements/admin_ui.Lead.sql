-- 1 owner, 2 viewer, 4 neighbour, 5 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, leads_1.status AS status, leads_1.kind AS kind, leads_1.origin AS origin, leads_1.wish AS wish, leads_1.preferred_time AS "preferredTime", array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT CAST(anon_4.value ->> 'date' AS DATE) AS date, to_char(CAST(anon_4.value ->> 'starts_at' AS TIME WITHOUT TIME ZONE), 'HH24:MI') AS "startsAt", to_char(CAST(anon_4.value ->> 'ends_at' AS TIME WITHOUT TIME ZONE), 'HH24:MI') AS "endsAt", 'WishedTime' AS __typename
FROM jsonb_array_elements(CAST(leads_1.wished_times AS JSONB)) WITH ORDINALITY AS anon_4(value, place)
ORDER BY anon_4.place) AS anon_3)) AS "wishedTimes", leads_1.note AS note, leads_1.score AS score, array((SELECT row_to_json(anon_5) AS row_to_json_4
FROM (SELECT anon_6.value ->> 'code' AS code, CAST(anon_6.value ->> 'points' AS INTEGER) AS points, 'ScoreReason' AS __typename
FROM jsonb_array_elements(CAST(leads_1.score_reasons AS JSONB)) WITH ORDINALITY AS anon_6(value, place)
ORDER BY anon_6.place) AS anon_5)) AS "scoreReasons", array((SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT anon_8.value ->> 'code' AS code, CAST(anon_8.value ->> 'points' AS INTEGER) AS points, 'ScoreReason' AS __typename
FROM jsonb_array_elements(CAST(leads_1.spam_reasons AS JSONB)) WITH ORDINALITY AS anon_8(value, place)
ORDER BY anon_8.place) AS anon_7)) AS "spamReasons", leads_1.is_test AS "isTest", leads_1.read_at IS NULL AS "isUnread", leads_1.created_at AS "createdAt", leads_1.updated_at AS "updatedAt", CASE WHEN coalesce(leads_1.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_9) AS row_to_json_6
FROM (SELECT leads_1.name AS name, leads_1.phone AS phone, leads_1.email AS email, 'ContactDetails' AS __typename) AS anon_9) END AS "contactDetails", (SELECT row_to_json(anon_10) AS row_to_json_7
FROM (SELECT leads_1.surface AS surface, leads_1.page AS page, leads_1.referrer AS referrer, leads_1.campaign AS campaign, 'Source' AS __typename) AS anon_10) AS source, (SELECT row_to_json(anon_11) AS row_to_json_8
FROM (SELECT consents_1.text_version AS "textVersion", consents_1.text AS text, consents_1.language AS language, consents_1.given_at AS "givenAt", 'Consent' AS __typename
FROM consents AS consents_1
WHERE leads_1.consent_id = consents_1.id) AS anon_11) AS consent, (SELECT row_to_json(anon_12) AS row_to_json_9
FROM (SELECT 'member_' || encode(uuid_send(members_1.id), 'hex') AS id, members_1.name AS name, 'Member' AS __typename
FROM members AS members_1
WHERE leads_1.assignee_id = members_1.id) AS anon_12) AS assignee, array((SELECT row_to_json(anon_13) AS row_to_json_10
FROM (SELECT 'leadevent_' || encode(uuid_send(lead_events_1.id), 'hex') AS id, lead_events_1.kind AS kind, lead_events_1.at AS at, lead_events_1.actor_name AS "actorName", lead_events_1.from_status AS "fromStatus", lead_events_1.to_status AS "toStatus", lead_events_1.detail AS detail, 'LeadEvent' AS __typename
FROM lead_events AS lead_events_1
WHERE lead_events_1.lead_id = leads_1.id
ORDER BY lead_events_1.id) AS anon_13)) AS events, (SELECT row_to_json(anon_14) AS row_to_json_11
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id, conversations_1.status AS status, conversations_1.language AS language, (SELECT row_to_json(anon_15) AS row_to_json_12
FROM (SELECT array((SELECT row_to_json(anon_16) AS row_to_json_13
FROM (SELECT (SELECT row_to_json(anon_17) AS row_to_json_14
FROM (SELECT 'message_' || encode(uuid_send(anon_18.id), 'hex') AS id, anon_18.seq AS seq, anon_18.author AS author, anon_18.text AS text, anon_18.sent_at AS "sentAt", anon_18.member_name AS "memberName", 'Message' AS __typename) AS anon_17) AS node, 'MessageEdge' AS __typename
FROM (SELECT messages_1.workshop_id AS workshop_id, messages_1.id AS id, messages_1.conversation_id AS conversation_id, messages_1.seq AS seq, messages_1.author AS author, messages_1.text AS text, messages_1.member_name AS member_name, messages_1.idempotency_key AS idempotency_key, messages_1.sent_at AS sent_at, messages_1.is_indexed AS is_indexed, messages_1.marked_wrong_at AS marked_wrong_at
FROM messages AS messages_1
WHERE messages_1.conversation_id = conversations_1.id
ORDER BY messages_1.seq DESC
LIMIT 100) AS anon_18
ORDER BY anon_18.seq) AS anon_16)) AS edges, 'MessageConnection' AS __typename) AS anon_15) AS messages, 'Conversation' AS __typename
FROM conversations AS conversations_1
WHERE leads_1.conversation_id = conversations_1.id) AS anon_14) AS conversation, 'Lead' AS __typename
FROM leads AS leads_1
WHERE leads_1.id = $1::UUID) AS anon_2) AS lead) AS anon_1

-- 3 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS lead) AS anon_1
