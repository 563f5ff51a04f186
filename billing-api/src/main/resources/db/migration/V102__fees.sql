-- The fee of each cycle, due once per subscription and cycle (R18).
CREATE TABLE fee (
    subscription_id  text        NOT NULL,
    cycle            bigint      NOT NULL CHECK (cycle >= 0),
    account_id       text        NOT NULL REFERENCES account (id),
    plan             text        NOT NULL,
    amount_minor     bigint      NOT NULL CHECK (amount_minor >= 0),
    currency         text        NOT NULL,
    cycle_start      timestamptz NOT NULL,
    cycle_end        timestamptz NOT NULL,
    status           text        NOT NULL CHECK (status IN ('AWAITING_CARD', 'DUE', 'PAST_DUE', 'SUSPENDED', 'PAID')),
    attempts         integer     NOT NULL DEFAULT 0,
    first_attempt_at timestamptz,
    next_attempt_at  timestamptz,                   -- null: nothing is tried by itself
    last_payment     text REFERENCES payment (id),
    last_reason      text,
    PRIMARY KEY (subscription_id, cycle)
);
CREATE INDEX fee_due ON fee (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX fee_open ON fee (account_id) WHERE status <> 'PAID';
