-- $1: the conversation's key, $2: the text, $3: the idempotency key, $4, $5, $6: new keys of message, turn and event
WITH earlier AS (
  SELECT id, seq, author, text, sent_at FROM messages WHERE conversation_id = $1::uuid AND idempotency_key = $3::text
), conversation AS (
  UPDATE conversations
  SET message_count = message_count + 1, last_message_at = now(), preview = left($2::text, 160),
      status = CASE status WHEN 'CLOSED' THEN 'OPEN' ELSE status END
  WHERE id = $1::uuid AND NOT EXISTS (SELECT FROM earlier)
  RETURNING workshop_id, id, message_count, taken_over_at
), message AS (
  INSERT INTO messages (id, conversation_id, seq, author, text, idempotency_key)
  SELECT $4::uuid, id, message_count, 'VISITOR', $2::text, $3::text FROM conversation
  RETURNING id, seq, author, text, sent_at
), turn AS (
  INSERT INTO turns (id, conversation_id, question_seq, lease_until)
  SELECT $5::uuid, id, message_count, now() + interval '1 second' FROM conversation WHERE taken_over_at IS NULL
), event AS (
  INSERT INTO outbox (id, workshop_id, kind, payload)
  SELECT $6::uuid, workshop_id, 'live',
         jsonb_build_object('w', workshop_id, 't', 'CONVERSATION', 's', id, 'k', 'UPDATED')
  FROM conversation
)
SELECT row_to_json(answer)::text FROM (
  SELECT (
    SELECT row_to_json(payload) FROM (
      SELECT
        (
          SELECT row_to_json(sent) FROM (
            SELECT 'message_' || encode(uuid_send(id), 'hex') AS id, seq, author, text, sent_at AS "sentAt"
            FROM (SELECT * FROM message UNION ALL SELECT * FROM earlier) found
          ) sent
        ) AS message,
        '[]'::json AS errors
    ) payload
  ) AS "messageSend"
) answer
