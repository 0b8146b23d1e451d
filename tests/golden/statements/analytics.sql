-- 1 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT anon_3.start AS start, anon_3."end" AS "end", anon_3.previous_start AS "previousStart", anon_3.previous_end AS "previousEnd", anon_3.unit AS unit, anon_3.updated_at AS "updatedAt", array((SELECT row_to_json(anon_4) AS row_to_json_3
FROM (SELECT anon_5.metric AS metric, anon_5.count AS count, anon_5.previous_count AS "previousCount"
FROM (SELECT metrics.metric AS metric, coalesce(anon_6.count, 0) AS count, CASE WHEN (anon_3.previous_start IS NOT NULL) THEN coalesce(anon_7.count, 0) END AS previous_count
FROM (VALUES ('LEADS', 0), ('LEADS_WON', 1), ('LEADS_LOST', 2), ('CONVERSATIONS', 3), ('VISITOR_MESSAGES', 4), ('ANSWERS', 5), ('KNOWLEDGE_GAPS', 6)) AS metrics (metric, place)
LEFT OUTER
JOIN (SELECT daily_figures.metric AS metric, CAST(sum(daily_figures.count) AS INTEGER) AS count
FROM daily_figures
WHERE daily_figures.day BETWEEN anon_3.start AND anon_3."end"
GROUP BY daily_figures.metric) AS anon_6 ON anon_6.metric = metrics.metric
LEFT OUTER
JOIN (SELECT daily_figures.metric AS metric, CAST(sum(daily_figures.count) AS INTEGER) AS count
FROM daily_figures
WHERE daily_figures.day BETWEEN anon_3.previous_start AND anon_3.previous_end
GROUP BY daily_figures.metric) AS anon_7 ON anon_7.metric = metrics.metric
ORDER BY metrics.place) AS anon_5) AS anon_4)) AS totals, array((SELECT row_to_json(anon_8) AS row_to_json_4
FROM (SELECT anon_9.value AS value, anon_9.count AS count, anon_9.previous_count AS "previousCount"
FROM (SELECT anon_10.value AS value, CAST(coalesce(sum(anon_10.count) FILTER (WHERE anon_10.is_now), 0) AS INTEGER) AS count, CAST(CASE WHEN (anon_3.previous_start IS NOT NULL) THEN coalesce(sum(anon_10.count) FILTER (WHERE NOT anon_10.is_now), 0) END AS INTEGER) AS previous_count
FROM (SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, true AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['SURFACE']) AS part ON true
WHERE daily_figures.metric = 'LEADS' AND daily_figures.day BETWEEN anon_3.start AND anon_3."end"
UNION ALL SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, false AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['SURFACE']) AS part ON true
WHERE daily_figures.metric = 'LEADS' AND daily_figures.day BETWEEN anon_3.previous_start AND anon_3.previous_end) AS anon_10
GROUP BY anon_10.value, anon_3.previous_start
ORDER BY coalesce(sum(anon_10.count) FILTER (WHERE anon_10.is_now), 0) DESC, anon_10.value) AS anon_9) AS anon_8)) AS breakdown, array((SELECT row_to_json(anon_11) AS row_to_json_5
FROM (SELECT anon_12.start AS start, anon_12.value AS value, anon_12.count AS count
FROM (WITH anon_13 AS MATERIALIZED
(SELECT anon_14.start AS start, anon_14.value AS value, CAST(sum(anon_14.count) AS INTEGER) AS count
FROM (SELECT CAST(NULL AS TEXT) AS value, daily_figures.count AS count, date_trunc(anon_3.unit, CAST(daily_figures.day AS TIMESTAMP WITHOUT TIME ZONE)) AS start
FROM daily_figures
WHERE daily_figures.metric = 'LEADS' AND daily_figures.day BETWEEN anon_3.start AND anon_3."end") AS anon_14
GROUP BY anon_14.start, anon_14.value)
SELECT greatest(CAST(anon_15.start AS DATE), anon_3.start) AS start, anon_13.value AS value, coalesce(anon_13.count, 0) AS count
FROM generate_series(date_trunc(anon_3.unit, CAST(anon_3.start AS TIMESTAMP WITHOUT TIME ZONE)), CAST(anon_3."end" AS TIMESTAMP WITHOUT TIME ZONE), CAST('1 ' || anon_3.unit AS INTERVAL)) AS anon_15(start)
LEFT OUTER
JOIN anon_13 ON anon_13.start = anon_15.start
ORDER BY greatest(CAST(anon_15.start AS DATE), anon_3.start)) AS anon_12) AS anon_11)) AS series, array((SELECT row_to_json(anon_16) AS row_to_json_6
FROM (SELECT 'FigureShare' AS __typename, anon_17.value AS value
FROM (SELECT anon_18.value AS value, CAST(coalesce(sum(anon_18.count) FILTER (WHERE anon_18.is_now), 0) AS INTEGER) AS count, CAST(CASE WHEN (anon_3.previous_start IS NOT NULL) THEN coalesce(sum(anon_18.count) FILTER (WHERE NOT anon_18.is_now), 0) END AS INTEGER) AS previous_count
FROM (SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, true AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['LANGUAGE']) AS part ON true
WHERE daily_figures.metric = 'CONVERSATIONS' AND daily_figures.day BETWEEN anon_3.start AND anon_3."end"
UNION ALL SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, false AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['LANGUAGE']) AS part ON true
WHERE daily_figures.metric = 'CONVERSATIONS' AND daily_figures.day BETWEEN anon_3.previous_start AND anon_3.previous_end) AS anon_18
GROUP BY anon_18.value, anon_3.previous_start
ORDER BY coalesce(sum(anon_18.count) FILTER (WHERE anon_18.is_now), 0) DESC, anon_18.value) AS anon_17) AS anon_16)) AS spoken
FROM (SELECT CAST($1::DATE AS DATE) AS start, CAST($2::DATE AS DATE) AS "end", CAST($3::DATE AS DATE) AS previous_start, CAST($4::DATE AS DATE) AS previous_end, 'DAY' AS unit, coalesce((SELECT min(figure_marks.marked_at) AS min_1
FROM figure_marks), now()) AS updated_at) AS anon_3) AS anon_2) AS analytics) AS anon_1

