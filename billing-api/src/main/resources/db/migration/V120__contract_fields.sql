-- Fields that the records of credit.ledger.v1 and credit.balances.v1 gained before their history began to bind. Rows
-- from before are filled by a rebuild of the projections (docs/operations.md).
ALTER TABLE ledger_line
    ADD COLUMN dimensions           jsonb,             -- {"key": "value"}; null: none
    ADD COLUMN hold_id              text,
    ADD COLUMN grant_priority       integer,
    ADD COLUMN grant_name           text,
    ADD COLUMN grant_left_micros    bigint,            -- left of the grant after the entry
    ADD COLUMN pending_plan         text,
    ADD COLUMN reversed_occurred_at timestamptz,       -- on a REVERSAL: the charge's own time
    ADD COLUMN command_sequence     bigint,
    ADD COLUMN command_type         text;

ALTER TABLE balance
    ADD COLUMN held_micros  bigint NOT NULL DEFAULT 0, -- sum of the open holds (R22)
    ADD COLUMN policy       text,                      -- overage policy; null: none was chosen (R26)
    ADD COLUMN limit_micros bigint NOT NULL DEFAULT 0,
    ADD COLUMN revision     bigint NOT NULL DEFAULT 0; -- number of this state among those of one ledger_seq
