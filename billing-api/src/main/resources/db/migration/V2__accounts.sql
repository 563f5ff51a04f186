-- Accounts, their subscriptions, and what was requested of a subscription.

CREATE TABLE account (
    id          text PRIMARY KEY,
    name        text        NOT NULL,
    time_zone   text        NOT NULL,
    opened_at   timestamptz NOT NULL,
    -- Whether the cycle that ran when the account was opened here was billed elsewhere (decision 0021).
    running_cycle_paid boolean NOT NULL DEFAULT false,
    commands    bigint      NOT NULL DEFAULT 0,    -- number of the last command to the engine (decision 0007)
    version     integer     NOT NULL DEFAULT 0
);

CREATE TABLE subscription (
    account_id  text PRIMARY KEY REFERENCES account (id),
    id          text        NOT NULL UNIQUE,
    plan        text        NOT NULL,              -- as last requested and paid
    started_at  timestamptz NOT NULL,              -- start of cycle 0 (R12)
    version     integer     NOT NULL DEFAULT 0
);

-- Each command that changes a subscription, written with it while the account's row is locked. One that no ledger entry
-- names has not been answered yet; decisions and pages take it into account (decision 0026).
CREATE TABLE subscription_command (
    n          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id text        NOT NULL REFERENCES account (id),
    command_id text        NOT NULL UNIQUE,
    kind       text        NOT NULL,              -- the command's type
    plan       text,                              -- of UpgradePlan and SchedulePlan
    issued_at  timestamptz NOT NULL
);
CREATE INDEX subscription_command_account ON subscription_command (account_id, n);

-- Cancellations as requested: a boundary that the engine wrote before it read an earlier cancellation is not billed
-- (R17, R18).
CREATE TABLE cancellation (
    command_id      text PRIMARY KEY,
    account_id      text        NOT NULL REFERENCES account (id),
    subscription_id text        NOT NULL,
    requested_at    timestamptz NOT NULL,
    withdrawn_at    timestamptz
);
CREATE INDEX cancellation_in_force ON cancellation (subscription_id) WHERE withdrawn_at IS NULL;

-- A charge is reversed once (R21), however often it is requested.
CREATE TABLE reversal_request (
    account_id text        NOT NULL REFERENCES account (id),
    seq        bigint      NOT NULL,
    reason     text        NOT NULL,
    requested_by text       NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, seq)
);
