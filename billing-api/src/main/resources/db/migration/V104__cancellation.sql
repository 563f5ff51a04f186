-- Cancellations as ordered: a boundary that the engine wrote before it read an earlier cancellation is not billed (R17, R18).
CREATE TABLE cancellation (
    command_id      text PRIMARY KEY,
    account_id      text        NOT NULL REFERENCES account (id),
    subscription_id text        NOT NULL,
    ordered_at      timestamptz NOT NULL,
    withdrawn_at    timestamptz
);
CREATE INDEX cancellation_standing ON cancellation (subscription_id) WHERE withdrawn_at IS NULL;
