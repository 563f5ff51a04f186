-- Core tables: accounts and subscriptions as ordered, prices, what goes to Kafka, and what the engine's topics say.
-- Credits are bigint micro-credits (1 credit = 1,000,000). Times are timestamptz.

CREATE TABLE account (
    id          text PRIMARY KEY,
    name        text        NOT NULL,
    time_zone   text        NOT NULL,
    opened_at   timestamptz NOT NULL,
    commands    bigint      NOT NULL DEFAULT 0,    -- number of the last command to the engine (decision 0007)
    version     integer     NOT NULL DEFAULT 0
);

CREATE TABLE subscription (
    account_id  text PRIMARY KEY REFERENCES account (id),
    id          text        NOT NULL UNIQUE,
    plan        text        NOT NULL,              -- as last ordered and paid
    started_at  timestamptz NOT NULL,              -- start of cycle 0 (R12)
    version     integer     NOT NULL DEFAULT 0
);

CREATE TABLE action (
    id          text PRIMARY KEY,
    unit        text        NOT NULL,
    position    integer     NOT NULL
);

CREATE TABLE price_version (
    appended_seq      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    action            text        NOT NULL REFERENCES action (id),
    version           text        NOT NULL,
    plan              text,
    unit_price_micros bigint      NOT NULL CHECK (unit_price_micros >= 0),
    effective_from    timestamptz NOT NULL,
    known_from        timestamptz NOT NULL,
    appended_by       text        NOT NULL,
    UNIQUE (action, version)
);

-- Ordered per account: a row's id is taken while its account's row is locked (Outbox).
CREATE TABLE outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic       text        NOT NULL,              -- Topic enum name
    kind        text        NOT NULL,              -- AVRO: single-object encoded record; RAW: bytes as they are
    record_key  bytea,
    payload     bytea,
    header      text,                              -- RAW: the rejection it replays
    partition   integer,                           -- only where there is no key
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE projection_offset (
    topic       text    NOT NULL,
    partition   integer NOT NULL,
    next_offset bigint  NOT NULL,
    current_to  timestamptz,                       -- when this partition was last read to its end
    PRIMARY KEY (topic, partition)
);

-- The last projected line of each account: duplicates are at or below it, a gap is above it (I3).
CREATE TABLE ledger_head (
    account_id     text PRIMARY KEY,
    seq            bigint NOT NULL,
    balance_micros bigint NOT NULL
);

CREATE TABLE ledger_line (
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
    PRIMARY KEY (account_id, seq)
);
-- What is not usage is few and often asked for by itself: grants, cycles, plan changes.
CREATE INDEX ledger_line_not_usage ON ledger_line (account_id, type, seq) WHERE type <> 'CHARGE';
CREATE INDEX ledger_line_command ON ledger_line (command_id) WHERE command_id IS NOT NULL;

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
    grants                   jsonb  NOT NULL,      -- in draw order (R8)
    as_of                    timestamptz NOT NULL
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
    replays       integer     NOT NULL DEFAULT 0,
    replayed_at   timestamptz,
    replayed_by   text
);
CREATE INDEX rejected_usage_waiting ON rejected_usage (account_id) WHERE reason = 'UNKNOWN_ACCOUNT' AND replayed_at IS NULL;

CREATE TABLE idempotency_key (
    caller       text        NOT NULL,
    key          text        NOT NULL,
    request_hash bytea       NOT NULL,
    claimed_at   timestamptz NOT NULL DEFAULT now(),
    status       integer,                          -- null: in progress
    location     text,
    body         text,
    PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (claimed_at);

CREATE TABLE audit (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT now(),
    who        text        NOT NULL,
    account_id text,
    what       text        NOT NULL,
    detail     jsonb       NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_account ON audit (account_id, at);

-- Milliseconds as they are on the topics; exact.
CREATE FUNCTION at_millis(millis bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT timestamptz 'epoch' + make_interval(secs => millis / 1000) + (millis % 1000) * interval '1 millisecond';
$$;

-- For a rebuild of the projections from the topics (docs/operations.md): stop billing-api, call it, start billing-api.
-- Rejections stay, since they carry what was replayed; reading them again changes nothing.
CREATE FUNCTION forget_projections() RETURNS void LANGUAGE sql AS $$
    TRUNCATE ledger_line, ledger_head, account_cycle, balance, usage_rollup, projection_offset;
$$;
