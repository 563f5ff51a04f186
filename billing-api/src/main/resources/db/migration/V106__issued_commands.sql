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
    RAISE EXCEPTION 'an issued command is never forgotten' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER issued_command_is_kept BEFORE DELETE ON issued_command
    FOR EACH ROW EXECUTE FUNCTION issued_command_is_kept();
CREATE TRIGGER issued_commands_are_kept BEFORE TRUNCATE ON issued_command
    FOR EACH STATEMENT EXECUTE FUNCTION issued_command_is_kept();
