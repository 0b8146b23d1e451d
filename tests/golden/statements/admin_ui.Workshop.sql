-- 1 owner, 2 neighbour
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT 'workshop_' || encode(uuid_send(workshops_1.id), 'hex') AS id, workshops_1.name AS name, workshops_1.language AS language, workshops_1.country AS country, workshops_1.federal_state AS "federalState", (SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT workshops_1.street AS street, workshops_1.postal_code AS "postalCode", workshops_1.city AS city, workshops_1.country AS country, 'Address' AS __typename) AS anon_3) AS address, workshops_1.phone AS phone, workshops_1.breakdown_phone AS "breakdownPhone", workshops_1.email AS email, workshops_1.website AS website, workshops_1.privacy_policy_url AS "privacyPolicyUrl", workshops_1.notice_emails AS "noticeEmails", 'Workshop' AS __typename
FROM workshops AS workshops_1
LIMIT 1) AS anon_2) AS workshop) AS anon_1
