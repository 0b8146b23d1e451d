-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'errorgroup_' || encode(uuid_send(error_groups_1.id), 'hex') AS id, error_groups_1.status AS status, error_groups_1.muted_until AS "mutedUntil", 'ErrorGroup' AS __typename
FROM error_groups AS error_groups_1
WHERE error_groups_1.id = $1::UUID) AS anon_2) AS "errorGroup", CAST($2::VARCHAR AS JSON) AS errors, 'ErrorGroupMutePayload' AS __typename) AS anon_1