-- 2 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT anon_3.start AS start, anon_3."end" AS "end", anon_3.previous_start AS "previousStart", anon_3.previous_end AS "previousEnd", anon_3.unit AS unit, anon_3.updated_at AS "updatedAt", array((SELECT row_to_json(anon_4) AS row_to_json_3
FROM (SELECT anon_5.metric AS metric, anon_5.count AS count, anon_5.previous_count AS "previousCount"
FROM (SELECT metrics.metric AS metric, coalesce(anon_6.count, 0) AS count, CASE WHEN (anon_3.previous_start IS NOT NULL) THEN coalesce(anon_7.count, 0) END AS previous_count
FROM (VALUES ('LEADS', 0), ('LEADS_WON', 1), ('LEADS_LOST', 2), ('CONVERSATIONS', 3), ('VISITOR_MESSAGES', 4), ('ANSWERS', 5), ('KNOWLEDGE_GAPS', 6)) AS metrics (metric, place)
LEFT OUTER
JOIN (SELECT daily_figures.metric AS metric, CAST(sum(daily_figures.count) AS INTEGER) AS count
FROM daily_figures
WHERE daily_figures.day BETWEEN anon_3.start AND anon_3."end"
GROUP BY daily_figures.metric) AS anon_6 ON anon_6.metric = metrics.metric
LEFT OUTER
JOIN (SELECT daily_figures.metric AS metric, CAST(sum(daily_figures.count) AS INTEGER) AS count
FROM daily_figures
WHERE daily_figures.day BETWEEN anon_3.previous_start AND anon_3.previous_end
GROUP BY daily_figures.metric) AS anon_7 ON anon_7.metric = metrics.metric
ORDER BY metrics.place) AS anon_5) AS anon_4)) AS totals, array((SELECT row_to_json(anon_8) AS row_to_json_4
FROM (SELECT anon_9.value AS value, anon_9.count AS count, anon_9.previous_count AS "previousCount"
FROM (SELECT anon_10.value AS value, CAST(coalesce(sum(anon_10.count) FILTER (WHERE anon_10.is_now), 0) AS INTEGER) AS count, CAST(CASE WHEN (anon_3.previous_start IS NOT NULL) THEN coalesce(sum(anon_10.count) FILTER (WHERE NOT anon_10.is_now), 0) END AS INTEGER) AS previous_count
FROM (SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, true AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['SURFACE']) AS part ON true
WHERE daily_figures.metric = 'LEADS' AND daily_figures.day BETWEEN anon_3.start AND anon_3."end"
UNION ALL SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, false AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['SURFACE']) AS part ON true
WHERE daily_figures.metric = 'LEADS' AND daily_figures.day BETWEEN anon_3.previous_start AND anon_3.previous_end) AS anon_10
GROUP BY anon_10.value, anon_3.previous_start
ORDER BY coalesce(sum(anon_10.count) FILTER (WHERE anon_10.is_now), 0) DESC, anon_10.value) AS anon_9) AS anon_8)) AS breakdown, array((SELECT row_to_json(anon_11) AS row_to_json_5
FROM (SELECT anon_12.start AS start, anon_12.value AS value, anon_12.count AS count
FROM (WITH anon_13 AS MATERIALIZED
(SELECT anon_14.start AS start, anon_14.value AS value, CAST(sum(anon_14.count) AS INTEGER) AS count
FROM (SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, date_trunc(anon_3.unit, CAST(daily_figures.day AS TIMESTAMP WITHOUT TIME ZONE)) AS start
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['STATUS']) AS part ON true
WHERE daily_figures.metric = 'LEADS' AND daily_figures.day BETWEEN anon_3.start AND anon_3."end") AS anon_14
GROUP BY anon_14.start, anon_14.value)
SELECT greatest(CAST(anon_15.start AS DATE), anon_3.start) AS start, anon_16.value AS value, coalesce(anon_13.count, 0) AS count
FROM generate_series(date_trunc(anon_3.unit, CAST(anon_3.start AS TIMESTAMP WITHOUT TIME ZONE)), CAST(anon_3."end" AS TIMESTAMP WITHOUT TIME ZONE), CAST('1 ' || anon_3.unit AS INTERVAL)) AS anon_15(start)
JOIN (SELECT DISTINCT anon_13.value AS value
FROM anon_13) AS anon_16 ON true
LEFT OUTER
JOIN anon_13 ON anon_13.start = anon_15.start AND anon_13.value = anon_16.value
ORDER BY greatest(CAST(anon_15.start AS DATE), anon_3.start), anon_16.value) AS anon_12) AS anon_11)) AS series, array((SELECT row_to_json(anon_17) AS row_to_json_6
FROM (SELECT 'FigureShare' AS __typename, anon_18.value AS value
FROM (SELECT anon_19.value AS value, CAST(coalesce(sum(anon_19.count) FILTER (WHERE anon_19.is_now), 0) AS INTEGER) AS count, CAST(CASE WHEN (anon_3.previous_start IS NOT NULL) THEN coalesce(sum(anon_19.count) FILTER (WHERE NOT anon_19.is_now), 0) END AS INTEGER) AS previous_count
FROM (SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, true AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['LANGUAGE']) AS part ON true
WHERE daily_figures.metric = 'CONVERSATIONS' AND daily_figures.day BETWEEN anon_3.start AND anon_3."end"
UNION ALL SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, false AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['LANGUAGE']) AS part ON true
WHERE daily_figures.metric = 'CONVERSATIONS' AND daily_figures.day BETWEEN anon_3.previous_start AND anon_3.previous_end) AS anon_19
GROUP BY anon_19.value, anon_3.previous_start
ORDER BY coalesce(sum(anon_19.count) FILTER (WHERE anon_19.is_now), 0) DESC, anon_19.value) AS anon_18) AS anon_17)) AS spoken
FROM (SELECT CAST($1::DATE AS DATE) AS start, CAST($2::DATE AS DATE) AS "end", CAST(NULL AS DATE) AS previous_start, CAST(NULL AS DATE) AS previous_end, 'MONTH' AS unit, coalesce((SELECT min(figure_marks.marked_at) AS min_1
FROM figure_marks), now()) AS updated_at) AS anon_3) AS anon_2) AS analytics) AS anon_1

