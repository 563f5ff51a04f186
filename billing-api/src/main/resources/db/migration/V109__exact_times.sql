-- The double of V3 holds milliseconds until the year 2242 only, and times run to 9999. Whole seconds and the rest
-- are exact apart; immutable,
-- and so inlined, since timestamp without a zone is.
CREATE OR REPLACE FUNCTION at_millis(millis bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT (timestamp 'epoch' + (millis / 1000) * interval '1 second' + (millis % 1000) * interval '1 millisecond')
        AT TIME ZONE 'UTC';
$$;
