-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'widget_' || encode(uuid_send(widget_settings_1.id), 'hex') AS id, widget_settings_1.accent_color AS "accentColor", widget_settings_1.position AS position, array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT anon_4.value ->> 'language' AS language, anon_4.value ->> 'text' AS text, 'LocalizedText' AS __typename
FROM jsonb_array_elements(CAST(array_to_json(array_remove(ARRAY[CASE WHEN (coalesce(widget_settings_1.greeting_de, '') != '') THEN CAST(json_build_object('language', 'DE', 'text', widget_settings_1.greeting_de) AS JSONB) END, CASE WHEN (coalesce(widget_settings_1.greeting_en, '') != '') THEN CAST(json_build_object('language', 'EN', 'text', widget_settings_1.greeting_en) AS JSONB) END, CASE WHEN (coalesce(widget_settings_1.greeting_tr, '') != '') THEN CAST(json_build_object('language', 'TR', 'text', widget_settings_1.greeting_tr) AS JSONB) END, CASE WHEN (coalesce(widget_settings_1.greeting_pl, '') != '') THEN CAST(json_build_object('language', 'PL', 'text', widget_settings_1.greeting_pl) AS JSONB) END], NULL)) AS JSONB)) WITH ORDINALITY AS anon_4(value, place)
ORDER BY anon_4.place) AS anon_3)) AS greetings, 'WidgetSettings' AS __typename
FROM widget_settings AS widget_settings_1
LIMIT 1) AS anon_2) AS "widgetSettings") AS anon_1

-- 2 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "widgetSettings") AS anon_1
