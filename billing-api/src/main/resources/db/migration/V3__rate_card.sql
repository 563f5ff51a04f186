-- Actions and their prices; versions are only ever appended (R5).

CREATE TABLE action (
    id          text PRIMARY KEY,
    unit        text        NOT NULL,
    position    integer     NOT NULL
);

CREATE TABLE price_version (
    appended_seq      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    action            text        NOT NULL REFERENCES action (id),
    version           text        NOT NULL,
    plan              text,
    unit_price_micros bigint      NOT NULL CHECK (unit_price_micros >= 0),
    effective_from    timestamptz NOT NULL,
    known_from        timestamptz NOT NULL,
    appended_by       text        NOT NULL,
    UNIQUE (action, version)
);
