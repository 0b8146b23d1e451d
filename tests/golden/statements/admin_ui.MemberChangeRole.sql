-- 1 owner, 2 staff, 3 owner, 4 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'member_' || encode(uuid_send(members_1.id), 'hex') AS id, members_1.role AS role, 'Member' AS __typename
FROM members AS members_1
WHERE members_1.id = $1::UUID) AS anon_2) AS member, CAST($2::VARCHAR AS JSON) AS errors, 'MemberChangeRolePayload' AS __typename) AS anon_1
