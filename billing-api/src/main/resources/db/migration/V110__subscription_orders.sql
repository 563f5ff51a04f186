-- Each order that changes a subscription, written with its command while the account's row is held. One that no ledger
-- line names has not been answered yet; decisions and pages count it in (decision 0026).
CREATE TABLE subscription_order (
    n          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id text        NOT NULL REFERENCES account (id),
    command_id text        NOT NULL UNIQUE,
    kind       text        NOT NULL,              -- the command's type
    plan       text,                              -- of UpgradePlan and SchedulePlan
    ordered_at timestamptz NOT NULL
);
CREATE INDEX subscription_order_account ON subscription_order (account_id, n);
