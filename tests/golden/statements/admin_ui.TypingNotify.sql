-- 1 staff, 2 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT CAST($1::VARCHAR AS JSON) AS errors, 'TypingNotifyPayload' AS __typename) AS anon_1
