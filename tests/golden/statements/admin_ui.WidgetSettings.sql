-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'widget_' || encode(uuid_send(widget_settings_1.id), 'hex') AS id, widget_settings_1.accent_color AS "accentColor", (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT 'image_' || encode(uuid_send(images_1.id), 'hex') AS id, '/images/image_' || replace(CAST(images_1.id AS TEXT), '-', '') AS url, 'Image' AS __typename
FROM images AS images_1
WHERE images_1.workshop_id = widget_settings_1.workshop_id AND images_1.service_id IS NULL) AS anon_3) AS logo, widget_settings_1.position AS position, array((SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT anon_5.value ->> 'language' AS language, anon_5.value ->> 'text' AS text, 'LocalizedText' AS __typename
FROM jsonb_array_elements(CAST(array_to_json(array_remove(ARRAY[CASE WHEN (coalesce(widget_settings_1.greeting_de, '') != '') THEN CAST(json_build_object('language', 'DE', 'text', widget_settings_1.greeting_de) AS JSONB) END, CASE WHEN (coalesce(widget_settings_1.greeting_en, '') != '') THEN CAST(json_build_object('language', 'EN', 'text', widget_settings_1.greeting_en) AS JSONB) END, CASE WHEN (coalesce(widget_settings_1.greeting_tr, '') != '') THEN CAST(json_build_object('language', 'TR', 'text', widget_settings_1.greeting_tr) AS JSONB) END, CASE WHEN (coalesce(widget_settings_1.greeting_pl, '') != '') THEN CAST(json_build_object('language', 'PL', 'text', widget_settings_1.greeting_pl) AS JSONB) END], NULL)) AS JSONB)) WITH ORDINALITY AS anon_5(value, place)
ORDER BY anon_5.place) AS anon_4)) AS greetings, widget_settings_1.avatar_icon AS "avatarIcon", widget_settings_1.avatar_text AS "avatarText", array((SELECT row_to_json(anon_6) AS row_to_json_5
FROM (SELECT anon_7.value ->> 'language' AS language, anon_7.value ->> 'text' AS text, 'LocalizedText' AS __typename
FROM jsonb_array_elements(CAST(widget_settings_1.quick_replies AS JSONB)) WITH ORDINALITY AS anon_7(value, place)
ORDER BY anon_7.place) AS anon_6)) AS "quickReplies", 'WidgetSettings' AS __typename
FROM widget_settings AS widget_settings_1
LIMIT 1) AS anon_2) AS "widgetSettings", (SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT 'assistant_' || encode(uuid_send(assistant_settings_1.id), 'hex') AS id, assistant_settings_1.tone AS tone, assistant_settings_1.languages AS languages, assistant_settings_1.instructions AS instructions, (SELECT row_to_json(anon_9) AS row_to_json_7
FROM (SELECT assistant_settings_1.handover_after_gaps AS "afterGaps", assistant_settings_1.handover_keywords AS keywords, assistant_settings_1.handover_only_when_open AS "onlyWhenOpen", 'HandoverRules' AS __typename) AS anon_9) AS handover, 'Assistant' AS __typename
FROM assistant_settings AS assistant_settings_1
LIMIT 1) AS anon_8) AS assistant) AS anon_1

-- 2 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "widgetSettings", NULL AS assistant) AS anon_1
