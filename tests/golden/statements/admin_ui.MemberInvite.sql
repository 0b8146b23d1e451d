-- 1 owner, 2 staff, 3 owner, 4 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'invitation_' || encode(uuid_send(invitations_1.id), 'hex') AS id, 'Invitation' AS __typename
FROM invitations AS invitations_1
WHERE invitations_1.id = $1::UUID) AS anon_2) AS invitation, CAST($2::VARCHAR AS JSON) AS errors, 'MemberInvitePayload' AS __typename) AS anon_1
