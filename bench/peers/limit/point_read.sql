-- $1: the lead's key
SELECT row_to_json(answer)::text FROM (
  SELECT (
    SELECT row_to_json(lead) FROM (
      SELECT
        'lead_' || encode(uuid_send(id), 'hex') AS id,
        status,
        kind,
        score,
        wish,
        created_at AS "createdAt",
        (SELECT row_to_json(d) FROM (SELECT name, phone, email) d) AS "contactDetails"
      FROM leads WHERE id = $1::uuid
    ) lead
  ) AS lead
) answer
