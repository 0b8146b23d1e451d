-- $1, $2: the first and the last day
WITH parts AS MATERIALIZED (
  SELECT figure.day, part.key AS value, part.value::int AS count
  FROM daily_figures figure, jsonb_each_text(figure.groups -> 'STATUS') part
  WHERE figure.metric = 'LEADS' AND figure.day BETWEEN $1::date AND $2::date
)
SELECT row_to_json(answer)::text FROM (
  SELECT (
    SELECT row_to_json(analytics) FROM (
      SELECT array(
        SELECT row_to_json(point) FROM (
          SELECT step::date AS start, names.value, coalesce(parts.count, 0) AS count
          FROM generate_series($1::date::timestamp, $2::date::timestamp, '1 day') step
          CROSS JOIN (SELECT DISTINCT value FROM parts) names
          LEFT JOIN parts ON parts.day = step::date AND parts.value = names.value
          ORDER BY step, names.value
        ) point
      ) AS series
    ) analytics
  ) AS analytics
) answer
