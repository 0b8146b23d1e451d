-- 1 owner, 2 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (WITH anon_3 AS MATERIALIZED
(SELECT anon_4.workshop_id AS workshop_id, anon_4.id AS id, anon_4.conversation_id AS conversation_id, anon_4.visitor_hash AS visitor_hash, anon_4.member_name AS member_name, anon_4.created_at AS created_at, row_number() OVER () AS place_in_page
FROM (SELECT visitor_blocks_1.workshop_id AS workshop_id, visitor_blocks_1.id AS id, visitor_blocks_1.conversation_id AS conversation_id, visitor_blocks_1.visitor_hash AS visitor_hash, visitor_blocks_1.member_name AS member_name, visitor_blocks_1.created_at AS created_at
FROM visitor_blocks AS visitor_blocks_1
ORDER BY visitor_blocks_1.created_at DESC, visitor_blocks_1.id DESC
LIMIT 3) AS anon_4)
SELECT (SELECT count(*) AS count_1
FROM visitor_blocks AS visitor_blocks_2) AS "totalCount", (SELECT row_to_json(anon_5) AS row_to_json_3
FROM (SELECT EXISTS (SELECT anon_3.place_in_page
FROM anon_3
WHERE anon_3.place_in_page > 2) AS "hasNextPage", (SELECT translate(encode(convert_to(CAST(array_to_json(CAST(ARRAY['NEWEST', to_json(anon_3.created_at) #>> CAST(ARRAY[]::TEXT[] AS TEXT[]), CAST(anon_3.id AS TEXT)] AS TEXT[])) AS TEXT), 'UTF8'), 'base64'), '+/
', '-_') AS translate_1
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page DESC
LIMIT 1) AS "endCursor", 'PageInfo' AS __typename) AS anon_5) AS "pageInfo", array((SELECT row_to_json(anon_6) AS row_to_json_4
FROM (SELECT (SELECT row_to_json(anon_7) AS row_to_json_5
FROM (SELECT 'block_' || encode(uuid_send(anon_3.id), 'hex') AS id, anon_3.created_at AS "createdAt", anon_3.member_name AS "memberName", (SELECT row_to_json(anon_8) AS row_to_json_6
FROM (SELECT 'conversation_' || encode(uuid_send(conversations_1.id), 'hex') AS id, conversations_1.preview AS preview, 'Conversation' AS __typename
FROM conversations AS conversations_1
WHERE anon_3.conversation_id = conversations_1.id) AS anon_8) AS conversation, 'VisitorBlock' AS __typename) AS anon_7) AS node, 'VisitorBlockEdge' AS __typename
FROM anon_3
WHERE anon_3.place_in_page <= 2
ORDER BY anon_3.place_in_page) AS anon_6)) AS edges, 'VisitorBlockConnection' AS __typename) AS anon_2) AS "visitorBlocks") AS anon_1

-- 3 visitor, 4 nobody
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS "visitorBlocks") AS anon_1
