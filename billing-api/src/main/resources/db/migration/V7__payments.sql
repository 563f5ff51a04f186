-- Payments and cards. No card number is ever stored: the gateway's token, brand, last four digits and expiry.

CREATE TABLE payment_method (
    account_id text PRIMARY KEY REFERENCES account (id),
    token      text        NOT NULL,
    brand      text        NOT NULL,
    last4      text        NOT NULL CHECK (last4 ~ '^[0-9]{4}$'),
    exp_month  integer     NOT NULL CHECK (exp_month BETWEEN 1 AND 12),
    exp_year   integer     NOT NULL,
    set_at     timestamptz NOT NULL,
    set_by     text        NOT NULL
);

-- One row per attempt to move money, written before the gateway is asked (R19) and never removed (R20).
CREATE TABLE payment (
    id                text PRIMARY KEY,             -- also the gateway's idempotency key
    n                 bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    account_id        text        NOT NULL REFERENCES account (id),
    purpose           text        NOT NULL CHECK (purpose IN ('PURCHASE', 'UPGRADE', 'RENEWAL', 'REFUND')),
    status            text        NOT NULL CHECK (status IN ('INTENDED', 'UNKNOWN', 'SUCCEEDED', 'FAILED')),
    amount_minor      bigint      NOT NULL CHECK (amount_minor > 0),
    currency          text        NOT NULL,
    description       text        NOT NULL,
    fulfilment        jsonb       NOT NULL,         -- what is delivered when it succeeds; its form depends on purpose
    refunds           text REFERENCES payment (id), -- the payment that a refund returns
    token             text        NOT NULL,
    brand             text        NOT NULL,
    last4             text        NOT NULL,
    exp_month         integer     NOT NULL,
    exp_year          integer     NOT NULL,
    reason_code       text,                         -- the provider's reason of a failure
    reason_message    text,
    gateway_reference text,
    invoice_number    text,
    intended_by       text        NOT NULL,
    intended_at       timestamptz NOT NULL,
    asked_at          timestamptz,                  -- when the gateway last gave no answer
    asks              integer     NOT NULL DEFAULT 0,
    settled_at        timestamptz,
    CHECK ((purpose = 'REFUND') = (refunds IS NOT NULL)),
    CHECK ((status = 'SUCCEEDED') = (gateway_reference IS NOT NULL)),
    CHECK ((status = 'SUCCEEDED') = (invoice_number IS NOT NULL)),
    CHECK ((status = 'FAILED') = (reason_code IS NOT NULL)),
    CHECK ((status IN ('SUCCEEDED', 'FAILED')) = (settled_at IS NOT NULL))
);
CREATE INDEX payment_history ON payment (account_id, n);
CREATE INDEX payment_open ON payment (intended_at) WHERE status IN ('INTENDED', 'UNKNOWN');
CREATE INDEX payment_refunds ON payment (refunds) WHERE refunds IS NOT NULL;
-- Two upgrades at once would both be charged for the same share of the cycle.
CREATE UNIQUE INDEX payment_one_open_upgrade ON payment (account_id)
    WHERE purpose = 'UPGRADE' AND status IN ('INTENDED', 'UNKNOWN');

CREATE FUNCTION payment_is_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.status IN ('SUCCEEDED', 'FAILED') THEN
        RAISE EXCEPTION 'payment % is history and never changed (R20)', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payment_is_history BEFORE UPDATE OR DELETE ON payment
    FOR EACH ROW EXECUTE FUNCTION payment_is_history();

-- What was paid for and the engine rejected: written with the ledger entry that says so; a job refunds it.
CREATE TABLE rejected_delivery (
    payment_id text PRIMARY KEY,
    refusal    text        NOT NULL,
    rejected_at   timestamptz NOT NULL,
    done_at    timestamptz
);
CREATE INDEX rejected_delivery_open ON rejected_delivery (rejected_at) WHERE done_at IS NULL;

-- Attempts to pay, or to add a card, that the provider declined: what the limit on them counts, on every instance and
-- after a restart.
CREATE TABLE declined_attempt (
    n          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id text        NOT NULL,
    card       text        NOT NULL,              -- SHA-256 of the provider's fingerprint
    at         timestamptz NOT NULL
);
CREATE INDEX declined_attempt_account ON declined_attempt (account_id, at);
CREATE INDEX declined_attempt_card ON declined_attempt (card, at);
CREATE INDEX declined_attempt_age ON declined_attempt (at);
