-- Who changed what, and the stored responses of idempotent requests.
-- In all tables: credits are bigint micro-credits (1 credit = 1,000,000), money is bigint minor units with an ISO 4217
-- code, times are timestamptz.

CREATE TABLE audit (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT now(),
    who        text        NOT NULL,
    account_id text,
    what       text        NOT NULL,
    detail     jsonb       NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_account ON audit (account_id, at);

CREATE TABLE idempotency_key (
    caller       text        NOT NULL,
    key          text        NOT NULL,
    request_hash bytea       NOT NULL,
    claimed_at   timestamptz NOT NULL DEFAULT now(),
    status       integer,                          -- null: in progress
    location     text,
    body         text,
    PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (claimed_at);

-- Sessions signed out before their token ends: refused until then, and deleted afterwards.
CREATE TABLE revoked_session (
    id         text PRIMARY KEY,              -- claim sid of the session's token
    expires_at timestamptz NOT NULL
);
CREATE INDEX revoked_session_expiry ON revoked_session (expires_at);
