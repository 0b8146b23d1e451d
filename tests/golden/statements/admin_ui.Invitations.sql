-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT array((SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'invitation_' || encode(uuid_send(invitations_1.id), 'hex') AS id, invitations_1.email AS email, invitations_1.role AS role, invitations_1.expires_at AS "expiresAt", 'Invitation' AS __typename
FROM invitations AS invitations_1
ORDER BY invitations_1.created_at DESC, invitations_1.id DESC) AS anon_2)) AS invitations) AS anon_1

-- 2 manager, 3 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS invitations) AS anon_1
