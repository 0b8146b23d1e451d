-- $1: how many leads
SELECT row_to_json(answer)::text FROM (
  SELECT (
    WITH page AS MATERIALIZED (
      SELECT id, status, score, created_at, name, phone, email, conversation_id, row_number() OVER () AS place
      FROM (SELECT * FROM leads ORDER BY created_at DESC, id DESC LIMIT $1::int + 1) newest
    )
    SELECT row_to_json(connection) FROM (
      SELECT
        (SELECT count(*)::int FROM leads) AS "totalCount",
        array(
          SELECT row_to_json(edge) FROM (
            SELECT (
              SELECT row_to_json(node) FROM (
                SELECT
                  'lead_' || encode(uuid_send(page.id), 'hex') AS id,
                  page.status,
                  page.score,
                  page.created_at AS "createdAt",
                  (SELECT row_to_json(d) FROM (SELECT page.name, page.phone, page.email) d) AS "contactDetails",
                  (
                    SELECT row_to_json(conversation) FROM (
                      SELECT
                        'conversation_' || encode(uuid_send(c.id), 'hex') AS id,
                        c.status,
                        c.last_message_at AS "lastMessageAt",
                        (
                          SELECT row_to_json(messages) FROM (
                            SELECT array(
                              SELECT row_to_json(message_edge) FROM (
                                SELECT (
                                  SELECT row_to_json(message) FROM (
                                    SELECT 'message_' || encode(uuid_send(m.id), 'hex') AS id, m.author, m.text,
                                           m.sent_at AS "sentAt"
                                  ) message
                                ) AS node
                                FROM (
                                  SELECT id, author, text, sent_at, seq FROM messages
                                  WHERE conversation_id = c.id ORDER BY seq DESC LIMIT 5
                                ) m
                                ORDER BY m.seq
                              ) message_edge
                            ) AS edges
                          ) messages
                        ) AS messages
                      FROM conversations c WHERE c.id = page.conversation_id
                    ) conversation
                  ) AS conversation
              ) node
            ) AS node
            FROM page WHERE place <= $1::int ORDER BY place
          ) edge
        ) AS edges,
        (
          SELECT row_to_json(info) FROM (
            SELECT
              EXISTS (SELECT FROM page WHERE place > $1::int) AS "hasNextPage",
              (
                SELECT translate(encode(convert_to('NEWEST,' || created_at || ',' || id, 'UTF8'), 'base64'), E'\n', '')
                FROM page WHERE place <= $1::int ORDER BY place DESC LIMIT 1
              ) AS "endCursor"
          ) info
        ) AS "pageInfo"
    ) connection
  ) AS leads
) answer
