-- What a rejected event said, where the engine could read it, and size and hash of a value that is too large to keep
-- (R4).
ALTER TABLE rejected_usage
    ADD COLUMN event_source       text,
    ADD COLUMN event_id           text,
    ADD COLUMN action             text,
    ADD COLUMN quantity           bigint,
    ADD COLUMN occurred_at        timestamptz,
    ADD COLUMN value_bytes        bigint,
    ADD COLUMN value_sha256       text,
    ADD COLUMN expected_partition integer;
