-- 1 owner, 2 viewer
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT array((SELECT row_to_json(anon_3) AS row_to_json_3
FROM (SELECT anon_4.value AS value, anon_4.count AS count, anon_4.previous_count AS "previousCount", 'FigureShare' AS __typename
FROM (SELECT anon_5.value AS value, CAST(coalesce(sum(anon_5.count) FILTER (WHERE anon_5.is_now), 0) AS INTEGER) AS count, CAST(CASE WHEN (anon_6.previous_start IS NOT NULL) THEN coalesce(sum(anon_5.count) FILTER (WHERE NOT anon_5.is_now), 0) END AS INTEGER) AS previous_count
FROM (SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, true AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['OUTCOME']) AS part ON true
WHERE daily_figures.metric = 'CONVERSATIONS' AND daily_figures.day BETWEEN anon_6.start AND anon_6."end"
UNION ALL SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, false AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['OUTCOME']) AS part ON true
WHERE daily_figures.metric = 'CONVERSATIONS' AND daily_figures.day BETWEEN anon_6.previous_start AND anon_6.previous_end) AS anon_5
GROUP BY anon_5.value, anon_6.previous_start
ORDER BY coalesce(sum(anon_5.count) FILTER (WHERE anon_5.is_now), 0) DESC, anon_5.value) AS anon_4) AS anon_3)) AS breakdown, 'Analytics' AS __typename
FROM (SELECT CAST($1::DATE AS DATE) AS start, CAST($2::DATE AS DATE) AS "end", CAST($3::DATE AS DATE) AS previous_start, CAST($4::DATE AS DATE) AS previous_end, 'DAY' AS unit, coalesce((SELECT min(figure_marks.marked_at) AS min_1
FROM figure_marks), now()) AS updated_at) AS anon_6) AS anon_2) AS analytics) AS anon_1

-- 3 visitor
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS analytics) AS anon_1
