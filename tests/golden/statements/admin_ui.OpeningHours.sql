-- 1 owner, 2 neighbour
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT (EXISTS (SELECT 1
FROM opening_intervals
WHERE opening_intervals.workshop_id = workshops_1.id AND opening_intervals.weekday = CASE EXTRACT(isodow
FROM timezone(workshops_1.time_zone, now())) WHEN 1 THEN 'MONDAY' WHEN 2 THEN 'TUESDAY' WHEN 3 THEN 'WEDNESDAY' WHEN 4 THEN 'THURSDAY' WHEN 5 THEN 'FRIDAY' WHEN 6 THEN 'SATURDAY' WHEN 7 THEN 'SUNDAY' END AND opening_intervals.opens_at <= CAST(timezone(workshops_1.time_zone, now()) AS TIME WITHOUT TIME ZONE) AND opening_intervals.closes_at > CAST(timezone(workshops_1.time_zone, now()) AS TIME WITHOUT TIME ZONE))) AND NOT (EXISTS (SELECT 1
FROM closures
WHERE closures.workshop_id = workshops_1.id AND closures.starts_on <= CAST(timezone(workshops_1.time_zone, now()) AS DATE) AND closures.ends_on >= CAST(timezone(workshops_1.time_zone, now()) AS DATE))) AND NOT (EXISTS (SELECT 1
FROM public_holidays
WHERE public_holidays.country = workshops_1.country AND public_holidays.state IN ('', coalesce(workshops_1.federal_state, '')) AND public_holidays.date = CAST(timezone(workshops_1.time_zone, now()) AS DATE))) AS "isOpenNow", workshops_1.time_zone AS "timeZone", array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT opening_intervals_1.weekday AS weekday, to_char(opening_intervals_1.opens_at, 'HH24:MI') AS "opensAt", to_char(opening_intervals_1.closes_at, 'HH24:MI') AS "closesAt", 'OpeningInterval' AS __typename
FROM opening_intervals AS opening_intervals_1
WHERE opening_intervals_1.workshop_id = workshops_1.id
ORDER BY opening_intervals_1.position) AS anon_3)) AS intervals, array((SELECT row_to_json(anon_4) AS row_to_json_4
FROM (SELECT 'closure_' || encode(uuid_send(closures_1.id), 'hex') AS id, closures_1.starts_on AS "startsOn", closures_1.ends_on AS "endsOn", closures_1.reason AS reason, 'Closure' AS __typename
FROM closures AS closures_1
WHERE closures_1.workshop_id = workshops_1.id
ORDER BY closures_1.starts_on) AS anon_4)) AS closures, array((SELECT row_to_json(anon_5) AS row_to_json_5
FROM (SELECT public_holidays_1.date AS date, public_holidays_1.name AS name, 'PublicHoliday' AS __typename
FROM public_holidays AS public_holidays_1
WHERE public_holidays_1.country = workshops_1.country AND (public_holidays_1.state = '' OR public_holidays_1.state = workshops_1.federal_state) AND public_holidays_1.date BETWEEN CURRENT_DATE AND CURRENT_DATE + 365
ORDER BY public_holidays_1.date) AS anon_5)) AS "publicHolidays", 'OpeningHours' AS __typename
FROM workshops AS workshops_1
LIMIT 1) AS anon_2) AS "openingHours", (SELECT row_to_json(anon_6) AS row_to_json_6
FROM (SELECT 'workshop_' || encode(uuid_send(workshops_2.id), 'hex') AS id, workshops_2.country AS country, workshops_2.federal_state AS "federalState", 'Workshop' AS __typename
FROM workshops AS workshops_2
LIMIT 1) AS anon_6) AS workshop) AS anon_1
