-- PostGraphile's way to a mutation with rules: a function that returns the row.

CREATE FUNCTION message_send(conversation_id uuid, text text, idempotency_key text) RETURNS messages
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_variable
DECLARE
    mine conversations;
    sent messages;
BEGIN
    SELECT * INTO mine FROM conversations c WHERE c.id = conversation_id FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no such conversation.' USING ERRCODE = 'NTFND';
    END IF;
    SELECT * INTO sent FROM messages m
    WHERE m.conversation_id = mine.id AND m.idempotency_key = message_send.idempotency_key;
    IF FOUND THEN
        RETURN sent;
    END IF;
    UPDATE conversations c
    SET message_count = c.message_count + 1, last_message_at = now(), preview = left(text, 160),
        status = CASE c.status WHEN 'CLOSED' THEN 'OPEN' ELSE c.status END
    WHERE c.id = mine.id;
    INSERT INTO messages (id, conversation_id, seq, author, text, idempotency_key)
    VALUES (uuidv7(), mine.id, mine.message_count + 1, 'VISITOR', text, idempotency_key)
    RETURNING * INTO sent;
    IF mine.taken_over_at IS NULL THEN
        INSERT INTO turns (id, conversation_id, question_seq, lease_until)
        VALUES (uuidv7(), mine.id, sent.seq, now() + interval '1 second');
    END IF;
    INSERT INTO outbox (id, workshop_id, kind, payload)
    VALUES (uuidv7(), mine.workshop_id, 'live',
            jsonb_build_object('w', mine.workshop_id, 't', 'CONVERSATION', 's', mine.id, 'k', 'UPDATED'));
    RETURN sent;
END $$;
GRANT EXECUTE ON FUNCTION message_send(uuid, text, text) TO carbot_visitor;

-- And its way to a figure: a function that returns a table.
CREATE FUNCTION lead_series(range_start date, range_end date) RETURNS TABLE (start date, value text, count integer)
LANGUAGE sql STABLE AS $$
    WITH parts AS (
        SELECT f.day, part.key AS value, part.value::integer AS count
        FROM daily_figures f, jsonb_each_text(f.groups -> 'STATUS') part
        WHERE f.metric = 'LEADS' AND f.day BETWEEN range_start AND range_end
    )
    SELECT step::date, names.value, coalesce(parts.count, 0)
    FROM generate_series(range_start::timestamp, range_end::timestamp, '1 day') step
    CROSS JOIN (SELECT DISTINCT parts.value FROM parts) names
    LEFT JOIN parts ON parts.day = step::date AND parts.value = names.value
    ORDER BY step, names.value
$$;
GRANT EXECUTE ON FUNCTION lead_series(date, date) TO carbot_api;
