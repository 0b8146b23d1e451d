-- 1 widget, 2 visitor, 4 widget
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
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
JOIN assistant_settings ON assistant_settings.workshop_id = workshops.id) AS anon_3) AS anon_2) AS widget) AS anon_1

-- 3 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS widget) AS anon_1
