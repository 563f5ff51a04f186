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
