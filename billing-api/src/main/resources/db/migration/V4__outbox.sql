-- What goes to Kafka, written in the transaction that causes it.

-- Ordered per account: a row's id is taken while its account's row is locked (Outbox). A parked record stops its
-- account and no other: later commands of the account wait behind it, since the engine reads them by number.
CREATE TABLE outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic       text        NOT NULL,              -- Topic enum name
    kind        text        NOT NULL,              -- AVRO: single-object encoded record; RAW: bytes as they are
    record_key  bytea,
    payload     bytea,
    header      text,                              -- RAW: the rejection that it replays
    partition   integer,                           -- only where there is no key
    created_at  timestamptz NOT NULL DEFAULT now(),
    parked_at   timestamptz,                       -- set on a record that can never be sent: its account waits
    parked_reason text
);
CREATE INDEX outbox_parked ON outbox (record_key) WHERE parked_at IS NOT NULL;

-- Every command to the engine, one row each, for good (the outbox deletes what it has sent): the auditor compares
-- account.commands.v1 with it.
CREATE TABLE issued_command (
    account_id   text        NOT NULL,
    sequence     bigint      NOT NULL CHECK (sequence > 0),
    command_id   text        NOT NULL,
    command_type text        NOT NULL,
    body_sha256  bytea       NOT NULL,              -- of the Avro body: the record's value from byte 5 on
    audit_id     bigint REFERENCES audit (id),      -- the act that caused it
    issued_at    timestamptz NOT NULL,
    PRIMARY KEY (account_id, sequence),
    CHECK (octet_length(body_sha256) = 32)
);

CREATE FUNCTION issued_command_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an issued command is never deleted' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER issued_command_is_kept BEFORE DELETE ON issued_command
    FOR EACH ROW EXECUTE FUNCTION issued_command_is_kept();
CREATE TRIGGER issued_commands_are_kept BEFORE TRUNCATE ON issued_command
    FOR EACH STATEMENT EXECUTE FUNCTION issued_command_is_kept();
