-- 1 owner, 2 manager, 3 staff, 4 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT CAST($1::VARCHAR AS JSON) AS kind, CAST($2::VARCHAR AS JSON) AS permissions, (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT 'person_' || encode(uuid_send(accounts_1.id), 'hex') AS id, accounts_1.name AS name, accounts_1.email AS email, accounts_1.language AS language, accounts_1.email_confirmed_at IS NOT NULL AS "isEmailConfirmed", 'Person' AS __typename
FROM accounts AS accounts_1
WHERE accounts_1.id = $3::UUID) AS anon_3) AS person, (SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'member_' || encode(uuid_send(members_1.id), 'hex') AS id, members_1.name AS name, members_1.role AS role, 'Member' AS __typename
FROM members AS members_1
WHERE members_1.id = $4::UUID) AS anon_4) AS member, (SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT 'workshop_' || encode(uuid_send(workshops_1.id), 'hex') AS id, workshops_1.name AS name, workshops_1.language AS language, workshops_1.country AS country, workshops_1.currency AS currency, workshops_1.time_zone AS "timeZone", 'Workshop' AS __typename
FROM workshops AS workshops_1
WHERE workshops_1.id = $5::UUID) AS anon_5) AS workshop, NULL AS impersonation, 'Viewer' AS __typename) AS anon_2) AS viewer) AS anon_1

-- 5 visitor, 6 widget, 7 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT CAST($1::VARCHAR AS JSON) AS kind, CAST($2::VARCHAR AS JSON) AS permissions, NULL AS person, NULL AS member, NULL AS workshop, NULL AS impersonation, 'Viewer' AS __typename) AS anon_2) AS viewer) AS anon_1
