-- The sandbox payment provider's own records: another company's database in real life, so nothing here refers to our
-- tables or is written in our transactions.
CREATE SCHEMA sandbox_gateway;
CREATE TABLE sandbox_gateway.movement (
    key          text PRIMARY KEY,
    kind         text        NOT NULL CHECK (kind IN ('CHARGE', 'REFUND', 'NOTHING')),
    token        text,
    charge_key   text,
    amount_minor bigint,
    currency     text,
    outcome      text        NOT NULL CHECK (outcome IN ('APPROVED', 'DECLINED', 'ABANDONED')),
    reason_code  text,
    reason_message text,
    reference    text        NOT NULL,
    at           timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX movement_charge ON sandbox_gateway.movement (charge_key) WHERE charge_key IS NOT NULL;
