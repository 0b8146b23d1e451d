-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'errorgroup_' || encode(uuid_send(error_groups_1.id), 'hex') AS id, (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT 'operator_' || encode(uuid_send(operators_1.id), 'hex') AS id, operators_1.name AS name, 'Operator' AS __typename
FROM operators AS operators_1
WHERE error_groups_1.assignee_id = operators_1.id) AS anon_3) AS assignee, 'ErrorGroup' AS __typename
FROM error_groups AS error_groups_1
WHERE error_groups_1.id = $1::UUID) AS anon_2) AS "errorGroup", CAST($2::VARCHAR AS JSON) AS errors, 'ErrorGroupAssignPayload' AS __typename) AS anon_1
