-- 1 owner, 2 manager, 3 staff, 4 viewer, 8 neighbour
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT array((SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT library_categories_1.code AS code
FROM library_categories AS library_categories_1
ORDER BY library_categories_1.position, library_categories_1.id) AS anon_2)) AS "libraryCategories", (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT anon_4.start AS start
FROM (SELECT CAST($1::DATE AS DATE) AS start, CAST($2::DATE AS DATE) AS "end", CAST(NULL AS DATE) AS previous_start, CAST(NULL AS DATE) AS previous_end, 'DAY' AS unit, coalesce((SELECT min(figure_marks.marked_at) AS min_1
FROM figure_marks), now()) AS updated_at) AS anon_4) AS anon_3) AS analytics, NULL AS widget, (SELECT row_to_json(anon_5) AS row_to_json_4
FROM (SELECT widget_settings_1.position AS position
FROM widget_settings AS widget_settings_1
LIMIT 1) AS anon_5) AS "widgetSettings", (SELECT row_to_json(anon_6) AS row_to_json_5
FROM (SELECT CAST($3::VARCHAR AS JSON) AS kind, CAST($4::VARCHAR AS JSON) AS permissions, (SELECT row_to_json(anon_7) AS row_to_json_6
FROM (SELECT 'person_' || encode(uuid_send(accounts_1.id), 'hex') AS id, accounts_1.email AS email, accounts_1.email_confirmed_at IS NOT NULL AS "isEmailConfirmed"
FROM accounts AS accounts_1
WHERE accounts_1.id = $5::UUID) AS anon_7) AS person, (SELECT row_to_json(anon_8) AS row_to_json_7
FROM (SELECT members_1.role AS role
FROM members AS members_1
WHERE members_1.id = $6::UUID) AS anon_8) AS member, (SELECT row_to_json(anon_9) AS row_to_json_8
FROM (SELECT 'workshop_' || encode(uuid_send(workshops_1.id), 'hex') AS id
FROM workshops AS workshops_1
WHERE workshops_1.id = $7::UUID) AS anon_9) AS workshop) AS anon_6) AS viewer) AS anon_1

-- 5 visitor, 6 widget
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "libraryCategories", NULL AS analytics, (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT anon_3.name AS name, anon_3.phone AS phone, anon_3.breakdown_phone AS breakdown_phone, anon_3.country AS country, anon_3.privacy_policy_url AS privacy_policy_url, anon_3.is_open_now AS is_open_now, anon_3.accent_color AS accent_color, anon_3.position AS position, anon_3.avatar_icon AS avatar_icon, anon_3.avatar_text AS avatar_text, anon_3.quick_replies AS quick_replies, anon_3.tone AS tone, anon_3.languages AS languages, anon_3.greeting_de AS greeting_de, anon_3.greeting_en AS greeting_en, anon_3.greeting_tr AS greeting_tr, anon_3.greeting_pl AS greeting_pl
FROM (SELECT workshops.name AS name, workshops.phone AS phone, workshops.breakdown_phone AS breakdown_phone, workshops.country AS country, workshops.privacy_policy_url AS privacy_policy_url, (EXISTS (SELECT 1
FROM opening_intervals
WHERE opening_intervals.workshop_id = workshops.id AND opening_intervals.weekday = CASE EXTRACT(isodow
FROM timezone(workshops.time_zone, now())) WHEN 1 THEN 'MONDAY' WHEN 2 THEN 'TUESDAY' WHEN 3 THEN 'WEDNESDAY' WHEN 4 THEN 'THURSDAY' WHEN 5 THEN 'FRIDAY' WHEN 6 THEN 'SATURDAY' WHEN 7 THEN 'SUNDAY' END AND opening_intervals.opens_at <= CAST(timezone(workshops.time_zone, now()) AS TIME WITHOUT TIME ZONE) AND opening_intervals.closes_at > CAST(timezone(workshops.time_zone, now()) AS TIME WITHOUT TIME ZONE))) AND NOT (EXISTS (SELECT 1
FROM closures
WHERE closures.workshop_id = workshops.id AND closures.starts_on <= CAST(timezone(workshops.time_zone, now()) AS DATE) AND closures.ends_on >= CAST(timezone(workshops.time_zone, now()) AS DATE))) AND NOT (EXISTS (SELECT 1
FROM public_holidays
WHERE public_holidays.country = workshops.country AND public_holidays.state IN ('', coalesce(workshops.federal_state, '')) AND public_holidays.date = CAST(timezone(workshops.time_zone, now()) AS DATE))) AS is_open_now, widget_settings.accent_color AS accent_color, widget_settings.position AS position, widget_settings.avatar_icon AS avatar_icon, widget_settings.avatar_text AS avatar_text, widget_settings.quick_replies AS quick_replies, assistant_settings.tone AS tone, assistant_settings.languages AS languages, widget_settings.greeting_de AS greeting_de, widget_settings.greeting_en AS greeting_en, widget_settings.greeting_tr AS greeting_tr, widget_settings.greeting_pl AS greeting_pl
FROM workshops
JOIN widget_settings ON widget_settings.workshop_id = workshops.id
JOIN assistant_settings ON assistant_settings.workshop_id = workshops.id) AS anon_3) AS anon_2) AS widget, NULL AS "widgetSettings", (SELECT row_to_json(anon_4) AS row_to_json_3
FROM (SELECT CAST($1::VARCHAR AS JSON) AS kind, CAST($2::VARCHAR AS JSON) AS permissions, NULL AS person, NULL AS member, NULL AS workshop) AS anon_4) AS viewer) AS anon_1

-- 7 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "libraryCategories", NULL AS analytics, NULL AS widget, NULL AS "widgetSettings", (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT CAST($1::VARCHAR AS JSON) AS kind, CAST($2::VARCHAR AS JSON) AS permissions, NULL AS person, NULL AS member, NULL AS workshop) AS anon_2) AS viewer) AS anon_1
