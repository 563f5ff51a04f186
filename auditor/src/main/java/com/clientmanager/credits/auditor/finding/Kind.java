package com.clientmanager.credits.auditor.finding;

/** Kinds of difference; the sentence is for the operator. */
public enum Kind {
    NUMBER_GAP("I3: an entry's number is not the one before plus one"),
    BALANCE_CHAIN("I3: an entry's balance is not the one before plus its amount"),
    GRANT_BOUNDS("I4: a grant is below 0 or above its amount"),
    FIGURES("I2: available, overdraft, what is left of a grant or the sum of all movements is not as counted"),
    CHARGE_AMOUNT("R5: a charge is not quantity times unit price"),
    PRICE("R5: a charge was not priced by the version in force, or names another plan than held"),
    ALLOCATION("R8, R9, R14: a charge was not paid in burn-down order"),
    TIME_GATE("R3: an event was charged that lies too far ahead of its append time"),
    UNOPENED("R4: an account was charged that no subscription had opened"),
    DUE_MISSING("R13: an expiry, a grant or an end that was due is missing"),
    NOT_DUE("R13: an entry that time caused was not due, or differs from what was due"),
    COMMAND_ENTRY("an entry of a command is not what the rules make of the command, or names it wrongly"),
    COMMAND_UNKNOWN("an entry names a command that is not on account.commands.v1"),
    COMMAND_LOST("a command is neither answered on the ledger, nor repeated, nor rejected"),
    COMMAND_NOT_ISSUED("a command on account.commands.v1 was never issued"),
    COMMAND_DIFFERS("a command on account.commands.v1 differs from what was issued"),
    COMMAND_NOT_SENT("an issued command is neither on account.commands.v1 nor in the outbox"),
    GRANT_UNFOUNDED("R19: a grant has no payment, or no audit row, that it derives from"),
    PURCHASE_UNGRANTED("R19: a paid purchase has no grant"),
    CHARGED_TWICE("R2: one event was charged more than once"),
    LOST("R4: an accepted event is neither charged, nor a duplicate, nor rejected"),
    CONFLICT("R2: a second copy with another action or quantity was not reported, or reported without one"),
    BOTH("R4: an event is both charged and rejected"),
    REJECTION("R4: a rejected record is not kept as it came"),
    CHARGE_DIFFERS("I1: a charge differs from its usage event"),
    RATE_CARD("rate-card.v1 differs from the price versions in PostgreSQL"),
    LIVE_BALANCE("credit.balances.v1 differs from the ledger"),
    DATABASE("PostgreSQL differs from the ledger"),
    LEDGER_ROW("a row of ledger_entry differs from its entry on the topic"),
    UNREADABLE("a record of an output topic cannot be read");

    final String sentence;

    Kind(String sentence) {
        this.sentence = sentence;
    }
}