-- 3 visitor, 5 owner, 6 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT NULL AS analytics) AS anon_1

-- 4 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT anon_3.start AS start, anon_3."end" AS "end", anon_3.previous_start AS "previousStart", anon_3.previous_end AS "previousEnd", anon_3.unit AS unit, anon_3.updated_at AS "updatedAt", array((SELECT row_to_json(anon_4) AS row_to_json_3
FROM (SELECT anon_5.metric AS metric, anon_5.count AS count, anon_5.previous_count AS "previousCount"
FROM (SELECT metrics.metric AS metric, coalesce(anon_6.count, 0) AS count, CASE WHEN (anon_3.previous_start IS NOT NULL) THEN coalesce(anon_7.count, 0) END AS previous_count
FROM (VALUES ('LEADS', 0), ('LEADS_WON', 1), ('LEADS_LOST', 2), ('CONVERSATIONS', 3), ('VISITOR_MESSAGES', 4), ('ANSWERS', 5), ('KNOWLEDGE_GAPS', 6)) AS metrics (metric, place)
LEFT OUTER
JOIN (SELECT daily_figures.metric AS metric, CAST(sum(daily_figures.count) AS INTEGER) AS count
FROM daily_figures
WHERE daily_figures.day BETWEEN anon_3.start AND anon_3."end"
GROUP BY daily_figures.metric) AS anon_6 ON anon_6.metric = metrics.metric
LEFT OUTER
JOIN (SELECT daily_figures.metric AS metric, CAST(sum(daily_figures.count) AS INTEGER) AS count
FROM daily_figures
WHERE daily_figures.day BETWEEN anon_3.previous_start AND anon_3.previous_end
GROUP BY daily_figures.metric) AS anon_7 ON anon_7.metric = metrics.metric
ORDER BY metrics.place) AS anon_5) AS anon_4)) AS totals, array((SELECT row_to_json(anon_8) AS row_to_json_4
FROM (SELECT anon_9.value AS value, anon_9.count AS count, anon_9.previous_count AS "previousCount"
FROM (SELECT anon_10.value AS value, CAST(coalesce(sum(anon_10.count) FILTER (WHERE anon_10.is_now), 0) AS INTEGER) AS count, CAST(CASE WHEN (anon_3.previous_start IS NOT NULL) THEN coalesce(sum(anon_10.count) FILTER (WHERE NOT anon_10.is_now), 0) END AS INTEGER) AS previous_count
FROM (SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, true AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['SURFACE']) AS part ON true
WHERE daily_figures.metric = 'LEADS' AND daily_figures.day BETWEEN anon_3.start AND anon_3."end"
UNION ALL SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, false AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['SURFACE']) AS part ON true
WHERE daily_figures.metric = 'LEADS' AND daily_figures.day BETWEEN anon_3.previous_start AND anon_3.previous_end) AS anon_10
GROUP BY anon_10.value, anon_3.previous_start
ORDER BY coalesce(sum(anon_10.count) FILTER (WHERE anon_10.is_now), 0) DESC, anon_10.value) AS anon_9) AS anon_8)) AS breakdown, array((SELECT row_to_json(anon_11) AS row_to_json_5
FROM (SELECT anon_12.start AS start, anon_12.value AS value, anon_12.count AS count
FROM (WITH anon_13 AS MATERIALIZED
(SELECT anon_14.start AS start, anon_14.value AS value, CAST(sum(anon_14.count) AS INTEGER) AS count
FROM (SELECT CAST(NULL AS TEXT) AS value, daily_figures.count AS count, date_trunc(anon_3.unit, CAST(daily_figures.day AS TIMESTAMP WITHOUT TIME ZONE)) AS start
FROM daily_figures
WHERE daily_figures.metric = 'LEADS' AND daily_figures.day BETWEEN anon_3.start AND anon_3."end") AS anon_14
GROUP BY anon_14.start, anon_14.value)
SELECT greatest(CAST(anon_15.start AS DATE), anon_3.start) AS start, anon_13.value AS value, coalesce(anon_13.count, 0) AS count
FROM generate_series(date_trunc(anon_3.unit, CAST(anon_3.start AS TIMESTAMP WITHOUT TIME ZONE)), CAST(anon_3."end" AS TIMESTAMP WITHOUT TIME ZONE), CAST('1 ' || anon_3.unit AS INTERVAL)) AS anon_15(start)
LEFT OUTER
JOIN anon_13 ON anon_13.start = anon_15.start
ORDER BY greatest(CAST(anon_15.start AS DATE), anon_3.start)) AS anon_12) AS anon_11)) AS series, array((SELECT row_to_json(anon_16) AS row_to_json_6
FROM (SELECT 'FigureShare' AS __typename, anon_17.value AS value
FROM (SELECT anon_18.value AS value, CAST(coalesce(sum(anon_18.count) FILTER (WHERE anon_18.is_now), 0) AS INTEGER) AS count, CAST(CASE WHEN (anon_3.previous_start IS NOT NULL) THEN coalesce(sum(anon_18.count) FILTER (WHERE NOT anon_18.is_now), 0) END AS INTEGER) AS previous_count
FROM (SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, true AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['LANGUAGE']) AS part ON true
WHERE daily_figures.metric = 'CONVERSATIONS' AND daily_figures.day BETWEEN anon_3.start AND anon_3."end"
UNION ALL SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, false AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['LANGUAGE']) AS part ON true
WHERE daily_figures.metric = 'CONVERSATIONS' AND daily_figures.day BETWEEN anon_3.previous_start AND anon_3.previous_end) AS anon_18
GROUP BY anon_18.value, anon_3.previous_start
ORDER BY coalesce(sum(anon_18.count) FILTER (WHERE anon_18.is_now), 0) DESC, anon_18.value) AS anon_17) AS anon_16)) AS spoken
FROM (SELECT CAST($1::DATE AS DATE) AS start, CAST($2::DATE AS DATE) AS "end", CAST(NULL AS DATE) AS previous_start, CAST(NULL AS DATE) AS previous_end, 'WEEK' AS unit, coalesce((SELECT min(figure_marks.marked_at) AS min_1
FROM figure_marks), now()) AS updated_at) AS anon_3) AS anon_2) AS analytics) AS anon_1

