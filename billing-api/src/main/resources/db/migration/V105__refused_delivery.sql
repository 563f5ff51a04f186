-- What was paid for and the engine would not do: written with the ledger line that says so, worked off by a job that gives the money back.
CREATE TABLE refused_delivery (
    payment_id text PRIMARY KEY,
    refusal    text        NOT NULL,
    told_at    timestamptz NOT NULL,
    done_at    timestamptz
);
CREATE INDEX refused_delivery_open ON refused_delivery (told_at) WHERE done_at IS NULL;
