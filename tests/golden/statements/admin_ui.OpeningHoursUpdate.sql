-- 1 owner, 2 staff, 3 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT (EXISTS (SELECT 1
FROM opening_intervals
WHERE opening_intervals.workshop_id = workshops_1.id AND opening_intervals.weekday = CASE EXTRACT(isodow
FROM timezone(workshops_1.time_zone, now())) WHEN 1 THEN 'MONDAY' WHEN 2 THEN 'TUESDAY' WHEN 3 THEN 'WEDNESDAY' WHEN 4 THEN 'THURSDAY' WHEN 5 THEN 'FRIDAY' WHEN 6 THEN 'SATURDAY' WHEN 7 THEN 'SUNDAY' END AND opening_intervals.opens_at <= CAST(timezone(workshops_1.time_zone, now()) AS TIME WITHOUT TIME ZONE) AND opening_intervals.closes_at > CAST(timezone(workshops_1.time_zone, now()) AS TIME WITHOUT TIME ZONE))) AND NOT (EXISTS (SELECT 1
FROM closures
WHERE closures.workshop_id = workshops_1.id AND closures.starts_on <= CAST(timezone(workshops_1.time_zone, now()) AS DATE) AND closures.ends_on >= CAST(timezone(workshops_1.time_zone, now()) AS DATE))) AND NOT (EXISTS (SELECT 1
FROM public_holidays
WHERE public_holidays.country = workshops_1.country AND public_holidays.state IN ('', coalesce(workshops_1.federal_state, '')) AND public_holidays.date = CAST(timezone(workshops_1.time_zone, now()) AS DATE))) AS "isOpenNow", array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT opening_intervals_1.weekday AS weekday, to_char(opening_intervals_1.opens_at, 'HH24:MI') AS "opensAt", to_char(opening_intervals_1.closes_at, 'HH24:MI') AS "closesAt", 'OpeningInterval' AS __typename
FROM opening_intervals AS opening_intervals_1
WHERE opening_intervals_1.workshop_id = workshops_1.id
ORDER BY opening_intervals_1.position) AS anon_3)) AS intervals, 'OpeningHours' AS __typename
FROM workshops AS workshops_1
WHERE workshops_1.id = $1::UUID) AS anon_2) AS "openingHours", CAST($2::VARCHAR AS JSON) AS errors, 'OpeningHoursUpdatePayload' AS __typename) AS anon_1