-- 7 owner
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT anon_3.start AS start, anon_3."end" AS "end", anon_3.previous_start AS "previousStart", anon_3.previous_end AS "previousEnd", anon_3.unit AS unit, anon_3.updated_at AS "updatedAt", array((SELECT row_to_json(anon_4) AS row_to_json_3
FROM (SELECT anon_5.metric AS metric, anon_5.count AS count, anon_5.previous_count AS "previousCount"
FROM (SELECT metrics.metric AS metric, coalesce(anon_6.count, 0) AS count, CASE WHEN (anon_3.previous_start IS NOT NULL) THEN coalesce(anon_7.count, 0) END AS previous_count
FROM (VALUES ('LEADS', 0), ('LEADS_WON', 1), ('LEADS_LOST', 2), ('CONVERSATIONS', 3), ('VISITOR_MESSAGES', 4), ('ANSWERS', 5), ('KNOWLEDGE_GAPS', 6)) AS metrics (metric, place)
LEFT OUTER
JOIN (SELECT daily_figures.metric AS metric, CAST(sum(daily_figures.count) AS INTEGER) AS count
FROM daily_figures
WHERE daily_figures.day BETWEEN anon_3.start AND anon_3."end"
GROUP BY daily_figures.metric) AS anon_6 ON anon_6.metric = metrics.metric
LEFT OUTER
JOIN (SELECT daily_figures.metric AS metric, CAST(sum(daily_figures.count) AS INTEGER) AS count
FROM daily_figures
WHERE daily_figures.day BETWEEN anon_3.previous_start AND anon_3.previous_end
GROUP BY daily_figures.metric) AS anon_7 ON anon_7.metric = metrics.metric
ORDER BY metrics.place) AS anon_5) AS anon_4)) AS totals, array((SELECT row_to_json(anon_8) AS row_to_json_4
FROM (SELECT anon_9.value AS value, anon_9.count AS count, anon_9.previous_count AS "previousCount"
FROM (SELECT anon_10.value AS value, CAST(coalesce(sum(anon_10.count) FILTER (WHERE anon_10.is_now), 0) AS INTEGER) AS count, CAST(CASE WHEN (anon_3.previous_start IS NOT NULL) THEN coalesce(sum(anon_10.count) FILTER (WHERE NOT anon_10.is_now), 0) END AS INTEGER) AS previous_count
FROM (SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, true AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['SURFACE']) AS part ON true
WHERE daily_figures.metric = 'LEADS' AND daily_figures.day BETWEEN anon_3.start AND anon_3."end"
UNION ALL SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, false AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['SURFACE']) AS part ON true
WHERE daily_figures.metric = 'LEADS' AND daily_figures.day BETWEEN anon_3.previous_start AND anon_3.previous_end) AS anon_10
GROUP BY anon_10.value, anon_3.previous_start
ORDER BY coalesce(sum(anon_10.count) FILTER (WHERE anon_10.is_now), 0) DESC, anon_10.value) AS anon_9) AS anon_8)) AS breakdown, NULL AS series, array((SELECT row_to_json(anon_11) AS row_to_json_5
FROM (SELECT 'FigureShare' AS __typename, anon_12.value AS value
FROM (SELECT anon_13.value AS value, CAST(coalesce(sum(anon_13.count) FILTER (WHERE anon_13.is_now), 0) AS INTEGER) AS count, CAST(CASE WHEN (anon_3.previous_start IS NOT NULL) THEN coalesce(sum(anon_13.count) FILTER (WHERE NOT anon_13.is_now), 0) END AS INTEGER) AS previous_count
FROM (SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, true AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['LANGUAGE']) AS part ON true
WHERE daily_figures.metric = 'CONVERSATIONS' AND daily_figures.day BETWEEN anon_3.start AND anon_3."end"
UNION ALL SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, false AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['LANGUAGE']) AS part ON true
WHERE daily_figures.metric = 'CONVERSATIONS' AND daily_figures.day BETWEEN anon_3.previous_start AND anon_3.previous_end) AS anon_13
GROUP BY anon_13.value, anon_3.previous_start
ORDER BY coalesce(sum(anon_13.count) FILTER (WHERE anon_13.is_now), 0) DESC, anon_13.value) AS anon_12) AS anon_11)) AS spoken
FROM (SELECT CAST($1::DATE AS DATE) AS start, CAST($2::DATE AS DATE) AS "end", CAST(NULL AS DATE) AS previous_start, CAST(NULL AS DATE) AS previous_end, 'DAY' AS unit, coalesce((SELECT min(figure_marks.marked_at) AS min_1
FROM figure_marks), now()) AS updated_at) AS anon_3) AS anon_2) AS analytics) AS anon_1

