-- 1 owner, 2 neighbour
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT anon_4.id AS id, anon_4.name AS name, anon_4.role AS role, 'Membership' AS __typename
FROM (SELECT concat('workshop_', replace(CAST(own_workshops.workshop_id AS TEXT), '-', '')) AS id, own_workshops.name AS name, own_workshops.member_role AS role
FROM lookup.workshops() AS own_workshops) AS anon_4) AS anon_3)) AS workshops, 'Viewer' AS __typename) AS anon_2) AS viewer) AS anon_1

-- 3 visitor, 4 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT NULL AS workshops, 'Viewer' AS __typename) AS anon_2) AS viewer) AS anon_1
