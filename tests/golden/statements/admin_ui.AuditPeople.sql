-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT array((SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'member_' || encode(uuid_send(members_1.id), 'hex') AS id, members_1.name AS name, 'Member' AS __typename
FROM members AS members_1
ORDER BY members_1.created_at, members_1.id) AS anon_2)) AS members) AS anon_1

-- 2 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS members) AS anon_1
