-- Invoices, credit notes and fees. Invoices are numbered without a gap and written once (R20).

-- The number is taken while this row is locked, in the transaction that settles the payment: it rolls back with it, so
-- no number is ever lost.
CREATE TABLE invoice_counter (
    series text PRIMARY KEY,
    last   bigint NOT NULL
);
INSERT INTO invoice_counter (series, last) VALUES ('INVOICE', 0), ('CREDIT_NOTE', 0);

CREATE TABLE invoice (
    number      text PRIMARY KEY,
    series      text        NOT NULL REFERENCES invoice_counter (series),
    n           bigint      NOT NULL CHECK (n > 0),
    account_id  text        NOT NULL REFERENCES account (id),
    payment_id  text        NOT NULL UNIQUE REFERENCES payment (id),
    corrects    text REFERENCES invoice (number),   -- the invoice a credit note is about
    gross_minor bigint      NOT NULL,
    currency    text        NOT NULL,
    issued_at   timestamptz NOT NULL,
    document    jsonb       NOT NULL,               -- all that is printed, as it was when it was issued
    UNIQUE (series, n),
    CHECK ((series = 'CREDIT_NOTE') = (corrects IS NOT NULL))
);
CREATE INDEX invoice_account ON invoice (account_id, issued_at);

CREATE FUNCTION invoice_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an issued invoice is never edited: issue a credit note (R20)' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER invoice_is_final BEFORE UPDATE OR DELETE ON invoice
    FOR EACH ROW EXECUTE FUNCTION invoice_is_final();
CREATE TRIGGER invoice_is_kept BEFORE TRUNCATE ON invoice
    FOR EACH STATEMENT EXECUTE FUNCTION invoice_is_final();

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
    next_attempt_at  timestamptz,                   -- null: no automatic attempt
    last_payment     text REFERENCES payment (id),
    last_reason      text,
    PRIMARY KEY (subscription_id, cycle)
);
CREATE INDEX fee_due ON fee (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX fee_open ON fee (account_id) WHERE status <> 'PAID';
