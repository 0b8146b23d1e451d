-- 1 staff, 2 staff, 3 staff, 4 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'lead_' || encode(uuid_send(leads_1.id), 'hex') AS id, leads_1.note AS note, leads_1.wish AS wish, leads_1.preferred_time AS "preferredTime", array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT CAST(anon_4.value ->> 'date' AS DATE) AS date, to_char(CAST(anon_4.value ->> 'starts_at' AS TIME WITHOUT TIME ZONE), 'HH24:MI') AS "startsAt", to_char(CAST(anon_4.value ->> 'ends_at' AS TIME WITHOUT TIME ZONE), 'HH24:MI') AS "endsAt", 'WishedTime' AS __typename
FROM jsonb_array_elements(CAST(leads_1.wished_times AS JSONB)) WITH ORDINALITY AS anon_4(value, place)
ORDER BY anon_4.place) AS anon_3)) AS "wishedTimes", CASE WHEN coalesce(leads_1.locked_until > now(), false) THEN NULL ELSE (SELECT row_to_json(anon_5) AS row_to_json_4
FROM (SELECT leads_1.name AS name, leads_1.phone AS phone, leads_1.email AS email, 'ContactDetails' AS __typename) AS anon_5) END AS "contactDetails", 'Lead' AS __typename
FROM leads AS leads_1
WHERE leads_1.id = $1::UUID) AS anon_2) AS lead, CAST($2::VARCHAR AS JSON) AS errors, 'LeadUpdatePayload' AS __typename) AS anon_1
