-- What cannot be sent or stored stops its account or its partition, never another one; an operator goes on from here
-- (docs/operations.md).

-- A record that can never be sent. Later commands of the same account wait behind it, since the engine reads them by
-- number.
ALTER TABLE outbox
    ADD COLUMN parked_at     timestamptz,
    ADD COLUMN parked_reason text;
CREATE INDEX outbox_parked ON outbox (record_key) WHERE parked_at IS NOT NULL;

-- The record at which a partition's reader stands now.
CREATE TABLE projection_stop (
    topic         text        NOT NULL,
    partition     integer     NOT NULL,
    record_offset bigint      NOT NULL,
    record_key    bytea,
    record_value  bytea,
    reason        text        NOT NULL,
    stopped_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, partition)
);

-- Records that an operator decided to leave out, whole, for good: a rebuild of the tables leaves out the same ones.
CREATE TABLE projection_skip (
    topic         text        NOT NULL,
    partition     integer     NOT NULL,
    record_offset bigint      NOT NULL,
    record_key    bytea,
    record_value  bytea,
    value_sha256  bytea       NOT NULL,              -- of record_value; of no bytes where there is none
    stopped_by    text        NOT NULL,              -- why the reader stood there
    reason        text        NOT NULL,              -- why it was skipped
    skipped_by    text        NOT NULL,
    skipped_at    timestamptz NOT NULL DEFAULT now(),
    audit_id      bigint      NOT NULL REFERENCES audit (id),
    PRIMARY KEY (topic, partition, record_offset)
);
