-- 1 owner, 2 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.title AS title, anon_4.file_name AS file_name, anon_4.length AS length, anon_4.created_at AS created_at, row_number() OVER () AS place_in_page
FROM (SELECT documents_1.workshop_id AS workshop_id, documents_1.id AS id, documents_1.title AS title, documents_1.file_name AS file_name, documents_1.length AS length, documents_1.created_at AS created_at
FROM documents AS documents_1
ORDER BY documents_1.created_at DESC, documents_1.id DESC
LIMIT 6) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM documents AS documents_2) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 5) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['NEWEST', to_json(anon_3.created_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 5
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'document_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.title AS title, anon_3.file_name AS "fileName", anon_3.length AS length, (SELECT count(*) AS count_2
FROM document_passages
WHERE document_passages.workshop_id = anon_3.workshop_id AND document_passages.document_id = anon_3.id) AS "passageCount", anon_3.created_at AS "createdAt", 'Document' AS __typename) AS anon_7) AS node, 'DocumentEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 5
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'DocumentConnection' AS __typename) AS anon_2) AS documents) AS anon_1

-- 3 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS documents) AS anon_1
