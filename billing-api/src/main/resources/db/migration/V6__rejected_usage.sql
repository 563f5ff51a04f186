-- Usage that could not be charged, whole (R4), and what became of it.

CREATE TABLE rejected_usage (
    n             bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    rejection_id  text PRIMARY KEY,
    account_id    text,
    reason        text        NOT NULL,
    detail        text        NOT NULL,
    topic         text        NOT NULL,
    partition     integer     NOT NULL,
    record_offset bigint      NOT NULL,
    appended_at   timestamptz NOT NULL,
    record_key    bytea,
    record_value  bytea,
    -- What the event says, where the engine could read it, and size and hash of a value too large to keep (R4).
    event_source  text,
    event_id      text,
    action        text,
    quantity      bigint,
    occurred_at   timestamptz,
    value_bytes   bigint,
    value_sha256  text,
    expected_partition integer,
    replays       integer     NOT NULL DEFAULT 0,
    replayed_at   timestamptz,
    replayed_by   text
);
CREATE INDEX rejected_usage_waiting ON rejected_usage (account_id)
    WHERE reason = 'UNKNOWN_ACCOUNT' AND replayed_at IS NULL;
