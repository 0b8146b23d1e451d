-- 1 owner, 2 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT array((SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'signin_' || encode(uuid_send(linked_sign_ins_1.id), 'hex') AS id, linked_sign_ins_1.provider_name AS "providerName", linked_sign_ins_1.created_at AS "createdAt", linked_sign_ins_1.last_used_at AS "lastUsedAt", 'LinkedSignIn' AS __typename
FROM linked_sign_ins AS linked_sign_ins_1
ORDER BY linked_sign_ins_1.created_at, linked_sign_ins_1.id) AS anon_2)) AS "linkedSignIns") AS anon_1

-- 3 visitor, 4 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "linkedSignIns") AS anon_1
