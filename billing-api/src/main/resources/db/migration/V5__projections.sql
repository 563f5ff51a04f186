-- Copies of the engine's topics, which can be built again from them (docs/operations.md).

-- Milliseconds as they are on the topics, exact from 1970 to 9999. Immutable, and so inlined, since timestamp without a
-- zone is: PostgreSQL calls a function that it cannot inline for each column of each entry.
CREATE FUNCTION at_millis(millis bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT (timestamp 'epoch' + (millis / 1000) * interval '1 second' + (millis % 1000) * interval '1 millisecond')
        AT TIME ZONE 'UTC';
$$;

CREATE TABLE projection_offset (
    topic       text    NOT NULL,
    partition   integer NOT NULL,
    next_offset bigint  NOT NULL,
    current_to  timestamptz,                       -- when this partition was last read to its end
    PRIMARY KEY (topic, partition)
);

-- The last projected entry of each account: duplicates are at or below it, a gap is above it (I3).
CREATE TABLE ledger_head (
    account_id     text PRIMARY KEY,
    seq            bigint NOT NULL,
    balance_micros bigint NOT NULL
);

CREATE TABLE ledger_entry (
    account_id          text   NOT NULL,
    seq                 bigint NOT NULL,
    type                text   NOT NULL,
    amount_micros       bigint NOT NULL,
    balance_micros      bigint NOT NULL,
    available_micros    bigint NOT NULL,
    overdraft_micros    bigint NOT NULL,
    event_source        text,
    event_id            text,
    action              text,
    quantity            bigint,
    user_id             text,
    unit_price_micros   bigint,
    price_version       text,
    allocations         jsonb,                     -- [{"grant","source","amountMicros"}]; null: none
    grant_id            text,
    grant_source        text,
    grant_amount_micros bigint,
    grant_effective_at  timestamptz,
    grant_expires_at    timestamptz,
    grant_priority      integer,
    grant_name          text,
    grant_left_micros   bigint,                    -- left of the grant after the entry
    subscription_id     text,
    plan                text,
    subscription_status text,
    cycle               bigint,
    cycle_start         timestamptz,
    cycle_end           timestamptz,
    reverses            bigint,
    command_id          text,
    refusal             text,
    input_offset        bigint,
    note                text,
    occurred_at         timestamptz NOT NULL,
    recorded_at         timestamptz NOT NULL,
    dimensions          jsonb,                     -- {"key": "value"}; null: none
    hold_id             text,
    command_sequence    bigint,
    command_type        text,
    pending_plan        text,
    reversed_occurred_at timestamptz,              -- on a REVERSAL: the charge's own time
    PRIMARY KEY (account_id, seq)
);
-- What is not usage is rare and often asked for by itself: grants, cycles, plan changes.
CREATE INDEX ledger_entry_not_usage ON ledger_entry (account_id, type, seq) WHERE type <> 'CHARGE';
CREATE INDEX ledger_entry_command ON ledger_entry (command_id) WHERE command_id IS NOT NULL;

CREATE TABLE account_cycle (
    account_id  text        NOT NULL,
    cycle       bigint      NOT NULL,
    cycle_start timestamptz NOT NULL,
    cycle_end   timestamptz NOT NULL,
    PRIMARY KEY (account_id, cycle)
);

CREATE TABLE balance (
    account_id               text PRIMARY KEY,
    ledger_seq               bigint NOT NULL,
    available_micros         bigint NOT NULL,
    overdraft_micros         bigint NOT NULL,
    used_this_cycle_micros   bigint NOT NULL,
    allowance_granted_micros bigint NOT NULL,
    allowance_left_micros    bigint NOT NULL,
    plan                     text,
    pending_plan             text,
    subscription_status      text,
    cycle                    bigint,
    cycle_start              timestamptz,
    cycle_end                timestamptz,
    grants                   jsonb  NOT NULL,      -- in burn-down order (R8)
    as_of                    timestamptz NOT NULL,
    held_micros              bigint NOT NULL DEFAULT 0, -- sum of the open holds (R22)
    policy                   text,                 -- overage policy; null: none was chosen (R26)
    limit_micros             bigint NOT NULL DEFAULT 0,
    revision                 bigint NOT NULL DEFAULT 0 -- number of this state among those of one ledger_seq
);

CREATE TABLE usage_rollup (
    account_id      text    NOT NULL,
    cycle           bigint  NOT NULL,
    day             date    NOT NULL,              -- in the account's zone
    action          text    NOT NULL,
    user_id         text    NOT NULL,              -- '' where the event named none
    events          bigint  NOT NULL,
    quantity        numeric NOT NULL,              -- a sum of longs may pass a long
    charged_micros  bigint  NOT NULL,
    reversed_micros bigint  NOT NULL,
    PRIMARY KEY (account_id, cycle, day, action, user_id)
);

-- For a rebuild of the projections from the topics (docs/operations.md): stop billing-api, call it, start billing-api.
-- Rejections stay, since they carry what was replayed; reading them again changes nothing.
CREATE FUNCTION forget_projections() RETURNS void LANGUAGE sql AS $$
    TRUNCATE ledger_entry, ledger_head, account_cycle, balance, usage_rollup, projection_offset;
$$;

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
