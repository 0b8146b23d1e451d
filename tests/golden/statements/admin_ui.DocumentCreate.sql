-- 1 owner, 2 staff
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'document_' || encode(uuid_send(documents_1.id), 'hex') AS id, 'Document' AS __typename
FROM documents AS documents_1
WHERE documents_1.id = $1::UUID) AS anon_2) AS document, CAST($2::VARCHAR AS JSON) AS errors, 'DocumentCreatePayload' AS __typename) AS anon_1
