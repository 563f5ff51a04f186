-- Sessions that were signed out before their token ends: refused from then on, and forgotten once the token has ended anyway.
CREATE TABLE ended_session (
    id         text PRIMARY KEY,              -- claim sid of the session's token
    expires_at timestamptz NOT NULL
);
CREATE INDEX ended_session_expiry ON ended_session (expires_at);
