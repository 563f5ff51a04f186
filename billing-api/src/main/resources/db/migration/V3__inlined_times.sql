-- PostgreSQL inlines an immutable function only if its body is immutable too, which timestamptz + interval is not: it was called for eight
-- columns of every ledger line. A double holds milliseconds exactly until the year 2242.
CREATE OR REPLACE FUNCTION at_millis(millis bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT to_timestamp(millis::float8 / 1000);
$$;
