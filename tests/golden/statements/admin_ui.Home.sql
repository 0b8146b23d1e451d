-- 1 owner, 2 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'workshop_' || encode(uuid_send(workshops_1.id), 'hex') AS id, (EXISTS (SELECT 1
FROM opening_intervals
WHERE opening_intervals.workshop_id = workshops_1.id AND opening_intervals.weekday = CASE EXTRACT(isodow
FROM timezone(workshops_1.time_zone, now())) WHEN 1 THEN 'MONDAY' WHEN 2 THEN 'TUESDAY' WHEN 3 THEN 'WEDNESDAY' WHEN 4 THEN 'THURSDAY' WHEN 5 THEN 'FRIDAY' WHEN 6 THEN 'SATURDAY' WHEN 7 THEN 'SUNDAY' END AND opening_intervals.opens_at <= CAST(timezone(workshops_1.time_zone, now()) AS TIME WITHOUT TIME ZONE) AND opening_intervals.closes_at > CAST(timezone(workshops_1.time_zone, now()) AS TIME WITHOUT TIME ZONE))) AND NOT (EXISTS (SELECT 1
FROM closures
WHERE closures.workshop_id = workshops_1.id AND closures.starts_on <= CAST(timezone(workshops_1.time_zone, now()) AS DATE) AND closures.ends_on >= CAST(timezone(workshops_1.time_zone, now()) AS DATE))) AND NOT (EXISTS (SELECT 1
FROM public_holidays
WHERE public_holidays.country = workshops_1.country AND public_holidays.state IN ('', coalesce(workshops_1.federal_state, '')) AND public_holidays.date = CAST(timezone(workshops_1.time_zone, now()) AS DATE))) AS "isOpenNow", (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT workshops_1.street IS NOT NULL AND workshops_1.phone IS NOT NULL AND workshops_1.privacy_policy_url IS NOT NULL AS profile, workshops_1.hours_set_at IS NOT NULL AS "openingHours", EXISTS (SELECT 1
FROM services
WHERE services.workshop_id = workshops_1.id AND services.is_active) AS services, EXISTS (SELECT 1
FROM client_keys
WHERE client_keys.workshop_id = workshops_1.id AND client_keys.revoked_at IS NULL) AS "clientKey", EXISTS (SELECT 1
FROM client_keys
WHERE client_keys.workshop_id = workshops_1.id AND client_keys.last_seen_at IS NOT NULL) AS "widgetSeen", EXISTS (SELECT 1
FROM leads
WHERE leads.workshop_id = workshops_1.id) AS "firstLead", 'Onboarding' AS __typename) AS anon_3) AS onboarding, 'Workshop' AS __typename
FROM workshops AS workshops_1
LIMIT 1) AS anon_2) AS workshop, (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT (SELECT count(*) AS count_1
FROM leads AS leads_1
WHERE leads_1.status = ANY ($1::TEXT[])) AS "totalCount", 'LeadConnection' AS __typename) AS anon_4) AS "newLeads", (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT (SELECT count(*) AS count_2
FROM leads AS leads_2) AS "totalCount", array((SELECT row_to_json(anon_6) AS row_to_json_6
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_7
FROM (SELECT 'lead_' || encode(uuid_send(leads_3.id), 'hex') AS id, leads_3.kind AS kind, leads_3.status AS status, leads_3.wish AS wish, leads_3.score AS score, leads_3.read_at IS NULL AS "isUnread", leads_3.created_at AS "createdAt", CASE WHEN coalesce(leads_3.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_8) AS row_to_json_8
FROM (SELECT leads_3.name AS name, leads_3.phone AS phone, 'ContactDetails' AS __typename) AS anon_8) END AS "contactDetails", 'Lead' AS __typename) AS anon_7) AS node, 'LeadEdge' AS __typename
FROM leads AS leads_3
ORDER BY leads_3.created_at DESC, leads_3.id DESC
LIMIT 6) AS anon_6)) AS edges, 'LeadConnection' AS __typename) AS anon_5) AS leads, (SELECT row_to_json(anon_9) AS row_to_json_9
FROM (SELECT (SELECT count(*) AS count_3
FROM conversations AS conversations_1
WHERE conversations_1.status = ANY ($2::TEXT[])) AS "totalCount", 'ConversationConnection' AS __typename) AS anon_9) AS "openConversations", (SELECT row_to_json(anon_10) AS row_to_json_10
FROM (SELECT (SELECT count(*) AS count_4
FROM conversations AS conversations_2
WHERE conversations_2.status = ANY ($3::TEXT[])) AS "totalCount", 'ConversationConnection' AS __typename) AS anon_10) AS "waitingConversations") AS anon_1
