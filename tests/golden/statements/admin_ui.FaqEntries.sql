-- 1 owner, 2 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.question AS question, anon_4.answer AS answer, anon_4.language AS language, anon_4.phrasings AS phrasings, anon_4.is_active AS is_active, anon_4.position AS position, anon_4.created_at AS created_at, anon_4.updated_at AS updated_at, row_number() OVER () AS place_in_page
FROM (SELECT faq_entries_1.workshop_id AS workshop_id, faq_entries_1.id AS id, faq_entries_1.question AS question, faq_entries_1.answer AS answer, faq_entries_1.language AS language, faq_entries_1.phrasings AS phrasings, faq_entries_1.is_active AS is_active, faq_entries_1.position AS position, faq_entries_1.created_at AS created_at, faq_entries_1.updated_at AS updated_at
FROM faq_entries AS faq_entries_1
WHERE faq_entries_1.id IN (SELECT found
FROM lookup.faq_entries_with($1::VARCHAR) AS found)
ORDER BY faq_entries_1.position, faq_entries_1.id
LIMIT 6) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM faq_entries AS faq_entries_2
WHERE faq_entries_2.id IN (SELECT found
FROM lookup.faq_entries_with($2::VARCHAR) AS found)) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 5) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['POSITION', CAST(anon_3.position AS TEXT), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 5
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'faq_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.question AS question, anon_3.answer AS answer, anon_3.language AS language, anon_3.phrasings AS phrasings, anon_3.is_active AS "isActive", 'FaqEntry' AS __typename) AS anon_7) AS node, 'FaqEntryEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 5
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'FaqEntryConnection' AS __typename) AS anon_2) AS "faqEntries") AS anon_1

-- 3 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "faqEntries") AS anon_1