-- 8 neighbour
SELECT CAST(row_to_json(anon_1) AS TEXT) AS row_to_json_1
FROM (SELECT (SELECT row_to_json(anon_2) AS row_to_json_2
FROM (SELECT anon_3.start AS start, anon_3."end" AS "end", anon_3.previous_start AS "previousStart", anon_3.previous_end AS "previousEnd", anon_3.unit AS unit, anon_3.updated_at AS "updatedAt", array((SELECT row_to_json(anon_4) AS row_to_json_3
FROM (SELECT anon_5.metric AS metric, anon_5.count AS count, anon_5.previous_count AS "previousCount"
FROM (SELECT metrics.metric AS metric, coalesce(anon_6.count, 0) AS count, CASE WHEN (anon_3.previous_start IS NOT NULL) THEN coalesce(anon_7.count, 0) END AS previous_count
FROM (VALUES ('LEADS', 0), ('LEADS_WON', 1), ('LEADS_LOST', 2), ('CONVERSATIONS', 3), ('VISITOR_MESSAGES', 4), ('ANSWERS', 5), ('KNOWLEDGE_GAPS', 6)) AS metrics (metric, place)
LEFT OUTER
JOIN (SELECT daily_figures.metric AS metric, CAST(sum(daily_figures.count) AS INTEGER) AS count
FROM daily_figures
WHERE daily_figures.day BETWEEN anon_3.start AND anon_3."end"
GROUP BY daily_figures.metric) AS anon_6 ON anon_6.metric = metrics.metric
LEFT OUTER
JOIN (SELECT daily_figures.metric AS metric, CAST(sum(daily_figures.count) AS INTEGER) AS count
FROM daily_figures
WHERE daily_figures.day BETWEEN anon_3.previous_start AND anon_3.previous_end
GROUP BY daily_figures.metric) AS anon_7 ON anon_7.metric = metrics.metric
ORDER BY metrics.place) AS anon_5) AS anon_4)) AS totals, array((SELECT row_to_json(anon_8) AS row_to_json_4
FROM (SELECT anon_9.value AS value, anon_9.count AS count, anon_9.previous_count AS "previousCount"
FROM (SELECT anon_10.value AS value, CAST(coalesce(sum(anon_10.count) FILTER (WHERE anon_10.is_now), 0) AS INTEGER) AS count, CAST(CASE WHEN (anon_3.previous_start IS NOT NULL) THEN coalesce(sum(anon_10.count) FILTER (WHERE NOT anon_10.is_now), 0) END AS INTEGER) AS previous_count
FROM (SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, true AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['SURFACE']) AS part ON true
WHERE daily_figures.metric = 'LEADS' AND daily_figures.day BETWEEN anon_3.start AND anon_3."end"
UNION ALL SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, false AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['SURFACE']) AS part ON true
WHERE daily_figures.metric = 'LEADS' AND daily_figures.day BETWEEN anon_3.previous_start AND anon_3.previous_end) AS anon_10
GROUP BY anon_10.value, anon_3.previous_start
ORDER BY coalesce(sum(anon_10.count) FILTER (WHERE anon_10.is_now), 0) DESC, anon_10.value) AS anon_9) AS anon_8)) AS breakdown, array((SELECT row_to_json(anon_11) AS row_to_json_5
FROM (SELECT anon_12.start AS start, anon_12.value AS value, anon_12.count AS count
FROM (WITH anon_13 AS MATERIALIZED
(SELECT anon_14.start AS start, anon_14.value AS value, CAST(sum(anon_14.count) AS INTEGER) AS count
FROM (SELECT CAST(NULL AS TEXT) AS value, daily_figures.count AS count, date_trunc(anon_3.unit, CAST(daily_figures.day AS TIMESTAMP WITHOUT TIME ZONE)) AS start
FROM daily_figures
WHERE daily_figures.metric = 'LEADS' AND daily_figures.day BETWEEN anon_3.start AND anon_3."end") AS anon_14
GROUP BY anon_14.start, anon_14.value)
SELECT greatest(CAST(anon_15.start AS DATE), anon_3.start) AS start, anon_13.value AS value, coalesce(anon_13.count, 0) AS count
FROM generate_series(date_trunc(anon_3.unit, CAST(anon_3.start AS TIMESTAMP WITHOUT TIME ZONE)), CAST(anon_3."end" AS TIMESTAMP WITHOUT TIME ZONE), CAST('1 ' || anon_3.unit AS INTERVAL)) AS anon_15(start)
LEFT OUTER
JOIN anon_13 ON anon_13.start = anon_15.start
ORDER BY greatest(CAST(anon_15.start AS DATE), anon_3.start)) AS anon_12) AS anon_11)) AS series, array((SELECT row_to_json(anon_16) AS row_to_json_6
FROM (SELECT 'FigureShare' AS __typename, anon_17.value AS value
FROM (SELECT anon_18.value AS value, CAST(coalesce(sum(anon_18.count) FILTER (WHERE anon_18.is_now), 0) AS INTEGER) AS count, CAST(CASE WHEN (anon_3.previous_start IS NOT NULL) THEN coalesce(sum(anon_18.count) FILTER (WHERE NOT anon_18.is_now), 0) END AS INTEGER) AS previous_count
FROM (SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, true AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['LANGUAGE']) AS part ON true
WHERE daily_figures.metric = 'CONVERSATIONS' AND daily_figures.day BETWEEN anon_3.start AND anon_3."end"
UNION ALL SELECT part.key AS value, CAST(part.value AS INTEGER) AS count, false AS is_now
FROM daily_figures
JOIN jsonb_each_text(daily_figures.groups['LANGUAGE']) AS part ON true
WHERE daily_figures.metric = 'CONVERSATIONS' AND daily_figures.day BETWEEN anon_3.previous_start AND anon_3.previous_end) AS anon_18
GROUP BY anon_18.value, anon_3.previous_start
ORDER BY coalesce(sum(anon_18.count) FILTER (WHERE anon_18.is_now), 0) DESC, anon_18.value) AS anon_17) AS anon_16)) AS spoken
FROM (SELECT CAST($1::DATE AS DATE) AS start, CAST($2::DATE AS DATE) AS "end", CAST(NULL AS DATE) AS previous_start, CAST(NULL AS DATE) AS previous_end, 'DAY' AS unit, coalesce((SELECT min(figure_marks.marked_at) AS min_1
FROM figure_marks), now()) AS updated_at) AS anon_3) AS anon_2) AS analytics) AS anon_1
