-- Whether the cycle that ran when the account was opened here was billed elsewhere (decision 0021). Accounts from
-- before this column that were moved over were opened under that very rule, and reading their ledger again must not
-- bill them now.
ALTER TABLE account ADD COLUMN running_cycle_paid boolean NOT NULL DEFAULT false;
UPDATE account a SET running_cycle_paid = true FROM subscription s
WHERE s.account_id = a.id AND s.started_at < a.opened_at;
