-- 1 owner, 2 viewer, 5 neighbour
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.folded AS folded, anon_4.question AS question, anon_4.language AS language, anon_4.origin AS origin, anon_4.note AS note, anon_4.count AS count, anon_4.first_seen_at AS first_seen_at, anon_4.last_seen_at AS last_seen_at, anon_4.conversation_id AS conversation_id, anon_4.status AS status, anon_4.resolution AS resolution, anon_4.settled_at AS settled_at, anon_4.settled_by AS settled_by, row_number() OVER () AS place_in_page
FROM (SELECT knowledge_gaps_1.workshop_id AS workshop_id, knowledge_gaps_1.id AS id, knowledge_gaps_1.folded AS folded, knowledge_gaps_1.question AS question, knowledge_gaps_1.language AS language, knowledge_gaps_1.origin AS origin, knowledge_gaps_1.note AS note, knowledge_gaps_1.count AS count, knowledge_gaps_1.first_seen_at AS first_seen_at, knowledge_gaps_1.last_seen_at AS last_seen_at, knowledge_gaps_1.conversation_id AS conversation_id, knowledge_gaps_1.status AS status, knowledge_gaps_1.resolution AS resolution, knowledge_gaps_1.settled_at AS settled_at, knowledge_gaps_1.settled_by AS settled_by
FROM knowledge_gaps AS knowledge_gaps_1
WHERE knowledge_gaps_1.status = ANY ($1::TEXT[])
ORDER BY knowledge_gaps_1.last_seen_at DESC, knowledge_gaps_1.id DESC
LIMIT 6) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM knowledge_gaps AS knowledge_gaps_2
WHERE knowledge_gaps_2.status = ANY ($2::TEXT[])) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 5) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['LAST_SEEN', to_json(anon_3.last_seen_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 5
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'gap_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.question AS question, anon_3.language AS language, anon_3.origin AS origin, anon_3.note AS note, anon_3.count AS count, anon_3.last_seen_at AS "lastSeenAt", anon_3.status AS status, anon_3.resolution AS resolution, anon_3.settled_by AS "settledBy", (SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id, 'Conversation' AS __typename
FROM conversations AS conversations_1
WHERE anon_3.conversation_id = conversations_1.id) AS anon_8) AS conversation, 'KnowledgeGap' AS __typename) AS anon_7) AS node, 'KnowledgeGapEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 5
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'KnowledgeGapConnection' AS __typename) AS anon_2) AS "knowledgeGaps") AS anon_1

-- 3 visitor, 4 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "knowledgeGaps") AS anon_1
