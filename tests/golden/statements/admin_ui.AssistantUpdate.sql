-- 1 owner, 2 staff, 3 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'assistant_' || encode(uuid_send(assistant_settings_1.id), 'hex') AS id, assistant_settings_1.tone AS tone, assistant_settings_1.languages AS languages, assistant_settings_1.instructions AS instructions, (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT assistant_settings_1.handover_after_gaps AS "afterGaps", assistant_settings_1.handover_keywords AS keywords, assistant_settings_1.handover_only_when_open AS "onlyWhenOpen", 'HandoverRules' AS __typename) AS anon_3) AS handover, 'Assistant' AS __typename
FROM assistant_settings AS assistant_settings_1
WHERE assistant_settings_1.id = $1::UUID) AS anon_2) AS assistant, CAST($2::VARCHAR AS JSON) AS errors, 'AssistantUpdatePayload' AS __typename) AS anon_1
