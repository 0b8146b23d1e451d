-- 1 owner, 2 neighbour
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'faq_' || encode(uuid_send(faq_entries_1.id), 'hex') AS id, faq_entries_1.is_active AS "isActive", 'FaqEntry' AS __typename
FROM faq_entries AS faq_entries_1
WHERE faq_entries_1.id = $1::UUID) AS anon_2) AS "faqEntry", CAST($2::VARCHAR AS JSON) AS errors, 'FaqEntryUpdatePayload' AS __typename) AS anon_1
