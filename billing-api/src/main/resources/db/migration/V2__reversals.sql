-- A charge is given back once (R21), whoever asks.
CREATE TABLE reversal_order (
    account_id text        NOT NULL REFERENCES account (id),
    seq        bigint      NOT NULL,
    reason     text        NOT NULL,
    ordered_by text        NOT NULL,
    ordered_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, seq)
);
